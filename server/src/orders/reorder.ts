import type { InputOf } from '@printrail/contract/endpoint';
import type { ProductionOrder } from '@printrail/contract/orders';
import type { reorderOrder as endpoint } from '@printrail/contract/reorders';
import { cyclesToEnter } from '../cycles/cycles.queries.ts';
import { lockRows } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { typeFor } from './create-orders.ts';
import { draftOrder, type LineDraft } from './order-drafts.ts';
import { numberFor } from './order-numbers.ts';
import { getOrder } from './orders.operations.ts';
import { getOrderAtPlace, linesOf, lockOrders } from './orders.queries.ts';
import { recordEvent } from './record-event.ts';
import { reorderedLines } from './reorder.rules.ts';
import { getReasonToGive } from './reorder-reasons.operations.ts';
import { saveOrders } from './save-orders.ts';
import { getVendorToOrderFrom, type VendorToOrderFrom } from './to-order.queries.ts';

type Asked = InputOf<typeof endpoint>;

/** Orders chosen lines of an order again: a new order of the same invoice, linked both ways; both histories tell. */
export async function reorderOrder(change: Change, { params, body }: Asked): Promise<ProductionOrder> {
  const { tx } = change;
  await lockOrders(tx, [params.id]);
  const order = await getOrderAtPlace(tx, params.id);
  if (order.state === 'cancelled') throw new Refusal('change.order_cancelled', { number: order.number });
  const { vendorId, client, invoice } = await partiesOf(change, order.id);
  const reason = await getReasonToGive(tx, body.reasonId);
  const lines = reorderedLines(await linesOf(tx, order.id), body.lines, reason.isCharged);
  const vendor = await lockedVendor(change, body.vendorId ?? vendorId);
  const orderDate = body.orderDate ?? change.today;
  const draft = draftOrder(change, await cyclesToEnter(change), {
    number: await numberFor(change, vendor, body.number, orderDate),
    typeId: typeFor(vendor, body.typeId ?? (vendor.id === vendorId ? order.typeId : undefined)),
    ...{ vendor, client, invoice, orderDate, lines, details: body },
    // The client pays nothing for what is made again.
    value: 0,
    reorder: { of: order, reason },
  });
  const [id = 0] = await saveOrders(change, [draft]);
  await recordEvent(change, order, { kind: 'reordered', note: noteOf(draft.number, reason.name, lines) });
  return getOrder(change, { params: { id }, query: undefined, body: undefined });
}

/** Whose order it is; the client's name is kept from changing while the new order takes it. */
async function partiesOf({ tx }: Change, orderId: number) {
  const order = await tx
    .selectFrom('productionOrders')
    .select(['vendorId', 'clientId', 'invoiceId'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const { clientId, invoiceId } = order;
  if (clientId !== null) await lockRows(tx, 'clients', [clientId], 'changes');
  const clients = tx.selectFrom('clients').select(['id', 'name']).where('id', '=', clientId);
  const invoices = tx.selectFrom('invoices').select(['id', 'number', 'deliveryDate']).where('id', '=', invoiceId);
  return {
    vendorId: order.vendorId,
    client: (await clients.executeTakeFirst()) ?? null,
    invoice: (await invoices.executeTakeFirst()) ?? null,
  };
}

async function lockedVendor({ tx }: Change, id: number): Promise<VendorToOrderFrom> {
  await lockRows(tx, 'vendors', [id], 'changes');
  return getVendorToOrderFrom(tx, id);
}

const mostNamed = 20;

function noteOf(number: string, reason: string, lines: readonly LineDraft[]): string {
  const named = lines.slice(0, mostNamed).map(({ quantity, description }) => `${quantity} × ${description}`);
  const more = lines.length > mostNamed ? ` and ${lines.length - mostNamed} more lines` : '';
  return `Reordered as ${number} (${reason}): ${named.join(', ')}${more}`;
}
