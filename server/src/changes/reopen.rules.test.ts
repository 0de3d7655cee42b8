import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOverInvoice } from './reopen.rules.ts';

const line = fc.record({
  invoiceLineId: fc.integer({ min: 1, max: 3 }),
  productName: fc.constant('Print'),
  invoiceQuantity: fc.integer({ min: 1, max: 6 }),
});
const orders = fc.array(fc.array(line, { maxLength: 5 }), { maxLength: 6 });
const room = fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 }), fc.nat({ max: 12 }));

test('whatever orders are reopened one after the other, no invoice line gets more than it has left', () => {
  fc.assert(
    fc.property(orders, room, (cancelled, counts) => {
      const left = new Map(counts.map((count, at) => [at + 1, count]));
      const free = new Map(left);
      for (const lines of cancelled) {
        const before = new Map(left);
        const over = linesOverInvoice(lines, left);
        const asked = (id: number) =>
          lines.filter((each) => each.invoiceLineId === id).reduce((sum, each) => sum + each.invoiceQuantity, 0);
        const tooMany = [1, 2, 3].filter((id) => asked(id) > (before.get(id) ?? 0));
        expect(over).toHaveLength(tooMany.length);
        for (const id of [1, 2, 3]) {
          const taken = over.length > 0 ? 0 : asked(id);
          expect(left.get(id)).toBe((before.get(id) ?? 0) - taken);
        }
      }
      for (const [id, count] of left) {
        expect(count).toBeGreaterThanOrEqual(0);
        expect(count).toBeLessThanOrEqual(free.get(id) ?? 0);
      }
    }),
  );
});

test('what is too many is said per invoice line, with what is left', () => {
  const lines = [
    { invoiceLineId: 1, productName: 'Album', invoiceQuantity: 2 },
    { invoiceLineId: 1, productName: 'Album', invoiceQuantity: 1 },
    { invoiceLineId: 2, productName: 'Frame', invoiceQuantity: 1 },
    { invoiceLineId: 3, productName: 'Print', invoiceQuantity: 1 },
  ];
  const left = new Map([
    [1, 2],
    [3, 5],
  ]);
  expect(linesOverInvoice(lines, left)).toEqual(['3 × Album (2 left)', '1 × Frame (none left)']);
});
