import { ordersAtPlace } from '../orders/orders.queries.ts';
import type { Change } from '../studio/change.ts';
import { applyMoves } from './apply.ts';
import { recordBulk } from './bulk.ts';
import { moveOf } from './change-status.ts';
import { decideChange } from './status-change.rules.ts';
import { surroundingsOf } from './surroundings.ts';

/** Moves the open orders of a status that is about to leave the cycle; their visit there ends as the rules pre-set. */
export async function moveOpenOrders(
  change: Change,
  moves: readonly { typeId: number; fromStatusId: number; toStatusId: number }[],
): Promise<void> {
  const surroundings = await surroundingsOf(change);
  for (const { typeId, fromStatusId, toStatusId } of moves) {
    const standing = await change.tx
      .selectFrom('productionOrders')
      .select('id')
      .where('statusId', '=', fromStatusId)
      .where('state', '=', 'open')
      .orderBy('id')
      .execute();
    if (standing.length === 0) continue;
    const orders = await ordersAtPlace(
      change.tx,
      standing.map(({ id }) => id),
    );
    const decided = orders.map((order) =>
      moveOf(order, decideChange(order, { statusId: toStatusId }, surroundings(typeId)), ''),
    );
    const bulkChangeId = await recordBulk(change, decided.length, null);
    await applyMoves({ ...change, through: 'bulk' }, decided, bulkChangeId);
  }
}
