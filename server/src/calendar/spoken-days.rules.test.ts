import { expect, test } from 'vitest';
import { createBusinessCalendar, onIsoDates } from './business-days.rules.ts';
import { closedBetween, countOfBusinessDays } from './spoken-days.rules.ts';

const closures = [
  { from: '2026-11-26', to: '2026-11-26', name: 'Thanksgiving' },
  { from: '2026-12-24', to: '2027-01-03', name: 'Winter break' },
  { from: '2026-12-25', to: '2026-12-25', name: 'Christmas Day' },
  { from: '2027-01-04', to: '2027-01-04', name: 'Stocktaking' },
  { from: '2027-01-05', to: '2027-01-05', name: 'Moving' },
];
const calendar = onIsoDates(createBusinessCalendar({ workWeek: [1, 2, 3, 4, 5], closures }));
const closed = (from: string, to: string) => closedBetween(calendar, from, to, '2026-11-23');

test('the closures of a span are named, each once, the year where it is another', () => {
  expect(closed('2026-11-23', '2026-11-27')).toBe('; closed Thu 26 Nov (Thanksgiving)');
  expect(closed('2026-12-23', '2026-12-28')).toBe('; closed Thu 24 Dec to Sun 3 Jan 2027 (Winter break)');
  expect(closed('2026-12-30', '2026-12-31')).toBe('; closed Thu 24 Dec to Sun 3 Jan 2027 (Winter break)');
});

test('a span begins after its first day, and may hold none', () => {
  expect(closed('2026-11-26', '2026-11-27')).toBe('');
  expect(closed('2026-11-25', '2026-11-26')).toBe('; closed Thu 26 Nov (Thanksgiving)');
  expect(closed('2026-11-27', '2026-11-27')).toBe('');
});

test('three closures are named at most, of the first sixty days', () => {
  expect(closed('2026-11-23', '2027-01-20').match(/\(/g)).toHaveLength(3);
  expect(closed('2026-09-01', '2027-01-20')).toBe('');
});

test('one business day is one, all others are days', () => {
  expect([0, 1, 2].map(countOfBusinessDays)).toEqual(['0 business days', '1 business day', '2 business days']);
});
