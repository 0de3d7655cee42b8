import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';

/* Workdays from Monday to Friday, counted one day after the other: what the calendar's answers are compared with. */

type Closed = { closed: ReadonlySet<IsoDate> };

/** The n-th workday after a date; for 0 the date itself or the next workday. */
export function plus(world: Closed, from: IsoDate, days: number): IsoDate {
  let date = from;
  if (days === 0) while (!isWorkday(world, date)) date = move(date, 1);
  for (let left = days; left > 0; left--) {
    do date = move(date, 1);
    while (!isWorkday(world, date));
  }
  return date;
}

export function workdaysAfter(world: Closed, from: IsoDate, to: IsoDate): number {
  let count = 0;
  for (let date = move(from, 1); date <= to; date = move(date, 1)) if (isWorkday(world, date)) count += 1;
  return count;
}

export function isWorkday({ closed }: Closed, date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !closed.has(date);
}

export function move(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days);
}
