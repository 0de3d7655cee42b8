import { calendarDaysBetween, type IsoDate } from '../platform/iso-date.ts';
import {
  type ModelEntry,
  type ModelOrder,
  type ModelStatus,
  type ModelVisit,
  nothing,
  type World,
} from './order-model.ts';
import { daysLeftOf, dueOf } from './order-model-due-dates.ts';

/* Status changes, told a second time, and undo. */

export type Asked = {
  statusId?: number;
  changeDate?: IsoDate;
  dueDate?: IsoDate | null;
  responsibleUserId?: number | null;
  departmentId?: number | null;
  notComplete?: boolean;
  note?: string;
};

type Change = { visit: ModelVisit; entry: ModelEntry };

/** The visit a change leads to, with the entry of the history; or the code of the refusal. */
export function changeOf(world: World, order: ModelOrder, asked: Asked): Change | string {
  const { visit } = order;
  const from = visit.status;
  if (order.cancelled !== null) return 'change.order_cancelled';
  const to =
    asked.statusId === undefined ? nextOf(world, visit) : world.statuses.find(({ id }) => id === asked.statusId);
  if (!to) return asked.statusId === undefined ? 'change.no_next_status' : 'status.not_found';
  if (to === from) return 'change.same_status';
  if (!to.isActive) return 'change.status_inactive';
  const latest = world.today > visit.since ? world.today : visit.since;
  const date = asked.changeDate ?? latest;
  if (date < visit.since || date > latest) return 'change.date_out_of_visit';
  if (asked.dueDate && to.isFinal) return 'change.final_has_no_due_date';

  const isNotComplete = asked.notComplete ?? (to.isSide || isBack(world, visit, to));
  return {
    visit: visitAt(world, order, to, { ...asked, date, isNotComplete }),
    entry: {
      ...{ ...nothing, kind: 'change', from: from.name, to: to.name },
      ...{ entered: visit.since, changed: date, due: visit.due, note: asked.note ?? '' },
      completed: isNotComplete ? null : date,
      daysLate: isNotComplete || visit.due === null ? null : Math.max(0, calendarDaysBetween(visit.due, date)),
    },
  };
}

export function applyChange(order: ModelOrder, { visit, entry }: Change, isInBatch = false): void {
  order.undoable.push({ at: order.history.length, before: order.visit });
  order.history.push({ ...entry, isInBatch });
  order.visit = visit;
  order.version += 1;
}

/** Takes the latest change back; or the code of the refusal. */
export function applyUndo(world: World, order: ModelOrder, note: string, isInBatch = false): string | undefined {
  if (order.cancelled !== null) return 'change.order_cancelled';
  const undone = order.undoable.pop();
  if (!undone) return 'change.nothing_to_undo';
  const { status, since, due } = order.visit;
  const entry = order.history[undone.at];
  if (entry) entry.isUndone = true;
  order.history.push({
    ...{ ...nothing, kind: 'undo', from: status.name, to: undone.before.status.name, entered: since, due },
    ...{ changed: world.today, note, isInBatch, undoes: undone.at },
  });
  order.visit = undone.before;
  order.version += 1;
  return undefined;
}

/** Where *next* leads: along the track, from a side status to the resume place or what follows it by now. */
export function nextOf({ statuses }: World, { status, resume }: ModelVisit): ModelStatus | undefined {
  const isOnTrack = (each: ModelStatus) => each.isActive && !each.isSide;
  if (status.isFinal) return undefined;
  if (!status.isSide) return statuses.slice(statuses.indexOf(status) + 1).find(isOnTrack);
  if (!resume) return statuses.find(isOnTrack);
  return statuses.slice(statuses.indexOf(resume.status)).find(isOnTrack) ?? statuses.find(({ isFinal }) => isFinal);
}

function isBack({ statuses }: World, { status, resume }: ModelVisit, to: ModelStatus): boolean {
  const origin = status.isSide ? resume?.status : status;
  return origin !== undefined && !to.isFinal && statuses.indexOf(to) < statuses.indexOf(origin);
}

type Entering = Asked & { date: IsoDate; isNotComplete: boolean };

function visitAt(world: World, order: ModelOrder, to: ModelStatus, entering: Entering): ModelVisit {
  const { visit, delivery, version } = order;
  const { date, dueDate, responsibleUserId, departmentId } = entering;
  const isResumed = visit.status.isSide && !to.isSide && visit.resume?.status === to;
  const interrupted = isResumed ? (visit.resume?.interrupted ?? null) : null;
  const daysLeft = daysLeftOf(world, to, interrupted);
  const computed = dueOf(world, to, { since: date, delivery, daysLeft });
  const due = dueDate ?? computed;
  const preset = interrupted ? interrupted.visit : to;
  return {
    ...{ status: to, since: date, due, isOverridden: due !== computed, daysLeft },
    userId: responsibleUserId === undefined ? preset.userId : responsibleUserId,
    departmentId: departmentId === undefined ? preset.departmentId : departmentId,
    entry: interrupted ? interrupted.visit.entry : version + 1,
    resume: to.isSide ? resumeAfter(world, visit, entering) : null,
    completed: to.isFinal ? date : null,
  };
}

function resumeAfter(world: World, visit: ModelVisit, { isNotComplete, date }: Entering): ModelVisit['resume'] {
  if (visit.status.isSide) return visit.resume;
  if (isNotComplete) return { status: visit.status, interrupted: { visit, parked: date } };
  return { status: nextOf(world, visit) ?? visit.status, interrupted: null };
}
