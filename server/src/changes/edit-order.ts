import type { InputOf } from '@printrail/contract/endpoint';
import type { updateOrder as endpoint, ProductionOrder } from '@printrail/contract/orders';
import { cycleOf, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { dueDateOf } from '../cycles/due-date.rules.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import { getOrder, updateDetails } from '../orders/orders.operations.ts';
import { getOrderAtPlace, lockOrders } from '../orders/orders.queries.ts';
import { placeOf, resumePlaceOf } from '../orders/place.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import { applyMoves, type Move } from './apply.ts';
import { checkResponsible, methodOf } from './surroundings.ts';

type EditOrder = InputOf<typeof endpoint>;
type PlaceEdit = Pick<EditOrder['body'], 'dueDate' | 'responsibleUserId' | 'departmentId' | 'note'>;

/** Changes the details of an order; its due date and responsible too, without a status change. */
export async function updateOrder(change: Change, { params, body, version }: EditOrder): Promise<ProductionOrder> {
  await lockOrders(change.tx, [params.id]);
  const before = await getOrder(change, { params, query: undefined, body: undefined });
  expectVersion(before, version);
  const { dueDate, responsibleUserId, departmentId, note, ...details } = body;
  const place = { dueDate, responsibleUserId, departmentId, note };
  if (Object.values(place).some((value) => value !== undefined)) await editPlace(change, params.id, place);
  if (Object.values(details).some((value) => value !== undefined)) await updateDetails(change, before, details);
  return getOrder(change, { params, query: undefined, body: undefined });
}

/** A due date typed differs from the computed one or is none; null has it computed again. */
async function editPlace(
  change: Change,
  orderId: number,
  edit: { [Field in keyof PlaceEdit]: PlaceEdit[Field] | undefined },
): Promise<void> {
  const order = await getOrderAtPlace(change.tx, orderId);
  if (order.state === 'cancelled') throw new Refusal('change.order_cancelled', { number: order.number });
  await checkResponsible(change.tx, edit);
  const cycles = await cyclesOf(change);
  const [cycle, status] = [cycleOf(cycles, order.typeId), statusOf(cycles, order.statusId)];
  const hasNoDueDate = order.state === 'completed' || status.isFinal;
  if (edit.dueDate && hasNoDueDate) {
    throw new Refusal('change.final_has_no_due_date', { status: status.name }).at('dueDate');
  }
  const { sinceDate: entryDate, deliveryDate, daysLeft } = order;
  const entry = { cycle, status, entryDate, deliveryDate, daysLeft };
  const computed = hasNoDueDate ? null : dueDateOf(methodOf(change), entry).date;
  const dueDate = edit.dueDate === undefined ? order.dueDate : (edit.dueDate ?? computed);
  const place = {
    ...placeOf(order),
    dueDate,
    isDueDateOverridden: edit.dueDate === undefined ? order.isDueDateOverridden : dueDate !== computed,
    responsibleUserId: edit.responsibleUserId === undefined ? order.responsibleUserId : edit.responsibleUserId,
    departmentId: edit.departmentId === undefined ? order.departmentId : edit.departmentId,
  };
  const resume = resumePlaceOf(order);
  const move: Move = {
    ...{ order, kind: 'edited', cause: 'edited', place, state: order.state, changeDate: change.today },
    riskDate:
      order.state === 'open' ? riskDateOf(change.calendar, { cycle, status, dueDate, resume }, deliveryDate) : null,
    ...{
      visitCompletedDate: null,
      daysLate: null,
      note: edit.note ?? '',
      undoesId: null,
      undoable: order.lastChangeId,
    },
  };
  await applyMoves(change, [move]);
}
