import type { Cycles } from '../cycles/cycles.queries.ts';
import { cycleOf, cyclesOf } from '../cycles/cycles.queries.ts';
import { mapInSlices } from '../database/many-rows.ts';
import { lockRows } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { type FieldError, Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { differs, refuseTaken, type Saved, type Unique } from '../studio/keyed-records.ts';
import { faultsOverInvoice, type KeyedLine, linesAfter, soldValue } from './imported-lines.rules.ts';
import * as queries from './imported-orders.queries.ts';
import { faultsInPlace, type ImportedOrder, noSuchStatus, statusNamed } from './imported-orders.rules.ts';
import { searchTextOf } from './order-search.rules.ts';
import { lockOrders } from './orders.queries.ts';

/** Where an import says that an order is; what it does not say is left out. */
export type StatedPlace = {
  orderId: number;
  externalKey: string;
  isNew: boolean;
  /** Whether anything else of the order is changed. */
  isChanged: boolean;
  statusId: number;
  sinceDate: IsoDate | undefined;
  dueDate: IsoDate | null | undefined;
  responsibleUserId: number | null | undefined;
  departmentId: number | null | undefined;
  cancelledDate: IsoDate | null | undefined;
  cancelReason: string | undefined;
};

type Planned = {
  given: ImportedOrder;
  before: queries.OrderRow | undefined;
  after: ReturnType<typeof detailsOf>;
  linesBefore: readonly KeyedLine[];
  lines: readonly KeyedLine[];
  statusId: number;
  isWorkedOn: boolean;
  at: number;
};

const uniqueNumber: Unique = { table: 'production_orders', field: 'number', code: 'order.number_taken' };

/**
 * Adds production orders, or changes those whose external key is known, with their lines; what a row does not say stays
 * as it is, as do lines it does not name. Where they are on their cycle is given back, to be settled with their history.
 */
export async function saveImportedOrders(
  change: Change,
  orders: readonly ImportedOrder[],
): Promise<Saved & { stated: StatedPlace[] }> {
  const planned = await planOrders(change, orders);
  await refuseTaken(change.tx, uniqueNumber, planned);
  const added = planned.filter(({ before }) => !before);
  const isChanged = ({ before, after, linesBefore, lines }: Planned) =>
    before !== undefined && (differs(before, after) || linesDiffer(linesBefore, lines));
  const changed = planned.filter(isChanged);
  const ids = new Map(planned.map(({ given, before }) => [given.externalKey, before?.id ?? 0]));
  const details = changed.filter(({ before, after }) => before && differs(before, after));
  await queries.saveDetails(
    change.tx,
    details.map(({ before, after }) => ({ ...after, id: before?.id ?? 0 })),
  );
  const newRows = await mapInSlices(added, (each) => newRow(change, each));
  for (const [key, id] of await queries.insertImportedOrders(change.tx, newRows)) ids.set(key, id);
  const idOf = ({ given }: Planned) => ids.get(given.externalKey) ?? 0;
  const lines = await mapInSlices([...added, ...changed], (each) => changedLines(each, idOf(each)));
  await queries.saveKeyedLines(change.tx, lines.flat());
  const counts = {
    added: added.length,
    changed: changed.length,
    unchanged: planned.length - added.length - changed.length,
  };
  await audit(change, { action: 'orders.imported', record: 'production_order', recordId: null, after: counts });
  const changedOnes = new Set(changed);
  const stated = await mapInSlices(planned, (each) => statedPlace(each, idOf(each), changedOnes.has(each)));
  return { ids, ...counts, stated };
}

async function planOrders(change: Change, orders: readonly ImportedOrder[]): Promise<Planned[]> {
  const { tx } = change;
  const befores = await lockedOrders(change, orders);
  const cycles = await cyclesOf(change);
  const known = await knownToOrders(change, orders, befores);
  const linesBefore = await queries.keyedLines(
    tx,
    [...befores.values()].map(({ id }) => id),
  );
  const refused: FieldError[] = [];
  const plan = (given: ImportedOrder, at: number): Planned => {
    const before = befores.get(given.externalKey);
    const faults: FieldError[] = [];
    const statusId = statusOf(change, cycles, given, faults);
    const invoiceId = given.invoiceId ?? before?.invoiceId ?? null;
    const standing = linesBefore.get(before?.id ?? 0) ?? [];
    const invoiceLines = known.invoiceLines.get(invoiceId ?? 0) ?? [];
    const lines = given.lines
      ? linesAfter(standing, given.lines, { invoiceLines, products: known.products }, faults)
      : standing;
    const value = given.lines ? soldValue(lines, invoiceLines) : (before?.value ?? 0);
    const after = detailsOf(given, before, known, value, faults);
    refused.push(...faults.map(({ field, message }) => ({ field: `${at}.${field}`, message })));
    const isWorkedOn = known.workedOn.has(before?.id ?? 0);
    return { given, before, after, linesBefore: standing, lines, statusId, isWorkedOn, at };
  };
  const planned = await mapInSlices(orders, plan);
  refused.push(...faultsOverInvoice(planned.map(orderingOf), [...known.invoiceLines.values()].flat()));
  if (refused.length > 0) throw new Refusal('request.invalid', {}, refused);
  return planned;
}

async function lockedOrders({ tx }: Change, orders: readonly ImportedOrder[]) {
  const invoiceIds = distinct(orders.map(({ invoiceId }) => invoiceId));
  await lockRows(tx, 'invoices', invoiceIds);
  const keys = orders.map(({ externalKey }) => externalKey);
  await lockOrders(
    tx,
    [...(await queries.ordersByKey(tx, keys)).values()].map(({ id }) => id),
  );
  return queries.ordersByKey(tx, keys);
}

type Known = Awaited<ReturnType<typeof knownToOrders>>;

/** Orders keep the names of client and vendor: they must not change between being read and being kept. */
async function knownToOrders(
  { tx }: Change,
  orders: readonly ImportedOrder[],
  befores: ReadonlyMap<string, queries.OrderRow>,
) {
  const before = [...befores.values()];
  const invoiceIds = distinct([...orders, ...before].map(({ invoiceId }) => invoiceId));
  const invoices = await queries.invoicesOfOrders(tx, invoiceIds);
  const clientIds = distinct([...orders, ...before, ...invoices.values()].map(({ clientId }) => clientId));
  const vendorIds = distinct(orders.map(({ vendorId }) => vendorId));
  await lockRows(tx, 'clients', clientIds, 'changes');
  await lockRows(tx, 'vendors', vendorIds, 'changes');
  const lines = orders.flatMap((order) => order.lines ?? []);
  return {
    workedOn: await queries.ordersWorkedOn(
      tx,
      before.map(({ id }) => id),
    ),
    invoices,
    invoiceLines: lines.length > 0 ? await queries.keyedInvoiceLines(tx, invoiceIds) : new Map<number, never[]>(),
    clients: await queries.namesOf(tx, 'clients', clientIds),
    vendors: await queries.namesOf(tx, 'vendors', vendorIds),
    products: await queries.productWords(tx, distinct(lines.map(({ productId }) => productId))),
  };
}

function statusOf({ today }: Change, cycles: Cycles, given: ImportedOrder, faults: FieldError[]): number {
  const cycle = cycleOf(cycles, given.typeId);
  const status = statusNamed(cycle, given.status);
  if (!status) faults.push({ field: 'status', message: noSuchStatus(cycle, given.status) });
  else faults.push(...faultsInPlace(given, status, today));
  return status?.id ?? 0;
}

function detailsOf(
  given: ImportedOrder,
  before: queries.OrderRow | undefined,
  known: Known,
  value: number,
  faults: FieldError[],
) {
  const invoice = known.invoices.get(given.invoiceId ?? before?.invoiceId ?? 0);
  if (before?.invoiceId && given.invoiceId !== undefined && given.invoiceId !== before.invoiceId)
    faults.push({ field: 'invoiceId', message: 'must be the invoice that the order is of already' });
  if (invoice && given.clientId != null && given.clientId !== invoice.clientId)
    faults.push({ field: 'clientId', message: `must be the client of invoice ${invoice.number}, or empty` });
  const stated = given.clientId === undefined ? (before?.clientId ?? null) : given.clientId;
  const clientId = invoice?.clientId ?? stated;
  const clientName = known.clients.get(clientId ?? 0) ?? null;
  const vendorName = known.vendors.get(given.vendorId) ?? '';
  const { number, vendorId, orderDate, externalKey } = given;
  return {
    ...{
      number,
      numberKey: folded(number),
      vendorId,
      invoiceId: invoice?.id ?? null,
      clientId,
      orderDate,
      externalKey,
    },
    vendorOrderNumber: given.vendorOrderNumber ?? before?.vendorOrderNumber ?? '',
    vendorInvoiceNumber: given.vendorInvoiceNumber ?? before?.vendorInvoiceNumber ?? '',
    vendorInvoiceAmount:
      given.vendorInvoiceAmount === undefined ? (before?.vendorInvoiceAmount ?? null) : given.vendorInvoiceAmount,
    studioNotes: given.studioNotes ?? before?.studioNotes ?? '',
    vendorNotes: given.vendorNotes ?? before?.vendorNotes ?? '',
    ...{ value, clientKey: folded(clientName ?? ''), vendorKey: folded(vendorName) },
    searchText: searchTextOf({ number, clientName, invoiceNumber: invoice?.number ?? null, vendorName }),
  };
}

/** What an order takes of its invoice's lines, before and after; a cancelled one takes nothing. */
function orderingOf({ given, before, linesBefore, lines, isWorkedOn, at }: Planned) {
  const stays = given.cancelledDate === undefined || isWorkedOn;
  const isCancelled = stays ? before?.state === 'cancelled' : given.cancelledDate !== null;
  const namedAt = (key: string | null) => given.lines?.findIndex(({ externalKey }) => externalKey === key) ?? -1;
  const had = before?.state === 'cancelled' ? [] : linesBefore;
  return { had, takes: isCancelled ? [] : lines, fieldOf: (key: string | null) => `${at}.lines.${namedAt(key)}` };
}

/**
 * A new order stands at its status for now; its history will tell the rest, and whether it is open. Until then it counts as
 * completed: so its lines are ordered, and it need not be taken out of the many lists of open orders again.
 */
function newRow(change: Change, { given, after, statusId }: Planned): object {
  return {
    ...{ ...after, typeId: given.typeId, state: 'completed', statusId, sinceDate: given.sinceDate ?? given.orderDate },
    ...{ isDueDateOverridden: false, entry: 1, createdAt: change.now },
    enteredById: change.actor.kind === 'user' ? change.actor.id : null,
  };
}

function changedLines({ linesBefore, lines }: Planned, orderId: number): (KeyedLine & { orderId: number })[] {
  const byId = new Map(linesBefore.map((line) => [line.id, line]));
  const changed = lines.filter((line) => !byId.has(line.id) || differs(byId.get(line.id) ?? {}, line));
  return changed.map((line) => ({ ...line, orderId }));
}

function linesDiffer(before: readonly KeyedLine[], after: readonly KeyedLine[]): boolean {
  return (
    before !== after && (before.length !== after.length || after.some((line, at) => differs(before[at] ?? {}, line)))
  );
}

function statedPlace({ given, before, statusId }: Planned, orderId: number, isChanged: boolean): StatedPlace {
  const { externalKey, responsibleUserId, departmentId, dueDate, completedDate, cancelledDate, cancelReason } = given;
  return {
    ...{ orderId, isNew: !before, isChanged, externalKey, statusId, dueDate, cancelledDate, cancelReason },
    ...{ responsibleUserId, departmentId, sinceDate: given.sinceDate ?? completedDate ?? undefined },
  };
}

function distinct(ids: readonly (number | null | undefined)[]): number[] {
  return [...new Set(ids)].filter((id) => typeof id === 'number');
}
