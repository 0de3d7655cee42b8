import type { Preferences } from '@printrail/contract/calendar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InvoiceChanged } from '../invoices/invoices.events.ts';
import { callsForOrders } from './creation.rules.ts';

type Wanted = Preferences['orderCreation'];
const invoiceId = 1;

/** What happens to an invoice: a sum paid or given back, or another total. */
const steps = fc.array(
  fc.oneof(
    fc.record({ pays: fc.integer({ min: -3_000, max: 3_000 }) }),
    fc.record({ costs: fc.integer({ min: 0, max: 4_000 }) }),
  ),
  { maxLength: 12 },
);

type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;
type Money = { paid: number; total: number };

/** Plays the steps; gives the state after each, and what it told. */
function played(all: readonly Step[]): { before: Money; after: Money; happened: InvoiceChanged }[] {
  let before: Money = { paid: 0, total: 0 };
  return all.map((step) => {
    const { paid, total } = before;
    const after = 'pays' in step ? { paid: paid + step.pays, total } : { paid, total: step.costs };
    const happened: InvoiceChanged =
      'pays' in step
        ? { invoiceId, what: 'payment', paidBefore: paid, paidAfter: after.paid, total }
        : { invoiceId, what: 'total', totalBefore: total, totalAfter: after.total, paid };
    const played = { before, after, happened };
    before = after;
    return played;
  });
}

/** Whether the percentage is paid: as much as the smallest whole amount that is so many parts of a hundred. */
function isPaid({ paid, total }: Money, percent: number): boolean {
  return total > 0 && paid >= Math.ceil((total * percent) / 100);
}

test('orders are called for exactly when the paid part comes over the percentage, by payment or by total', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 100 }), (all, percent) => {
      for (const { before, after, happened } of played(all)) {
        const crosses = !isPaid(before, percent) && isPaid(after, percent);
        expect(callsForOrders({ event: 'paid_percent', percent, how: 'at_once' }, happened)).toBe(crosses);
        const crossesFull = !isPaid(before, 100) && isPaid(after, 100);
        expect(callsForOrders({ event: 'paid_in_full', how: 'at_once' }, happened)).toBe(crossesFull);
      }
    }),
  );
});

test('the first payment is the one with which something is paid; what is given back does not count', () => {
  fc.assert(
    fc.property(steps, (all) => {
      for (const { before, after, happened } of played(all)) {
        const isFirst = before.paid <= 0 && after.paid > 0;
        expect(callsForOrders({ event: 'first_payment', how: 'offered' }, happened)).toBe(isFirst);
      }
    }),
  );
});

test('an invoice is first saved with lines when it is created with some or gets its first ones', () => {
  const wanted: Wanted = { event: 'first_saved_with_lines', how: 'at_once' };
  const created = (lineCount: number): InvoiceChanged => ({
    ...{ invoiceId, what: 'created', statusId: 1, lineCount, total: 0 },
  });
  const edited = (lineCountBefore: number, lineCountAfter: number): InvoiceChanged => ({
    ...{ invoiceId, what: 'lines', lineCountBefore, lineCountAfter, hadLeftToOrder: true },
  });
  expect(
    [created(0), created(1), edited(0, 0), edited(0, 2), edited(1, 2), edited(2, 0)].map(callsFor(wanted)),
  ).toEqual([false, true, false, true, false, false]);
});

test('a chosen invoice status calls for orders when the invoice enters it, not when undo puts it back there', () => {
  const wanted: Wanted = { event: 'invoice_status', invoiceStatusId: 2, how: 'at_once' };
  const all: InvoiceChanged[] = [
    { invoiceId, what: 'created', statusId: 1, lineCount: 1, total: 5 },
    { invoiceId, what: 'created', statusId: 2, lineCount: 0, total: 0 },
    { invoiceId, what: 'status', statusFromId: 1, statusToId: 2 },
    { invoiceId, what: 'status', statusFromId: 2, statusToId: 3 },
    { invoiceId, what: 'status', statusFromId: 3, statusToId: 2, isTakenBack: true },
  ];
  expect(all.map(callsFor(wanted))).toEqual([false, true, true, false, false]);
});

test('without a chosen event nothing calls for orders, and no event is called for by another', () => {
  const other: InvoiceChanged[] = [
    { invoiceId, what: 'number', numberBefore: 'A', numberAfter: 'B' },
    { invoiceId, what: 'delivery_date', deliveryDateBefore: null, deliveryDateAfter: '2026-12-01' },
    { invoiceId, what: 'client', clientIdBefore: 1, clientIdAfter: 2 },
  ];
  const all: InvoiceChanged[] = [...other, { invoiceId, what: 'payment', paidBefore: 0, paidAfter: 5, total: 5 }];
  expect(all.some(callsFor({ event: 'never', how: 'at_once' }))).toBe(false);
  for (const event of ['first_saved_with_lines', 'first_payment', 'paid_percent', 'paid_in_full'] as const) {
    expect(other.some(callsFor({ event, percent: 1, how: 'at_once' }))).toBe(false);
  }
});

function callsFor(wanted: Wanted): (happened: InvoiceChanged) => boolean {
  return (happened) => callsForOrders(wanted, happened);
}
