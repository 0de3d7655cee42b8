import { parentPort } from 'node:worker_threads';
import type { HolidayPlace } from '@printrail/contract/holidays';
import Holidays from 'date-holidays';
import type { HolidayAnswer, HolidayQuestion } from './holidays.operations.ts';

const hourMs = 3_600_000;
const everywhere = new Holidays();

/** Answers one question after the other, away from the thread that answers requests. */
parentPort?.on('message', ({ id, question }: { id: number; question: HolidayQuestion }) => {
  try {
    parentPort?.postMessage({ id, answer: answer(question) });
  } catch (error) {
    parentPort?.postMessage({ id, error });
  }
});

function answer(question: HolidayQuestion): HolidayAnswer {
  const places = placesOf(everywhere.getCountries('en'));
  if (question.country === undefined) return { places };
  const { country, region, years, language } = question;
  if (!places.some(({ code }) => code === country)) return { unknown: 'country' };
  const regions = regionsOf(country);
  if (years === undefined) return { places: regions };
  if (region !== undefined && !regions.some(({ code }) => code === region)) return { unknown: 'region' };
  const holidays = new Holidays(region === undefined ? country : `${country}.${region}`, { types: ['public'] });
  const told = years.flatMap((year) => holidays.getHolidays(year, language));
  return {
    told: told.map(({ date, start, end, name }) => ({ date, hours: (end.getTime() - start.getTime()) / hourMs, name })),
  };
}

function regionsOf(country: string): HolidayPlace[] {
  return placesOf(everywhere.getStates(country, 'en')).flatMap((region) => [
    region,
    ...placesOf(everywhere.getRegions(country, region.code, 'en')).map((part) => ({
      code: `${region.code}.${part.code}`,
      name: `${region.name}: ${part.name}`,
    })),
  ]);
}

/** The library takes codes in capitals only, so that the few others cannot be chosen. */
function placesOf(names: Record<string, string> | undefined): HolidayPlace[] {
  return Object.entries(names ?? {})
    .filter(([code]) => /^[A-Z0-9]+$/.test(code))
    .map(([code, name]) => ({ code, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}
