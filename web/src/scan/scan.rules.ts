import type { OrderSummary } from '@printrail/contract/orders';

/** One scan of a batch and what came of it. */
export type Scan = {
  key: number;
  number: string;
  /** When it was scanned, in milliseconds. */
  at: number;
  result: 'waiting' | 'good' | 'bad' | 'undone';
  /** What the result is, in words. */
  says: string;
  order?: OrderSummary;
  changeId?: number;
};

const repeatMs = 4_000;

/** A scanner that reads a label twice would advance its order twice; the second reading right after is left out. */
export function isRepeat(scans: readonly Scan[], number: string, now: number): boolean {
  const same = scans.findLast((scan) => scan.number.toLowerCase() === number.toLowerCase() && scan.result !== 'bad');
  return same !== undefined && same.result !== 'undone' && now - same.at < repeatMs;
}

export type Summary = { scanned: number; changed: number; refused: number; places: { name: string; count: number }[] };

/** What a batch came to: so many changed, so many refused, and where the changed ones are now. */
export function summaryOf(scans: readonly Scan[]): Summary {
  const good = scans.filter(({ result }) => result === 'good');
  const counts = new Map<string, number>();
  for (const { order } of good) if (order) counts.set(order.statusName, (counts.get(order.statusName) ?? 0) + 1);
  return {
    scanned: scans.length,
    changed: good.length,
    refused: scans.filter(({ result }) => result === 'bad').length,
    places: [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count),
  };
}
