import { expect, test } from 'vitest';
import { likelyDateFormat, likelySigns } from './values.rules.ts';

test.each([
  [['1996-07-04', '1996-08-01'], 'yyyy-MM-dd'],
  [['24.12.2026', '01.02.2027'], 'dd.MM.yyyy'],
  [['4.1.2026', '12.11.2026'], 'd.M.yyyy'],
  [['03/06/2026', '30/06/2026'], 'dd/MM/yyyy'],
  [['3/6/2026', '12/24/2026'], 'M/d/yyyy'],
  [['03/06/2026', '04/06/2026'], 'MM/dd/yyyy'],
  [['03/06/2026 17:40'], 'MM/dd/yyyy HH:mm'],
  [['2026-06-03T07:40:12.123Z'], 'yyyy-MM-ddTHH:mm:ss.SSSZ'],
])('%j is written %s', (texts, format) => {
  expect(likelyDateFormat(texts, 'en-US')).toBe(format);
});

test('where either could be meant, the day comes first outside the United States', () => {
  expect(likelyDateFormat(['03/06/2026'], 'en-GB')).toBe('dd/MM/yyyy');
});

test.each([
  [[]],
  [['soon']],
  [['1.2.26']],
  [['2026-01-01', 'never']],
  [['2026-01-01', '2026/01/02']],
])('%j are no dates one can read', (texts) => {
  expect(likelyDateFormat(texts, 'en-US')).toBeUndefined();
});

test.each([
  [['12.50', '1,234.00'], { decimal: '.', thousands: ',' }],
  [['12,50', '1.234,00'], { decimal: ',', thousands: '.' }],
  [['12,5'], { decimal: ',' }],
  [['1 234,50'], { decimal: ',', thousands: ' ' }],
  [["1'234.50"], { decimal: '.', thousands: "'" }],
  [['12', '7'], { decimal: '.' }],
])('%j are written with %j', (texts, signs) => {
  expect(likelySigns(texts)).toEqual(signs);
});
