import * as api from '@printrail/contract/catalog';
import { addClient } from '@printrail/contract/clients';
import { expect, test } from 'vitest';
import { studio, type TestStudio } from '../testing/studio.ts';

const whole = {
  ...{ name: 'Šperk 20 × 30', code: 'FR-20', price: 12_950, cost: 4_100, vendorDescription: 'Frame, walnut' },
  ...{ vendorMultiplier: 8, isNotOrdered: true, isActive: false, externalKey: 'P1' },
};

test('a product is given back as it was added, with its vendor’s name', async () => {
  const { s, vendorId } = await withVendor();
  const added = await s.call(api.addProduct, { body: { ...whole, preferredVendorId: vendorId } });
  expect(added).toEqual({
    ...whole,
    preferredVendorId: vendorId,
    preferredVendorName: 'Zoë Frames',
    id: added.id,
    version: 1,
  });
  expect(await s.call(api.getProduct, { params: { id: added.id } })).toEqual(added);
});

test('a product of which only the name is known costs nothing and is ordered one for one', async () => {
  const { s } = await withVendor();
  expect(await s.call(api.addProduct, { body: { name: 'Print' } })).toMatchObject({
    ...{ code: null, price: 0, cost: 0, preferredVendorId: null, preferredVendorName: null, vendorMultiplier: 1 },
    ...{ vendorDescription: '', isNotOrdered: false, isActive: true, externalKey: null },
  });
});

test('a change leaves alone what it does not name, and needs the version seen', async () => {
  const { s, vendorId } = await withVendor();
  const added = await s.call(api.addProduct, { body: { ...whole, preferredVendorId: vendorId } });
  const sent = { params: { id: added.id }, body: { price: 1, code: null } };
  expect(await s.refusal(api.updateProduct, sent)).toMatchObject({ status: 428 });
  expect(await s.refusal(api.updateProduct, { ...sent, version: 9 })).toMatchObject({ status: 412 });
  expect(await s.call(api.updateProduct, { ...sent, version: 1 })).toEqual({ ...added, ...sent.body, version: 2 });
});

test('two products cannot share a code, whatever the case, nor an external key; they can share a name', async () => {
  const { s } = await withVendor();
  await s.call(api.addProduct, { body: whole });
  const { id } = await s.call(api.addProduct, { body: { name: whole.name } });
  await s.call(api.addProduct, { body: { name: whole.name, code: null } });
  const codeTaken = {
    status: 409,
    code: 'product.code_taken',
    details: { code: 'fr-20' },
    errors: [{ field: 'code' }],
  };
  expect(await s.refusal(api.addProduct, { body: { name: 'x', code: 'fr-20' } })).toMatchObject(codeTaken);
  const sent = { params: { id }, version: 1 };
  expect(await s.refusal(api.updateProduct, { ...sent, body: { code: 'fr-20' } })).toMatchObject(codeTaken);
  const keyTaken = { status: 409, code: 'product.external_key_taken', errors: [{ field: 'externalKey' }] };
  expect(await s.refusal(api.updateProduct, { ...sent, body: { externalKey: 'P1' } })).toMatchObject(keyTaken);
});

test('unknown fields, unknown vendors and other values are refused by field', async () => {
  const { s } = await withVendor();
  const body = { name: 'x', price: 1.5, cost: -1, vendorMultiplier: 0, colour: 'red' };
  const problem = await s.refusal(api.addProduct, { body });
  const fields = ['colour', 'cost', 'price', 'vendorMultiplier'];
  expect(problem.errors?.map(({ field }) => field).sort()).toEqual(fields);
  expect(await s.refusal(api.addProduct, { body: { name: 'x', preferredVendorId: 999 } })).toMatchObject({
    ...{ status: 404, code: 'vendor.not_found', errors: [{ field: 'preferredVendorId' }] },
  });
});

test('the price list comes by name, page by page, and is found by name, code and vendor’s description', async () => {
  const { s, vendorId } = await withVendor();
  await s.call(api.addProduct, { body: { ...whole, preferredVendorId: vendorId } });
  for (const name of ['Print', 'Print', 'Ålbum']) await s.call(api.addProduct, { body: { name } });
  const found = async (query: object) => (await s.call(api.listProducts, { query })).items.map(({ name }) => name);
  const first = await s.call(api.listProducts, { query: { limit: 2 } });
  expect(first.items.map(({ name }) => name)).toEqual(['Ålbum', 'Print']);
  expect(await found({ limit: 2, after: first.next })).toEqual(['Print', whole.name]);
  for (const search of ['sper 20', 'fr-2', 'walnut']) expect(await found({ search })).toEqual([whole.name]);
  expect(await found({ vendorId })).toEqual([whole.name]);
  expect(await found({ vendorId, active: true })).toEqual([]);
});

test('a product that stands on a line, and its vendor, cannot be deleted', async () => {
  const { s, vendorId } = await withVendor();
  const { id } = await s.call(api.addProduct, { body: { ...whole, preferredVendorId: vendorId } });
  const free = await s.call(api.addProduct, { body: { name: 'Print' } });
  await addLines(s, id, vendorId);
  expect(await s.refusal(api.deleteProduct, { params: { id }, version: 1 })).toMatchObject({
    ...{ status: 409, code: 'product.in_use', details: { name: whole.name, count: 2 } },
  });
  expect(await s.refusal(api.deleteVendor, { params: { id: vendorId }, version: 1 })).toMatchObject({
    ...{ code: 'vendor.in_use', details: { count: 3 } },
  });
  expect(await s.refusal(api.deleteProduct, { params: { id: free.id } })).toMatchObject({ status: 428 });
  await s.call(api.deleteProduct, { params: { id: free.id }, version: 1 });
  expect(await s.refusal(api.getProduct, { params: { id: free.id } })).toMatchObject({ code: 'product.not_found' });
});

async function withVendor(): Promise<{ s: TestStudio; vendorId: number }> {
  const s = await studio();
  const { id: vendorId } = await s.call(api.addVendor, { body: { name: 'Zoë Frames' } });
  return { s, vendorId };
}

/** An invoice line and a production order with a line, of the product and the vendor. */
async function addLines(s: TestStudio, productId: number, vendorId: number): Promise<void> {
  const { id: clientId } = await s.call(addClient, { body: { name: 'Ada' } });
  const date = '2026-11-23';
  const line = { position: 1, productId, description: '', quantity: 1 };
  await s.studio.database.write(async (tx) => {
    const { id: statusId } = await tx.selectFrom('invoiceStatuses').select('id').executeTakeFirstOrThrow();
    const invoice = { number: '1', numberKey: '1', clientId, sessionId: null, date, statusId, statusSinceDate: date };
    const empty = { deliveryDate: null, deliveredDate: null, statusDueDate: null, notes: '', externalKey: null };
    const sums = { tax: 0, shipping: 0, total: 0, paid: 0 };
    const { id: invoiceId } = await tx
      .insertInto('invoices')
      .values({ ...invoice, ...empty, ...sums, createdAt: 0 })
      .returning('id')
      .executeTakeFirstOrThrow();
    const price = { price: 0, discount: 0, total: 0, isNotOrdered: false };
    await tx
      .insertInto('invoiceLines')
      .values({ ...line, ...price, invoiceId, vendorId, externalKey: null })
      .execute();
    const status = await tx.selectFrom('productionStatuses').selectAll().executeTakeFirstOrThrow();
    const { id: orderId } = await tx
      .insertInto('productionOrders')
      .values({ ...orderColumns, typeId: status.typeId, statusId: status.id, vendorId })
      .returning('id')
      .executeTakeFirstOrThrow();
    const ordered = { invoiceLineId: null, invoiceQuantity: null, cost: 0, note: '' };
    await tx
      .insertInto('orderLines')
      .values({ ...line, ...ordered, orderId })
      .execute();
  });
}

const orderColumns = {
  ...{
    number: '1',
    numberKey: '1',
    invoiceId: null,
    clientId: null,
    state: 'open' as const,
    orderDate: '2026-11-23',
    enteredById: null,
  },
  ...{
    sinceDate: '2026-11-23',
    dueDate: null,
    isDueDateOverridden: false,
    responsibleUserId: null,
    departmentId: null,
  },
  ...{ entry: 1, daysLeft: null, resume: null, completedDate: null, completedById: null, vendorOrderNumber: '' },
  ...{ vendorInvoiceNumber: '', vendorInvoiceAmount: null, studioNotes: '', vendorNotes: '', value: 0, riskDate: null },
  ...{ lastChangeId: null, clientKey: '', vendorKey: '', searchText: '', createdAt: 0 },
};
