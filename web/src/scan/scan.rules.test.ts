import type { OrderSummary } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { isRepeat, type Scan, summaryOf } from './scan.rules.ts';

const good: Scan = {
  ...{ key: 1, number: 'PO-1', at: 1_000, result: 'good', says: '' },
  order: { statusName: 'Packaging' } as OrderSummary,
};

test('a label read twice at once counts once, in whatever case', () => {
  expect(isRepeat([good], 'po-1', 1_200)).toBe(true);
  expect(isRepeat([good], 'PO-2', 1_200)).toBe(false);
});

test('a label scanned again later, after a refusal or after an undo is a scan of its own', () => {
  expect(isRepeat([good], 'PO-1', 60_000)).toBe(false);
  expect(isRepeat([{ ...good, result: 'bad' }], 'PO-1', 1_200)).toBe(false);
  expect(isRepeat([{ ...good, result: 'undone' }], 'PO-1', 1_200)).toBe(false);
});

test('a batch is summed up by what came of it and where the orders are', () => {
  const bad: Scan = { key: 2, number: 'x', at: 2_000, result: 'bad', says: 'There is no production order x.' };
  expect(summaryOf([good, bad, { ...good, key: 3 }, { ...good, key: 4, result: 'undone' }])).toEqual({
    ...{ scanned: 4, changed: 2, refused: 1 },
    places: [{ name: 'Packaging', count: 2 }],
  });
});
