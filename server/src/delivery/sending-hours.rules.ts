import type { SendingHours } from '@printrail/contract/delivery';
import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';

type Surroundings = { hours: SendingHours; timeZone: string; calendar: IsoBusinessCalendar };

const msPerMinute = 60_000;

/**
 * From when on a message to a client may go out (UTC milliseconds): now, within the studio's sending hours, else when they
 * begin next. They run from `from` up to but not including `until`, in the studio's time zone, on business days unless
 * on every day. An opening that summer time skips is the first moment after it.
 */
export function nextSendingTime(now: number, { hours, timeZone, calendar }: Surroundings): number {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const date = local.toPlainDate().toString();
  const isDay = hours.days === 'every' || calendar.isBusinessDay(date);
  if (isDay) {
    const [opens, closes] = [momentOf(date, hours.from, timeZone), momentOf(date, hours.until, timeZone)];
    if (now < opens) return opens;
    if (now < closes) return now;
  }
  const next = hours.days === 'every' ? local.toPlainDate().add({ days: 1 }).toString() : calendar.add(date, 1);
  return momentOf(next, hours.from, timeZone);
}

/** Whether a message to a client may go out at a moment. */
export function isSendingTime(now: number, surroundings: Surroundings): boolean {
  return nextSendingTime(now, surroundings) === now;
}

function momentOf(date: string, time: string, timeZone: string): number {
  if (time === '24:00') return momentOf(Temporal.PlainDate.from(date).add({ days: 1 }).toString(), '00:00', timeZone);
  const moment = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone);
  return Math.ceil(moment.epochMilliseconds / msPerMinute) * msPerMinute;
}
