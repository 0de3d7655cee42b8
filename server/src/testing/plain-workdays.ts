import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';

/* Workdays counted one day after the other: what the calendar's answers are compared with. */

export type PlainCalendar = {
  /** Days of the work week, 1 = Monday to 7 = Sunday. */
  workWeek: readonly number[];
  closures: readonly { from: IsoDate; to: IsoDate }[];
};

/** The n-th workday after a date; for 0 the date itself or the next workday. */
export function plus(calendar: PlainCalendar, from: IsoDate, days: number): IsoDate {
  let date = from;
  if (days === 0) while (!isWorkday(calendar, date)) date = move(date, 1);
  for (let left = days; left > 0; left--) {
    do date = move(date, 1);
    while (!isWorkday(calendar, date));
  }
  return date;
}

/** The date itself if it is a workday, else the last one before it; and so many workdays further back. */
export function workdaysBefore(calendar: PlainCalendar, from: IsoDate, days: number): IsoDate {
  let date = from;
  while (!isWorkday(calendar, date)) date = move(date, -1);
  for (let left = days; left > 0; left--) {
    do date = move(date, -1);
    while (!isWorkday(calendar, date));
  }
  return date;
}

export function workdaysAfter(calendar: PlainCalendar, from: IsoDate, to: IsoDate): number {
  let count = 0;
  for (let date = move(from, 1); date <= to; date = move(date, 1)) if (isWorkday(calendar, date)) count += 1;
  return count;
}

export function move(date: IsoDate, days: number): IsoDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

function isWorkday({ workWeek, closures }: PlainCalendar, date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return workWeek.includes(weekday) && !closures.some(({ from, to }) => from <= date && date <= to);
}
