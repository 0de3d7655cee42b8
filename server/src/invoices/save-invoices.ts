import type { InvoiceInput } from '@printrail/contract/invoices';
import { cyclesOf } from '../cycles/cycles.queries.ts';
import { inSlices } from '../database/many-rows.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { differs, type Saved } from '../studio/keyed-records.ts';
import { startingStatus } from './change-invoice-status.ts';
import {
  changedDetails,
  checkDetails,
  type Head,
  headChanges,
  headColumns,
  type InvoiceRow,
  newDetails,
} from './details.rules.ts';
import { linesOf, orderingsOf, saveLines } from './invoice-lines.queries.ts';
import { nextInvoiceNumbers } from './invoice-numbers.ts';
import { invoiceChanged } from './invoices.events.ts';
import { refuseTakenNames } from './invoices.operations.ts';
import * as queries from './invoices.queries.ts';
import { knownTo } from './known.queries.ts';
import {
  checkOrdered,
  hasChanges,
  type KeyedLine,
  type LineChanges,
  lineChanges,
  withKeyedLines,
} from './lines.rules.ts';
import { type InvoicePlace, placeAt } from './place.rules.ts';

export type KeyedInvoice = Omit<InvoiceInput, 'externalKey' | 'lines'> & {
  externalKey: string;
  lines?: readonly KeyedLine[];
};

/** What a row asks for: `place` is where a new invoice starts, `at` the row's own place. */
type Planned = {
  before: InvoiceRow | undefined;
  after: Head;
  place: InvoicePlace | undefined;
  lines: LineChanges;
  at: number;
};

/**
 * Adds invoices, or changes those whose external key is known; what a row does not say stays as it is, as do lines it
 * does not name and the status of an invoice that is here already.
 */
export async function saveInvoices(change: Change, invoices: readonly KeyedInvoice[]): Promise<Saved> {
  const planned = await planInvoices(change, invoices);
  await assignNumbers(change, planned);
  await refuseTakenNames(change.tx, planned);
  const added = planned.filter(({ before }) => !before);
  const changed = planned.filter(({ before, after, lines }) => before && (differs(before, after) || hasChanges(lines)));
  const ids = new Map(planned.map(({ before, after }) => [after.externalKey ?? '', before?.id ?? 0]));
  await saveChanged(change, changed);
  await saveAdded(change, added, ids);
  for await (const some of inSlices([...changed, ...added])) {
    await saveLines(change.tx, new Map(some.map(({ after, lines }) => [ids.get(after.externalKey ?? '') ?? 0, lines])));
  }
  const counts = {
    added: added.length,
    changed: changed.length,
    unchanged: planned.length - added.length - changed.length,
  };
  await audit(change, { action: 'invoices.imported', record: 'invoice', recordId: null, after: counts });
  const happened = changed.flatMap(({ before, after }) => (before ? headChanges(before, after) : []));
  const keptElsewhere = happened.filter(({ what }) => what !== 'total');
  await invoiceChanged.tell(change, keptElsewhere);
  return { ids, ...counts };
}

/** What each row asks for, beside what is there; refuses with every row that cannot be. */
async function planInvoices(change: Change, invoices: readonly KeyedInvoice[]): Promise<Planned[]> {
  const planned: Planned[] = [];
  const refused: { at: number; refusal: Refusal }[] = [];
  for await (const some of inSlices(invoices)) {
    const planOf = await planner(change, some);
    for (const given of some) {
      const at = planned.length + refused.length;
      try {
        planned.push({ ...planOf(given), at });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push({ at, refusal: error });
      }
    }
  }
  if (refused.length > 0) throw refusalOf(refused);
  return planned;
}

/** Reads, for many rows at once, what planning them needs. */
async function planner(
  change: Change,
  invoices: readonly KeyedInvoice[],
): Promise<(given: KeyedInvoice) => Omit<Planned, 'at'>> {
  const { tx, today } = change;
  const externalKeys = invoices.map(({ externalKey }) => externalKey);
  const befores = new Map((await queries.lockedInvoicesByKey(tx, externalKeys)).map((row) => [row.externalKey, row]));
  const ids = [...befores.values()].map(({ id }) => id);
  const linesByInvoice = Map.groupBy(await linesOf(tx, ids), ({ invoiceId }) => invoiceId);
  const orderings = await orderingsOf(tx, ids);
  const detailsOf = ({ lines: _lines, statusId: _statusId, ...given }: KeyedInvoice) =>
    changedDetails(befores.get(given.externalKey) ?? newDetails(given.clientId, today), given);
  const mentioned = invoices.map((given) => ({ details: detailsOf(given), lines: given.lines ?? [] }));
  const known = await knownTo(tx, mentioned);
  const cycles = await cyclesOf(change);
  return (given) => {
    const before = befores.get(given.externalKey);
    const details = detailsOf(given);
    checkDetails(details, known);
    const lines = linesByInvoice.get(before?.id ?? 0) ?? [];
    const wanted = withKeyedLines(lines, given.lines ?? [], known);
    const changes = lineChanges(lines, wanted);
    checkOrdered(changes, orderings);
    const place = before
      ? undefined
      : placeAt(change.calendar, startingStatus(cycles, given.statusId), details.date, details);
    return { before, after: headColumns(details, wanted), place, lines: changes };
  };
}

function refusalOf(refused: readonly { at: number; refusal: Refusal }[]): Refusal {
  const fields = refused.slice(0, 100).flatMap(({ at, refusal: { fields, message } }) => {
    if (fields.length === 0) return [{ field: String(at), message }];
    return fields.map(({ field, message }) => ({ field: `${at}.${field}`, message }));
  });
  const [first] = refused;
  return new Refusal(first?.refusal.code ?? 'request.invalid', first?.refusal.details, fields);
}

/** Gives new invoices that bring no number one by the studio's pattern. */
async function assignNumbers(change: Change, planned: readonly Planned[]): Promise<void> {
  const reserved = new Set(planned.map(({ after }) => after.numberKey));
  const unnumbered = planned.filter(({ after }) => after.number === '');
  for await (const some of inSlices(unnumbered)) {
    const dates = some.map(({ after }) => after.date);
    const numbers = await nextInvoiceNumbers(change, dates, reserved);
    for (const [at, each] of some.entries()) {
      const number = numbers[at] ?? '';
      each.after = { ...each.after, number, numberKey: folded(number) };
    }
  }
}

async function saveChanged({ tx }: Change, changed: readonly Planned[]): Promise<void> {
  const heads = changed.map(({ before, after }) => ({ ...after, id: before?.id ?? 0 }));
  const renumbered = changed.filter(({ before, after }) => before?.numberKey !== after.numberKey);
  const renumberedIds = renumbered.map(({ before }) => before?.id ?? 0);
  for await (const some of inSlices(renumberedIds)) await queries.freeNumbers(tx, some);
  for await (const some of inSlices(heads)) await queries.saveHeads(tx, some);
}

/** Adds invoices and notes their ids by external key. */
async function saveAdded({ tx, now }: Change, added: readonly Planned[], ids: Map<string, number>): Promise<void> {
  // A delivered date is only what the other system says: importing again must find nothing changed.
  const rows = added.flatMap(({ after, place }) => (place ? [{ ...place, ...after, paid: 0, createdAt: now }] : []));
  for await (const some of inSlices(rows)) {
    for (const { id, externalKey } of await queries.insertInvoices(tx, some)) ids.set(externalKey, id);
  }
}
