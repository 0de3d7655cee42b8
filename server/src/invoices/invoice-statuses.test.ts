import { listInvoiceStatuses, updateInvoiceStatus } from '@printrail/contract/invoice-statuses';
import * as api from '@printrail/contract/invoices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { addPayment, deletePayment } from '@printrail/contract/payments';
import { expect, test } from 'vitest';
import { givenClient, givenInvoice, givenProduct, givenVendor } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { type InvoiceChanged, invoiceChanged } from './invoices.events.ts';

test('a status is entered today unless told, and due its duration in business days later', async () => {
  const s = await studio({ today: '2026-11-27' });
  const { id } = await givenInvoice(s);
  const ready = await statusId(s, 'Ready for pickup');
  const entered = await s.call(api.changeInvoiceStatus, { params: { id }, body: { statusId: ready } });
  const place = { statusName: 'Ready for pickup', statusSinceDate: '2026-11-27', statusDueDate: '2026-12-04' };
  expect(entered).toMatchObject({ ...place, deliveredDate: null, version: 2 });
});

test('a due date may be given, or be none', async () => {
  const s = await studio();
  const { id } = await givenInvoice(s);
  const enter = async (name: string, dueDate: string | null) =>
    s.call(api.changeInvoiceStatus, { params: { id }, body: { statusId: await statusId(s, name), dueDate } });
  expect(await enter('In production', '2026-12-24')).toMatchObject({ statusDueDate: '2026-12-24' });
  expect(await enter('Ready for pickup', null)).toMatchObject({ statusDueDate: null });
});

test('the final status fills an empty delivered date and leaves a given one', async () => {
  const s = await studio();
  const final = await statusId(s, 'Delivered');
  const [one, two] = [await givenInvoice(s), await givenInvoice(s, { deliveredDate: '2026-11-10' })];
  const deliver = (id: number) =>
    s.call(api.changeInvoiceStatus, { params: { id }, body: { statusId: final, changeDate: '2026-11-20' } });
  expect(await deliver(one.id)).toMatchObject({ deliveredDate: '2026-11-20', statusSinceDate: '2026-11-20' });
  expect(await deliver(two.id)).toMatchObject({ deliveredDate: '2026-11-10' });
  const back = { params: { id: one.id }, body: { statusId: await statusId(s, 'Open') } };
  expect(await s.call(api.changeInvoiceStatus, back)).toMatchObject({ deliveredDate: '2026-11-20' });
  const added = { clientId: one.clientId, statusId: final, date: '2026-11-02' };
  expect(await s.call(api.addInvoice, { body: added })).toMatchObject({ deliveredDate: '2026-11-02' });
});

test('the current, an unknown and an inactive status, a stale version and a date to come are refused', async () => {
  const s = await studio();
  const { id } = await givenInvoice(s);
  const inProduction = await statusId(s, 'In production');
  const { items } = await s.call(listInvoiceStatuses);
  const { version = 1 } = items.find((status) => status.id === inProduction) ?? {};
  const refused = async (body: { statusId: number; version?: number; changeDate?: string }) =>
    (await s.refusal(api.changeInvoiceStatus, { params: { id }, body })).code;
  expect(await refused({ statusId: await statusId(s, 'Open') })).toBe('invoice.status_unchanged');
  expect(await refused({ statusId: 999 })).toBe('invoice_status.not_found');
  expect(await refused({ statusId: inProduction, version: 7 })).toBe('request.version_stale');
  expect(await refused({ statusId: inProduction, changeDate: '2026-11-24' })).toBe('invoice.change_date_in_future');
  await s.call(updateInvoiceStatus, { params: { id: inProduction }, version, body: { isActive: false } });
  expect(await refused({ statusId: inProduction })).toBe('invoice_status.inactive');
});

test('payments sum up to what is paid; a refund is a negative one', async () => {
  const s = await studio();
  const { id } = await givenInvoice(s);
  const pay = (body: { amount: number; date?: string; externalKey?: string }) =>
    s.call(addPayment, { params: { id }, body });
  await pay({ amount: 5_000, date: '2026-11-02' });
  await pay({ amount: -1_000, externalKey: 'R' });
  const invoice = await pay({ amount: 300, date: '2026-10-01' });
  expect(invoice).toMatchObject({ paid: 4_300, version: 4 });
  expect(invoice.payments.map(({ date, amount }) => [date, amount])).toEqual([
    ['2026-10-01', 300],
    ['2026-11-02', 5_000],
    ['2026-11-23', -1_000],
  ]);
  const paymentId = invoice.payments[1]?.id ?? 0;
  const removed = await s.call(deletePayment, { params: { id, paymentId }, version: 4 });
  expect(removed).toMatchObject({ paid: -700, version: 5, payments: [{ amount: 300 }, { amount: -1_000 }] });
  expect(await s.refusal(deletePayment, { params: { id, paymentId }, version: 5 })).toMatchObject({ status: 404 });
  const again = { params: { id }, body: { amount: 1, externalKey: 'R' } };
  expect(await s.refusal(addPayment, again)).toMatchObject({ code: 'payment.external_key_taken' });
  const much = { params: { id }, body: { amount: 99_999_999_999 } };
  await s.call(addPayment, much);
  expect(await s.refusal(addPayment, much)).toMatchObject({ code: 'payment.paid_too_large' });
});

test('an invoice with production orders or payments cannot be deleted', async () => {
  const s = await studio();
  const { id: preferredVendorId } = await givenVendor(s);
  const { id: productId } = await givenProduct(s, { preferredVendorId });
  const lines = [{ productId, quantity: 1 }];
  const [ordered, paid, plain] = [
    await givenInvoice(s, { lines }),
    await givenInvoice(s),
    await givenInvoice(s, { lines }),
  ];
  await s.call(createInvoiceOrders, { params: { id: ordered.id }, body: {} });
  await s.call(addPayment, { params: { id: paid.id }, body: { amount: 1 } });
  for (const { id } of [ordered, paid]) {
    const { version } = await s.call(api.getInvoice, { params: { id } });
    expect(await s.refusal(api.deleteInvoice, { params: { id }, version })).toMatchObject({ code: 'invoice.in_use' });
  }
  await s.call(api.deleteInvoice, { params: { id: plain.id }, version: 1 });
  expect(await s.refusal(api.getInvoice, { params: { id: plain.id } })).toMatchObject({ status: 404 });
});

test('every change is told once, in its transaction, and audited', async () => {
  const told: InvoiceChanged[][] = [];
  invoiceChanged.add(async (_, changes) => void told.push([...changes]));
  const s = await studio();
  const [clientId, otherId] = [await givenClient(s), await givenClient(s)];
  const { id: productId } = await givenProduct(s, { price: 500 });
  const { id } = await givenInvoice(s, { clientId });
  const body = { clientId: otherId, number: 'N', deliveryDate: '2026-12-01', lines: [{ productId, quantity: 2 }] };
  await s.call(api.updateInvoice, { params: { id }, version: 1, body });
  await s.call(addPayment, { params: { id }, body: { amount: 700 } });
  await change(s, { id, statusId: await statusId(s, 'In production') });
  await s.call(api.updateInvoice, { params: { id }, version: 4, body: { notes: 'n' } });
  const open = await statusId(s, 'Open');
  expect(told).toEqual([
    [{ invoiceId: id, what: 'created', statusId: open, lineCount: 0, total: 0 }],
    [
      { invoiceId: id, what: 'client', clientIdBefore: clientId, clientIdAfter: otherId },
      { invoiceId: id, what: 'number', numberBefore: 'INV-00001', numberAfter: 'N' },
      { invoiceId: id, what: 'delivery_date', deliveryDateBefore: null, deliveryDateAfter: '2026-12-01' },
      { invoiceId: id, what: 'total', totalBefore: 0, totalAfter: 1_000, paid: 0 },
      { invoiceId: id, what: 'lines', lineCountBefore: 0, lineCountAfter: 1, hadLeftToOrder: false },
    ],
    [{ invoiceId: id, what: 'payment', paidBefore: 0, paidAfter: 700, total: 1_000 }],
    [{ invoiceId: id, what: 'status', statusFromId: open, statusToId: await statusId(s, 'In production') }],
  ]);
  const entries = await s.studio.database.read
    .selectFrom('auditEntries')
    .select(['action', 'before', 'after'])
    .where('record', '=', 'invoice')
    .where('recordId', '=', id)
    .orderBy('id')
    .execute();
  expect(entries.map(({ action }) => action)).toEqual([
    ...['invoice.added', 'invoice.changed', 'payment.added', 'invoice.status_changed', 'invoice.changed'],
  ]);
  expect(JSON.parse(entries[4]?.before ?? '')).toEqual({ notes: '' });
  expect(JSON.parse(entries[3]?.after ?? '')).toEqual({ statusId: await statusId(s, 'In production') });
});

async function statusId(s: TestStudio, name: string): Promise<number> {
  const { items } = await s.call(listInvoiceStatuses);
  return items.find((status) => status.name === name)?.id ?? 0;
}

function change(s: TestStudio, { id, ...body }: { id: number; statusId: number }) {
  return s.call(api.changeInvoiceStatus, { params: { id }, body });
}
