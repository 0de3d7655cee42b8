import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discountFrom, discountPart, invoiceTotal, lineTotal, mostMoney } from './totals.rules.ts';

const price = fc.integer({ min: 0, max: mostMoney });
const quantity = fc.integer({ min: 1, max: 1_000_000 });
const discount = fc.integer({ min: 0, max: 10_000 });

test('a line costs price times quantity less the discount, rounded to the minor unit', () => {
  expect(lineTotal(1_000, 3, 0)).toBe(3_000);
  expect(lineTotal(999, 1, discountFrom(0.15))).toBe(849);
  expect(lineTotal(1_400, 12, discountFrom(0.0001))).toBe(16_798);
  expect(lineTotal(1_000, 3, discountFrom(1))).toBe(0);
});

test('half a minor unit is rounded up', () => {
  expect(lineTotal(1, 1, discountFrom(0.5))).toBe(1);
  expect(lineTotal(5, 1, discountFrom(0.1))).toBe(5);
  expect(lineTotal(45, 1, discountFrom(0.1))).toBe(41);
});

test('a line total is the whole number nearest to the exact product, at any size', () => {
  fc.assert(
    fc.property(price, quantity, discount, (each, count, less) => {
      const total = lineTotal(each, count, less);
      fc.pre(Number.isSafeInteger(total));
      const exact = BigInt(each) * BigInt(count) * BigInt(10_000 - less);
      const above = exact - BigInt(total) * 10_000n;
      expect(above >= -5_000n && above < 5_000n).toBe(true);
    }),
  );
});

test('a line total never falls when the price or the quantity rises, nor rises with the discount', () => {
  fc.assert(
    fc.property(price, quantity, discount, (each, count, less) => {
      const total = lineTotal(each, count, less);
      expect(lineTotal(each + 1, count, less)).toBeGreaterThanOrEqual(total);
      expect(lineTotal(each, count + 1, less)).toBeGreaterThanOrEqual(total);
      expect(lineTotal(each, count, Math.min(10_000, less + 1))).toBeLessThanOrEqual(total);
    }),
  );
});

test('a discount is kept exactly as it was given', () => {
  fc.assert(
    fc.property(discount, (less) => {
      expect(discountFrom(discountPart(less))).toBe(less);
      expect(discountFrom(Number((less / 10_000).toFixed(4)))).toBe(less);
    }),
  );
});

test('an invoice costs the sum of its lines, tax and shipping, whatever their order', () => {
  const lines = fc.array(fc.record({ total: fc.integer({ min: 0, max: mostMoney }) }), { maxLength: 2_000 });
  fc.assert(
    fc.property(lines, fc.nat(), fc.nat(), (all, tax, shipping) => {
      const exact = all.reduce((sum, { total }) => sum + BigInt(total), BigInt(tax) + BigInt(shipping));
      expect(BigInt(invoiceTotal(all, tax, shipping))).toBe(exact);
      expect(invoiceTotal([...all].reverse(), tax, shipping)).toBe(invoiceTotal(all, tax, shipping));
    }),
  );
});
