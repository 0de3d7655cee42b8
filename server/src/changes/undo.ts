import type { undoChange as endpoint } from '@printrail/contract/changes';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { type Cycles, cycleOf, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import { getOrderAtPlace, lockOrders, type OrderAtPlace, summaryById } from '../orders/orders.queries.ts';
import { resumePlaceOf } from '../orders/place.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { applyMoves, type Move } from './apply.ts';
import { expectUnchanged } from './change-status.ts';
import { changesById, type HistoryRow } from './history.queries.ts';

/** Takes back the latest status change of an order; asked again, the one before it. */
export async function undoChange(
  change: Change,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  await lockOrders(change.tx, [params.id]);
  const order = await getOrderAtPlace(change.tx, params.id);
  await expectUnchanged(change, order, body.version);
  const undone = (await changesById(change.tx, [order.lastChangeId ?? 0])).get(order.lastChangeId ?? 0);
  checkUndoable(order, undone, body.changeId);
  const move = undoMove(change, await cyclesOf(change), order, undone, body.note ?? '');
  const historyIds = await applyMoves(change, [move]);
  return {
    order: await summaryById(change, order.id),
    changeId: historyIds.get(order.id) ?? 0,
    undoneChangeId: undone.id,
    notices: change.notices,
  };
}

export function checkUndoable(
  order: OrderAtPlace,
  undone: HistoryRow | undefined,
  expectedId: number | undefined,
): asserts undone is HistoryRow {
  if (order.state === 'cancelled') throw new Refusal('change.order_cancelled', { number: order.number });
  if (expectedId !== undefined && order.lastChangeId !== expectedId) {
    throw new Refusal('change.undo_moved_on', { number: order.number });
  }
  if (!undone) throw new Refusal('change.nothing_to_undo', { number: order.number });
}

/** The move back: the place exactly as it was before the undone change. */
export function undoMove(change: Change, cycles: Cycles, order: OrderAtPlace, undone: HistoryRow, note: string): Move {
  const place = placeBefore(undone);
  const isCompleted = place.completedDate !== null;
  const status = statusOf(cycles, place.statusId);
  const at = {
    cycle: cycleOf(cycles, status.typeId),
    status,
    dueDate: place.dueDate,
    resume: resumePlaceOf(place),
  };
  return {
    order,
    kind: 'undo',
    cause: 'undone',
    place,
    state: isCompleted ? 'completed' : 'open',
    riskDate: isCompleted ? null : riskDateOf(change.calendar, at, order.deliveryDate),
    changeDate: change.today,
    visitCompletedDate: null,
    daysLate: null,
    note,
    undoesId: undone.id,
    undoable: undone.previousChangeId,
  };
}

function placeBefore(undone: HistoryRow): PlaceColumns {
  return {
    statusId: undone.fromStatusId ?? 0,
    sinceDate: undone.sinceDate ?? '',
    dueDate: undone.dueDate,
    isDueDateOverridden: undone.isDueDateOverridden ?? false,
    responsibleUserId: undone.responsibleUserId,
    departmentId: undone.departmentId,
    entry: undone.entry ?? 1,
    daysLeft: undone.daysLeft,
    resume: undone.resume,
    completedDate: undone.completedDate,
    completedById: undone.completedById,
  };
}
