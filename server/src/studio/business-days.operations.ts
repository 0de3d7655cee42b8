import type { computeBusinessDays } from '@printrail/contract/calendar';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { closedBetween, countOfBusinessDays } from '../calendar/spoken-days.rules.ts';
import { dateOfDayNumber, dayNumber, type IsoDate, spokenDate } from '../platform/iso-date.ts';
import type { Reading } from './change.ts';

export async function countBusinessDays(
  { calendar, today }: Reading,
  { query: { date, days } }: InputOf<typeof computeBusinessDays>,
): Promise<AnswerOf<typeof computeBusinessDays>> {
  const result = calendar.add(date, days);
  const start = spokenDate(date, today);
  const counted = `${countOfBusinessDays(Math.abs(days))} ${days < 0 ? 'before' : 'after'} ${start}`;
  const same = result === date ? `${start} is a business day` : `The first business day from ${start} on`;
  const [first, last] = days < 0 ? [result, date] : [days === 0 ? dayBefore(date) : date, result];
  const closed = closedBetween(calendar, first, last, today);
  return { date, days, result, explanation: `${days === 0 ? same : counted}${closed}.` };
}

function dayBefore(date: IsoDate): IsoDate {
  return dateOfDayNumber(dayNumber(date) - 1);
}
