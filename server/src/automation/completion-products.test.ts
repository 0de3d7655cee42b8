import { type ProductInput, updateProduct } from '@printrail/contract/catalog';
import { changeStatus } from '@printrail/contract/changes';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus, getInvoice, type Invoice } from '@printrail/contract/invoices';
import { listNotices } from '@printrail/contract/notices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { expect, test } from 'vitest';
import { updateProduct as updateProductIn } from '../catalog/products.operations.ts';
import { system } from '../studio/change.ts';
import { givenInvoice, givenProduct, givenType, givenVendor } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('invoices that only waited for a product are complete once it is not ordered from anyone', async () => {
  const { s, give, mark } = await given();
  const waiting = [await give(['gift']), await give(['gift', 'gift'])];
  const unfinished = await give(['gift'], { isFinished: false });
  const elsewhere = await give(['other']);
  const alsoOther = await give(['gift', 'other']);
  await mark({ name: 'Gift bag' });
  expect(await statusesOf(s, waiting)).toEqual(['Open', 'Open']);
  await mark({ isNotOrdered: true });
  expect(await statusesOf(s, waiting)).toEqual(['Ready for pickup', 'Ready for pickup']);
  expect(await statusesOf(s, [unfinished, elsewhere, alsoOther])).toEqual(['Open', 'Open', 'Open']);
  for (const { id } of waiting) {
    const { items } = await s.call(listNotices, { query: { invoiceId: id } });
    expect(items.map(({ kind }) => kind)).toEqual(['invoice_completed', 'invoice_waits']);
  }
  const audited = s.studio.database.read.selectFrom('auditEntries').select(['recordId', 'through']);
  expect(await audited.where('action', '=', 'invoice.status_changed').orderBy('id').execute()).toEqual(
    waiting.map(({ id }) => ({ recordId: id, through: 'automation' })),
  );
});

test('an invoice that was delivered all the same stays delivered', async () => {
  const { s, give, mark } = await given();
  const invoice = await give(['gift']);
  const { items } = await s.call(listInvoiceStatuses);
  const statusId = items.find(({ isFinal }) => isFinal)?.id ?? 0;
  await s.call(changeInvoiceStatus, { params: { id: invoice.id }, body: { statusId } });
  await mark({ isNotOrdered: true });
  expect(await statusesOf(s, [invoice])).toEqual(['Delivered']);
});

test('an import that marks products completes nothing', async () => {
  const { s, give, gift } = await given();
  const invoice = await give(['gift']);
  const input = { params: { id: gift.id }, query: undefined, body: { isNotOrdered: true }, version: gift.version };
  await s.studio.write(system, 'import', (change) => updateProductIn(change, input));
  expect(await statusesOf(s, [invoice])).toEqual(['Open']);
});

test('a product marked while the last order is being finished leaves no invoice behind', async () => {
  const { s, giveFor } = await given();
  for (let round = 0; round < 12; round++) {
    const gift = await givenProduct(s);
    const { invoice, orderIds } = await giveFor(gift.id);
    const finishing = orderIds.map((id) => s.call(changeStatus, { params: { id }, body: {} }));
    const marking = s.call(updateProduct, { params: { id: gift.id }, version: 1, body: { isNotOrdered: true } });
    await Promise.all([...finishing, marking]);
    expect(await statusesOf(s, [invoice])).toEqual(['Ready for pickup']);
  }
});

/** A print that is ordered, and a gift and another product that nobody is known to order from. */
async function given() {
  const s = await studio();
  const type = await givenType(s, [{ name: 'Make', duration: 1 }, { name: 'Complete' }]);
  const vendor = await givenVendor(s, { defaultTypeId: type.id });
  const print = await givenProduct(s, { name: 'Print', preferredVendorId: vendor.id });
  const [gift, other] = [await givenProduct(s, { name: 'Gift' }), await givenProduct(s, { name: 'Other' })];
  const ids = { gift: gift.id, other: other.id };
  let version = gift.version;

  const giveFor = async (...productIds: number[]) => {
    const lines = [print.id, ...productIds].map((productId) => ({ productId, quantity: 1 }));
    const invoice = await givenInvoice(s, { lines });
    const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
    return { invoice, orderIds: created.map(({ id }) => id) };
  };
  const give = async (products: readonly (keyof typeof ids)[], { isFinished = true } = {}): Promise<Invoice> => {
    const { invoice, orderIds } = await giveFor(...products.map((product) => ids[product]));
    for (const id of isFinished ? orderIds : []) await s.call(changeStatus, { params: { id }, body: {} });
    return invoice;
  };
  const mark = async (body: Partial<ProductInput>) => {
    version = (await s.call(updateProduct, { params: { id: gift.id }, version, body })).version;
  };
  return { s, gift, give, giveFor, mark };
}

async function statusesOf(s: TestStudio, invoices: readonly Invoice[]): Promise<string[]> {
  const found = await Promise.all(invoices.map(({ id }) => s.call(getInvoice, { params: { id } })));
  return found.map(({ statusName }) => statusName);
}
