import type { OrderLine } from '@printrail/contract/orders';
import { Refusal } from '../platform/refusal.ts';
import type { LineDraft } from './order-drafts.ts';

/**
 * The lines of a reorder: chosen lines of an order again, each at most as often as it was ordered there. They keep the
 * invoice line they came from, but order nothing of its quantity: that was ordered before. Where the vendor charges, the
 * cost is kept in proportion, in minor units; else there is none.
 * @throws Refusal order_line.* or reorder.more_than_ordered with the place in `lines`.
 */
export function reorderedLines(
  lines: readonly OrderLine[],
  chosen: readonly { lineId: number; quantity: number }[],
  isCharged: boolean,
): LineDraft[] {
  const seen = new Set<number>();
  return chosen.map(({ lineId, quantity }, place) => {
    const line = lines.find((each) => each.id === lineId);
    if (!line) throw new Refusal('order_line.not_found', { id: lineId }).at(`lines.${place}.lineId`);
    if (seen.has(lineId)) throw new Refusal('order_line.twice', { id: lineId }).at(`lines.${place}.lineId`);
    seen.add(lineId);
    if (quantity > line.quantity) {
      const details = { lineId, quantity, ordered: line.quantity };
      throw new Refusal('reorder.more_than_ordered', details).at(`lines.${place}.quantity`);
    }
    const { invoiceLineId, productId, description, note } = line;
    const cost = isCharged ? Math.round((line.cost * quantity) / line.quantity) : 0;
    return { invoiceLineId, productId, description, invoiceQuantity: null, quantity, cost, note };
  });
}
