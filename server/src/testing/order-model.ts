import { calendarDaysBetween, type IsoDate } from '../platform/iso-date.ts';
import { isWorkday, move, plus, workdaysAfter } from './plain-workdays.ts';

/*
 * What an order's life must be, told a second time and as plainly as possible: one day after the other, no due-date rule of
 * the application used. The application is checked against it.
 */

export type ModelStatus = {
  id: number;
  name: string;
  duration: number | null;
  userId: number | null;
  departmentId: number | null;
  isSide: boolean;
  isFinal: boolean;
  isActive: boolean;
};

export type ModelVisit = {
  status: ModelStatus;
  since: IsoDate;
  due: IsoDate | null;
  isOverridden: boolean;
  userId: number | null;
  departmentId: number | null;
  entry: number;
  daysLeft: number | null;
  resume: { status: ModelStatus; interrupted: { visit: ModelVisit; parked: IsoDate } | null } | null;
  completed: IsoDate | null;
};

export type ModelEntry = {
  kind: 'created' | 'change' | 'undo' | 'edited' | 'note';
  from: string | null;
  to: string | null;
  entered: IsoDate | null;
  changed: IsoDate | null;
  completed: IsoDate | null;
  due: IsoDate | null;
  daysLate: number | null;
  note: string;
  isInBatch: boolean;
  isUndone: boolean;
  undoes: number | null;
};

export type ModelOrder = {
  id: number;
  delivery: IsoDate | null;
  version: number;
  visit: ModelVisit;
  history: ModelEntry[];
  /** What undo takes back, the latest last: where it stands in the history, and the visit before it. */
  undoable: { at: number; before: ModelVisit }[];
};

export type World = {
  today: IsoDate;
  method: 'forward' | 'backward';
  /** The cycle, by position. */
  statuses: readonly ModelStatus[];
  closed: ReadonlySet<IsoDate>;
};

export type Asked = {
  statusId?: number;
  changeDate?: IsoDate;
  dueDate?: IsoDate | null;
  responsibleUserId?: number | null;
  departmentId?: number | null;
  notComplete?: boolean;
  note?: string;
};

const nothing = {
  ...{ from: null, to: null, entered: null, changed: null, completed: null, due: null, daysLate: null },
  ...{ note: '', isInBatch: false, isUndone: false, undoes: null },
};

export function newOrder(world: World, id: number, delivery: IsoDate | null, orderDate: IsoDate): ModelOrder {
  const [status] = world.statuses as [ModelStatus];
  const visit: ModelVisit = {
    ...{ status, since: orderDate, due: dueOf(world, status, orderDate, delivery, null), isOverridden: false },
    ...{
      userId: status.userId,
      departmentId: status.departmentId,
      entry: 1,
      daysLeft: null,
      resume: null,
      completed: null,
    },
  };
  const created: ModelEntry = { ...nothing, kind: 'created', to: status.name, changed: orderDate };
  return { id, delivery, version: 1, visit, history: [created], undoable: [] };
}

/** The visit a change leads to, with the entry of the history; or the code of the refusal. */
export function changeOf(
  world: World,
  order: ModelOrder,
  asked: Asked,
): { visit: ModelVisit; entry: ModelEntry } | string {
  const { visit } = order;
  const { status: from, resume } = visit;
  const to =
    asked.statusId === undefined ? nextOf(world, visit) : world.statuses.find(({ id }) => id === asked.statusId);
  if (!to) return asked.statusId === undefined ? 'change.no_next_status' : 'status.not_found';
  if (to === from) return 'change.same_status';
  if (!to.isActive) return 'change.status_inactive';
  const latest = world.today > visit.since ? world.today : visit.since;
  const date = asked.changeDate ?? latest;
  if (date < visit.since || date > latest) return 'change.date_out_of_visit';
  if (asked.dueDate && to.isFinal) return 'change.final_has_no_due_date';

  const place = (status: ModelStatus) => world.statuses.indexOf(status);
  const origin = from.isSide ? resume?.status : from;
  const isBack = !to.isSide && origin !== undefined && place(to) < place(origin);
  const isNotComplete = asked.notComplete ?? (to.isSide || isBack);
  const interrupted = from.isSide && resume?.status === to ? resume.interrupted : null;
  const hadDue = interrupted && interrupted.visit.due !== null && to.duration !== null ? interrupted.visit.due : null;
  const daysLeft = interrupted && hadDue ? workdaysAfter(world, interrupted.parked, hadDue) : null;
  const computed = dueOf(world, to, date, order.delivery, daysLeft);
  const due = asked.dueDate ?? computed;
  const preset = interrupted ? interrupted.visit : to;
  return {
    visit: {
      ...{ status: to, since: date, due, isOverridden: due !== computed, daysLeft },
      userId: asked.responsibleUserId === undefined ? preset.userId : asked.responsibleUserId,
      departmentId: asked.departmentId === undefined ? preset.departmentId : asked.departmentId,
      entry: interrupted ? interrupted.visit.entry : order.version + 1,
      resume: resumeAfter(world, visit, to, isNotComplete, date),
      completed: to.isFinal ? date : null,
    },
    entry: {
      ...{
        ...nothing,
        kind: 'change',
        from: from.name,
        to: to.name,
        entered: visit.since,
        changed: date,
        due: visit.due,
      },
      completed: isNotComplete ? null : date,
      daysLate: isNotComplete || visit.due === null ? null : Math.max(0, calendarDaysBetween(visit.due, date)),
      note: asked.note ?? '',
    },
  };
}

export function applyChange(
  order: ModelOrder,
  { visit, entry }: { visit: ModelVisit; entry: ModelEntry },
  isInBatch = false,
): void {
  order.undoable.push({ at: order.history.length, before: order.visit });
  order.history.push({ ...entry, isInBatch });
  order.visit = visit;
  order.version += 1;
}

/** Takes the latest change back; false when there is none left. */
export function applyUndo(world: World, order: ModelOrder, note: string, isInBatch = false): boolean {
  const undone = order.undoable.pop();
  if (!undone) return false;
  const { status, since, due } = order.visit;
  const entry = order.history[undone.at];
  if (entry) entry.isUndone = true;
  order.history.push({
    ...{ ...nothing, kind: 'undo', from: status.name, to: undone.before.status.name, entered: since, due },
    ...{ changed: world.today, note, isInBatch, undoes: undone.at },
  });
  order.visit = undone.before;
  order.version += 1;
  return true;
}

/** Another due date (null: as computed) or responsible, without a status change; the code of the refusal, if any. */
export function applyEdit(world: World, order: ModelOrder, asked: Asked): string | undefined {
  const { visit, delivery } = order;
  const { status, since, due, daysLeft } = visit;
  if (asked.dueDate && status.isFinal) return 'change.final_has_no_due_date';
  const entry: ModelEntry = { ...nothing, kind: 'edited', from: status.name, to: status.name, entered: since, due };
  order.history.push({ ...entry, changed: world.today, note: asked.note ?? '' });
  order.version += 1;
  const computed = dueOf(world, status, since, delivery, daysLeft);
  const dueDate = asked.dueDate ?? computed;
  order.visit = {
    ...visit,
    ...(asked.dueDate === undefined ? {} : { due: dueDate, isOverridden: dueDate !== computed }),
    ...(asked.responsibleUserId === undefined ? {} : { userId: asked.responsibleUserId }),
    ...(asked.departmentId === undefined ? {} : { departmentId: asked.departmentId }),
  };
  return undefined;
}

export function applyNote(order: ModelOrder, note: string): void {
  order.history.push({ ...nothing, kind: 'note', note });
}

/** The steps still ahead, each with the date it is expected to be done. */
export function expectedOf(world: World, { visit }: ModelOrder): { name: string; date: IsoDate }[] {
  if (visit.completed) return [];
  const track = world.statuses.filter((status) => status.isActive && !status.isSide);
  const next = nextOf(world, visit);
  let date = visit.due !== null && visit.due > world.today ? visit.due : world.today;
  return track.slice(next ? track.indexOf(next) : track.length).map((status) => {
    const { interrupted } =
      visit.status.isSide && visit.resume?.status === status ? visit.resume : { interrupted: null };
    const left = interrupted?.visit.due ? workdaysAfter(world, interrupted.parked, interrupted.visit.due) : null;
    date = plus(world, date, left ?? status.duration ?? 0);
    return { name: status.name, date };
  });
}

/** The date each step behind the order was last completed, if it was. */
export function doneOf(order: ModelOrder, ahead: readonly string[]): [name: string, date: IsoDate][] {
  const { status, completed } = order.visit;
  const done = new Map<string, IsoDate>();
  for (const { kind, isUndone, from, completed: date } of order.history) {
    if (kind === 'change' && !isUndone && from !== null && date !== null) done.set(from, date);
  }
  done.delete(status.name);
  if (completed) done.set(status.name, completed);
  return [...done].filter(([name]) => !ahead.includes(name));
}

/** How long the order was at each status: visits, calendar days, workdays. The visit under way counts up to today. */
export function staysOf(
  world: World,
  order: ModelOrder,
): Map<string, [visits: number, days: number, workdays: number]> {
  const stays = new Map<string, [number, number, number]>();
  const add = (name: string, from: IsoDate, to: IsoDate) => {
    const [visits, days, workdays] = stays.get(name) ?? [0, 0, 0];
    stays.set(name, [visits + 1, days + calendarDaysBetween(from, to), workdays + workdaysAfter(world, from, to)]);
  };
  for (const { kind, isUndone, from, entered, changed } of order.history) {
    if (kind === 'change' && !isUndone && from && entered && changed) add(from, entered, changed);
  }
  const { status, since, completed } = order.visit;
  if (!completed) add(status.name, since, world.today > since ? world.today : since);
  return stays;
}

function nextOf(world: World, { status, resume }: ModelVisit): ModelStatus | undefined {
  const track = world.statuses.filter((each) => each.isActive && !each.isSide);
  if (status.isSide) return resume?.status;
  return track[track.indexOf(status) + 1];
}

function resumeAfter(
  world: World,
  visit: ModelVisit,
  to: ModelStatus,
  isNotComplete: boolean,
  date: IsoDate,
): ModelVisit['resume'] {
  if (!to.isSide) return null;
  if (visit.status.isSide) return visit.resume;
  if (isNotComplete) return { status: visit.status, interrupted: { visit, parked: date } };
  return { status: nextOf(world, visit) ?? visit.status, interrupted: null };
}

function dueOf(
  world: World,
  status: ModelStatus,
  entered: IsoDate,
  delivery: IsoDate | null,
  daysLeft: number | null,
): IsoDate | null {
  if (status.isFinal || status.duration === null) return null;
  if (world.method === 'forward' || status.isSide || delivery === null)
    return plus(world, entered, daysLeft ?? status.duration);
  const later = world.statuses
    .slice(world.statuses.indexOf(status) + 1)
    .filter((each) => each.isActive && !each.isSide);
  let date = delivery;
  while (!isWorkday(world, date)) date = move(date, -1);
  for (let left = later.reduce((sum, each) => sum + (each.duration ?? 0), 0); left > 0; left--) {
    do date = move(date, -1);
    while (!isWorkday(world, date));
  }
  return date;
}
