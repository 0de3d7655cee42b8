import { expect, test } from 'vitest';
import { wordsOf } from './words.rules.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test.each([
  ['en-US', 'USD', 'Fri, Dec 18, 2026', '$1,234.50'],
  ['en-GB', 'GBP', 'Fri, 18 Dec 2026', '£1,234.50'],
  ['de-DE', 'EUR', 'Fr., 18. Dez. 2026', '1.234,50 €'],
  ['fr-FR', 'EUR', 'ven. 18 déc. 2026', '1 234,50 €'],
  ['ja-JP', 'JPY', '2026年12月18日(金)', '¥123,450'],
])('in %s dates and amounts are written as people there do', (locale, currency, date, amount) => {
  const words = wordsOf({ locale, currency });
  expect(plain(words.date('2026-12-18'))).toBe(date);
  expect(plain(words.money(123_450)).replace('￥', '¥')).toBe(amount);
  expect(words.date(null)).toBe('');
});

test('an address follows the order of the region, and leaves out what is not known', () => {
  const address = { street: 'Main Street 1', city: 'Portland', region: 'OR', postalCode: '97209', country: 'USA' };
  const lines = (locale: string, given: object) => wordsOf({ locale, currency: 'USD' }).addressLines(given);
  expect(lines('en-US', address)).toEqual(['Main Street 1', 'Portland, OR 97209', 'USA']);
  expect(lines('en', address)).toEqual(['Main Street 1', 'Portland, OR 97209', 'USA']);
  expect(lines('de-DE', { ...address, region: '' })).toEqual(['Main Street 1', '97209 Portland', 'USA']);
  expect(lines('pt-PT', { city: 'Porto' })).toEqual(['Porto']);
  expect(lines('en-US', {})).toEqual([]);
});
