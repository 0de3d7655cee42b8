import { getPreferences, type Preferences, updatePreferences } from '@printrail/contract/calendar';
import { updateVendor, type Vendor } from '@printrail/contract/catalog';
import { updateType } from '@printrail/contract/cycles';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus, getInvoice, type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { listNotices } from '@printrail/contract/notices';
import { addPayment, deletePayment } from '@printrail/contract/payments';
import { expect, test } from 'vitest';
import { saveInvoices } from '../invoices/save-invoices.ts';
import { system } from '../studio/change.ts';
import { givenClient, givenInvoice, givenProduct, givenType, givenVendor } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

type Creation = Preferences['orderCreation'];

test('never: whatever happens to an invoice, no order is created', async () => {
  const { s, invoice } = await given({ event: 'never', how: 'at_once' });
  await pay(s, invoice, 3_000);
  await enterStatus(s, invoice, 'In production');
  expect(await ordersOf(s, invoice)).toEqual([]);
  expect(await noticesOf(s, invoice)).toEqual([]);
});

test('first saved with its lines: at once on adding the invoice, or with its first lines; one order per vendor', async () => {
  const { s, invoice, lines } = await given({ event: 'first_saved_with_lines', how: 'at_once' });
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);
  expect(invoice.lines.map(({ orderedQuantity }) => orderedQuantity)).toEqual([1, 2]);
  expect(await noticesOf(s, invoice)).toEqual(['Invoice INV-00001: 2 production orders created.']);

  const empty = await givenInvoice(s);
  expect(await ordersOf(s, empty)).toEqual([]);
  const filled = await s.call(updateInvoice, { params: { id: empty.id }, version: 1, body: { lines } });
  expect(filled.lines.map(({ orderedQuantity }) => orderedQuantity)).toEqual([1, 2]);
  const more = [...filled.lines.map(({ id, productId, quantity }) => ({ id, productId, quantity })), ...lines];
  await s.call(updateInvoice, { params: { id: empty.id }, version: filled.version, body: { lines: more } });
  expect(await ordersOf(s, empty)).toEqual(['Frames', 'Lab']);
});

test('first payment: the first one creates the orders; given back and paid again nothing is doubled', async () => {
  const { s, invoice } = await given({ event: 'first_payment', how: 'at_once' });
  expect(await ordersOf(s, invoice)).toEqual([]);
  const paid = await pay(s, invoice, 100);
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);
  const params = { id: invoice.id, paymentId: paid.payments[0]?.id ?? 0 };
  await s.call(deletePayment, { params, version: paid.version });
  await pay(s, invoice, 500);
  await pay(s, invoice, 500);
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);
  expect(await noticesOf(s, invoice)).toHaveLength(1);
});

test('paid at least N %: by the payment that reaches it, or by a total that falls far enough', async () => {
  const { s, invoice, lines } = await given({ event: 'paid_percent', percent: 50, how: 'at_once' });
  await pay(s, invoice, 1_499);
  expect(await ordersOf(s, invoice)).toEqual([]);
  const paid = await pay(s, invoice, 1);
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);
  await s.call(deletePayment, {
    ...{ params: { id: invoice.id, paymentId: paid.payments[1]?.id ?? 0 }, version: paid.version },
  });
  await pay(s, invoice, 1_501);
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);

  const dear = await givenInvoice(s, { lines, shipping: 5_000 });
  const { version } = await pay(s, dear, 1_500);
  expect(await ordersOf(s, dear)).toEqual([]);
  const cheap = await s.call(updateInvoice, { params: { id: dear.id }, version, body: { shipping: 0 } });
  expect(await ordersOf(s, dear)).toEqual(['Frames', 'Lab']);
  const back = { params: { id: dear.id }, version: cheap.version, body: { shipping: 5_000 } };
  const again = { params: { id: dear.id }, version: cheap.version + 1, body: { shipping: 0 } };
  await s.call(updateInvoice, back);
  await s.call(updateInvoice, again);
  expect(await ordersOf(s, dear)).toEqual(['Frames', 'Lab']);
});

test('paid in full: not before; an invoice that costs nothing is never paid', async () => {
  const { s, invoice, lines } = await given({ event: 'paid_in_full', how: 'at_once' });
  await pay(s, invoice, 2_999);
  expect(await ordersOf(s, invoice)).toEqual([]);
  await pay(s, invoice, 1);
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);
  const deposited = await givenInvoice(s);
  const { version } = await pay(s, deposited, 3_000);
  await s.call(updateInvoice, { params: { id: deposited.id }, version, body: { lines } });
  expect(await ordersOf(s, deposited)).toEqual(['Frames', 'Lab']);
});

test('a chosen invoice status: when the invoice is set to it, or begins there', async () => {
  const { s, lines, statuses } = await given({ event: 'never', how: 'at_once' });
  const invoiceStatusId = statuses.get('In production') ?? 0;
  await prefer(s, { event: 'invoice_status', invoiceStatusId, how: 'at_once' });
  const invoice = await givenInvoice(s, { lines });
  expect(await ordersOf(s, invoice)).toEqual([]);
  await enterStatus(s, invoice, 'In production');
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);
  await enterStatus(s, invoice, 'Open');
  await enterStatus(s, invoice, 'In production');
  expect(await ordersOf(s, invoice)).toEqual(['Frames', 'Lab']);
  const born = await givenInvoice(s, { lines, statusId: invoiceStatusId });
  expect(await ordersOf(s, born)).toEqual(['Frames', 'Lab']);
});

test('offered: nothing is created, the user is told what could be ordered from whom', async () => {
  const { s, invoice } = await given({ event: 'first_payment', how: 'offered' });
  await pay(s, invoice, 100);
  expect(await ordersOf(s, invoice)).toEqual([]);
  expect((await s.call(listNotices, { query: {} })).items).toMatchObject([
    { kind: 'orders_offered', text: 'Invoice INV-00001 can be ordered now from Frames, Lab.', invoiceId: invoice.id },
  ]);
});

test('what cannot be ordered by itself is named and left, and the payment stands', async () => {
  const { s, lab } = await given({ event: 'first_payment', how: 'at_once' });
  const type = await givenType(s, [{ name: 'Print', duration: 1 }, { name: 'Done' }], 'Old type');
  const vendors = {
    typed: await givenVendor(s, { name: 'Typist', orderNumbers: 'typed' }),
    typeless: await givenVendor(s, { name: 'Typeless', defaultTypeId: null }),
    outdated: await givenVendor(s, { name: 'Outdated', defaultTypeId: type.id }),
    gone: await givenVendor(s, { name: 'Gone' }),
  };
  const products = [await givenProduct(s, { name: 'Mystery' })];
  for (const { id } of [...Object.values(vendors), lab])
    products.push(await givenProduct(s, { preferredVendorId: id }));
  const lines = products.map(({ id }) => ({ productId: id, quantity: 3 }));
  const invoice = await givenInvoice(s, { lines });
  await s.call(updateType, { params: { id: type.id }, version: type.version, body: { isActive: false } });
  await deactivate(s, vendors.gone);
  expect((await pay(s, invoice, 100)).paid).toBe(100);
  expect(await ordersOf(s, invoice)).toEqual(['Lab']);
  expect(await noticesOf(s, invoice)).toEqual([
    `Invoice ${invoice.number}: 1 production order created. Not ordered: Typist wants its order numbers typed by hand, Typeless has no default type, the type of Outdated, Old type, is inactive, Gone is inactive, 3 × Mystery has no vendor.`,
  ]);
  const numbers = await s.studio.database.read.selectFrom('productionOrders').select('number').execute();
  expect(numbers).toEqual([{ number: 'PO-00001' }]);
});

test('an order that no due date can be given is left, and the payment stands', async () => {
  const { s, lines } = await given({ event: 'first_payment', how: 'at_once' });
  const preferences = await s.call(getPreferences);
  await s.call(updatePreferences, { version: preferences.version, body: { dueDateMethod: 'backward' } });
  const invoice = await givenInvoice(s, { lines, date: '1900-01-01', deliveryDate: '1900-01-02' });
  await pay(s, invoice, 100);
  expect(await ordersOf(s, invoice)).toEqual([]);
  expect((await noticesOf(s, invoice)).join()).toContain('no production orders created. Not ordered: the order from');
});

test('orders made by automation say so, and an import creates none', async () => {
  const { s, invoice, lines } = await given({ event: 'first_saved_with_lines', how: 'at_once' });
  const { read } = s.studio.database;
  const made = await read.selectFrom('orderHistory').select(['through', 'userId']).execute();
  expect(made).toEqual([1, 2].map(() => ({ through: 'automation', userId: s.ownerId })));
  const { clientId } = invoice;
  const imported = lines.map((line, at) => ({ ...line, externalKey: `L${at}` }));
  const rows = [{ clientId, externalKey: 'old-1', lines: imported }];
  await s.studio.write(system, 'import', (change) => saveInvoices(change, rows));
  expect(await read.selectFrom('productionOrders').select('id').execute()).toHaveLength(2);
});

/** A studio with the preference, and an invoice of 30.00 with lines for two vendors. */
async function given(orderCreation: Creation) {
  const s = await studio();
  const preferred = await prefer(s, orderCreation);
  const [lab, framer] = [await givenVendor(s, { name: 'Lab' }), await givenVendor(s, { name: 'Frames' })];
  const print = await givenProduct(s, { preferredVendorId: lab.id });
  const frame = await givenProduct(s, { preferredVendorId: framer.id });
  const lines = [
    { productId: frame.id, quantity: 1 },
    { productId: print.id, quantity: 2 },
  ];
  const { items } = await s.call(listInvoiceStatuses);
  const invoice = await givenInvoice(s, { clientId: await givenClient(s), lines });
  return { s, lab, lines, invoice, preferred, statuses: new Map(items.map(({ name, id }) => [name, id])) };
}

async function prefer(s: TestStudio, orderCreation: Creation): Promise<Preferences> {
  const { version } = await s.call(getPreferences);
  return s.call(updatePreferences, { version, body: { orderCreation } });
}

async function deactivate(s: TestStudio, { id, version }: Vendor): Promise<void> {
  await s.call(updateVendor, { params: { id }, version, body: { isActive: false } });
}

function pay(s: TestStudio, { id }: Invoice, amount: number): Promise<Invoice> {
  return s.call(addPayment, { params: { id }, body: { amount } });
}

async function enterStatus(s: TestStudio, { id }: Invoice, name: string): Promise<void> {
  const { items } = await s.call(listInvoiceStatuses);
  const statusId = items.find((status) => status.name === name)?.id ?? 0;
  await s.call(changeInvoiceStatus, { params: { id }, body: { statusId } });
}

/** Who the orders of the invoice are from; also that nothing is ordered twice. */
async function ordersOf(s: TestStudio, { id }: Invoice): Promise<string[]> {
  const { lines } = await s.call(getInvoice, { params: { id } });
  expect(lines.every(({ orderedQuantity, quantity }) => orderedQuantity <= quantity)).toBe(true);
  const orders = await s.studio.database.read
    .selectFrom('productionOrders')
    .innerJoin('vendors', 'vendors.id', 'productionOrders.vendorId')
    .select('vendors.name')
    .where('invoiceId', '=', id)
    .execute();
  return orders.map(({ name }) => name).toSorted();
}

async function noticesOf(s: TestStudio, { id }: Invoice): Promise<string[]> {
  const { items } = await s.call(listNotices, { query: { invoiceId: id } });
  return items.map(({ text }) => text);
}
