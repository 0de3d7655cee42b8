import { calendarDaysBetween, type IsoDate } from '../platform/iso-date.ts';
import { type ModelOrder, stateOf, type World } from './order-model.ts';
import { nextOf } from './order-model-changes.ts';
import { daysLeftOf } from './order-model-due-dates.ts';
import { plus, workdaysAfter } from './plain-workdays.ts';

/* What is to be seen of an order, told a second time: its plan, whether it is late or at risk, the days it took. */

/** The steps still ahead, each with the date it is expected to be done. */
export function expectedOf(world: World, order: ModelOrder): { name: string; date: IsoDate }[] {
  const { visit } = order;
  if (stateOf(order) !== 'open') return [];
  const track = world.statuses.filter((status) => status.isActive && !status.isSide);
  const next = nextOf(world, visit);
  let date = startOf(world, order);
  return track.slice(next ? track.indexOf(next) : track.length).map((status) => {
    const isResumed = visit.status.isSide && visit.resume?.status === status;
    const left = isResumed ? daysLeftOf(world, status, visit.resume?.interrupted ?? null) : null;
    date = plus(world, date, left ?? status.duration ?? 0);
    return { name: status.name, date };
  });
}

/** When an open order is expected to be complete. One that stands at the final status has no step ahead of it. */
export function completionOf(world: World, order: ModelOrder): IsoDate | null {
  if (stateOf(order) !== 'open') return null;
  return expectedOf(world, order).at(-1)?.date ?? startOf(world, order);
}

export function isLate(world: World, order: ModelOrder): boolean {
  return stateOf(order) === 'open' && order.visit.due !== null && order.visit.due < world.today;
}

export function isAtRisk(world: World, order: ModelOrder): boolean {
  const completion = completionOf(world, order);
  return completion !== null && order.delivery !== null && completion > order.delivery;
}

/** The date each step behind the order was last completed, if it was, of those its plan shows. */
export function doneOf(world: World, order: ModelOrder): Map<string, IsoDate> {
  const { status: current, completed } = order.visit;
  const done = new Map<string, IsoDate>();
  for (const { kind, isUndone, from, completed: date } of order.history) {
    if (kind === 'change' && !isUndone && from !== null && date !== null) done.set(from, date);
  }
  done.delete(current.name);
  if (completed) done.set(current.name, completed);
  const ahead = expectedOf(world, order).map(({ name }) => name);
  for (const status of world.statuses) {
    const isShown = !status.isSide && (status.isActive || status === current);
    if (!isShown || ahead.includes(status.name)) done.delete(status.name);
  }
  return done;
}

type Stay = [visits: number, days: number, workdays: number];

/** How long the order was at each status. The visit under way counts up to today, or to the day it was cancelled. */
export function staysOf(world: World, order: ModelOrder): Map<string, Stay> {
  const stays = new Map<string, Stay>();
  const add = (name: string, from: IsoDate, to: IsoDate) => {
    const [visits, days, workdays] = stays.get(name) ?? [0, 0, 0];
    stays.set(name, [visits + 1, days + calendarDaysBetween(from, to), workdays + workdaysAfter(world, from, to)]);
  };
  for (const { kind, isUndone, from, entered, changed } of order.history) {
    if (kind === 'change' && !isUndone && from && entered && changed) add(from, entered, changed);
  }
  const { status, since, completed } = order.visit;
  const until = order.cancelled ?? world.today;
  if (!completed) add(status.name, since, until > since ? until : since);
  return stays;
}

function startOf({ today }: World, { visit: { due } }: ModelOrder): IsoDate {
  return due !== null && due > today ? due : today;
}
