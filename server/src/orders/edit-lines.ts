import type { InputOf } from '@printrail/contract/endpoint';
import type { updateOrderLines as endpoint } from '@printrail/contract/order-lines';
import type { ProductionOrder } from '@printrail/contract/orders';
import { type OrderableLine, orderableLines } from '../invoices/invoice-lines.queries.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import { knownProductIds, replaceLines } from './edit-lines.queries.ts';
import { type PlannedLine, plannedLines } from './edit-lines.rules.ts';
import { linesEdited } from './lines-edited.rules.ts';
import { getOrder } from './orders.operations.ts';
import { getOrderAtPlace, lockOrders } from './orders.queries.ts';
import { recordEvent } from './record-event.ts';
import { orderedValue } from './to-order.queries.ts';

type EditLines = InputOf<typeof endpoint>;

/** Gives an order the lines listed; its value follows, its history tells. */
export async function updateOrderLines(change: Change, { params, body, version }: EditLines): Promise<ProductionOrder> {
  const { tx } = change;
  await lockOrders(tx, [params.id]);
  const before = await showOrder(change, params.id);
  expectVersion(before, version);
  const orderable = before.invoiceId === null ? [] : await orderableLines(tx, [before.invoiceId]);
  const invoiceLines = new Map(orderable.map((line) => [line.invoiceLineId, line]));
  const planned = plannedLines(before.lines, body.lines, {
    ...{ number: before.number, state: before.state, isReorder: before.reorderOf !== null, invoiceLines },
    productIds: await knownProductIds(
      tx,
      body.lines.flatMap(({ productId }) => productId ?? []),
    ),
  });
  const said = linesEdited(before.lines, planned);
  if (said === '') return before;
  await replaceLines(tx, before.id, planned);
  await saveValue(change, before, valueAfter(before, planned, invoiceLines));
  const order = await getOrderAtPlace(tx, before.id);
  await recordEvent(change, order, { kind: 'lines_edited', note: body.note ? `${said}\n${body.note}` : said });
  const after = await showOrder(change, before.id);
  await audit(change, {
    ...{ action: 'order.lines_changed', record: 'production_order', recordId: before.id },
    ...{ before: { lines: before.lines, value: before.value }, after: { lines: after.lines, value: after.value } },
  });
  return after;
}

function showOrder(change: Change, id: number): Promise<ProductionOrder> {
  return getOrder(change, { params: { id }, query: undefined, body: undefined });
}

/** What the client pays for what is ordered; as it was when no quantity of the invoice changed. */
function valueAfter(
  { lines, value }: ProductionOrder,
  planned: readonly PlannedLine[],
  invoiceLines: ReadonlyMap<number, OrderableLine>,
): number {
  const quantities = (all: readonly { id: number | undefined; invoiceQuantity: number | null }[]) =>
    JSON.stringify(
      all
        .filter(({ invoiceQuantity }) => invoiceQuantity !== null)
        .map(({ id, invoiceQuantity }) => `${id}:${invoiceQuantity}`)
        .toSorted(),
    );
  if (quantities(lines) === quantities(planned)) return value;
  return planned.reduce((sum, { invoiceLineId, invoiceQuantity }) => {
    const line = invoiceLines.get(invoiceLineId ?? 0);
    return line && invoiceQuantity !== null ? sum + orderedValue({ ...line, left: invoiceQuantity }) : sum;
  }, 0);
}

async function saveValue({ tx }: Change, { id }: ProductionOrder, value: number): Promise<void> {
  await tx
    .updateTable('productionOrders')
    .set((eb) => ({ value, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}
