import { expect, test } from 'vitest';
import { holidaysOf, spanOf, type ToldHoliday } from './holidays.rules.ts';

function told(date: string, hours: number): ToldHoliday {
  return { date, hours, name: 'A holiday' };
}

test.each([
  ['a day', told('2027-01-01 00:00:00', 24), '2027-01-01', '2027-01-01'],
  ['a day of 23 hours, when clocks are put forward', told('2027-03-28 00:00:00', 23), '2027-03-28', '2027-03-28'],
  ['a day of 25 hours, when clocks are put back', told('2027-10-31 00:00:00', 25), '2027-10-31', '2027-10-31'],
  ['three days', told('2027-02-07 00:00:00', 72), '2027-02-07', '2027-02-09'],
  ['six days over the end of the year', told('2027-12-28 00:00:00', 144), '2027-12-28', '2028-01-02'],
  ['four days from sunset on', told('2027-03-09 00:00:00 -0600', 96), '2027-03-09', '2027-03-12'],
  ['three days and an afternoon', told('2027-03-09 00:00:00 -0600', 90), '2027-03-09', '2027-03-11'],
  ['an afternoon and the day after it', told('2027-12-24 12:00:00', 36), '2027-12-25', '2027-12-25'],
])('%s takes up whole dates', (_, holiday, from, to) => {
  expect(spanOf(holiday)).toEqual({ from, to, name: 'A holiday', isHalfDay: false });
});

test.each([
  told('2027-12-24 13:00:00', 11),
  told('2027-03-08 12:00:00', 12),
  told('2027-02-08 14:30:00', 9.5),
])('a part of a day is a half-day of that date', (holiday) => {
  const date = holiday.date.slice(0, 10);
  expect(spanOf(holiday)).toEqual({ from: date, to: date, name: 'A holiday', isHalfDay: true });
});

test('holidays stand by date, once, in the years asked for and within the calendar', () => {
  const all = [
    told('2028-01-01 00:00:00', 24),
    told('2027-12-31 00:00:00', 24),
    told('2027-12-31 00:00:00', 24),
    told('2026-12-31 00:00:00', 24),
    told('2200-12-31 00:00:00', 48),
  ];
  expect(holidaysOf(all, [2027, 2028, 2200]).map(({ from }) => from)).toEqual(['2027-12-31', '2028-01-01']);
});
