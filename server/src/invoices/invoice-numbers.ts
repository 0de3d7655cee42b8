import type { Db } from '../database/connect.ts';
import { listOf, nextNumber } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Change } from '../studio/change.ts';
import { numberFrom } from '../studio/preferences.rules.ts';

const farthestLook = 4_096;

/**
 * Numbers by the studio's pattern, one for each invoice date, passing over those that are taken and those in `reserved`
 * (folded). The counter's row stays locked, so no other change gets the same ones.
 */
export async function nextInvoiceNumbers(
  { tx, preferences }: Change,
  dates: readonly IsoDate[],
  reserved: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  if (dates.length === 0) return [];
  const numberAt = (running: number, date: IsoDate) => numberFrom(preferences.invoiceNumberPattern, running, date);
  const unlike = [...new Map(dates.map((date) => [numberAt(0, date), date])).values()];
  const first = await nextNumber(tx, 'invoice', dates.length);
  const numbers: string[] = [];
  let running = first;
  // Each look goes farther, to get past a long run of taken numbers.
  for (let look = dates.length; numbers.length < dates.length; look = Math.min(look * 4, farthestLook)) {
    const end = running + look;
    const candidates = Array.from({ length: look }, (_, at) => unlike.map((date) => numberAt(running + at, date)));
    const taken = await takenKeys(tx, candidates.flat().map(folded));
    for (let date = dates[numbers.length]; running < end && date !== undefined; running++) {
      const number = numberAt(running, date);
      if (taken.has(folded(number)) || reserved.has(folded(number))) continue;
      numbers.push(number);
      date = dates[numbers.length];
    }
  }
  const passedOver = running - first - dates.length;
  if (passedOver > 0) await nextNumber(tx, 'invoice', passedOver);
  return numbers;
}

async function takenKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('invoices').select('numberKey').where('numberKey', 'in', listOf(db, keys)).execute();
  return new Set(rows.map(({ numberKey }) => numberKey));
}
