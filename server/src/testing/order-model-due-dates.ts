import type { IsoDate } from '../platform/iso-date.ts';
import type { ModelOrder, ModelStatus, ModelVisit, World } from './order-model.ts';
import { move, plus, workdaysAfter, workdaysBefore } from './plain-workdays.ts';

/* Due dates, told a second time: by the forward and the backward method, and recalculated. */

type Entry = { since: IsoDate; delivery: IsoDate | null; daysLeft: number | null };

export function dueOf(world: World, status: ModelStatus, { since, delivery, daysLeft }: Entry): IsoDate | null {
  if (status.isFinal || status.duration === null) return null;
  if (world.method === 'forward' || status.isSide || delivery === null)
    return plus(world, since, daysLeft ?? status.duration);
  let later = 0;
  for (const each of world.statuses.slice(world.statuses.indexOf(status) + 1)) {
    if (each.isActive && !each.isSide) later += each.duration ?? 0;
  }
  if (world.backwardCounts === 'calendar_days') return workdaysBefore(world, move(delivery, -later), 0);
  return workdaysBefore(world, delivery, later);
}

/** The workdays an interrupted visit had left, if the status it resumes at gives due dates. */
export function daysLeftOf(world: World, status: ModelStatus, interrupted: Interrupted): number | null {
  if (!interrupted?.visit.due || status.duration === null) return null;
  return workdaysAfter(world, interrupted.parked, interrupted.visit.due);
}
type Interrupted = NonNullable<ModelVisit['resume']>['interrupted'];

/** The due date a recalculation gives the visit under way; one typed by hand stays. */
export function recalculatedDue(world: World, { visit, delivery }: ModelOrder): IsoDate | null {
  return visit.isOverridden ? visit.due : dueOf(world, visit.status, { ...visit, delivery });
}
