import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { dateIn } from '../platform/clock.ts';
import { calendarDaysBetween, dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { type FiringTime, firingTime, startOfDay, type Time } from './firing-time.rules.ts';

const closures = [{ from: '2026-12-24', to: '2026-12-26', name: 'Christmas' }];
const calendar = onIsoDates(createBusinessCalendar({ workWeek: [1, 2, 3, 4, 5], closures }));

function at(instant: string, timeZone = 'UTC'): Time {
  const now = Date.parse(instant);
  return { calendar, timeZone, now, today: dateIn(timeZone, now) };
}

const monday = at('2026-11-23T12:00:00Z');
const utc = (date: string) => Date.parse(`${date}T00:00:00Z`);

type Case = [says: string, days: number | null, counts: 'business' | 'calendar', due: string | null, FiringTime];

test.each<Case>([
  ['when entered: at once', null, 'business', '2026-12-01', { is: 'at', at: monday.now, on: null }],
  ['when entered: at once without a due date too', null, 'business', null, { is: 'at', at: monday.now, on: null }],
  ['without a due date: no date', 3, 'business', null, { is: 'undated' }],
  ['business days after, over a weekend', 3, 'business', '2026-11-26', onDay('2026-12-01')],
  ['calendar days after', 3, 'calendar', '2026-11-26', onDay('2026-11-29')],
  ['business days before, over a weekend', -3, 'business', '2026-12-01', onDay('2026-11-26')],
  ['calendar days before', -3, 'calendar', '2026-12-01', onDay('2026-11-28')],
  ['business days pass by closures', 1, 'business', '2026-12-23', onDay('2026-12-28')],
  ['on the due date itself', 0, 'calendar', '2026-11-28', onDay('2026-11-28')],
  ['on the business day of a due date on a Saturday', 0, 'business', '2026-11-28', onDay('2026-11-30')],
  ['today: as the day began', -1, 'business', '2026-11-24', onDay('2026-11-23')],
  [
    'before, past, due date ahead: at once',
    -5,
    'business',
    '2026-11-25',
    { is: 'at', at: monday.now, on: '2026-11-18' },
  ],
  ['before, past, due today: at once', -1, 'calendar', '2026-11-23', { is: 'at', at: monday.now, on: '2026-11-22' }],
  ['before, past, due date past: too late', -1, 'business', '2026-11-20', { is: 'past' }],
  ['after, past: at once', 1, 'business', '2026-11-16', { is: 'at', at: monday.now, on: '2026-11-17' }],
  ['outside the years a date can have', 999, 'business', '2200-12-30', { is: 'undated' }],
  ['outside them in calendar days', -999, 'calendar', '1900-01-02', { is: 'undated' }],
])('%s', (_, days, counts, due, expected) => {
  expect(firingTime({ days, counts }, due, monday)).toEqual(expected);
});

function onDay(on: string): FiringTime {
  return { is: 'at', at: utc(on), on };
}

test('a day begins in the studio’s time zone, whatever summer time does', () => {
  expect(startOfDay('2026-11-26', 'America/New_York')).toBe(Date.parse('2026-11-26T05:00:00Z'));
  expect(startOfDay('2026-07-01', 'Asia/Tokyo')).toBe(Date.parse('2026-06-30T15:00:00Z'));
  // In Beirut, that day began at one o'clock.
  expect(startOfDay('2026-03-29', 'Asia/Beirut')).toBe(Date.parse('2026-03-28T22:00:00Z'));
});

const dayBefore = (date: string) => dateOfDayNumber(dayNumber(date) - 1);
const dates = fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2033-12-31') }).map(dateOfDayNumber);
const timings = fc.record({
  days: fc.integer({ min: -60, max: 60 }),
  counts: fc.constantFrom('business' as const, 'calendar' as const),
});
const moments = fc.record({
  now: fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2028-12-31') }),
  timeZone: fc.constantFrom('UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'Europe/Lisbon'),
});

test('it is never due later than its day, which lies so many days from the due date, nor too late after it', () => {
  fc.assert(
    fc.property(timings, dates, moments, (timing, due, { now, timeZone }) => {
      const time: Time = { calendar, timeZone, now, today: dateIn(timeZone, now) };
      const firing = firingTime(timing, due, time);
      const { days, counts } = timing;
      if (firing.is !== 'at') {
        expect(firing.is).toBe('past');
        expect(days < 0 && due < time.today).toBe(true);
        return;
      }
      const on = firing.on ?? '';
      if (counts === 'calendar') expect(calendarDaysBetween(due, on)).toBe(days);
      else if (days > 0) expect(calendar.between(due, on)).toBe(days);
      else if (days < 0) expect(calendar.between(dayBefore(on), dayBefore(due))).toBe(-days);
      expect(firing.at <= Math.max(now, startOfDay(on, timeZone))).toBe(true);
      expect(firing.at > now).toBe(startOfDay(on, timeZone) > now);
    }),
    { numRuns: 2_000 },
  );
});
