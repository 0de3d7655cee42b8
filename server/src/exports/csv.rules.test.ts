import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScaled } from '../imports/values.rules.ts';
import { cellOf, headerOf, unitsOf } from './csv.rules.ts';

const exact = { decimals: 2, spreadsheet: false };
const spreadsheet = { decimals: 2, spreadsheet: true };

test('money is written in units with the decimals of its currency, and read back as it was', () => {
  expect(unitsOf(-5, 2)).toBe('-0.05');
  expect(unitsOf(123_456, 3)).toBe('123.456');
  expect(unitsOf(-1_200, 0)).toBe('-1200');
  fc.assert(
    fc.property(
      fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
      fc.integer({ min: 0, max: 4 }),
      (minor, decimals) => {
        expect(readScaled(unitsOf(minor, decimals), decimals, { decimal: '.', thousands: '' })).toBe(minor);
      },
    ),
  );
});

test('a value is written by its kind', () => {
  expect(cellOf('discount', 1_255, exact)).toBe('0.1255');
  expect(cellOf('instant', 0, exact)).toBe('1970-01-01T00:00:00.000Z');
  expect(cellOf('plain', false, exact)).toBe('false');
  expect(cellOf('money', null, exact)).toBe('');
  expect(headerOf('isDueDateOverridden')).toBe('is_due_date_overridden');
});

test('a text that a spreadsheet would take for a formula has an apostrophe before it, only for a spreadsheet', () => {
  for (const text of ['=1+1', '+49 30 1', '-x', '@SUM(A1)', '\t=1', '\r=1', '\n=1']) {
    expect(cellOf('plain', text, spreadsheet)).toBe(`'${text}`);
    expect(cellOf('plain', text, exact)).toBe(text);
  }
  expect(cellOf('plain', 'a=b', spreadsheet)).toBe('a=b');
});

test('numbers stay numbers for a spreadsheet too', () => {
  expect(cellOf('money', -1_234, spreadsheet)).toBe('-12.34');
  expect(cellOf('plain', -3, spreadsheet)).toBe('-3');
});
