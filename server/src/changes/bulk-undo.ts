import type { undoBulkChange as endpoint } from '@printrail/contract/bulk-changes';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { cyclesOf } from '../cycles/cycles.queries.ts';
import { inSlices } from '../database/many-rows.ts';
import { lockOrders, ordersAtPlace } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { applyMoves, type Move } from './apply.ts';
import { bulkRefusal, recordBulk } from './bulk.ts';
import { areUndone, changesOfBulk } from './history.queries.ts';
import { mostNamed, type Refused, refusedOrder } from './selection.ts';
import { checkUndoable, undoMove } from './undo.ts';

const ordersInSlice = 500;

/** Takes back a change of many orders: all of them, or with `skipMovedOn` those that have not moved on since. */
export async function undoBulk(
  change: Change,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  const rows = (await changesOfBulk(change.tx, params.id)).filter((row) => row.kind === 'change');
  if (rows.length === 0) throw new Refusal('bulk.not_found', { id: params.id });
  const ids = rows.map((row) => row.orderId);
  await lockOrders(change.tx, ids);
  const cycles = await cyclesOf(change);
  const moves: Move[] = [];
  const movedOn: Refused[] = [];
  for await (const some of inSlices(rows, ordersInSlice)) {
    const orders = await ordersAtPlace(
      change.tx,
      some.map((row) => row.orderId),
    );
    const rowOf = new Map(some.map((row) => [row.orderId, row]));
    for (const order of orders) {
      const row = rowOf.get(order.id);
      try {
        checkUndoable(order, row, row?.id);
        moves.push(undoMove(change, cycles, order, row, body.note ?? ''));
      } catch (error) {
        movedOn.push(refusedOrder(order.id, order.number, error));
      }
    }
  }
  if (moves.length === 0 && (await areUndone(change.tx, rows))) throw new Refusal('bulk.already_undone', params);
  if (movedOn.length > 0 && (!body.skipMovedOn || moves.length === 0)) throw bulkRefusal(movedOn, rows.length);
  const bulkChangeId = await recordBulk(change, moves.length, params.id);
  await applyMoves({ ...change, through: 'bulk' }, moves, bulkChangeId);
  return {
    bulkChangeId,
    undone: moves.length,
    skippedCount: movedOn.length,
    skipped: movedOn.slice(0, mostNamed),
    notices: change.notices,
  };
}
