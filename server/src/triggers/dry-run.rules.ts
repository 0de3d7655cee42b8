import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import { dateIn } from '../platform/clock.ts';
import { type Firing, type Happening, plan, type Trigger } from './firing-plan.rules.ts';

/** Something that happened to an order or invoice at a moment, and what it means to the firings it has by then. */
export type Step = { at: number; happening(firings: readonly Firing[]): Happening | undefined };

export type Played = { firing: Firing; changedAt: number };

type Around = { calendar: IsoBusinessCalendar; timeZone: string; until: number };

/**
 * What a trigger would have planned in the life of one order or invoice, as it stands at `until`. The steps, oldest first,
 * go through the very rules by which firings are planned. What is automatic is done once its moment has passed, and cannot
 * be taken back then; what is done by hand, on the day it became due.
 */
export function played(steps: readonly Step[], trigger: Trigger, { calendar, timeZone, until }: Around): Played[] {
  const all = new Map<number, Played>();
  const triggers = new Map([[trigger.id, trigger]]);
  let now = 0;
  for (const { at, happening } of steps) {
    now = Math.min(Math.max(now, at), until);
    for (const each of all.values()) {
      if (isDone(each.firing, now, timeZone)) each.firing = { ...each.firing, state: 'processed' };
    }
    const firings = [...all.values()].map(({ firing }) => firing);
    const happened = happening(firings);
    if (!happened) continue;
    const time = { calendar, timeZone, now, today: dateIn(timeZone, now) };
    const { added, changed } = plan(happened, { firings, triggers, time });
    const numbered = added.map((firing, index) => ({ ...firing, id: all.size + index + 1 }));
    for (const firing of [...changed, ...numbered]) all.set(firing.id, { firing, changedAt: now });
  }
  return [...all.values()];
}

function isDone({ state, dueAt, isAutomatic }: Firing, now: number, timeZone: string): boolean {
  if (state !== 'waiting' || dueAt === null || dueAt >= now) return false;
  return isAutomatic || dateIn(timeZone, dueAt) < dateIn(timeZone, now);
}

/** When a firing became due, if it did and was not taken back. */
export function dueMoment({ state, dueAt }: Firing, until: number): number | undefined {
  const isOrWas = state === 'processed' || state === 'waiting';
  return isOrWas && dueAt !== null && dueAt <= until ? dueAt : undefined;
}

/** Whether its status was left before it became due. */
export function wasLeftInTime({ state, because, dueAt }: Firing): boolean {
  return state === 'withdrawn' && because === 'left' && dueAt !== null;
}
