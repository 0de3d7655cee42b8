import type { cancelOrder as endpoint, cancelManyOrders as manyEndpoint } from '@printrail/contract/cancelling';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { getOrderAtPlace, lockOrders, type OrderAtPlace, summaryById } from '../orders/orders.queries.ts';
import { placeOf } from '../orders/place.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { applyMoves, type Move } from './apply.ts';
import { applyBulk, lockedOrders } from './bulk.ts';
import { expectUnchanged } from './change-status.ts';
import { sortOut } from './selection.ts';

type Why = { reason: string; note?: string };

/**
 * Cancels an open order. Its place stays for reopening; the lines it ordered of its invoice are left to order again.
 * A completed order was made, and mostly paid: it is opened again before, so that its history says why.
 */
export async function cancelOrder(
  change: Change,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  await lockOrders(change.tx, [params.id]);
  const order = await getOrderAtPlace(change.tx, params.id);
  await expectUnchanged(change, order, body.version);
  const move = cancellation(change, order, body);
  const historyIds = await applyMoves(change, [move]);
  const changeId = historyIds.get(order.id) ?? 0;
  return { order: await summaryById(change, order.id), changeId, notices: change.notices };
}

/** Cancels many open orders, all or none; with `skipRefused` those that can be. */
export async function cancelMany(
  change: Change,
  { body }: InputOf<typeof manyEndpoint>,
): Promise<AnswerOf<typeof manyEndpoint>> {
  const chosen = await lockedOrders(change, body);
  const { decided, refused } = await sortOut(change, chosen, (order) => cancellation(change, order, body));
  const moves = decided.map(({ decision }) => decision);
  return applyBulk(change, { moves, refused, skipRefused: body.skipRefused });
}

function cancellation(change: Change, order: OrderAtPlace, { reason, note }: Why): Move {
  if (order.state === 'cancelled') throw new Refusal('change.order_cancelled', { number: order.number });
  if (order.state === 'completed') throw new Refusal('cancel.order_completed', { number: order.number });
  return {
    ...{ order, kind: 'cancelled', cause: 'cancelled', place: placeOf(order), state: 'cancelled', riskDate: null },
    ...{ changeDate: change.today, visitCompletedDate: null, daysLate: null },
    note: note ? `${reason}\n${note}` : reason,
    ...{ undoesId: null, undoable: order.lastChangeId },
  };
}
