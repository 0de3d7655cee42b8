import { expect, test } from 'vitest';
import { everyDay } from './dry-run.rules.ts';

test('every day of the range has its place, over the ends of months and summer time', () => {
  const days = everyDay('2026-10-24', '2026-11-02', [{ date: '2026-11-01', count: 3 }]);
  expect(days.map(({ date }) => date.slice(5))).toEqual([
    ...['10-24', '10-25', '10-26', '10-27', '10-28', '10-29', '10-30', '10-31', '11-01', '11-02'],
  ]);
  expect(days.filter(({ count }) => count > 0)).toEqual([{ date: '2026-11-01', count: 3 }]);
});
