import type { changeStatus as endpoint, previewStatusChange, StatusChangePreview } from '@printrail/contract/changes';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { getOrderAtPlace, lockOrders, type OrderAtPlace, summaryById } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change, Reading } from '../studio/change.ts';
import { applyMoves, type Move } from './apply.ts';
import { latestEvent } from './history.queries.ts';
import { type Decided, decideChange } from './status-change.rules.ts';
import { checkResponsible, surroundingsOf } from './surroundings.ts';

/** Changes the status of one order. */
export async function changeStatus(
  change: Change,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  await lockOrders(change.tx, [params.id]);
  const { order, decision } = await decide(change, { params, body });
  const changed: Change = body.through ? { ...change, through: body.through } : change;
  const historyIds = await applyMoves(changed, [moveOf(order, decision, body.note ?? '')]);
  return {
    order: await summaryById(change, order.id),
    changeId: historyIds.get(order.id) ?? 0,
    explanation: decision.place.isDueDateOverridden ? 'Typed by hand.' : decision.explain(),
    notices: change.notices,
  };
}

/** What the change would do, without doing it. */
export async function previewChange(
  reading: Reading,
  input: InputOf<typeof previewStatusChange>,
): Promise<StatusChangePreview> {
  const { order, decision } = await decide(reading, input);
  const { from, to, place } = decision;
  return {
    fromStatusId: from.id,
    fromStatusName: from.name,
    changeDate: decision.changeDate,
    earliestChangeDate: decision.earliestChangeDate,
    latestChangeDate: decision.latestChangeDate,
    statusId: to.id,
    statusName: to.name,
    direction: decision.direction,
    dueDate: place.dueDate,
    computedDueDate: decision.computedDueDate,
    isDueDateOverridden: place.isDueDateOverridden,
    explanation: decision.explain(),
    responsibleUserId: place.responsibleUserId,
    departmentId: place.departmentId,
    notComplete: decision.notComplete,
    completesOrder: to.isFinal,
    version: order.version,
  };
}

export function moveOf(order: OrderAtPlace, decision: Decided, note: string): Move {
  const { place, state, riskDate, changeDate, visitCompletedDate, daysLate } = decision;
  return {
    ...{
      order,
      kind: 'change',
      cause: 'changed',
      place,
      state,
      riskDate,
      changeDate,
      visitCompletedDate,
      daysLate,
      note,
    },
    ...{ undoesId: null, undoable: 'this' },
  };
}

async function decide(
  reading: Reading,
  { params, body }: Pick<InputOf<typeof previewStatusChange>, 'params' | 'body'>,
) {
  const order = await getOrderAtPlace(reading.db, params.id);
  await expectUnchanged(reading, order, body.version);
  await checkResponsible(reading.db, body);
  const surroundings = await surroundingsOf(reading);
  return { order, decision: decideChange(order, body, surroundings(order.typeId)) };
}

/** Refuses, telling what changed, when someone changed the order since the user saw it. */
export async function expectUnchanged(reading: Reading, order: OrderAtPlace, seen: number | undefined): Promise<void> {
  if (seen === undefined || seen === order.version) return;
  const latest = await latestEvent(reading, order.id);
  throw new Refusal('change.order_changed', { number: order.number, current: order.version, seen, latest }).at(
    'version',
  );
}
