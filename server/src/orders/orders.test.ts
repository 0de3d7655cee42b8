import { listAudit } from '@printrail/contract/audit';
import { updateVendor } from '@printrail/contract/catalog';
import { getHistory } from '@printrail/contract/history';
import * as orderCreation from '@printrail/contract/order-creation';
import * as api from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import {
  givenClient,
  givenDepartment,
  givenOrder,
  givenOrderFor,
  givenProduct,
  givenUser,
  givenVendor,
} from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

test('an order without an invoice is given back as it was added', async () => {
  const s = await studio();
  const [vendor, clientId, product] = [await givenVendor(s), await givenClient(s, 'Ann Bell'), await givenProduct(s)];
  const details = {
    vendorOrderNumber: 'V-1',
    vendorInvoiceNumber: 'VI-2',
    vendorInvoiceAmount: 1_250,
    studioNotes: 'Rush\nplease',
    vendorNotes: 'Matte',
  };
  const lines = [
    { productId: product.id, description: 'Sample', quantity: 2, cost: 700, note: 'Left wall' },
    { quantity: 1 },
  ];
  const added = await s.call(orderCreation.addOrder, { body: { vendorId: vendor.id, clientId, ...details, lines } });
  expect(added).toMatchObject({
    ...details,
    ...{
      number: 'PO-00001',
      state: 'open',
      version: 1,
      value: 0,
      clientName: 'Ann Bell',
      vendorName: vendor.name,
      invoiceId: null,
    },
    ...{
      orderDate: '2026-11-23',
      sinceDate: '2026-11-23',
      dueDate: '2026-11-25',
      enteredByName: 'Olive Owner',
      completedByName: null,
    },
  });
  expect(added.lines).toMatchObject([
    {
      position: 1,
      productId: product.id,
      description: 'Sample',
      invoiceQuantity: null,
      quantity: 2,
      cost: 700,
      note: 'Left wall',
    },
    { position: 2, productId: null, description: '', quantity: 1, cost: 0 },
  ]);
  expect(await s.call(api.getOrder, { params: { id: added.id } })).toEqual(added);
});

test('an order needs a vendor, type, client and products there are, and a date not after today', async () => {
  const s = await studio();
  const { id: vendorId } = await givenVendor(s);
  const untyped = await givenVendor(s, { defaultTypeId: null });
  const closed = await givenVendor(s);
  await s.call(updateVendor, { params: { id: closed.id }, version: closed.version, body: { isActive: false } });
  for (const [body, code, field] of [
    [{ vendorId: 999 }, 'vendor.not_found', 'vendorId'],
    [{ vendorId: closed.id }, 'vendor.inactive', 'vendorId'],
    [{ vendorId: untyped.id }, 'order.type_needed', 'typeId'],
    [{ vendorId, typeId: 999 }, 'type.not_found', 'typeId'],
    [{ vendorId, clientId: 999 }, 'client.not_found', 'clientId'],
    [{ vendorId, orderDate: '2026-11-24' }, 'order.date_in_future', 'orderDate'],
    [{ vendorId, lines: [{ productId: 999, quantity: 1 }] }, 'product.not_found', 'lines'],
    [{ vendorId, lines: [{ quantity: 0 }] }, 'request.invalid', 'lines.0.quantity'],
    [{ vendorId, number: '  ' }, 'request.invalid', 'number'],
    [{ vendorId, surprise: 1 }, 'request.invalid', 'surprise'],
  ] as const) {
    const problem = await s.refusal(orderCreation.addOrder, { body: body as never });
    expect([problem.code, problem.errors?.[0]?.field]).toEqual([code, field]);
  }
  expect(await s.studio.database.read.selectFrom('productionOrders').select('id').execute()).toEqual([]);
  expect(await s.studio.database.read.selectFrom('orderHistory').select('id').execute()).toEqual([]);
});

test('details change with the version the user saw, are audited, and move nothing', async () => {
  const s = await studio();
  const order = await givenOrder(s, { studioNotes: 'Rush' });
  const params = { id: order.id };
  expect((await s.refusal(api.updateOrder, { params, body: {} })).status).toBe(428);
  const after = await s.call(api.updateOrder, {
    params,
    version: 1,
    body: { vendorOrderNumber: 'V-9', vendorInvoiceAmount: 500 },
  });
  expect(after).toEqual({ ...order, vendorOrderNumber: 'V-9', vendorInvoiceAmount: 500, version: 2 });
  expect(await s.refusal(api.updateOrder, { params, version: 1, body: { studioNotes: '' } })).toMatchObject({
    status: 412,
  });
  expect(
    (await s.call(api.updateOrder, { params, version: 2, body: { vendorInvoiceAmount: null } })).vendorInvoiceAmount,
  ).toBeNull();
  const { items } = await s.call(listAudit, { query: { record: 'production_order' } });
  expect(items.find(({ action }) => action === 'order.changed')).toBeDefined();
  expect((await s.call(getHistory, { params })).items.length).toBe(1);
  expect((await s.refusal(api.updateOrder, { params: { id: 999 }, version: 1, body: {} })).code).toBe(
    'order.not_found',
  );
});

test('a number is changed to a free one only; its own in another spelling is free', async () => {
  const s = await studio();
  const { id: vendorId } = await givenVendor(s);
  const [one, other] = [
    await givenOrder(s, { vendorId, number: 'Á 1' }),
    await givenOrder(s, { vendorId, number: 'B 1' }),
  ];
  const problem = await s.refusal(api.updateOrder, { params: { id: other.id }, version: 1, body: { number: 'a  1' } });
  expect([problem.code, problem.errors?.[0]?.field]).toEqual(['order.number_taken', 'number']);
  expect((await s.call(api.updateOrder, { params: { id: one.id }, version: 1, body: { number: 'A 1' } })).number).toBe(
    'A 1',
  );
});

test('due date and responsible change without a status change, and the history tells', async () => {
  const s = await studio();
  const [responsibleUserId, departmentId] = [await givenUser(s), await givenDepartment(s)];
  const order = await givenOrder(s);
  const edit = (version: number, body: object) => s.call(api.updateOrder, { params: { id: order.id }, version, body });
  expect(await edit(1, { dueDate: '2026-12-24', note: 'Client said' })).toMatchObject({
    dueDate: '2026-12-24',
    isDueDateOverridden: true,
    sinceDate: order.sinceDate,
  });
  expect(await edit(2, { responsibleUserId, departmentId })).toMatchObject({
    dueDate: '2026-12-24',
    isDueDateOverridden: true,
    responsibleUserId,
    departmentId,
  });
  expect(await edit(3, { dueDate: '2026-11-25' })).toMatchObject({ dueDate: '2026-11-25', isDueDateOverridden: false });
  await edit(4, { dueDate: '2026-12-01' });
  expect(await edit(5, { dueDate: null, responsibleUserId: null })).toMatchObject({
    dueDate: '2026-11-25',
    isDueDateOverridden: false,
    responsibleUserId: null,
    departmentId,
  });
  expect((await edit(6, { note: 'Only a word' })).version).toBe(7);
  const { items } = await s.call(getHistory, { params: { id: order.id } });
  expect(items.map(({ kind, dueDate, note }) => [kind, dueDate, note])).toEqual([
    ['created', null, ''],
    ['edited', '2026-11-25', 'Client said'],
    ['edited', '2026-12-24', ''],
    ['edited', '2026-12-24', ''],
    ['edited', '2026-11-25', ''],
    ['edited', '2026-12-01', ''],
    ['edited', '2026-11-25', 'Only a word'],
  ]);
});

test('who may only look at production adds and changes nothing', async () => {
  const s = await studio();
  const order = await givenOrderFor(s, { vendor: await givenVendor(s), deliveryDate: null });
  const as = { rights: { production: 'view' as const } };
  await s.call(api.getOrder, { params: { id: order.id }, as });
  expect((await s.refusal(orderCreation.addOrder, { body: { vendorId: order.vendorId }, as })).status).toBe(403);
  expect((await s.refusal(api.updateOrder, { params: { id: order.id }, version: 1, body: {}, as })).status).toBe(403);
  expect(
    (await s.refusal(orderCreation.createInvoiceOrders, { params: { id: order.invoiceId ?? 0 }, body: {}, as })).status,
  ).toBe(403);
});
