import { type Cycle, initialOf, type Status } from '../cycles/cycle.rules.ts';
import { dueDateOf } from '../cycles/due-date.rules.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  type AskedChange,
  changeDateOf,
  type Decided,
  firstGiven,
  type OrderToChange,
  type Surroundings,
  statusIn,
} from './status-change.rules.ts';

export type AskedTypeChange = Omit<AskedChange, 'notComplete'>;

/** What a change of type does to an order, worked out without touching it. */
export type TypeDecision = Decided & { explain(): string };

/**
 * Works out the change of an open order to another type, together with a status of it: any active one, the initial one
 * unless told. The visit at the old status ends not complete, within the dates of any status change. The new visit is a
 * fresh one with the status's own duration and defaults; a resume place is of the old cycle and is given up. A completed
 * order is opened by a status change first, so that nothing done is moved to another cycle unseen.
 * @param around of the new type.
 * @throws Refusal type_change.* and change.* with the field it is about, CalendarError when no due date can be given.
 */
export function decideTypeChange(
  order: OrderToChange,
  { from, asked, around }: { from: Cycle; asked: AskedTypeChange; around: Surroundings },
): TypeDecision {
  const { cycle, method } = around;
  const { number, deliveryDate } = order;
  if (order.state === 'cancelled') throw new Refusal('change.order_cancelled', { number });
  if (order.state === 'completed') throw new Refusal('type_change.order_completed', { number });
  if (cycle.type.id === from.type.id) {
    throw new Refusal('type_change.same_type', { number, type: cycle.type.name }).at('typeId');
  }
  if (!cycle.type.isActive) throw new Refusal('type.inactive', { name: cycle.type.name }).at('typeId');
  const status = statusAsked(asked, around);
  const { changeDate } = changeDateOf(order, asked, statusIn(from, order.statusId), method.today);
  if (asked.dueDate && status.isFinal) {
    throw new Refusal('change.final_has_no_due_date', { status: status.name }).at('dueDate');
  }
  const due = dueDateOf(method, { cycle, status, entryDate: changeDate, deliveryDate, daysLeft: null });
  const dueDate = asked.dueDate ?? due.date;
  const at = { cycle, status, dueDate, resume: null };
  return {
    place: placeAt(order, { status, changeDate, dueDate, computed: due.date, asked, around }),
    state: status.isFinal ? 'completed' : 'open',
    riskDate: status.isFinal ? null : riskDateOf(method.calendar, at, deliveryDate),
    changeDate,
    visitCompletedDate: null,
    daysLate: null,
    explain: () => (dueDate === due.date ? due.explain() : 'Typed by hand.'),
  };
}

function statusAsked({ statusId }: AskedTypeChange, { cycle, statusById }: Surroundings): Status {
  if (statusId === undefined) return initialOf(cycle);
  const status = statusById.get(statusId);
  if (!status) throw new Refusal('status.not_found', { id: statusId }).at('statusId');
  if (status.typeId !== cycle.type.id) {
    const details = { status: status.name, type: cycle.type.name };
    throw new Refusal('type_change.status_of_another_type', details).at('statusId');
  }
  if (!status.isActive) throw new Refusal('change.status_inactive', { status: status.name }).at('statusId');
  return status;
}

type Entered = {
  status: Status;
  changeDate: IsoDate;
  dueDate: IsoDate | null;
  computed: IsoDate | null;
  asked: AskedTypeChange;
  around: Surroundings;
};

function placeAt(
  order: OrderToChange,
  { status, changeDate, dueDate, computed, asked, around }: Entered,
): PlaceColumns {
  return {
    statusId: status.id,
    sinceDate: changeDate,
    dueDate,
    isDueDateOverridden: dueDate !== computed,
    responsibleUserId: firstGiven(asked.responsibleUserId, status.userId),
    departmentId: firstGiven(asked.departmentId, status.departmentId),
    entry: order.version + 1,
    daysLeft: null,
    resume: null,
    completedDate: status.isFinal ? changeDate : null,
    completedById: status.isFinal ? around.userId : null,
  };
}
