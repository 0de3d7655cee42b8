import { dateOfDayNumber, dayNumber, earliestDate, type IsoDate, latestDate } from '../platform/iso-date.ts';

/** A holiday as the library tells it: where it begins in local time ('2026-12-24 13:00:00'), and how long it lasts. */
export type ToldHoliday = { date: string; hours: number; name: string };

export type HolidaySpan = { from: IsoDate; to: IsoDate; name: string; isHalfDay: boolean };

/**
 * The calendar dates that a holiday takes up as a whole, in the local time of its country. A clock that is put forward
 * or back makes a day an hour shorter or longer. Holidays by the moon begin at sunset of the eve, but are told by their
 * first whole day; an afternoon that remains at the end is left out. One that takes up no whole day is a half-day.
 */
export function spanOf({ date, hours, name }: ToldHoliday): HolidaySpan {
  const firstDate = date.slice(0, 10);
  const [hour = 0, minute = 0] = date.slice(11, 16).split(':').map(Number);
  const hoursOfFirstDay = hour === 0 && minute === 0 ? 0 : 24 - hour - minute / 60;
  const wholeDays = Math.floor((hours - hoursOfFirstDay + 1) / 24);
  if (wholeDays < 1) return { from: firstDate, to: firstDate, name, isHalfDay: true };
  const first = dayNumber(firstDate) + (hoursOfFirstDay > 0 ? 1 : 0);
  return { from: dateOfDayNumber(first), to: dateOfDayNumber(first + wholeDays - 1), name, isHalfDay: false };
}

/** The spans by date, each once, those that begin in one of the years and lie within the calendar (1900 to 2200). */
export function holidaysOf(told: readonly ToldHoliday[], years: readonly number[]): HolidaySpan[] {
  const spans = new Map<string, HolidaySpan>();
  for (const span of told.map(spanOf)) {
    const isAsked = years.includes(Number(span.from.slice(0, 4)));
    if (isAsked && span.from >= earliestDate && span.to <= latestDate) spans.set(spanKey(span), span);
  }
  return [...spans.values()].toSorted((a, b) => (a.from < b.from || (a.from === b.from && a.to < b.to) ? -1 : 1));
}

/** Agrees for closures with just the same dates and name. */
export function spanKey({ from, to, name }: { from: IsoDate; to: IsoDate; name: string }): string {
  return `${from} ${to} ${name}`;
}
