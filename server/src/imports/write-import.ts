import type { ImportedStep, ImportTarget } from '@printrail/contract/imports';
import { saveProducts, saveVendors } from '../catalog/save-catalog.ts';
import { readImportedChanges } from '../changes/imported-changes.ts';
import { saveClients } from '../clients/save-clients.ts';
import { saveSessions } from '../clients/save-sessions.ts';
import { inSlices, mapInSlices } from '../database/many-rows.ts';
import { saveInvoices } from '../invoices/save-invoices.ts';
import { savePayments } from '../invoices/save-payments.ts';
import { saveImportedOrders } from '../orders/save-imported-orders.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import type { Saved } from '../studio/keyed-records.ts';
import { saveClosures, withNewCalendar } from '../studio/save-closures.ts';
import { type Counted, Journeys } from './journeys.ts';
import { columnOf } from './mapping.rules.ts';
import type { Progress, ReadImport, ReadStep } from './read-import.ts';
import { mappingInvalid } from './read-import.ts';
import { idsOf } from './references.queries.ts';
import type { RowFaults } from './row-faults.ts';
import type { Draft, Reference } from './rows.rules.ts';
import type { KnownBy, Referable } from './targets.rules.ts';

const mostRounds = 50;

type Writing = {
  change: Change;
  faults: RowFaults;
  /** Keys of records that are left out because of faults, so that rows naming them are not called faulty for it. */
  refused: Map<string, Set<string>>;
  journeys: Journeys;
};

/**
 * Writes what was read, step by step, in the change's transaction; throws with every fault if there is one, and then
 * nothing stands. Rows with faults are left out meanwhile, so that those after them are checked as well.
 */
export async function writeImport(
  change: Change,
  { steps, faults: known }: ReadImport,
  progress: Progress = () => undefined,
): Promise<ImportedStep[]> {
  const writing: Writing = { change, faults: known.copy(), refused: new Map(), journeys: new Journeys() };
  const saved: Counted[] = [];
  for (const [index, step] of steps.entries()) {
    progress('Writing', index / steps.length);
    saved.push({ step, ...(await writeStep(writing, step)) });
    if (step.plan.step.into === 'closures') writing.change = await withNewCalendar(writing.change);
  }
  await writing.journeys.settle(writing.change, saved, writing.faults);
  if (writing.faults.count > 0) throw writing.faults.refusal();
  progress('Writing', 1);
  return saved.map(({ step: { plan, rows, drafts }, added, changed, unchanged }) => {
    const { file, into } = plan.step;
    return { file, into, rows, records: drafts.length, added, changed, unchanged };
  });
}

async function writeStep(writing: Writing, step: ReadStep): Promise<Saved> {
  const { into } = step.plan.step;
  const refused = refusedOf(writing, into);
  for (const key of step.refusedKeys) refused.add(key);
  await resolveReferences(writing, step);
  for (let round = 0; ; round++) {
    const drafts = step.drafts.filter(({ record }) => !refused.has(record.externalKey));
    const faultsBefore = writing.faults.count;
    try {
      const records = await mapInSlices(drafts, (draft) => recordOf(draft, step.plan));
      return await save[into](writing.change, records, writing.journeys);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      noteFaults(writing, step, drafts, error);
      if (writing.faults.count === faultsBefore) throw error;
      // Beyond this many rounds the count of faults is a lower bound.
      if (round === mostRounds) throw writing.faults.refusal();
    }
  }
}

/** Each adds or changes records by external key, set-based; the rows were held to what the API takes. */
const save: Record<ImportTarget, (change: Change, records: readonly never[], journeys: Journeys) => Promise<Saved>> = {
  clients: saveClients,
  sessions: saveSessions,
  vendors: saveVendors,
  products: saveProducts,
  invoices: saveInvoices,
  payments: savePayments,
  closures: saveClosures,
  productionOrders: async (change, records, journeys) => journeys.withOrders(await saveImportedOrders(change, records)),
  statusChanges: async (change, records, journeys) =>
    journeys.withChanges(await readImportedChanges(change, records, (orderId) => journeys.statedStatus(orderId))),
};

function recordOf({ record: { externalKey, ...record }, lines }: Draft, { hasKey }: ReadStep['plan']): never {
  const key = hasKey ? { externalKey } : {};
  return { ...record, ...key, ...(lines.length > 0 ? { lines: lines.map((line) => line.record) } : {}) } as never;
}

/** Puts the ids of the records that rows name into them; a row that names none there is, is left out. */
async function resolveReferences(writing: Writing, { plan, drafts }: ReadStep): Promise<void> {
  const named = new Map<string, { to: Referable; by: KnownBy; texts: Set<string>; ids: Map<string, number> }>();
  await eachReference(drafts, ({ to, by, text }) => {
    const known = named.get(to + by) ?? { to, by, texts: new Set(), ids: new Map() };
    named.set(to + by, known);
    known.texts.add(text);
  });
  for (const known of named.values()) known.ids = await idsOf(writing.change.db, known.to, known.by, [...known.texts]);
  await eachReference(drafts, (reference, part, draft) => {
    const id = named.get(reference.to + reference.by)?.ids.get(reference.text);
    if (id !== undefined) part.record[reference.name] = id;
    else refuseReference(writing, plan.step, draft, part, reference);
  });
}

async function eachReference(
  drafts: readonly Draft[],
  see: (reference: Reference, part: Draft, draft: Draft) => void,
): Promise<void> {
  for await (const some of inSlices(drafts)) {
    for (const draft of some) {
      for (const reference of draft.references) see(reference, draft, draft);
      for (const line of draft.lines) for (const reference of line.references) see(reference, line, draft);
    }
  }
}

function refuseReference(
  { faults, refused }: Writing,
  { file, into }: ReadStep['plan']['step'],
  draft: Draft,
  { line }: Draft,
  { to, by, text, column, place }: Reference,
): void {
  const rule = `names no ${words[to]} there is (by ${by === 'key' ? 'external key' : by})`;
  if (place) throw mappingInvalid([{ field: place, message: `${rule}: "${text}"` }]);
  const isLeftOut = by === 'key' && refused.get(to)?.has(text);
  if (!isLeftOut) faults.add({ file, line, column, value: text, rule });
  refusedOf({ refused }, into).add(draft.record.externalKey);
}

const words: Record<Referable, string> = {
  clients: 'client',
  sessions: 'session',
  vendors: 'vendor',
  products: 'product',
  types: 'production order type',
  invoiceStatuses: 'invoice status',
  invoices: 'invoice',
  productionOrders: 'production order',
  users: 'single user',
  departments: 'department',
};

/** What a feature refused, by row: of a list, its fields begin with the record's place in it ("12.lines.3.quantity"). */
function noteFaults(writing: Writing, { plan }: ReadStep, drafts: readonly Draft[], refusal: Refusal): void {
  for (const { field, message } of refusal.fields) {
    const [index = '', ...path] = /^\d/.test(field) ? field.split('.') : ['0', ...field.split('.')];
    const draft = drafts[Number(index)];
    if (!draft) continue;
    const line = path[0] === 'lines' ? draft.lines[Number(path[1])] : undefined;
    const column = line ? columnOf(plan.lines, path.slice(2)) : columnOf(plan, path);
    const rule = { line: (line ?? draft).line, column, value: null, rule: message };
    writing.faults.add({ file: plan.step.file, ...rule });
    refusedOf(writing, plan.step.into).add(draft.record.externalKey);
  }
}

function refusedOf({ refused }: Pick<Writing, 'refused'>, target: ImportTarget): Set<string> {
  const keys = refused.get(target) ?? new Set();
  refused.set(target, keys);
  return keys;
}
