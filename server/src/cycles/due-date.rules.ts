import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import { closedBetween, countOfBusinessDays } from '../calendar/spoken-days.rules.ts';
import { dateOfDayNumber, dayNumber, type IsoDate, spokenDate } from '../platform/iso-date.ts';
import { type Cycle, laterOnTrack, type Status } from './cycle.rules.ts';

/** How the studio counts: its calendar and its preference of method. */
export type DueDateMethod = {
  calendar: IsoBusinessCalendar;
  method: 'forward' | 'backward';
  backwardCounts: 'business_days' | 'calendar_days';
  today: IsoDate;
};

export type Entry = {
  cycle: Cycle;
  status: Status;
  /** The date the visit begins: the change date, or the order date of a new order. */
  entryDate: IsoDate;
  /** Approximate delivery date of the invoice. */
  deliveryDate: IsoDate | null;
  /** Business days an interrupted visit had left, when this entry continues it. */
  daysLeft: number | null;
};

/** A due date, and on demand why it is what it is, in a sentence. */
export type DueDate = { date: IsoDate | null; explain(): string };

/**
 * The date by which the work of a status should be finished. The one function that computes it.
 *
 * Forward: add(entry date, duration), or add(entry date, days left) when a visit is resumed. Backward, on the track and
 * with a delivery date: D, the last business day not after it, less k business days, k = the later on-track durations
 * (or by preference k calendar days before the delivery date, moved back to a business day). A status without duration
 * and the final status have no due date; side statuses are always forward.
 * @throws CalendarError when the date would lie outside 1900-01-01 to 2200-12-31 or no business day is left.
 */
export function dueDateOf(method: DueDateMethod, entry: Entry): DueDate {
  const { status, deliveryDate } = entry;
  if (status.isFinal) return { date: null, explain: () => 'The final status has no due date.' };
  if (status.duration === null) return { date: null, explain: () => `${status.name} has no duration, so no due date.` };
  if (method.method === 'backward' && !status.isSide) {
    if (deliveryDate) return backward(method, entry, deliveryDate);
    const forwarded = forward(method, entry, status.duration);
    return { ...forwarded, explain: () => `${forwarded.explain()} (No delivery date to count back from.)` };
  }
  return forward(method, entry, status.duration);
}

function forward({ calendar, today }: DueDateMethod, { entryDate, daysLeft }: Entry, duration: number): DueDate {
  const days = daysLeft ?? duration;
  const date = calendar.add(entryDate, days);
  const explain = () => {
    const same = `The same business day, ${spokenDate(date, today)}`;
    const counted = days === 0 ? same : `${countOfBusinessDays(days)} after ${spokenDate(entryDate, today)}`;
    const left = daysLeft === null ? '' : ', as many as were left when it was interrupted';
    return `${counted}${left}${closedBetween(calendar, entryDate, date, today)}.`;
  };
  return { date, explain };
}

function backward(method: DueDateMethod, { cycle, status }: Entry, deliveryDate: IsoDate): DueDate {
  const { calendar, today } = method;
  const later = sumOfDurations(laterOnTrack(cycle, status));
  const delivery = `delivery on ${spokenDate(deliveryDate, today)}`;
  if (later === 0) {
    const date = lastBusinessDay(calendar, deliveryDate);
    return {
      date,
      explain: () => `The last step before ${delivery}${closedBetween(calendar, date, deliveryDate, today)}.`,
    };
  }
  if (method.backwardCounts === 'calendar_days') {
    const date = lastBusinessDay(calendar, dateOfDayNumber(dayNumber(deliveryDate) - later));
    const days = `${later} calendar ${later === 1 ? 'day' : 'days'}`;
    return { date, explain: () => `${days} before ${delivery}, for the later steps.` };
  }
  const date = calendar.add(lastBusinessDay(calendar, deliveryDate), -later);
  const closed = () => closedBetween(calendar, date, deliveryDate, today);
  return { date, explain: () => `${countOfBusinessDays(later)} before ${delivery}, for the later steps${closed()}.` };
}

/** The date itself if it is a business day, else the last one before it. */
export function lastBusinessDay(calendar: IsoBusinessCalendar, date: IsoDate): IsoDate {
  return calendar.isBusinessDay(date) ? date : calendar.add(date, -1);
}

/** A status without a duration counts 0. */
export function sumOfDurations(statuses: readonly Status[]): number {
  return statuses.reduce((sum, status) => sum + (status.duration ?? 0), 0);
}

/** Business days an interrupted visit had left on the day it was parked: never negative. */
export function daysLeftAt(calendar: IsoBusinessCalendar, parkedDate: IsoDate, dueDate: IsoDate): number {
  return Math.max(0, calendar.between(parkedDate, dueDate));
}
