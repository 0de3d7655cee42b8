import type { InvoiceLine } from '@printrail/contract/invoices';
import { expect, test } from 'vitest';
import { changeOf, draftsOf, faultsOf, isChanged, type LineDraft, sumOf, totalOf } from './line-drafts.rules.ts';

const line: InvoiceLine = {
  ...{ id: 7, position: 1, productId: 3, productName: 'Album', description: 'Linen', quantity: 2, price: 12_500 },
  ...{ discount: 0.15, total: 21_250, vendorId: null, isNotOrdered: false, orderedQuantity: 0 },
  ...{ orderFromVendorId: 4, orderFromVendorName: 'Bindery', externalKey: null },
};
const draft = draftsOf([line])[0] as LineDraft;

test('a line comes back as it was', () => {
  expect(changeOf(draft)).toEqual({
    ...{ id: 7, productId: 3, description: 'Linen', quantity: 2, price: 12_500, discount: 0.15 },
    ...{ vendorId: null, isNotOrdered: false },
  });
  expect(totalOf(draft)).toBe(line.total);
  expect(isChanged([draft], [line])).toBe(false);
  expect(isChanged([{ ...draft, quantity: '3' }], [line])).toBe(true);
  expect(isChanged([], [line])).toBe(true);
});

test.each([
  ['0', 'quantity'],
  ['1.5', 'quantity'],
  ['', 'quantity'],
  ['1000001', 'quantity'],
])('a quantity of "%s" is named', (quantity, field) => {
  expect(Object.keys(faultsOf({ ...draft, quantity }))).toEqual([field]);
  expect(totalOf({ ...draft, quantity })).toBeUndefined();
});

test.each([
  ['', 0],
  ['15', 0.15],
  ['12,5 %', 0.125],
  ['33.33', 0.3333],
  ['100', 1],
])('a discount of "%s" is %d', (discount, part) => {
  expect(changeOf({ ...draft, discount }).discount).toBe(part);
});

test('a discount above the price is named', () => {
  expect(faultsOf({ ...draft, discount: '101' })).toHaveProperty('discount');
  expect(faultsOf({ ...draft, discount: 'half' })).toHaveProperty('discount');
});

test('totals are rounded once, halves up, and lines in the making count nothing', () => {
  expect(totalOf({ ...draft, price: 5, quantity: '1', discount: '50' })).toBe(3);
  expect(sumOf([draft, { ...draft, quantity: '' }])).toBe(21_250);
});

test('a line may be ordered from a vendor of its own, or from no one', () => {
  expect(changeOf({ ...draft, vendor: '9' })).toMatchObject({ vendorId: 9, isNotOrdered: false });
  expect(changeOf({ ...draft, vendor: 'none' })).toMatchObject({ vendorId: null, isNotOrdered: true });
});
