import type { InvoiceLineChange, InvoiceLineInput } from '@printrail/contract/invoices';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { discountFrom, lineTotal, mostMoney } from './totals.rules.ts';

export type LineRow = Row<'invoiceLines'>;
export type LineColumns = Omit<LineRow, 'id' | 'invoiceId'>;

/** A line as it shall be: `before` is the line it changes, `place` where it stands in the list given, if it does. */
export type PlannedLine = { before?: LineRow | undefined; after: LineColumns; place?: number };

/** A line to add or change, named by the external key another system gave it. */
export type KeyedLine = InvoiceLineInput & { externalKey: string };

/** What lines may be of and be ordered from. */
export type KnownCatalog = {
  products: ReadonlyMap<number, { name: string; price: number; isActive: boolean }>;
  vendors: ReadonlyMap<number, { name: string; isActive: boolean }>;
};

/** A line that stands on production orders, cancelled and reorders included: `ordered` counts only the others. */
export type Ordering = { ordered: number; productName: string };

/**
 * The lines of an invoice when a user gives the whole list: numbered from 1 in its order. Refuses a line of another
 * invoice and one that is named twice; products and vendors that are newly chosen must be active.
 */
export function wholeList(
  lines: readonly LineRow[],
  given: readonly InvoiceLineChange[],
  known: KnownCatalog,
): PlannedLine[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const seen = new Set<number>();
  const planned = given.map(({ id, ...input }, place): PlannedLine => {
    const before = id === undefined ? undefined : byId.get(id);
    if (id !== undefined && !before) throw new Refusal('invoice_line.not_found', { id }).at(`lines.${place}.id`);
    if (id !== undefined && seen.has(id)) throw new Refusal('invoice_line.twice', { id }).at(`lines.${place}.id`);
    if (id !== undefined) seen.add(id);
    checkActive(input, before, known, place);
    return plannedLine(input, before, known, place, place + 1);
  });
  refuseSharedKeys(planned);
  return planned;
}

/**
 * The lines of an invoice when another system gives some of them: those whose external key is known are changed where
 * they stand, others follow at the end, and lines that are not named stay as they are.
 */
export function withKeyedLines(
  lines: readonly LineRow[],
  given: readonly KeyedLine[],
  known: KnownCatalog,
): PlannedLine[] {
  const byKey = new Map(lines.map((line) => [line.externalKey, line]));
  let last = lines.reduce((most, line) => Math.max(most, line.position), 0);
  const planned = given.map((input, place) => {
    const before = byKey.get(input.externalKey);
    return plannedLine(input, before, known, place, before?.position ?? ++last);
  });
  const named = new Set(planned.map(({ before }) => before?.id));
  const all = [...asTheyAre(lines.filter((line) => !named.has(line.id))), ...planned];
  refuseSharedKeys(all);
  return all;
}

/** The lines of an invoice when none are given. */
export function asTheyAre(lines: readonly LineRow[]): PlannedLine[] {
  return lines.map((line) => ({ before: line, after: line }));
}

/** What differs between the lines that are and those that shall be. */
export function lineChanges(lines: readonly LineRow[], planned: readonly PlannedLine[]) {
  const kept = new Set(planned.map(({ before }) => before?.id));
  return {
    added: planned.filter(({ before }) => !before).map(({ after }) => after),
    changed: planned.flatMap(({ before, after, place }) =>
      before && differs(before, after) ? [{ before, after, place }] : [],
    ),
    removed: lines.filter(({ id }) => !kept.has(id)),
  };
}
export type LineChanges = ReturnType<typeof lineChanges>;

export function hasChanges({ added, changed, removed }: LineChanges): boolean {
  return added.length + changed.length + removed.length > 0;
}

/** Refuses changes to lines that production orders hold: below what is ordered, to another product, or removal. */
export function checkOrdered({ changed, removed }: LineChanges, orderings: ReadonlyMap<number, Ordering>): void {
  for (const line of removed) refuseOrdered(line, orderings.get(line.id), 0, 'lines');
  for (const { before, after, place } of changed) {
    const isOther = before.productId !== after.productId;
    const field = `lines.${place}.${isOther ? 'productId' : 'quantity'}`;
    refuseOrdered(before, orderings.get(before.id), isOther ? 0 : after.quantity, field);
  }
}

/** `left`: how many of what was sold stay on the line; none when the line or its product goes. */
function refuseOrdered({ position }: LineRow, ordering: Ordering | undefined, left: number, field: string): void {
  if (!ordering) return;
  const { ordered, productName: product } = ordering;
  if (left < ordered) throw new Refusal('invoice_line.ordered', { position, ordered, product }).at(field);
  if (left === 0) throw new Refusal('invoice_line.has_orders', { position, product }).at(field);
}

function plannedLine(
  given: InvoiceLineInput,
  before: LineRow | undefined,
  known: KnownCatalog,
  place: number,
  position: number,
): PlannedLine {
  const product = known.products.get(given.productId);
  if (!product) throw new Refusal('product.not_found', { id: given.productId }).at(`lines.${place}.productId`);
  const vendorId = given.vendorId === undefined ? (before?.vendorId ?? null) : given.vendorId;
  if (vendorId !== null && vendorId !== before?.vendorId && !known.vendors.has(vendorId)) {
    throw new Refusal('vendor.not_found', { id: vendorId }).at(`lines.${place}.vendorId`);
  }
  const { productId, quantity, description = before?.description ?? '' } = given;
  // Another product brings its own price.
  const price = given.price ?? (before?.productId === productId ? before.price : product.price);
  const discount = given.discount === undefined ? (before?.discount ?? 0) : discountFrom(given.discount);
  const total = lineTotal(price, quantity, discount);
  if (total > mostMoney) throw new Refusal('invoice.total_too_large', { limit: mostMoney }).at(`lines.${place}.price`);
  const isNotOrdered = given.isNotOrdered ?? before?.isNotOrdered ?? false;
  const externalKey = given.externalKey === undefined ? (before?.externalKey ?? null) : given.externalKey;
  const after = {
    position,
    productId,
    description,
    quantity,
    price,
    discount,
    total,
    vendorId,
    isNotOrdered,
    externalKey,
  };
  return { before, after, place };
}

function checkActive(given: InvoiceLineInput, before: LineRow | undefined, known: KnownCatalog, place: number): void {
  const product = known.products.get(given.productId);
  if (product && !product.isActive && before?.productId !== given.productId) {
    throw new Refusal('product.inactive', { name: product.name }).at(`lines.${place}.productId`);
  }
  const vendor = known.vendors.get(given.vendorId ?? 0);
  if (vendor && !vendor.isActive && before?.vendorId !== given.vendorId) {
    throw new Refusal('vendor.inactive', { name: vendor.name }).at(`lines.${place}.vendorId`);
  }
}

function refuseSharedKeys(lines: readonly PlannedLine[]): void {
  const seen = new Set<string>();
  for (const { after, place } of lines) {
    if (after.externalKey === null) continue;
    if (seen.has(after.externalKey)) {
      const field = place === undefined ? 'lines' : `lines.${place}.externalKey`;
      throw new Refusal('invoice_line.external_key_taken', { externalKey: after.externalKey }).at(field);
    }
    seen.add(after.externalKey);
  }
}

function differs(before: LineRow, after: LineColumns): boolean {
  return Object.entries(after).some(([name, value]) => before[name as keyof LineColumns] !== value);
}
