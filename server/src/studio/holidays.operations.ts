import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/holidays';
import type { HolidayPlace } from '@printrail/contract/holidays';
import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import { dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { threadOf } from '../platform/thread.ts';
import { closuresBetween } from './closures.queries.ts';
import { type HolidaySpan, holidaysOf, spanKey, type ToldHoliday } from './holidays.rules.ts';
import type { Call } from './route.ts';

/** The countries; with a country its regions; with years its holidays. */
export type HolidayQuestion = {
  country?: string;
  region?: string | undefined;
  years?: readonly number[];
  language?: string;
};
export type HolidayAnswer = { places: HolidayPlace[] } | { told: ToldHoliday[] } | { unknown: 'country' | 'region' };

// Reckoning by the moon, and reading the library's data, take too long for the thread that answers requests.
const ask = threadOf<HolidayQuestion, HolidayAnswer>(new URL('./holidays.worker.ts', import.meta.url));

export async function listHolidayCountries(): Promise<AnswerOf<typeof contract.listHolidayCountries>> {
  return { items: await placesIn({}) };
}

export async function listHolidayRegions(
  _: Call,
  { params }: InputOf<typeof contract.listHolidayRegions>,
): Promise<AnswerOf<typeof contract.listHolidayRegions>> {
  return { items: await placesIn({ country: params.country }) };
}

/** The holidays of the years, and what the studio's calendar says to each. */
export async function listHolidays(
  call: Call,
  { query: { country, region, years } }: InputOf<typeof contract.listHolidays>,
): Promise<AnswerOf<typeof contract.listHolidays>> {
  const language = await call.read(async ({ preferences }) => new Intl.Locale(preferences.locale).language);
  const answer = await ask({ country, region, years, language });
  const spans = 'told' in answer ? holidaysOf(answer.told, years) : refuse(answer, { country, region });
  return call.read(async ({ db, calendar }) => {
    const there = await closuresBetween(db, `${Math.min(...years)}-01-01`, spans.at(-1)?.to);
    const ids = new Map(there.map((closure) => [spanKey(closure), closure.id]));
    return {
      items: spans.map((span) => ({
        ...span,
        closureId: ids.get(spanKey(span)) ?? null,
        isClosedAnyway: isClosed(calendar, span),
      })),
    };
  });
}

async function placesIn(question: HolidayQuestion): Promise<HolidayPlace[]> {
  const answer = await ask(question);
  return 'places' in answer ? answer.places : refuse(answer, question);
}

function refuse(answer: HolidayAnswer, { country, region }: HolidayQuestion): never {
  if (!('unknown' in answer)) throw new Error('The thread answered another question.');
  if (answer.unknown === 'country') throw new Refusal('holiday.country_unknown', { country }).at('country');
  throw new Refusal('holiday.region_unknown', { country, region }).at('region');
}

function isClosed(calendar: IsoBusinessCalendar, { from, to }: HolidaySpan): boolean {
  for (let day = dayNumber(from); day <= dayNumber(to); day++) {
    if (calendar.isBusinessDay(dateOfDayNumber(day))) return false;
  }
  return true;
}
