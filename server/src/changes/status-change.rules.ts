import {
  type Cycle,
  type Direction,
  directionOf,
  laterOnTrack,
  nextStatus,
  presetNotComplete,
  type ResumePlace,
  type Status,
} from '../cycles/cycle.rules.ts';
import { type DueDateMethod, daysLeftAt, dueDateOf } from '../cycles/due-date.rules.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import { resumePlaceOf } from '../orders/place.ts';
import { calendarDaysBetween, type IsoDate, laterOf } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';

/** An order as a status change finds it. */
export type OrderToChange = PlaceColumns & {
  id: number;
  number: string;
  state: 'open' | 'completed' | 'cancelled';
  version: number;
  deliveryDate: IsoDate | null;
};

/** What is asked for; what is left out takes its default. */
export type AskedChange = {
  changeDate?: IsoDate | undefined;
  statusId?: number | undefined;
  dueDate?: IsoDate | null | undefined;
  responsibleUserId?: number | null | undefined;
  departmentId?: number | null | undefined;
  notComplete?: boolean | undefined;
};

/** What a status change does to an order, worked out without touching it. */
export type Decision = {
  from: Status;
  to: Status;
  direction: Direction;
  changeDate: IsoDate;
  earliestChangeDate: IsoDate;
  latestChangeDate: IsoDate;
  notComplete: boolean;
  /** The date completed of the visit that ends. */
  visitCompletedDate: IsoDate | null;
  /** Calendar days the completed visit was late, 0 when in time; null without due date or when not complete. */
  daysLate: number | null;
  place: PlaceColumns;
  state: 'open' | 'completed';
  computedDueDate: IsoDate | null;
  explain(): string;
  riskDate: IsoDate | null;
};

/** What a decision does to an order, of all that it says. */
export type Decided = Pick<Decision, 'place' | 'state' | 'riskDate' | 'changeDate' | 'visitCompletedDate' | 'daysLate'>;

export type Surroundings = {
  cycle: Cycle;
  method: DueDateMethod;
  statusById: ReadonlyMap<number, Status>;
  /** Who completes the order, if it is completed now. */
  userId: number | null;
};

/**
 * Works out one status change: the one place where its rules are.
 *
 * The change date ends the visit and begins the next; it lies between the visit's since-date and the later of today and
 * that date. A visit left for a side status or a step back is not complete unless told otherwise. Leaving the track keeps
 * the resume place; entering a not-complete resume place continues that visit with the days it had left and its
 * responsible; any other entry is fresh, with the status's own duration and defaults. Entering the final status completes
 * the order, leaving it opens it again.
 * @throws Refusal change.* with the field it is about, CalendarError when no due date can be given.
 */
export function decideChange(order: OrderToChange, asked: AskedChange, around: Surroundings): Decision {
  const { cycle, method } = around;
  const from = statusIn(cycle, order.statusId);
  const resume = resumePlaceOf(order);
  if (order.state === 'cancelled') throw new Refusal('change.order_cancelled', { number: order.number });
  const to = targetOf(order, asked, around, from, resume);
  const dates = changeDateOf(order, asked, from, method.today);
  const direction = directionOf(cycle, from, to, resume);
  const notComplete = asked.notComplete ?? presetNotComplete(direction);
  const visitCompletedDate = notComplete ? null : dates.changeDate;
  const continued = direction === 'resume' && resume?.interrupted ? resume.interrupted : null;
  const daysLeft =
    continued?.dueDate && to.duration !== null
      ? daysLeftAt(method.calendar, continued.parkedDate, continued.dueDate)
      : null;
  const entry = { cycle, status: to, entryDate: dates.changeDate, deliveryDate: order.deliveryDate, daysLeft };
  const due = dueDateOf(method, entry);
  const given = asked.dueDate ?? undefined;
  if (given !== undefined && to.isFinal)
    throw new Refusal('change.final_has_no_due_date', { status: to.name }).at('dueDate');
  const dueDate = given ?? due.date;
  const newResume = resumeAfter(order, { cycle, from, to, resume, notComplete, changeDate: dates.changeDate });
  const place: PlaceColumns = {
    statusId: to.id,
    sinceDate: dates.changeDate,
    dueDate,
    isDueDateOverridden: dueDate !== due.date,
    responsibleUserId: firstGiven(asked.responsibleUserId, continued ? continued.responsibleUserId : to.userId),
    departmentId: firstGiven(asked.departmentId, continued ? continued.departmentId : to.departmentId),
    entry: continued?.entry ?? order.version + 1,
    daysLeft,
    resume: newResume && JSON.stringify(newResume),
    completedDate: to.isFinal ? dates.changeDate : null,
    completedById: to.isFinal ? around.userId : null,
  };
  return {
    from,
    to,
    direction,
    ...dates,
    notComplete,
    visitCompletedDate,
    daysLate:
      visitCompletedDate && order.dueDate ? Math.max(0, calendarDaysBetween(order.dueDate, visitCompletedDate)) : null,
    place,
    state: to.isFinal ? 'completed' : 'open',
    computedDueDate: due.date,
    explain: due.explain,
    riskDate: to.isFinal
      ? null
      : riskDateOf(method.calendar, { cycle, status: to, dueDate, resume: newResume }, order.deliveryDate),
  };
}

export function statusIn(cycle: Cycle, statusId: number): Status {
  const status = cycle.statuses.find((each) => each.id === statusId);
  if (!status) throw new Error(`Status ${statusId} is not of the type ${cycle.type.name}.`);
  return status;
}

/** Any active status of the order's type but the one it stands at; the next one unless told. */
function targetOf(
  { number }: OrderToChange,
  { statusId }: AskedChange,
  { cycle, statusById }: Surroundings,
  from: Status,
  resume: ResumePlace | null,
): Status {
  const to = statusId === undefined ? nextStatus(cycle, from, resume) : statusById.get(statusId);
  if (!to && statusId === undefined)
    throw new Refusal('change.no_next_status', { number, status: from.name }).at('statusId');
  if (!to) throw new Refusal('status.not_found', { id: statusId }).at('statusId');
  if (to.typeId !== cycle.type.id) {
    const details = { status: to.name, number, type: cycle.type.name };
    throw new Refusal('change.status_of_another_type', details).at('statusId');
  }
  if (to.id === from.id) throw new Refusal('change.same_status', { number, status: from.name }).at('statusId');
  if (!to.isActive) throw new Refusal('change.status_inactive', { status: to.name }).at('statusId');
  return to;
}

export function changeDateOf(order: OrderToChange, asked: AskedChange, from: Status, today: IsoDate) {
  const earliestChangeDate = order.sinceDate;
  const latestChangeDate = laterOf(today, order.sinceDate);
  const changeDate = asked.changeDate ?? latestChangeDate;
  if (changeDate < earliestChangeDate || changeDate > latestChangeDate) {
    const details = {
      changeDate,
      from: earliestChangeDate,
      to: latestChangeDate,
      number: order.number,
      status: from.name,
    };
    throw new Refusal('change.date_out_of_visit', details).at('changeDate');
  }
  return { changeDate, earliestChangeDate, latestChangeDate };
}

type Leaving = {
  cycle: Cycle;
  from: Status;
  to: Status;
  resume: ResumePlace | null;
  notComplete: boolean;
  changeDate: IsoDate;
};

/** The resume place after the change: kept from side to side, set when the track is left, cleared on entering it. */
export function resumeAfter(
  order: Pick<OrderToChange, 'entry' | 'dueDate' | 'responsibleUserId' | 'departmentId'>,
  { cycle, from, to, resume, notComplete, changeDate }: Leaving,
): ResumePlace | null {
  if (!to.isSide) return null;
  if (from.isSide) return resume;
  if (!notComplete) return { statusId: (laterOnTrack(cycle, from)[0] ?? from).id, interrupted: null };
  const { entry, dueDate, responsibleUserId, departmentId } = order;
  return {
    statusId: from.id,
    interrupted: { entry, parkedDate: changeDate, dueDate, responsibleUserId, departmentId },
  };
}

export function firstGiven(given: number | null | undefined, preset: number | null): number | null {
  return given === undefined ? preset : given;
}
