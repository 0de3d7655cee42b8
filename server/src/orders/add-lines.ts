import { cyclesOf } from '../cycles/cycles.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { getOrderAtPlace, linesOf, lockOrders } from './orders.queries.ts';
import { isOpenToLines } from './place.ts';
import { recordEvent } from './record-event.ts';
import { saveLines } from './save-orders.ts';
import { type LeftToOrder, lineDraftOf, orderedValue } from './to-order.queries.ts';

/** Adds what is left to order from the order's vendor to that order; its dates stay, its history tells. */
export async function addLinesToOrder(
  change: Change,
  orderId: number,
  from: { invoiceId: number; vendorId: number | undefined },
  groups: readonly LeftToOrder[],
): Promise<void> {
  const { tx } = change;
  await lockOrders(tx, [orderId]);
  const order = await getOrderAtPlace(tx, orderId);
  const { vendorId, value, reorderOfId } = await tx
    .selectFrom('productionOrders')
    .select(['vendorId', 'value', 'reorderOfId'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const refuse = (rule: string) => {
    throw new Refusal('order.not_open_to_lines', { number: order.number, rule }).at('addToOrderId');
  };
  if (order.invoiceId !== from.invoiceId) refuse('it belongs to another invoice');
  if (from.vendorId !== undefined && from.vendorId !== vendorId) refuse('it is for another vendor');
  if (reorderOfId !== null) refuse('it is a reorder');
  if (!isOpenToLines(await cyclesOf(change), { ...order, reorderOfId }))
    refuse('it is no longer at its initial status');
  const lines = groups.find((group) => group.vendor.id === vendorId)?.lines ?? [];
  if (lines.length === 0) return;
  const before = await linesOf(tx, orderId);
  await saveLines(
    change,
    lines.map((line, at) => ({ ...lineDraftOf(line), orderId, position: before.length + at + 1 })),
  );
  const note = lines.map((line) => `${line.left} × ${line.productName}`).join(', ');
  await recordEvent(change, order, { kind: 'lines_added', note: `Added: ${note}` });
  await tx
    .updateTable('productionOrders')
    .set((eb) => ({
      value: value + lines.reduce((sum, line) => sum + orderedValue(line), 0),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', orderId)
    .execute();
}
