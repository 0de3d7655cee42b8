import { expect, test } from 'vitest';
import { createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import {
  calendarDifferences,
  checkCurrency,
  checkLocale,
  checkNumberPattern,
  checkReach,
  checkTimeZone,
  defaultPreferences,
  numberFrom,
  withDefaults,
} from './preferences.rules.ts';

const refuses = (check: () => void) => {
  try {
    check();
    return false;
  } catch {
    return true;
  }
};

test('a number is the pattern with the running number and the date in it', () => {
  expect(numberFrom('PO-{n:5}', 42, '2026-11-23')).toBe('PO-00042');
  expect(numberFrom('{yyyy}/{mm}/{yy}-{n}', 7, '2026-01-05')).toBe('2026/01/26-7');
  expect(numberFrom('{n:2}', 12_345, '2026-01-05')).toBe('12345');
});

test.each([
  'PO',
  '{n}{n:3}',
  '{n:0}',
  '{N}',
  'PO-{n',
  'PO-{n}-{year}',
  '',
  '{yyyy}',
])('%j is not a number pattern', (pattern) => {
  expect(refuses(() => checkNumberPattern('orderNumberPattern', pattern))).toBe(true);
});

test.each(['{n}', 'PO-{n:9}', '{yyyy}-{mm}-{n:4}', 'Nr. {n}'])('%j is a number pattern', (pattern) => {
  expect(refuses(() => checkNumberPattern('orderNumberPattern', pattern))).toBe(false);
});

test('time zones, currencies and locales are known ones', () => {
  const asZones = ['UTC', 'Europe/Lisbon', 'America/New_York', 'Mars/Base', '', '+01:00', 'GMT+1'];
  expect(asZones.filter((zone) => refuses(() => checkTimeZone(zone)))).toEqual(['Mars/Base', '', '+01:00', 'GMT+1']);
  const asLocales = ['en', 'en-US', 'pt-BR', 'zh-Hant-TW', '', 'english', 'en_US', 'xx-YY', 'e', 'en-US-x'];
  expect(asLocales.filter((locale) => refuses(() => checkLocale(locale)))).toEqual([
    '',
    'english',
    'en_US',
    'xx-YY',
    'e',
    'en-US-x',
  ]);
  expect(['USD', 'EUR', 'AAA', 'usd', ''].filter((code) => refuses(() => checkCurrency(code)))).toEqual([
    'AAA',
    'usd',
    '',
  ]);
});

test('a preference that is not saved yet has its default', () => {
  expect(withDefaults('{}')).toEqual(defaultPreferences);
  expect(withDefaults('{"locale":"pt-PT"}')).toEqual({ ...defaultPreferences, locale: 'pt-PT' });
});

test('a calendar reaches far enough when the longest duration can be counted on and back', () => {
  const reaches = (from: string, to: string) => {
    const calendar = onIsoDates(createBusinessCalendar({ workWeek: [1], closures: [{ from, to, name: 'Closed' }] }));
    return !refuses(() => checkReach(calendar, '2026-11-23', 'to'));
  };
  expect(reaches('2026-12-24', '2027-01-03')).toBe(true);
  expect(reaches('2026-12-24', '2126-01-03')).toBe(true);
  expect(reaches('2026-12-24', '2200-01-03')).toBe(false);
  expect(reaches('1900-01-01', '2026-11-22')).toBe(false);
});

test('a change of the calendar says what changed', () => {
  const differences = (changed: object) =>
    calendarDifferences(defaultPreferences, { ...defaultPreferences, ...changed });
  expect(differences({ locale: 'pt-PT' })).toEqual([]);
  expect(differences({ workWeek: [1, 2, 3, 4, 5] })).toEqual([]);
  expect(differences({ workWeek: [6], timeZone: 'Europe/Rome' })).toEqual([
    { what: 'work_week' },
    { what: 'time_zone' },
  ]);
  expect(differences({ dueDateMethod: 'backward', backwardCounts: 'calendar_days' })).toEqual([{ what: 'method' }]);
});
