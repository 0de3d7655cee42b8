import type { Row } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { type FiringTime, firingTime, type Time } from './firing-time.rules.ts';

export type Trigger = Row<'triggers'>;
export type Firing = Pick<
  Row<'firings'>,
  | ('id' | 'triggerId' | 'orderId' | 'invoiceId' | 'entry' | 'days' | 'counts' | 'dueOn' | 'dueAt')
  | ('state' | 'because' | 'reason' | 'withdrawnBy' | 'isAutomatic')
>;
export type NewFiring = Omit<Firing, 'id'>;

/** One stay at a status, as far as firings go. */
export type Visit = { entry: number; dueDate: IsoDate | null };

/** What happened to an order or invoice; `changeId` counts its changes on. */
export type Happening = { orderId: number | null; invoiceId: number | null; changeId: number } & (
  | { what: 'entered'; before: Visit | null; after: Visit; isResumed: boolean; triggers: readonly Trigger[] }
  | { what: 'undone'; before: Visit; after: Visit; isResumeUndone: boolean; undoesId: number }
  | { what: 'moved'; after: Visit }
  | { what: 'cancelled' }
  | { what: 'reopened'; after: Visit }
);

export type Planned = { added: NewFiring[]; changed: Firing[] };

type Around = { firings: readonly Firing[]; triggers: ReadonlyMap<number, Trigger>; time: Time };

export const alreadyPast = 'already past';

/**
 * What a happening does to the firings of its order or invoice.
 *
 * Entering a status afresh plans a firing for each of its triggers that is active; one that fires once per order only as
 * long as it neither fired nor is about to. Leaving withdraws what is not due yet; what is due stays. Resuming an entry
 * brings back what leaving withdrew, by the new due date, and plans nothing. A moved due date moves what was not sent,
 * also what had been too late. Undo takes back what the undone entry planned, sent or not yet due aside from resumed
 * entries, and brings back what the undone change withdrew. Cancelling withdraws everything; reopening brings back what
 * is still ahead. What a trigger that became inactive had planned never comes back.
 */
export function plan(happening: Happening, around: Around): Planned {
  const firings = new Map(around.firings.map((firing) => [firing.id, firing]));
  const changed = new Set<number>();
  const set = (firing: Firing, values: Partial<Firing>) => {
    firings.set(firing.id, { ...firing, ...values });
    changed.add(firing.id);
  };
  const all = { ...around, list: () => [...firings.values()], set };
  const added = planned(happening, all);
  return { added, changed: [...changed].flatMap((id) => firings.get(id) ?? []) };
}

type All = Around & { list(): Firing[]; set(firing: Firing, values: Partial<Firing>): void };

function planned(happening: Happening, all: All): NewFiring[] {
  const { changeId } = happening;
  if (happening.what === 'cancelled') {
    for (const firing of all.list()) withdraw(all, firing, 'cancelled', changeId);
    return [];
  }
  const { after } = happening;
  const there = () => all.list().filter(({ entry }) => entry === after.entry);
  if (happening.what === 'moved') {
    for (const firing of there()) move(all, firing, after.dueDate);
  } else if (happening.what === 'reopened') {
    for (const firing of there().filter(({ because }) => because === 'cancelled')) {
      restore(all, firing, after.dueDate, (at) => at > all.time.now);
    }
  } else if (happening.what === 'undone') {
    const { before, isResumeUndone, undoesId } = happening;
    leave(all, before, isResumeUndone ? 'not_due' : 'all', 'undone', changeId);
    const back = there().filter((firing) => wasLeft(firing) && (firing.withdrawnBy ?? 0) >= undoesId);
    for (const firing of back) restore(all, firing, after.dueDate);
  } else {
    if (happening.before) leave(all, happening.before, 'not_due', 'left', changeId);
    if (!happening.isResumed) return firingsOfEntry(happening, all);
    for (const firing of there()) {
      if (wasLeft(firing)) restore(all, firing, after.dueDate);
      else move(all, firing, after.dueDate);
    }
  }
  return [];
}

function firingsOfEntry(happening: Extract<Happening, { what: 'entered' }>, all: All): NewFiring[] {
  const { orderId, invoiceId, after, triggers } = happening;
  return triggers.flatMap((trigger) => {
    const { id: triggerId, days, counts, isAutomatic } = trigger;
    if (!trigger.isActive || (trigger.isOncePerOrder && hasFired(all, triggerId))) return [];
    const timing = { days, counts };
    const firing = { triggerId, orderId, invoiceId, entry: after.entry, ...timing, withdrawnBy: null, isAutomatic };
    return [{ ...firing, ...columnsOf(firingTime(timing, after.dueDate, all.time)) }];
  });
}

function leave(all: All, visit: Visit, which: 'not_due' | 'all', because: 'left' | 'undone', changeId: number): void {
  for (const firing of all.list()) {
    const isDue = firing.state === 'cannot_be_sent' || (firing.dueAt !== null && firing.dueAt <= all.time.now);
    if (firing.entry === visit.entry && !(which === 'not_due' && isDue)) withdraw(all, firing, because, changeId);
  }
}

function withdraw(all: All, firing: Firing, because: 'left' | 'undone' | 'cancelled', changeId: number): void {
  if (!isInQueue(firing)) return;
  all.set(firing, { state: 'withdrawn', because, reason: reasons[because], withdrawnBy: changeId });
}

const reasons = {
  left: 'left the status before',
  undone: 'the change was undone',
  cancelled: 'the order was cancelled',
};

function restore(all: All, firing: Firing, dueDate: IsoDate | null, mayBe: (at: number) => boolean = () => true): void {
  const trigger = all.triggers.get(firing.triggerId);
  if (!trigger?.isActive || (trigger.isOncePerOrder && hasFired(all, trigger.id))) return;
  const time = firingTime(firing, dueDate, all.time);
  if (time.is === 'at' && !mayBe(time.at)) return;
  if (time.is === 'past' && firing.because === 'cancelled') return;
  all.set(firing, { ...columnsOf(time), withdrawnBy: null, isAutomatic: trigger.isAutomatic });
}

/** What could not be sent stays with its reason, unless it gets a date that is still ahead. */
function move(all: All, firing: Firing, dueDate: IsoDate | null): void {
  if (firing.days === null || !(isInQueue(firing) || firing.because === 'past')) return;
  const time = firingTime(firing, dueDate, all.time);
  const isStillDue = time.is !== 'at' || time.at <= all.time.now;
  if (firing.state === 'cannot_be_sent' && isStillDue) return;
  all.set(firing, columnsOf(time));
}

function isInQueue({ state }: Firing): boolean {
  return state === 'waiting' || state === 'cannot_be_sent';
}

function wasLeft({ state, because }: Firing): boolean {
  return state === 'withdrawn' && (because === 'left' || because === 'undone');
}

/** Whether a trigger fired for the order, is about to, or was told not to. */
function hasFired(all: All, triggerId: number): boolean {
  return all
    .list()
    .some((firing) => firing.triggerId === triggerId && firing.state !== 'withdrawn' && firing.because !== 'past');
}

function columnsOf(time: FiringTime): Pick<Firing, 'dueOn' | 'dueAt' | 'state' | 'because' | 'reason'> {
  if (time.is === 'past') return { dueOn: null, dueAt: null, state: 'skipped', because: 'past', reason: alreadyPast };
  const waiting = { state: 'waiting', because: '', reason: '' } as const;
  if (time.is === 'undated') return { dueOn: null, dueAt: null, ...waiting };
  return { dueOn: time.on, dueAt: time.at, ...waiting };
}
