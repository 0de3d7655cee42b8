import { expect, test } from 'vitest';
import { closedDays, closuresIn, monthsOf, weekdayOf, weekdaysFrom } from './year-view.rules.ts';

const closure = (from: string, to: string, name: string) => ({ id: 1, from, to, name, version: 1 });

test('every day of a year stands in it once, under its weekday', () => {
  for (const [year, days] of [
    [2026, 365],
    [2028, 366],
    [1900, 365],
    [2200, 365],
  ] as const) {
    for (const firstWeekday of [1, 6, 7]) {
      const weekdays = weekdaysFrom(firstWeekday);
      const dates = monthsOf(year, firstWeekday).flatMap(({ weeks }) =>
        weeks.flatMap((week) => week.flatMap((date, place) => (date === null ? [] : [{ date, place }]))),
      );
      expect(new Set(dates.map(({ date }) => date)).size).toBe(days);
      for (const { date, place } of dates) expect(weekdays[place]).toBe(weekdayOf(date));
    }
  }
});

test('a closure over the turn of the year closes the days of each year', () => {
  const closures = [
    closure('2026-12-30', '2027-01-02', 'Turn of the year'),
    closure('2027-01-01', '2027-01-01', 'New Year'),
  ];
  expect([...closedDays(closures, 2026).keys()]).toEqual(['2026-12-30', '2026-12-31']);
  expect(closedDays(closures, 2027).get('2027-01-01')).toEqual(['Turn of the year', 'New Year']);
  expect(closedDays(closures, 2028).size).toBe(0);
  expect(closuresIn(closures, 2026)).toHaveLength(1);
});
