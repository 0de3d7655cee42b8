import type { InvoiceInput } from '@printrail/contract/invoices';
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
import { placeAt } from './place.rules.ts';

export type KeyedInvoice = Omit<InvoiceInput, 'externalKey' | 'lines'> & {
  externalKey: string;
  lines?: readonly KeyedLine[];
};

type Planned = { given: KeyedInvoice; before: InvoiceRow | undefined; after: Head; lines: LineChanges };

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
  for await (const some of inSlices(added)) {
    const rows = await Promise.all(some.map((each) => newInvoice(change, each)));
    for (const { id, externalKey } of await queries.insertInvoices(change.tx, rows)) ids.set(externalKey, id);
  }
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
  await invoiceChanged.tell(
    change,
    happened.filter(({ what }) => what !== 'total'),
  );
  return { ids, ...counts };
}

/** What each row asks for, beside what is there; refuses with every row that cannot be. */
async function planInvoices(change: Change, invoices: readonly KeyedInvoice[]): Promise<Planned[]> {
  const planned: Planned[] = [];
  const refused: { row: number; refusal: Refusal }[] = [];
  for await (const some of inSlices(invoices)) {
    const planOf = await planner(change, some);
    for (const given of some) {
      try {
        planned.push(planOf(given));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push({ row: planned.length + refused.length, refusal: error });
      }
    }
  }
  if (refused.length > 0) throw refusalOf(refused);
  return planned;
}

/** Reads, for many rows at once, what planning them needs. */
async function planner(
  { tx, today }: Change,
  invoices: readonly KeyedInvoice[],
): Promise<(given: KeyedInvoice) => Planned> {
  const rows = await queries.lockedInvoicesByKey(
    tx,
    invoices.map(({ externalKey }) => externalKey),
  );
  const befores = new Map(rows.map((row) => [row.externalKey, row]));
  const ids = rows.map(({ id }) => id);
  const linesByInvoice = Map.groupBy(await linesOf(tx, ids), ({ invoiceId }) => invoiceId);
  const orderings = await orderingsOf(tx, ids);
  const detailsOf = ({ lines: _lines, statusId: _statusId, ...given }: KeyedInvoice) =>
    changedDetails(befores.get(given.externalKey) ?? newDetails(given.clientId, today), given);
  const known = await knownTo(
    tx,
    invoices.map((given) => ({ details: detailsOf(given), lines: given.lines ?? [] })),
  );
  return (given) => {
    const before = befores.get(given.externalKey);
    const details = detailsOf(given);
    checkDetails(details, known);
    const lines = linesByInvoice.get(before?.id ?? 0) ?? [];
    const wanted = withKeyedLines(lines, given.lines ?? [], known);
    const changes = lineChanges(lines, wanted);
    checkOrdered(changes, orderings);
    return { given, before, after: headColumns(details, wanted), lines: changes };
  };
}

function refusalOf(refused: readonly { row: number; refusal: Refusal }[]): Refusal {
  const fields = refused.slice(0, 100).flatMap(({ row, refusal: { fields, message } }) => {
    if (fields.length === 0) return [{ field: String(row), message }];
    return fields.map(({ field, message }) => ({ field: `${row}.${field}`, message }));
  });
  const [first] = refused;
  return new Refusal(first?.refusal.code ?? 'request.invalid', first?.refusal.details, fields);
}

/** Gives new invoices that bring no number one by the studio's pattern. */
async function assignNumbers(change: Change, planned: readonly Planned[]): Promise<void> {
  const reserved = new Set(planned.map(({ after }) => after.numberKey));
  const unnumbered = planned.filter(({ after }) => after.number === '');
  for await (const some of inSlices(unnumbered)) {
    const numbers = await nextInvoiceNumbers(
      change,
      some.map(({ after }) => after.date),
      reserved,
    );
    for (const [at, number] of numbers.entries()) {
      const each = some[at];
      if (each) each.after = { ...each.after, number, numberKey: folded(number) };
    }
  }
}

async function saveChanged({ tx }: Change, changed: readonly Planned[]): Promise<void> {
  const rows = changed.flatMap(({ before, after }) => (before ? [{ before, after: { ...after, id: before.id } }] : []));
  const renumbered = rows.filter(({ before, after }) => before.numberKey !== after.numberKey);
  for await (const some of inSlices(renumbered))
    await queries.freeNumbers(
      tx,
      some.map(({ before }) => before.id),
    );
  for await (const some of inSlices(rows))
    await queries.saveHeads(
      tx,
      some.map(({ after }) => after),
    );
}

async function newInvoice(change: Change, { given, after }: Planned): Promise<queries.InvoiceColumns> {
  const status = await startingStatus(change, given.statusId);
  // A delivered date is only what the other system says: importing again must find nothing changed.
  const place = { ...placeAt(change.calendar, status, after.date, after), deliveredDate: after.deliveredDate };
  return { ...after, ...place, paid: 0, createdAt: change.now };
}
