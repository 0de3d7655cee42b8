import { getVendor } from '../catalog/vendors.queries.ts';
import { getClient } from '../clients/clients.queries.ts';
import { joined, type Words, wordsOf } from '../forms/words.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import type { Merge } from './merge-fields.rules.ts';
import { invoicedLines, mergedInvoice, mergedOrder, orderedLines, previousStatusOf } from './merge-values.queries.ts';

/** What a message is about; of an order, its invoice and client come along. */
export type About = { orderId?: number | null; invoiceId?: number | null; clientId?: number | null };

/** The records that a message is about. */
export type AboutRecords = Awaited<ReturnType<typeof recordsAbout>>;

/** Reads what a message is about. Whatever there is none of is null. */
export async function recordsAbout({ db }: Reading, about: About) {
  const order = about.orderId ? await getMergedOrder(db, about.orderId) : null;
  const invoiceId = about.invoiceId ?? order?.invoiceId;
  const invoice = invoiceId ? await getMergedInvoice(db, invoiceId) : null;
  const clientId = about.clientId ?? order?.clientId ?? invoice?.clientId;
  return {
    order,
    previousStatus: (order && (await previousStatusOf(db, order.id))) ?? null,
    orderLines: order ? await orderedLines(db, order.id) : [],
    invoice,
    invoiceLines: invoice ? await invoicedLines(db, invoice.id) : [],
    client: clientId ? await getClient(db, clientId) : null,
    vendor: order ? await getVendor(db, order.vendorId) : null,
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

async function getMergedOrder(db: Reading['db'], id: number) {
  const order = await mergedOrder(db, id);
  if (!order) throw new Refusal('order.not_found', { id });
  return order;
}

async function getMergedInvoice(db: Reading['db'], id: number) {
  const invoice = await mergedInvoice(db, id);
  if (!invoice) throw new Refusal('invoice.not_found', { id });
  return invoice;
}
