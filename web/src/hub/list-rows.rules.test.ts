import type { OrderSummary } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { type Group, heirOf, rowsOf } from './list-rows.rules.ts';

const order = (id: number, statusId: number) => ({ id, statusId }) as OrderSummary;
const group = (statusId: number, count: number): Group => ({
  ...{ statusId, count, value: 0 },
  ...{ statusName: `status ${statusId}`, typeId: 1 },
});
const keys = (listed: Partial<Parameters<typeof rowsOf>[0]>) => {
  const { before, rows } = rowsOf({
    ...{ orders: [], start: 0, hasNext: false, groups: undefined, folded: new Set<number>() },
    ...listed,
  });
  return [before, rows.map(({ key }) => key).join(' ')];
};

test('a plain list is its orders, after those no longer held', () => {
  expect(keys({ orders: [order(1, 1), order(2, 2)], start: 300 })).toEqual([300, 'o1 o2']);
});

test('each status has a header before its orders', () => {
  const orders = [order(1, 7), order(2, 7), order(3, 9)];
  expect(keys({ orders, groups: [group(7, 2), group(9, 1)] })).toEqual([0, 'g7 o1 o2 g9 o3']);
});

test('a folded status is its header alone, at its place', () => {
  const groups = [group(7, 2), group(8, 500), group(9, 1)];
  expect(keys({ orders: [order(1, 7), order(3, 9)], groups, folded: new Set([8]) })).toEqual([0, 'g7 o1 g8 g9 o3']);
  expect(keys({ orders: [order(1, 8)], groups, folded: new Set([7, 8, 9]) })).toEqual([0, 'g7 g8 g9']);
});

test('headers that come later wait for their orders', () => {
  expect(keys({ orders: [order(1, 7)], groups: [group(7, 200), group(9, 1)], hasNext: true })).toEqual([0, 'g7 o1']);
});

test('headers of orders no longer held count among the rows before', () => {
  const groups = [group(7, 60), group(8, 5), group(9, 100)];
  const folded = new Set([8]);
  expect(keys({ orders: [order(1, 9)], groups, folded, start: 100, hasNext: true })).toEqual([103, 'o1']);
  expect(keys({ orders: [order(1, 9)], groups, folded, start: 60, hasNext: true })).toEqual([61, 'g8 g9 o1']);
});

test('the cursor stays with its order, and goes to the next one when its order is changed and moves on', () => {
  const rowsFor = (...orders: [number, number?][]) =>
    rowsOf({
      ...{ start: 0, hasNext: false, groups: undefined, folded: new Set<number>() },
      orders: orders.map(([id, version = 1]) => ({ ...order(id, 1), version })),
    }).rows;
  const was = rowsFor([1], [2], [3], [4]);
  expect(heirOf('o3', was, rowsFor([5], [3], [4]))).toBe('o3');
  expect(heirOf('o3', was, rowsFor([3], [1], [2], [4]))).toBe('o3');
  expect(heirOf('o3', was, rowsFor([1], [2], [3, 2], [4]))).toBe('o3');
  expect(heirOf('o2', was, rowsFor([1], [3], [4], [2, 2]))).toBe('o3');
  expect(heirOf('o2', was, rowsFor([1], [4]))).toBe('o4');
  expect(heirOf('o4', was, rowsFor([1], [2]))).toBe('o2');
  expect(heirOf('o4', was, [])).toBeUndefined();
});
