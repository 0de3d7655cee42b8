import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import { clientColumns } from '../clients/clients.rules.ts';
import type { InvoiceStatus } from '../cycles/cycles.queries.ts';
import { invoiceTotal } from '../invoices/totals.rules.ts';
import type { LineDraft, OrderDraft } from '../orders/order-drafts.ts';
import { folded } from '../platform/folding.ts';
import { type IsoDate, laterOf } from '../platform/iso-date.ts';
import type { Journey } from './journeys.rules.ts';
import type { Random } from './random.rules.ts';
import type { Sale, SoldLine } from './sales.rules.ts';

/** Rows of a few thousand orders, with their ids, ready to be inserted table by table. */
export type Slice = Record<SliceTable, object[]>;
export const sliceTables = [
  ...(['clients', 'sessions', 'invoices', 'invoice_lines', 'payments'] as const),
  ...(['production_orders', 'order_lines', 'order_history'] as const),
];
export type SliceTable = (typeof sliceTables)[number];

export type Ids = Record<SliceTable, () => number>;

/** What the rows of an invoice are made with. */
export type Office = {
  random: Random;
  calendar: IsoBusinessCalendar;
  today: IsoDate;
  ids: Ids;
  statuses: InvoicePlaces;
  instantOf(date: IsoDate, minute: number): number;
};

/** The invoice statuses that production brings an invoice to. */
export type InvoicePlaces = {
  initial: InvoiceStatus;
  inProduction: InvoiceStatus;
  ready: InvoiceStatus;
  final: InvoiceStatus;
};

export function emptySlice(): Slice {
  return Object.fromEntries(sliceTables.map((table) => [table, []])) as never;
}

export type SavedInvoice = { id: number; number: string; deliveryDate: IsoDate | null };
export type MadeOrder = { draft: OrderDraft; journey: Journey; lines: readonly SoldLine[] };

/** Puts a sale and what became of its orders into the slice. */
export function addSale(
  slice: Slice,
  office: Office,
  sale: Sale,
  invoice: SavedInvoice,
  orders: readonly MadeOrder[],
): void {
  const { ids } = office;
  if (sale.newClient) slice.clients.push({ id: sale.client.id, ...clientColumns(sale.newClient), version: 1 });
  const { session } = sale;
  slice.sessions.push({
    ...{
      ...session,
      clientId: sale.client.id,
      nameKey: folded(session.name),
      notes: '',
      externalKey: null,
      version: 1,
    },
  });
  slice.invoices.push(invoiceRow(slice, office, sale, invoice, orders));
  const lineIds = new Map(sale.lines.map((line, at) => [line, addInvoiceLine(slice, ids, invoice.id, line, at + 1)]));
  for (const order of orders) addOrder(slice, ids, order, lineIds);
}

function addInvoiceLine(slice: Slice, ids: Ids, invoiceId: number, line: SoldLine, position: number): number {
  const { product, quantity, price, discount, total } = line;
  const id = ids.invoice_lines();
  slice.invoice_lines.push({
    ...{ id, invoiceId, position, productId: product.id, description: '', quantity, price, discount, total },
    ...{ vendorId: null, isNotOrdered: false, externalKey: null },
  });
  return id;
}

function addOrder(
  slice: Slice,
  ids: Ids,
  { draft, journey, lines }: MadeOrder,
  lineIds: ReadonlyMap<SoldLine, number>,
): void {
  const { order, rows } = journey;
  const created = {
    orderId: order.id,
    kind: 'created',
    at: draft.createdAt,
    userId: draft.enteredById,
    through: 'web',
    note: '',
  };
  slice.order_history.push({
    id: ids.order_history(),
    ...created,
    toStatusId: draft.statusId,
    changeDate: draft.orderDate,
  });
  let lastChangeId: number | null = null;
  for (const row of rows) {
    const id = ids.order_history();
    slice.order_history.push({ id, orderId: order.id, ...row, previousChangeId: lastChangeId });
    if (row.kind === 'change') lastChangeId = id;
  }
  slice.production_orders.push({ ...draft, ...order, lastChangeId });
  lines.forEach((line, at) => {
    slice.order_lines.push({
      id: ids.order_lines(),
      orderId: order.id,
      position: at + 1,
      ...lineOf(line, lineIds.get(line) ?? 0),
    });
  });
}

export function lineOf({ product, quantity }: SoldLine, invoiceLineId: number): LineDraft {
  return {
    ...{ invoiceLineId, productId: product.id, description: product.vendorDescription, invoiceQuantity: quantity },
    ...{ quantity: quantity * product.vendorMultiplier, cost: product.cost * quantity, note: '' },
  };
}

/** The invoice where its orders brought it: open, in production, ready, or delivered some days after. */
function invoiceRow(
  slice: Slice,
  office: Office,
  sale: Sale,
  invoice: SavedInvoice,
  orders: readonly MadeOrder[],
): object {
  const { random, calendar, statuses, ids } = office;
  const place = invoicePlace(office, sale, orders);
  const total = invoiceTotal(sale.lines, sale.tax, sale.shipping);
  const deposit = Math.round(total * sale.deposit);
  const isDelivered = place.status === statuses.final;
  const payments = [
    { amount: deposit, date: sale.date, note: sale.deposit === 1 ? '' : 'Deposit' },
    { amount: isDelivered ? total - deposit : 0, date: place.since, note: '' },
  ].filter(({ amount }) => amount > 0);
  for (const payment of payments) {
    slice.payments.push({ id: ids.payments(), invoiceId: invoice.id, externalKey: null, ...payment });
  }
  const { duration } = place.status;
  return {
    ...{
      ...invoice,
      numberKey: folded(invoice.number),
      clientId: sale.client.id,
      sessionId: sale.session.id,
      date: sale.date,
    },
    ...{ deliveredDate: isDelivered ? place.since : null, statusId: place.status.id, statusSinceDate: place.since },
    statusDueDate: duration === null ? null : calendar.add(place.since, duration),
    ...{ tax: sale.tax, shipping: sale.shipping, total, paid: payments.reduce((sum, { amount }) => sum + amount, 0) },
    ...{ notes: random.chance(0.03) ? 'Gift: please hide the price.' : '', externalKey: null },
    ...{ createdAt: office.instantOf(sale.date, random.whole(9 * 60, 17 * 60)), version: 1 },
  };
}

function invoicePlace({ random, calendar, today, statuses }: Office, sale: Sale, orders: readonly MadeOrder[]) {
  const firstOrder = orders.map(({ draft }) => draft.orderDate).toSorted()[0];
  const isOrdered = sale.lines.every((line) => line.product.vendorId === null) || firstOrder !== undefined;
  if (!isOrdered) return { status: statuses.initial, since: sale.date };
  if (orders.some(({ journey }) => journey.order.state === 'open'))
    return { status: statuses.inProduction, since: firstOrder ?? sale.date };
  const readySince = orders.reduce(
    (latest, { journey }) => laterOf(latest, journey.order.completedDate ?? latest),
    sale.date,
  );
  const deliveredOn = calendar.add(readySince, random.whole(1, 9));
  return deliveredOn <= today
    ? { status: statuses.final, since: deliveredOn }
    : { status: statuses.ready, since: readySince };
}
