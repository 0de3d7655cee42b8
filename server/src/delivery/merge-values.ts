import type { RefusalCode } from '@printrail/contract/refusals';
import { vendorsByIds } from '../catalog/vendors.queries.ts';
import { clientsByIds } from '../clients/clients.queries.ts';
import { joined, type Words, wordsOf } from '../forms/words.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import type { Merge } from './merge-fields.rules.ts';
import {
  invoicedLines,
  mergedInvoices,
  mergedOrders,
  orderedLines,
  previousStatusesOf,
} from './merge-values.queries.ts';

/** What a message is about; of an order, its invoice and client come along. */
export type About = { orderId?: number | null; invoiceId?: number | null; clientId?: number | null };

/** The records that a message is about. */
export type AboutRecords = Awaited<ReturnType<typeof recordsAbout>>;

/** Reads what a message is about. Whatever there is none of is null. */
export async function recordsAbout(reading: Reading, about: About) {
  return (await recordsAboutAll(reading, [about]))(about);
}

/** The same for what many messages are about, read at once. */
export async function recordsAboutAll({ db }: Reading, all: readonly About[]) {
  const orders = byId(await mergedOrders(db, distinctIds(all.map(({ orderId }) => orderId))));
  const orderIds = [...orders.keys()];
  const orderOf = ({ orderId }: About) => (orderId ? found(orders, orderId, 'order.not_found') : null);
  const invoiceIdOf = (about: About) => about.invoiceId ?? orders.get(about.orderId ?? 0)?.invoiceId;
  const invoices = byId(await mergedInvoices(db, distinctIds(all.map(invoiceIdOf))));
  const clientIdOf = (about: About) =>
    about.clientId ?? orders.get(about.orderId ?? 0)?.clientId ?? invoices.get(invoiceIdOf(about) ?? 0)?.clientId;
  const clients = await clientsByIds(db, distinctIds(all.map(clientIdOf)));
  const vendors = await vendorsByIds(db, distinctIds([...orders.values()].map(({ vendorId }) => vendorId)));
  const previous = new Map((await previousStatusesOf(db, orderIds)).map((status) => [status.orderId, status]));
  const orderLines = Map.groupBy(await orderedLines(db, orderIds), ({ orderId }) => orderId);
  const invoiceLines = Map.groupBy(await invoicedLines(db, [...invoices.keys()]), ({ invoiceId }) => invoiceId);
  return (about: About) => {
    const order = orderOf(about);
    const invoiceId = invoiceIdOf(about);
    const invoice = invoiceId ? found(invoices, invoiceId, 'invoice.not_found') : null;
    const clientId = clientIdOf(about);
    return {
      order,
      previousStatus: previous.get(order?.id ?? 0) ?? null,
      orderLines: orderLines.get(order?.id ?? 0) ?? [],
      invoice,
      invoiceLines: invoiceLines.get(invoice?.id ?? 0) ?? [],
      client: clientId ? found(clients, clientId, 'client.not_found') : null,
      vendor: order && found(vendors, order.vendorId, 'vendor.not_found'),
    };
  };
}

/** What every merge field holds for an order or invoice, as the studio writes dates and amounts. */
export async function mergeValuesOf(reading: Reading, about: About): Promise<Merge> {
  return valuesFrom(reading, await recordsAbout(reading, about));
}

export function valuesFrom(reading: Reading, records: AboutRecords): Merge {
  const words = wordsOf(reading.preferences);
  const { client, vendor } = records;
  return {
    studio: studioValues(reading, words),
    client: {
      name: client?.name ?? '',
      contact_name: client?.contactName || (client?.name ?? ''),
      email: client?.email ?? '',
      phone: client?.phone ?? '',
      address: client ? words.addressLines(client).join(', ') : '',
    },
    session: { name: records.invoice?.sessionName ?? '', date: words.date(records.invoice?.sessionDate ?? null) },
    invoice: invoiceValues(records, words),
    order: orderValues(records, words),
    vendor: {
      name: vendor?.name ?? '',
      contact_name: vendor?.contactName || (vendor?.name ?? ''),
      email: vendor?.email ?? '',
      phone: vendor?.phone ?? '',
      account_number: vendor?.accountNumber ?? '',
    },
  };
}

function studioValues({ preferences, today }: Reading, words: Words): Merge['studio'] {
  const { studioName, phone, email, website, address } = preferences;
  return {
    ...{ name: studioName, phone, email, website },
    address: words.addressLines(address).join(', '),
    today: words.date(today),
  };
}

function invoiceValues({ invoice, invoiceLines }: AboutRecords, words: Words): Merge['invoice'] {
  const { total = 0, paid = 0 } = invoice ?? {};
  return {
    number: invoice?.number ?? '',
    date: words.date(invoice?.date ?? null),
    status: invoice?.statusName ?? '',
    due_date: words.date(invoice?.statusDueDate ?? null),
    delivery_date: words.date(invoice?.deliveryDate ?? null),
    delivered_date: words.date(invoice?.deliveredDate ?? null),
    total: invoice ? words.money(total) : '',
    paid: invoice ? words.money(paid) : '',
    balance: invoice ? words.money(Math.max(total - paid, 0)) : '',
    is_paid: paid >= total,
    lines: invoiceLines.map((line) => ({
      product: line.productName,
      description: line.description,
      quantity: words.number(line.quantity),
      total: words.money(line.total),
    })),
  };
}

function orderValues({ order, previousStatus, orderLines }: AboutRecords, words: Words): Merge['order'] {
  return {
    number: order?.number ?? '',
    type: order?.typeName ?? '',
    status: order?.statusName ?? '',
    client_status: order?.clientWording || (order?.statusName ?? ''),
    previous_status: previousStatus?.name ?? '',
    order_date: words.date(order?.orderDate ?? null),
    due_date: words.date(order?.dueDate ?? null),
    vendor_order_number: order?.vendorOrderNumber ?? '',
    vendor_notes: order?.vendorNotes ?? '',
    responsible: joined([order?.userName ?? '', order?.departmentName ?? ''], ', '),
    lines: orderLines.map(({ description, productName, quantity, note }) => ({
      ...{ description: description || (productName ?? ''), quantity: words.number(quantity), note },
    })),
  };
}

function byId<Found extends { id: number }>(rows: readonly Found[]): ReadonlyMap<number, Found> {
  return new Map(rows.map((row) => [row.id, row]));
}

function distinctIds(ids: readonly (number | null | undefined)[]): number[] {
  return [...new Set(ids.flatMap((id) => id || []))];
}

function found<Found>(rows: ReadonlyMap<number, Found>, id: number, code: RefusalCode): Found {
  const row = rows.get(id);
  if (!row) throw new Refusal(code, { id });
  return row;
}
