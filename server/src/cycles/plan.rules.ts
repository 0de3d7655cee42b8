import { CalendarError, type IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import { dateOfDayNumber, dayNumber, earliestDate, type IsoDate, laterOf, latestDate } from '../platform/iso-date.ts';
import { type Cycle, laterOnTrack, nextStatus, type ResumePlace, type Status } from './cycle.rules.ts';
import { daysLeftAt, lastBusinessDay } from './due-date.rules.ts';

/** Where an open order is. */
export type Whereabouts = {
  cycle: Cycle;
  status: Status;
  dueDate: IsoDate | null;
  resume: ResumePlace | null;
};

export type ExpectedStep = { status: Status; date: IsoDate; businessDays: number; from: IsoDate };

/**
 * The remaining steps of an open order with the date each is expected to be done, completion last. The first counts from
 * max(status due date, today), each further one from the step before; from a side status the resume place comes first,
 * with the days its interrupted visit had left. A step without duration takes no time; one that would end after the
 * calendar does is expected on its last date. An order that undo opened again at the final status has no step ahead.
 */
export function expectedSteps(calendar: IsoBusinessCalendar, today: IsoDate, at: Whereabouts): ExpectedStep[] {
  let from = laterOf(at.dueDate ?? today, today);
  return remaining(calendar, at).map(({ status, businessDays }) => {
    const step = { status, businessDays, from, date: addWithinReach(calendar, from, businessDays) };
    from = step.date;
    return step;
  });
}

/**
 * The date from which on an order whose place does not change is *at risk*: its expected completion lies after the
 * delivery date. The earliest date there is when it is so already, null without a delivery date. Computed backwards, so
 * that the hub finds orders at risk by one stored date: expectedSteps(today).last > deliveryDate ⇔ riskDate <= today.
 */
export function riskDateOf(
  calendar: IsoBusinessCalendar,
  at: Whereabouts,
  deliveryDate: IsoDate | null,
): IsoDate | null {
  if (deliveryDate === null) return null;
  const steps = remaining(calendar, at).map((step) => step.businessDays);
  const latestStart = latestStartFor(calendar, steps, deliveryDate);
  if (latestStart === undefined || (at.dueDate !== null && at.dueDate > latestStart)) return earliestDate;
  return dateOfDayNumber(dayNumber(latestStart) + 1);
}

function addWithinReach(calendar: IsoBusinessCalendar, from: IsoDate, businessDays: number): IsoDate {
  try {
    return calendar.add(from, businessDays);
  } catch (error) {
    if (error instanceof CalendarError) return latestDate;
    throw error;
  }
}

/** The last date from which the steps, if there are any, still end on or before the delivery date. */
function latestStartFor(
  calendar: IsoBusinessCalendar,
  steps: readonly number[],
  deliveryDate: IsoDate,
): IsoDate | undefined {
  if (steps.length === 0) return deliveryDate;
  const total = steps.reduce((sum, days) => sum + days, 0);
  try {
    const last = lastBusinessDay(calendar, deliveryDate);
    // A first step of no days only moves on to a business day; otherwise counting starts the day after.
    if (total === 0) return last;
    if (steps[0] === 0) return calendar.add(last, -total);
    const firstCounted = total === 1 ? last : calendar.add(last, 1 - total);
    return dateOfDayNumber(dayNumber(firstCounted) - 1);
  } catch (error) {
    // Counting back leaves the calendar's range: no start is early enough.
    if (error instanceof CalendarError) return undefined;
    throw error;
  }
}

function remaining(
  calendar: IsoBusinessCalendar,
  { cycle, status, resume }: Whereabouts,
): { status: Status; businessDays: number }[] {
  const full = (step: Status) => ({ status: step, businessDays: step.duration ?? 0 });
  if (!status.isSide) return laterOnTrack(cycle, status).map(full);
  const place = nextStatus(cycle, status, resume);
  if (!place) return [];
  const interrupted = place.id === resume?.statusId ? resume.interrupted : null;
  const first =
    interrupted?.dueDate && place.duration !== null
      ? { status: place, businessDays: daysLeftAt(calendar, interrupted.parkedDate, interrupted.dueDate) }
      : full(place);
  return [first, ...laterOnTrack(cycle, place).map(full)];
}
