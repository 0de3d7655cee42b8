import { nextNumber } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { numberFrom } from '../studio/preferences.rules.ts';
import { takenNumbers } from './save-orders.ts';

/** The next free numbers by the studio's pattern; those typed by hand or imported meanwhile are passed over. */
export async function nextOrderNumbers(change: Change, count: number, orderDate: IsoDate): Promise<string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) {
    const missing = count - numbers.length;
    const first = await nextNumber(change.tx, 'production_order', missing);
    const pattern = change.preferences.orderNumberPattern;
    const candidates = Array.from({ length: missing }, (_, at) => numberFrom(pattern, first + at, orderDate));
    const taken = await takenNumbers(change, candidates.map(folded));
    numbers.push(...candidates.filter((number) => !taken.has(folded(number))));
  }
  return numbers;
}

/** The number typed for one order, else the next one by the studio's pattern, unless the vendor wants it typed. */
export async function numberFor(
  change: Change,
  vendor: { name: string; orderNumbers: 'pattern' | 'typed' },
  typed: string | undefined,
  orderDate: IsoDate,
): Promise<string> {
  if (typed !== undefined) {
    await expectFree(change, typed);
    return typed;
  }
  if (vendor.orderNumbers === 'typed') throw new Refusal('order.number_typed', { vendor: vendor.name }).at('number');
  const [next = ''] = await nextOrderNumbers(change, 1, orderDate);
  return next;
}

export async function expectFree(change: Change, number: string): Promise<void> {
  const taken = await takenNumbers(change, [folded(number)]);
  if (taken.size > 0) throw new Refusal('order.number_taken', { number }).at('number');
}
