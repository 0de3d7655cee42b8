import type { OrderableLine } from '../invoices/invoice-lines.queries.ts';
import { mostMoney } from '../invoices/totals.rules.ts';
import type { FieldError } from '../platform/refusal.ts';
import type { ImportedLine } from './imported-orders.rules.ts';
import type { LineDraft } from './order-drafts.ts';
import { orderedValue } from './to-order.queries.ts';

/** A line of an order as it stands, or shall stand. */
export type KeyedLine = LineDraft & { id: number | undefined; externalKey: string | null; position: number };

export type KeyedInvoiceLine = OrderableLine & { externalKey: string | null };

export type KnownToLines = {
  /** The lines of the order's invoice. */
  invoiceLines: readonly KeyedInvoiceLine[];
  /** What the vendor calls products, by id. */
  products: ReadonlyMap<number, string>;
};

/**
 * The lines of an order after those of an import, known by their keys: what a row does not say stays, as do lines that no
 * row names. A line of the invoice brings its product; how many it orders of it follows from the product's vendor
 * multiplier unless told. What cannot be is added to `faults` with its place.
 */
export function linesAfter(
  before: readonly KeyedLine[],
  given: readonly ImportedLine[],
  known: KnownToLines,
  faults: FieldError[],
): KeyedLine[] {
  const byKey = new Map(before.map((line) => [line.externalKey, line]));
  let last = Math.max(0, ...before.map(({ position }) => position));
  const named = given.map((line, at) => {
    const kept = byKey.get(line.externalKey);
    if (!kept) last++;
    const fault = (field: string, message: string) => faults.push({ field: `lines.${at}.${field}`, message });
    return { ...lineOf(kept, line, known, fault), position: kept?.position ?? last };
  });
  const keys = new Set(given.map(({ externalKey }) => externalKey));
  const unnamed = before.filter(({ externalKey }) => externalKey === null || !keys.has(externalKey));
  return [...unnamed, ...named].toSorted((a, b) => a.position - b.position);
}

type Faulting = (field: string, message: string) => void;

function lineOf(
  before: KeyedLine | undefined,
  given: ImportedLine,
  known: KnownToLines,
  fault: Faulting,
): Omit<KeyedLine, 'position'> {
  const origin = originOf(before, given, known, fault);
  const productId =
    origin?.productId ?? (given.productId === undefined ? (before?.productId ?? null) : given.productId);
  if (origin && given.productId != null && given.productId !== origin.productId)
    fault('productId', 'must be the product of the invoice line');
  const invoiceQuantity = invoiceQuantityOf(before, given, origin, fault);
  const { quantity } = given;
  const usual = origin?.description ?? known.products.get(productId ?? 0) ?? '';
  const cost = given.cost ?? before?.cost ?? (origin ? origin.cost * (invoiceQuantity ?? 0) : 0);
  if (cost > mostMoney) fault('cost', 'would be more than can be kept; give a cost');
  return {
    ...{ id: before?.id, externalKey: given.externalKey, invoiceLineId: origin?.invoiceLineId ?? null, productId },
    ...{ description: given.description ?? before?.description ?? usual, invoiceQuantity, quantity, cost },
    note: given.note ?? before?.note ?? '',
  };
}

function originOf(
  before: KeyedLine | undefined,
  { invoiceLine }: ImportedLine,
  { invoiceLines }: KnownToLines,
  fault: Faulting,
): OrderableLine | undefined {
  if (invoiceLine === undefined)
    return invoiceLines.find(({ invoiceLineId }) => invoiceLineId === before?.invoiceLineId);
  if (invoiceLine === null) return undefined;
  const origin = invoiceLines.find(({ externalKey }) => externalKey === invoiceLine);
  if (!origin) fault('invoiceLine', `names no line of the order’s invoice: "${invoiceLine}"`);
  return origin;
}

function invoiceQuantityOf(
  before: KeyedLine | undefined,
  { quantity, invoiceQuantity }: ImportedLine,
  origin: OrderableLine | undefined,
  fault: Faulting,
): number | null {
  if (!origin) {
    if (invoiceQuantity !== undefined) fault('invoiceQuantity', 'must be empty: the line orders nothing of an invoice');
    return null;
  }
  if (invoiceQuantity !== undefined) return invoiceQuantity;
  if (before?.quantity === quantity && before.invoiceQuantity !== null) return before.invoiceQuantity;
  const { multiplier } = origin;
  if (quantity % multiplier === 0) return quantity / multiplier;
  fault(
    'quantity',
    `must be a multiple of ${multiplier}, or invoiceQuantity say how many of the invoice line it orders`,
  );
  return null;
}

/** What the client pays for what the lines order of the invoice, in minor units. */
export function soldValue(lines: readonly KeyedLine[], invoiceLines: readonly OrderableLine[]): number {
  const byId = new Map(invoiceLines.map((line) => [line.invoiceLineId, line]));
  return lines.reduce((sum, { invoiceLineId, invoiceQuantity }) => {
    const origin = byId.get(invoiceLineId ?? 0);
    return origin && invoiceQuantity !== null ? sum + orderedValue({ ...origin, left: invoiceQuantity }) : sum;
  }, 0);
}

type Ordering = {
  had: readonly KeyedLine[];
  takes: readonly KeyedLine[];
  fieldOf(externalKey: string | null): string;
};

/** Where orders together would order more of an invoice line than was sold; told of the first line that is too much. */
export function faultsOverInvoice(orders: readonly Ordering[], invoiceLines: readonly OrderableLine[]): FieldError[] {
  const byId = new Map(invoiceLines.map((line) => [line.invoiceLineId, line]));
  const left = new Map(invoiceLines.map((line) => [line.invoiceLineId, line.left]));
  const give = (line: KeyedLine, sign: 1 | -1) => {
    const after = (left.get(line.invoiceLineId ?? 0) ?? 0) + sign * (line.invoiceQuantity ?? 0);
    left.set(line.invoiceLineId ?? 0, after);
    return after;
  };
  for (const line of orders.flatMap(({ had }) => had)) give(line, 1);
  return orders.flatMap(({ takes, fieldOf }) =>
    takes.flatMap((line) => {
      const origin = byId.get(line.invoiceLineId ?? 0);
      if (!origin || line.invoiceQuantity === null || give(line, -1) >= 0) return [];
      const message = `must not order more of ${origin.productName} than the ${origin.lineQuantity} sold on the invoice`;
      return [{ field: `${fieldOf(line.externalKey)}.quantity`, message }];
    }),
  );
}
