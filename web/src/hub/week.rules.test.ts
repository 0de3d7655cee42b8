import { expect, test } from 'vitest';
import { daysAfter, firstOfWeek, monthOf, weekStart, weeksOfMonth } from './week.rules.ts';

test('a week begins after its days off', () => {
  expect(firstOfWeek([1, 2, 3, 4, 5])).toBe(1);
  expect(firstOfWeek([7, 1, 2, 3, 4])).toBe(7);
  expect(firstOfWeek([1, 2, 3, 4, 5, 6, 7])).toBe(1);
  expect(firstOfWeek([3])).toBe(3);
  expect(weekStart('2026-11-29', [1, 2, 3, 4, 5])).toBe('2026-11-23');
});

test('a month is shown in whole weeks', () => {
  const weeks = weeksOfMonth('2026-11-01', [1, 2, 3, 4, 5]);
  expect(weeks.map(([first]) => first)).toEqual([
    ...['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'],
  ]);
  expect(weeks.flat()).toHaveLength(42);
});

test('months and days go on over the end of a year', () => {
  expect(monthOf('2026-12-31', 1)).toBe('2027-01-01');
  expect(monthOf('2027-01-15', -1)).toBe('2026-12-01');
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
});
