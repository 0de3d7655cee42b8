import { CalendarError, type IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import type { TimingColumns } from '../database/trigger-tables.ts';
import { dateOfDayNumber, dayNumber, type IsoDate, isIsoDate } from '../platform/iso-date.ts';

export type Time = { calendar: IsoBusinessCalendar; timeZone: string; now: number; today: IsoDate };

/** At a moment (UTC milliseconds), on a date unless at once; not as long as there is no date; or too late for it. */
export type FiringTime = { is: 'at'; at: number; on: IsoDate | null } | { is: 'undated' } | { is: 'past' };

/**
 * When something fires for a visit with this status due date. When entered: at once. Otherwise as that day begins in the
 * studio's time zone, so many business or calendar days after the due date (before it if negative). A day that is past
 * means at once; before the due date only while that is still ahead (today counts), else it is past. Without a due date,
 * or with a day outside the years 1900 to 2200, it has no date.
 */
export function firingTime({ days, counts }: TimingColumns, dueDate: IsoDate | null, time: Time): FiringTime {
  const { now, today, timeZone } = time;
  if (days === null) return { is: 'at', at: now, on: null };
  const on = dueDate === null ? undefined : dayAround(dueDate, days, counts, time.calendar);
  if (dueDate === null || on === undefined) return { is: 'undated' };
  if (on >= today) return { is: 'at', at: startOfDay(on, timeZone), on };
  if (days < 0 && dueDate < today) return { is: 'past' };
  return { is: 'at', at: now, on };
}

/** The first moment of a date in a time zone, in UTC milliseconds. */
export function startOfDay(date: IsoDate, timeZone: string): number {
  const key = `${timeZone} ${date}`;
  const known = daysBegun.get(key);
  if (known !== undefined) return known;
  const begun = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
  if (daysBegun.size >= mostDaysKept) daysBegun.clear();
  daysBegun.set(key, begun);
  return begun;
}

// A change of many orders asks for the same few days thousands of times.
const daysBegun = new Map<string, number>();
const mostDaysKept = 1_000;

/** The day so many business or calendar days after a date; none outside the years 1900 to 2200. */
export function dayAround(
  date: IsoDate,
  days: number,
  counts: TimingColumns['counts'],
  calendar: IsoBusinessCalendar,
): IsoDate | undefined {
  if (counts === 'calendar') {
    const day = dateOfDayNumber(dayNumber(date) + days);
    return isIsoDate(day) ? day : undefined;
  }
  try {
    return calendar.add(date, days);
  } catch (error) {
    // The change that gave the due date stands all the same.
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}
