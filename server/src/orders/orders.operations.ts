import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as orderCreation from '@printrail/contract/order-creation';
import type * as contract from '@printrail/contract/orders';
import type { ProductionOrder } from '@printrail/contract/orders';
import { cyclesOf, cyclesToEnter } from '../cycles/cycles.queries.ts';
import { listOf, lockRows } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { typeFor } from './create-orders.ts';
import { draftOrder } from './order-drafts.ts';
import { expectFree, numberFor } from './order-numbers.ts';
import { searchTextOf } from './order-search.rules.ts';
import { cancellationOf, detailsOf, linesOf, reordersOf, summaryById } from './orders.queries.ts';
import { isOpenToLines, resumePlaceOf } from './place.ts';
import { saveOrders } from './save-orders.ts';
import { getVendorToOrderFrom, invoicesToOrder, leftToOrder, lineDraftOf } from './to-order.queries.ts';

export async function getOrder(
  reading: Reading,
  { params }: InputOf<typeof contract.getOrder>,
): Promise<ProductionOrder> {
  const summary = await summaryById(reading, params.id);
  const details = await detailsOf(reading.db, params.id);
  if (!details) throw new Refusal('order.not_found', { id: params.id });
  const { resume: _, createdAt, enteredByName, reorderOfId, reorderOfNumber, ...rest } = details;
  const cancelled = summary.state === 'cancelled' ? await cancellationOf(reading.db, params.id) : undefined;
  return {
    ...summary,
    ...rest,
    cancelledDate: cancelled?.cancelledDate ?? null,
    cancelReason: cancelled?.cancelReason ?? null,
    resumeStatusId: resumePlaceOf(details)?.statusId ?? null,
    enteredByName: enteredByName ?? 'Printrail',
    createdAt: new Date(createdAt).toISOString(),
    reorderOf: reorderOfId === null ? null : { id: reorderOfId, number: reorderOfNumber ?? '' },
    reorders: await reordersOf(reading.db, params.id),
    lines: await linesOf(reading.db, params.id),
  };
}

/** What is left to order of an invoice, from whom, and which open orders could take the lines. */
export async function previewInvoiceOrders(
  reading: Reading,
  { params }: InputOf<typeof orderCreation.previewInvoiceOrders>,
): Promise<AnswerOf<typeof orderCreation.previewInvoiceOrders>> {
  await invoicesToOrder(reading, [params.id]);
  const { groups, withoutVendor } = await leftToOrder(reading, [params.id]);
  const open = await openOrdersOf(reading, params.id);
  return {
    vendors: groups.map(({ vendor, lines }) => ({
      vendorId: vendor.id,
      vendorName: vendor.name,
      typeId: vendor.defaultTypeId,
      openOrders: open.filter((order) => order.vendorId === vendor.id).map(({ id, number }) => ({ id, number })),
      lines: lines.map((line) => {
        const { invoiceLineId, description, invoiceQuantity, quantity, cost } = lineDraftOf(line);
        return {
          ...{ invoiceLineId: invoiceLineId ?? line.invoiceLineId, productName: line.productName, description },
          ...{ invoiceQuantity: invoiceQuantity ?? line.left, quantity, cost },
        };
      }),
    })),
    linesWithoutVendor: withoutVendor,
  };
}

async function openOrdersOf(reading: Reading, invoiceId: number) {
  const cycles = await cyclesOf(reading);
  const orders = await reading.db
    .selectFrom('productionOrders')
    .select(['id', 'number', 'vendorId', 'typeId', 'statusId', 'state', 'reorderOfId'])
    .where('invoiceId', '=', invoiceId)
    .orderBy('id')
    .execute();
  return orders.filter((order) => isOpenToLines(cycles, order));
}

/** Adds an order that belongs to no invoice. */
export async function addOrder(
  change: Change,
  { body }: InputOf<typeof orderCreation.addOrder>,
): Promise<ProductionOrder> {
  if (body.clientId != null) await lockRows(change.tx, 'clients', [body.clientId], 'changes');
  await lockRows(change.tx, 'vendors', [body.vendorId], 'changes');
  const vendor = await getVendorToOrderFrom(change.tx, body.vendorId);
  const client = body.clientId == null ? null : await clientNamed(change, body.clientId);
  const orderDate = body.orderDate ?? change.today;
  const number = await numberFor(change, vendor, body.number, orderDate);
  await checkProducts(
    change,
    (body.lines ?? []).flatMap((line) => line.productId ?? []),
  );
  const draft = draftOrder(change, await cyclesToEnter(change), {
    number,
    typeId: typeFor(vendor, body.typeId),
    vendor,
    client,
    invoice: null,
    orderDate,
    value: 0,
    details: body,
    lines: (body.lines ?? []).map(({ productId = null, description = '', quantity, cost = 0, note = '' }) => ({
      ...{ invoiceLineId: null, productId, description, invoiceQuantity: null, quantity, cost, note },
    })),
  });
  const [id = 0] = await saveOrders(change, [draft]);
  return getOrder(change, { params: { id }, query: undefined, body: undefined });
}

async function clientNamed(change: Change, id: number): Promise<{ id: number; name: string }> {
  const client = await change.tx.selectFrom('clients').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
  if (!client) throw new Refusal('client.not_found', { id }).at('clientId');
  return client;
}

async function checkProducts(change: Change, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const known = await change.tx.selectFrom('products').select('id').where('id', 'in', listOf(change.tx, ids)).execute();
  const missing = ids.find((id) => !known.some((product) => product.id === id));
  if (missing !== undefined) throw new Refusal('product.not_found', { id: missing }).at('lines');
}

export type OrderDetails = Pick<
  InputOf<typeof contract.updateOrder>['body'],
  'vendorOrderNumber' | 'vendorInvoiceNumber' | 'vendorInvoiceAmount' | 'studioNotes' | 'vendorNotes' | 'number'
>;

/** Changes what an order says of itself, not where it is; the order is locked by the caller. */
export async function updateDetails(change: Change, before: ProductionOrder, details: OrderDetails): Promise<void> {
  const { number, ...others } = details;
  const isRenumbered = number !== undefined && folded(number) !== folded(before.number);
  if (isRenumbered) await expectFree(change, number);
  const renumbering =
    number === undefined ? {} : { number, numberKey: folded(number), searchText: searchTextOf({ ...before, number }) };
  await change.tx
    .updateTable('productionOrders')
    .set((eb) => ({ ...others, ...renumbering, version: eb('version', '+', 1) }))
    .where('id', '=', before.id)
    .execute();
  const after = { ...before, ...details };
  await audit(change, { action: 'order.changed', record: 'production_order', recordId: before.id, before, after });
}
