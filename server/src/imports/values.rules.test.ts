import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfDayNumber, dayNumber, earliestDate, latestDate } from '../platform/iso-date.ts';
import { dateFormat, decimalsOf, Misread, readBoolean, readDate, readDiscount, readScaled } from './values.rules.ts';

const point = { decimal: '.', thousands: '' };
const german = { decimal: ',', thousands: '.' };

const minorUnits = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });

test('money is read to the cent, whatever the signs, and never rounded', () => {
  fc.assert(
    fc.property(minorUnits, (cents) => {
      const whole = Math.trunc(Math.abs(cents) / 100);
      const rest = String(Math.abs(cents) % 100).padStart(2, '0');
      const minus = cents < 0 ? '-' : '';
      expect(readScaled(`${minus}${whole}.${rest}`, 2, point)).toBe(cents);
      expect(readScaled(`${minus}${whole}.${rest}000`, 2, point)).toBe(cents);
      const grouped = whole.toLocaleString('de-DE');
      expect(readScaled(`${minus}${grouped},${rest}`, 2, german)).toBe(cents);
    }),
  );
});

test('a fraction of a cent is misread, not rounded', () => {
  expect(() => readScaled('9.805', 2, point)).toThrow('must have at most 2 decimals');
  expect(() => readScaled('9.5', 0, point)).toThrow('must be a whole number');
  expect(readScaled('9.8', 2, point)).toBe(980);
  expect(readScaled('-0.00', 2, point)).toBe(0);
});

test('what is not a number in the signs agreed on is misread', () => {
  for (const text of ['', ' 1', '1,5', '1e3', '0x10', '+1', '--1', '.5', '1.', '1 000', 'NaN', 'Infinity', '१', '$5']) {
    expect(() => readScaled(text, 2, point), text).toThrow(Misread);
  }
  for (const text of ['1.5', '1.2345', '12.34,5', '1,5,5'])
    expect(() => readScaled(text, 2, german), text).toThrow(Misread);
  expect(readScaled('1.234,5', 2, german)).toBe(123_450);
  expect(() => readScaled('9'.repeat(17), 2, point)).toThrow('must have fewer digits');
});

test('any text is read or misread, and nothing else happens', () => {
  const readers = [
    (text: string) => readScaled(text, 2, point),
    (text: string) => readScaled(text, 0, german),
    (text: string) => readDate(text, dateFormat('d.M.yyyy')),
    readBoolean,
    dateFormat,
  ];
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.double().map(String)), (text) => {
      for (const read of readers) {
        try {
          read(text);
        } catch (error) {
          if (!(error instanceof Misread)) throw error;
        }
      }
    }),
  );
});

test('a discount is a part of one, or percent', () => {
  expect(readDiscount('0.15', false, point)).toBe(0.15);
  expect(readDiscount('12.5', true, point)).toBe(0.125);
  expect(readDiscount('0.0625', false, point)).toBe(0.0625);
  expect(() => readDiscount('0.06251', false, point)).toThrow('must have at most 4 decimals');
});

test('every date is read in every format it is written in', () => {
  const day = fc.integer({ min: dayNumber(earliestDate), max: dayNumber(latestDate) });
  fc.assert(
    fc.property(day, (number) => {
      const date = dateOfDayNumber(number);
      const [year = '', month = '', dayOfMonth = ''] = date.split('-');
      const [m, d] = [Number(month), Number(dayOfMonth)];
      expect(readDate(date, dateFormat('yyyy-MM-dd'))).toBe(date);
      expect(readDate(`${dayOfMonth}.${month}.${year}`, dateFormat('dd.MM.yyyy'))).toBe(date);
      expect(readDate(`${m}/${d}/${year}`, dateFormat('M/d/yyyy'))).toBe(date);
      expect(readDate(`${date}T08:30:00.000Z`, dateFormat('yyyy-MM-ddTHH:mm:ss.SSSZ'))).toBe(date);
      expect(readDate(`${year}${month}${dayOfMonth}`, dateFormat('yyyyMMdd'))).toBe(date);
    }),
  );
});

test('dates that do not exist or have another format are misread', () => {
  const iso = dateFormat('yyyy-MM-dd');
  for (const text of ['2026-02-30', '1899-12-31', '2201-01-01', '0000-00-00']) {
    expect(() => readDate(text, iso), text).toThrow('must be a date that exists');
  }
  for (const text of ['2026-2-3', '03.02.2026', '2026-02-03 ', '26-02-03', 'x2026-02-03']) {
    expect(() => readDate(text, iso), text).toThrow('must be a date in the format yyyy-MM-dd');
  }
});

test('a date format says each of year, month and day once, in words it knows', () => {
  for (const name of ['', 'yyyy-MM', 'yyyy-MM-dd-dd', 'HH:mm'])
    expect(() => dateFormat(name), name).toThrow('each once');
  for (const name of ['yy-MM-dd', 'YYYY-MM-DD', 'dd MMM yyyy'])
    expect(() => dateFormat(name), name).toThrow('not a word');
  expect(readDate('3 (2) 2026', dateFormat('d (M) yyyy'))).toBe('2026-02-03');
});

test('the decimals of money are those of the currency', () => {
  expect([decimalsOf('USD'), decimalsOf('JPY'), decimalsOf('KWD')]).toEqual([2, 0, 3]);
});
