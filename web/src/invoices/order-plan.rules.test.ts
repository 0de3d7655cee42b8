import { expect, test } from 'vitest';
import { missingFor, promise, requestsFor, type VendorToOrder } from './order-plan.rules.ts';

const lab: VendorToOrder = {
  vendorId: 1,
  vendorName: 'Lab',
  typeId: 4,
  openOrders: [{ id: 70, number: 'PO-7' }],
  lines: [],
};
const framer: VendorToOrder = { ...lab, vendorId: 2, vendorName: 'Framer', openOrders: [] };
const fresh: VendorToOrder = { ...framer, vendorId: 3, vendorName: 'New one', typeId: null };

test('all necessary vendors as they are go together', () => {
  expect(requestsFor([lab, framer], {})).toEqual([{ vendorIds: [1, 2], body: {} }]);
  expect(requestsFor([lab, framer], {}, '2026-11-20')).toEqual([
    { vendorIds: [1, 2], body: { orderDate: '2026-11-20' } },
  ]);
  expect(promise([lab, framer], {})).toBe('Create 2 production orders');
});

test('a vendor left out is not asked for', () => {
  const choices = { 2: { isLeftOut: true } };
  expect(requestsFor([lab, framer], choices)).toEqual([{ vendorIds: [1], body: { vendorId: 1 } }]);
  expect(promise([lab, framer], choices)).toBe('Create 1 production order');
});

test('what is chosen for one vendor is asked for by itself', () => {
  const choices = { 1: { addToOrderId: 70, typeId: 5 }, 2: { number: ' F 12 ' }, 3: { typeId: 4 } };
  expect(requestsFor([lab, framer, fresh], choices, '2026-11-20')).toEqual([
    { vendorIds: [1], body: { vendorId: 1, addToOrderId: 70 } },
    { vendorIds: [2], body: { vendorId: 2, orderDate: '2026-11-20', number: 'F 12' } },
    { vendorIds: [3], body: { vendorId: 3, orderDate: '2026-11-20', typeId: 4 } },
  ]);
  expect(promise([lab, framer, fresh], choices)).toBe('Create 2 production orders and add to PO-7');
  expect(promise([lab], choices)).toBe('Add to PO-7');
});

test('a type and a typed number are asked for where they are missing', () => {
  expect(missingFor(lab)).toBeUndefined();
  expect(missingFor(fresh)).toBe('type');
  expect(missingFor(fresh, { typeId: 4 })).toBeUndefined();
  expect(missingFor(lab, { number: ' ' }, true)).toBe('number');
  expect(missingFor(lab, { number: 'L 1' }, true)).toBeUndefined();
  expect(missingFor(lab, { addToOrderId: 70 }, true)).toBeUndefined();
});
