import type { OrderLineChange } from '@printrail/contract/order-lines';
import type { OrderLine } from '@printrail/contract/orders';
import type { OrderableLine } from '../invoices/invoice-lines.queries.ts';
import { mostMoney } from '../invoices/totals.rules.ts';
import { Refusal } from '../platform/refusal.ts';

/** A line as it shall be; one without id is added. */
export type PlannedLine = Omit<OrderLine, 'id'> & { id: number | undefined };

export type KnownToOrder = {
  number: string;
  state: 'open' | 'completed' | 'cancelled';
  isReorder: boolean;
  /** The lines of the order's invoice, by id; none for an order without invoice. */
  invoiceLines: ReadonlyMap<number, OrderableLine>;
  productIds: ReadonlySet<number>;
};

/**
 * The lines of an order when a user gives the whole list. What is left out of a kept line stays; its cost goes with its
 * quantity. How many of an invoice line it orders follows the quantity by the product's vendor multiplier unless told. An
 * order may order of its invoice what it has ordered already and what is left, no more. An open order changes in
 * everything, for a studio writes down what really was ordered; what a completed one was is settled: only descriptions,
 * costs and notes change.
 * @throws Refusal order_line.*, product.not_found or change.order_cancelled with the place in `lines`.
 */
export function plannedLines(
  before: readonly OrderLine[],
  given: readonly OrderLineChange[],
  known: KnownToOrder,
): PlannedLine[] {
  if (known.state === 'cancelled') throw new Refusal('change.order_cancelled', { number: known.number });
  const byId = new Map(before.map((line) => [line.id, line]));
  const seen = new Set<number>();
  const planned = given.map((line, place) => {
    if (line.id === undefined) return { ...addedLine(line, known, `lines.${place}`), position: place + 1 };
    const kept = byId.get(line.id);
    if (!kept) throw new Refusal('order_line.not_found', { id: line.id }).at(`lines.${place}.id`);
    if (seen.has(line.id)) throw new Refusal('order_line.twice', { id: line.id }).at(`lines.${place}.id`);
    seen.add(line.id);
    return { ...keptLine(kept, line, known, `lines.${place}`), position: place + 1 };
  });
  if (known.state === 'completed') refuseOtherQuantities(before, planned, known.number);
  refuseOverInvoice(before, planned, known);
  return planned;
}

function keptLine(line: OrderLine, given: OrderLineChange, known: KnownToOrder, field: string): PlannedLine {
  const { invoiceLineId = line.invoiceLineId, productId = line.productId, quantity } = given;
  if (invoiceLineId !== line.invoiceLineId || productId !== line.productId) {
    throw new Refusal('order_line.other_origin', { id: line.id }).at(field);
  }
  const { description = line.description, note = line.note } = given;
  const inProportion = Math.round((line.cost * quantity) / line.quantity);
  return {
    ...{ ...line, description, quantity, note },
    invoiceQuantity: keptInvoiceQuantity(line, given, known, field),
    cost: given.cost ?? keepable(inProportion, { quantity, description }, field),
  };
}

function keptInvoiceQuantity(line: OrderLine, given: OrderLineChange, known: KnownToOrder, field: string) {
  if (line.invoiceQuantity === null) {
    refuseInvoiceQuantity(given, field);
    return null;
  }
  if (given.invoiceQuantity != null || given.quantity === line.quantity) {
    return given.invoiceQuantity ?? line.invoiceQuantity;
  }
  return following(given.quantity, known.invoiceLines.get(line.invoiceLineId ?? 0)?.multiplier ?? 1, field);
}

function addedLine(given: OrderLineChange, known: KnownToOrder, field: string): Omit<PlannedLine, 'position'> {
  const { quantity, productId = null, note = '' } = given;
  if (given.invoiceLineId == null) {
    refuseInvoiceQuantity(given, field);
    if (productId !== null && !known.productIds.has(productId)) {
      throw new Refusal('product.not_found', { id: productId }).at(`${field}.productId`);
    }
    const { description = '', cost = 0 } = given;
    return { id: undefined, invoiceLineId: null, productId, description, invoiceQuantity: null, quantity, cost, note };
  }
  const line = orderableLine(given.invoiceLineId, productId, known, `${field}.invoiceLineId`);
  const invoiceQuantity = given.invoiceQuantity ?? following(quantity, line.multiplier, field);
  const { description = line.description } = given;
  const cost = given.cost ?? keepable(line.cost * invoiceQuantity, { quantity, description }, field);
  const { invoiceLineId } = line;
  return {
    id: undefined,
    invoiceLineId,
    productId: line.productId,
    description,
    invoiceQuantity,
    quantity,
    cost,
    note,
  };
}

function orderableLine(id: number, productId: number | null, known: KnownToOrder, field: string): OrderableLine {
  const refusal = (rule: string) => new Refusal('order_line.not_of_invoice', { invoiceLineId: id, rule }).at(field);
  if (known.isReorder) throw refusal('a reorder orders nothing more of its invoice');
  const line = known.invoiceLines.get(id);
  if (!line) throw refusal('it is not a line of this order’s invoice');
  if (productId !== null && productId !== line.productId) throw refusal('it is of another product');
  return line;
}

function following(quantity: number, multiplier: number, field: string): number {
  if (quantity % multiplier === 0) return quantity / multiplier;
  throw new Refusal('order_line.not_divisible', { quantity, multiplier }).at(`${field}.quantity`);
}

function keepable(cost: number, line: { quantity: number; description: string }, field: string): number {
  if (cost <= mostMoney) return cost;
  throw new Refusal('order_line.cost_too_large', line).at(`${field}.cost`);
}

function refuseInvoiceQuantity({ invoiceQuantity }: OrderLineChange, field: string): void {
  if (invoiceQuantity != null) throw new Refusal('order_line.orders_no_invoice_line').at(`${field}.invoiceQuantity`);
}

function refuseOtherQuantities(before: readonly OrderLine[], planned: readonly PlannedLine[], number: string): void {
  const byId = new Map(before.map((line) => [line.id, line]));
  const place = planned.findIndex(({ id, quantity, invoiceQuantity }) => {
    const line = byId.get(id ?? 0);
    return line?.quantity !== quantity || line.invoiceQuantity !== invoiceQuantity;
  });
  if (place >= 0) throw new Refusal('order_line.order_completed', { number }).at(`lines.${place}.quantity`);
  if (planned.length < before.length) throw new Refusal('order_line.order_completed', { number }).at('lines');
}

function refuseOverInvoice(
  before: readonly OrderLine[],
  planned: readonly PlannedLine[],
  { invoiceLines }: KnownToOrder,
): void {
  const had = orderedOf(before);
  for (const [invoiceLineId, asked] of orderedOf(planned)) {
    const line = invoiceLines.get(invoiceLineId);
    const left = (line?.left ?? 0) + (had.get(invoiceLineId) ?? 0);
    if (!line || asked <= left) continue;
    const place = planned.findLastIndex((each) => each.invoiceLineId === invoiceLineId);
    const details = { product: line.productName, asked, invoiceLineId, left, quantity: line.lineQuantity };
    throw new Refusal('order_line.over_invoice', details).at(`lines.${place}.quantity`);
  }
}

/** How many of each invoice line some lines order. */
function orderedOf(lines: readonly Pick<OrderLine, 'invoiceLineId' | 'invoiceQuantity'>[]): Map<number, number> {
  const ordered = new Map<number, number>();
  for (const { invoiceLineId, invoiceQuantity } of lines) {
    if (invoiceLineId === null || invoiceQuantity === null) continue;
    ordered.set(invoiceLineId, (ordered.get(invoiceLineId) ?? 0) + invoiceQuantity);
  }
  return ordered;
}
