import { type Cycle, directionOf, presetNotComplete, type ResumePlace, type Status } from '../cycles/cycle.rules.ts';
import { type DueDateMethod, daysLeftAt, dueDateOf } from '../cycles/due-date.rules.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import type { Row } from '../database/rows.ts';
import type { StatedPlace } from '../orders/save-imported-orders.ts';
import { calendarDaysBetween, type IsoDate } from '../platform/iso-date.ts';
import { resumeAfter, statusIn } from './status-change.rules.ts';

/** A status change as another system recorded it. */
export type ImportedChange = Pick<Row<'orderHistory'>, 'externalKey' | 'at' | 'userId' | 'who' | 'dueDate' | 'note'> & {
  fromStatusId: number;
  toStatusId: number;
  changeDate: IsoDate;
  /** Undefined: as the rules pre-set it. */
  notComplete: boolean | undefined;
};

/** A rule that the history breaks: at one of its changes, or by the place of the order itself. */
export type HistoryFault = { change: string | null; field: string; message: string };

/** What leads an order through its imported history. */
export type ImportedJourney = { visits: readonly PlaceColumns[]; notComplete: readonly boolean[] };

type Around = { cycle: Cycle; method: DueDateMethod };

/**
 * Where the changes of an order do not hang together: each leads on from the status that the one before led to, on or
 * after its date, the first not before the order date; the last leads to the status of the order, on its since-date.
 */
export function faultsInChain(
  changes: readonly ImportedChange[],
  order: { orderDate: IsoDate; statusId: number; sinceDate: IsoDate },
  nameOf: (statusId: number) => string,
): HistoryFault[] {
  const faults: HistoryFault[] = [];
  for (const [at, { externalKey: change, fromStatusId, toStatusId, changeDate }] of changes.entries()) {
    const before = changes[at - 1];
    const earliest = before?.changeDate ?? order.orderDate;
    if (fromStatusId === toStatusId) faults.push({ change, field: 'to', message: 'must be another status than from' });
    if (changeDate < earliest)
      faults.push({
        change,
        field: 'date',
        message: `must not be before ${earliest}, when the visit that it ends began`,
      });
    if (before && before.toStatusId !== fromStatusId) {
      const led = `where the change of ${before.changeDate} before it led`;
      faults.push({ change, field: 'from', message: `must be ${nameOf(before.toStatusId)}, ${led}` });
    }
  }
  const last = changes.at(-1);
  if (!last || faults.length > 0) return faults;
  const says = `its history ends at ${nameOf(last.toStatusId)} on ${last.changeDate}`;
  if (last.toStatusId !== order.statusId)
    faults.push({ change: null, field: 'status', message: `must be the last one of its history: ${says}` });
  else if (last.changeDate !== order.sinceDate)
    faults.push({ change: null, field: 'sinceDate', message: `must be the date of its last change: ${says}` });
  return faults;
}

/**
 * The visits of an order through its changes, the last one being where it stands now; the chain is sound. Resume places,
 * days left and entries are worked out as if the changes had been made here. Of an ended visit no responsible is known.
 */
export function journeyOf(
  order: { orderDate: IsoDate; statusId: number; sinceDate: IsoDate },
  changes: readonly ImportedChange[],
  { cycle, method }: Around,
): ImportedJourney {
  const [first] = changes;
  const begin = statusIn(cycle, first?.fromStatusId ?? order.statusId);
  const sinceDate = first ? order.orderDate : order.sinceDate;
  let visit = visitAt(begin, { sinceDate, entry: 1, daysLeft: null, resume: null, completedById: null });
  const visits = [visit];
  const notComplete: boolean[] = [];
  for (const [at, change] of changes.entries()) {
    visit.dueDate = change.dueDate;
    const left = leave(visit, change, { cycle, method }, at + 2);
    notComplete.push(left.notComplete);
    visit = left.next;
    visits.push(visit);
  }
  return { visits, notComplete };
}

function leave(visit: PlaceColumns, change: ImportedChange, { cycle, method }: Around, newEntry: number) {
  const { changeDate } = change;
  const [from, to] = [statusIn(cycle, change.fromStatusId), statusIn(cycle, change.toStatusId)];
  const resume = visit.resume === null ? null : (JSON.parse(visit.resume) as ResumePlace);
  const direction = directionOf(cycle, from, to, resume);
  const notComplete = change.notComplete ?? presetNotComplete(direction);
  const continued = direction === 'resume' ? (resume?.interrupted ?? null) : null;
  const daysLeft =
    continued?.dueDate && to.duration !== null
      ? daysLeftAt(method.calendar, continued.parkedDate, continued.dueDate)
      : null;
  const kept = resumeAfter(visit, { cycle, from, to, resume, notComplete, changeDate });
  const next = visitAt(to, {
    ...{ sinceDate: changeDate, entry: continued?.entry ?? newEntry, daysLeft, resume: kept && JSON.stringify(kept) },
    completedById: to.isFinal ? change.userId : null,
  });
  return { notComplete, next };
}

type Begun = Pick<PlaceColumns, 'sinceDate' | 'entry' | 'daysLeft' | 'resume' | 'completedById'>;

function visitAt(status: Status, begun: Begun): PlaceColumns {
  return {
    ...{ ...begun, statusId: status.id, dueDate: null, isDueDateOverridden: false },
    ...{ responsibleUserId: null, departmentId: null, completedDate: status.isFinal ? begun.sinceDate : null },
  };
}

/** The order as it stands already, unless it is new, and the delivery date of its invoice. */
export type Standing = { place: PlaceColumns | undefined; deliveryDate: IsoDate | null };

/**
 * The place where an order stands after its history: its due date and responsible as stated, else as they were when it
 * stood here already, else by the studio's method and the status's defaults.
 * @throws CalendarError when no due date can be given.
 */
export function placeNow(
  visit: PlaceColumns,
  stated: StatedPlace | undefined,
  { place, deliveryDate }: Standing,
  { cycle, method }: Around,
): PlaceColumns {
  const status = statusIn(cycle, visit.statusId);
  const kept = place?.statusId === visit.statusId && place.sinceDate === visit.sinceDate ? place : undefined;
  const usual = kept ?? { responsibleUserId: status.userId, departmentId: status.departmentId };
  const given = stated?.dueDate;
  const dueStays = given === undefined || given === kept?.dueDate || (given === null && !kept?.isDueDateOverridden);
  const entry = { cycle, status, entryDate: visit.sinceDate, deliveryDate, daysLeft: visit.daysLeft };
  const due = kept && dueStays ? kept : dueAs(given, dueDateOf(method, entry).date);
  return {
    ...{ ...visit, dueDate: due.dueDate, isDueDateOverridden: due.isDueDateOverridden },
    responsibleUserId: stated?.responsibleUserId === undefined ? usual.responsibleUserId : stated.responsibleUserId,
    departmentId: stated?.departmentId === undefined ? usual.departmentId : stated.departmentId,
  };
}

function dueAs(given: IsoDate | null | undefined, computed: IsoDate | null) {
  const dueDate = given ?? computed;
  return { dueDate, isDueDateOverridden: dueDate !== computed };
}

/** Days that a completed visit was late, 0 when in time; null without due date or when it was not complete. */
export function daysLateOf(visitCompletedDate: IsoDate | null, dueDate: IsoDate | null): number | null {
  return visitCompletedDate && dueDate ? Math.max(0, calendarDaysBetween(dueDate, visitCompletedDate)) : null;
}
