import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import { updateVendor } from '@printrail/contract/catalog';
import { changeStatus } from '@printrail/contract/changes';
import { updateType } from '@printrail/contract/cycles';
import { getHistory } from '@printrail/contract/history';
import { getInvoice, type Invoice } from '@printrail/contract/invoices';
import { createInvoiceOrders, previewInvoiceOrders } from '@printrail/contract/order-creation';
import { getOrder, type ProductionOrder } from '@printrail/contract/orders';
import * as api from '@printrail/contract/reorders';
import { expect, test } from 'vitest';
import { givenInvoice, givenOrder, givenProduct, givenVendor, statusNamed, typeNamed } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('chosen lines are ordered again by a new order of the same invoice, linked both ways', async () => {
  const { s, order, invoice, reasons } = await givenOrdered();
  const [prints] = order.lines;
  s.today('2026-11-26');
  const reorder = await s.call(api.reorderOrder, {
    params: { id: order.id },
    body: {
      lines: [{ lineId: prints?.id ?? 0, quantity: 8 }],
      ...{ reasonId: reasons['Vendor error'] ?? 0, vendorNotes: 'Colours were off', vendorOrderNumber: 'L-2' },
    },
  });
  expect(reorder).toMatchObject({
    ...{ number: 'PO-00002', statusName: 'Retouching', state: 'open', dueDate: '2026-11-30', value: 0, version: 1 },
    ...{ orderDate: '2026-11-26', vendorId: order.vendorId, typeId: order.typeId, invoiceId: invoice.id },
    ...{ clientId: invoice.clientId, deliveryDate: '2026-12-18', vendorNotes: 'Colours were off', studioNotes: '' },
    ...{ vendorOrderNumber: 'L-2', reorderOf: { id: order.id, number: order.number }, reorderReason: 'Vendor error' },
    ...{ reorders: [] },
    lines: [
      {
        ...{ invoiceLineId: prints?.invoiceLineId, productId: prints?.productId, description: prints?.description },
        ...{ position: 1, invoiceQuantity: null, quantity: 8, cost: 0 },
      },
    ],
  });
  const linked = { id: reorder.id, number: 'PO-00002', state: 'open', reason: 'Vendor error' };
  expect(await shown(s, order.id)).toEqual({ ...order, isLate: true, reorders: [linked] });
  expect(await notesOf(s, order.id)).toEqual([
    ['created', ''],
    ['reordered', `Reordered as PO-00002 (Vendor error): 8 × ${prints?.description}`],
  ]);
  expect(await notesOf(s, reorder.id)).toEqual([['created', 'Reorder of PO-00001: Vendor error']]);
});

test('the vendor charges in proportion where the reason says so', async () => {
  const { s, order, reasons } = await givenOrdered();
  const [prints] = order.lines;
  expect(prints).toMatchObject({ quantity: 24, cost: 900 });
  const lines = [{ lineId: prints?.id ?? 0, quantity: 5 }];
  const body = { lines, reasonId: reasons['Our own mistake'] ?? 0 };
  const reorder = await s.call(api.reorderOrder, { params: { id: order.id }, body });
  expect(reorder.lines).toMatchObject([{ quantity: 5, cost: 188 }]);
  expect(reorder.value).toBe(0);
});

test('a reorder orders nothing of the invoice, takes no lines of it, and holds back its completion', async () => {
  const { s, order, invoice, reasons } = await givenOrdered();
  const reorder = await reordered(s, order, reasons);
  const params = { id: invoice.id };
  expect((await s.call(getInvoice, { params })).lines.map((line) => line.orderedQuantity)).toEqual([3, 2]);
  const { vendors } = await s.call(previewInvoiceOrders, { params });
  expect(vendors).toEqual([]);
  const added = await s.refusal(createInvoiceOrders, { params, body: { addToOrderId: reorder.id } });
  expect(added).toMatchObject({ code: 'order.not_open_to_lines' });
  expect(added.detail).toContain('it is a reorder');

  expect((await complete(s, order.id)).notices).toEqual([]);
  expect((await s.call(getInvoice, { params })).statusName).toBe('Open');
  expect((await complete(s, reorder.id)).notices).toMatchObject([{ kind: 'invoice_completed' }]);
  expect((await s.call(getInvoice, { params })).statusName).toBe('Ready for pickup');
  const again = await reordered(s, order, reasons);
  expect(again.reorderOf?.id).toBe(order.id);
});

test('a reorder can be cancelled, reopened whatever was ordered, and reordered itself', async () => {
  const { s, order, reasons } = await givenOrdered();
  const reorder = await reordered(s, order, reasons);
  const params = { id: reorder.id };
  await s.call(cancelOrder, { params, body: { reason: 'The first ones do' } });
  expect((await shown(s, order.id)).reorders).toMatchObject([{ state: 'cancelled' }]);
  const body = { lines: [{ lineId: reorder.lines[0]?.id ?? 0, quantity: 1 }], reasonId: reasons['Vendor error'] ?? 0 };
  expect(await s.refusal(api.reorderOrder, { params, body })).toMatchObject({ code: 'change.order_cancelled' });
  expect((await s.call(reopenOrder, { params, body: {} })).order.state).toBe('open');
  const second = await s.call(api.reorderOrder, { params, body });
  expect(second.reorderOf).toEqual({ id: reorder.id, number: reorder.number });
});

test('another vendor brings its own type; number, type and order date may be given', async () => {
  const { s, order, reasons } = await givenOrdered();
  const albums = await typeNamed(s, 'Album order');
  const binder = await givenVendor(s, { defaultTypeId: albums.id, orderNumbers: 'typed' });
  const lines = [{ lineId: order.lines[0]?.id ?? 0, quantity: 1 }];
  const body = { lines, reasonId: reasons['Damaged on the way'] ?? 0, vendorId: binder.id };
  const params = { id: order.id };
  expect(await s.refusal(api.reorderOrder, { params, body })).toMatchObject({ code: 'order.number_typed' });
  const given = { ...body, number: 'B-77', orderDate: '2026-11-20' };
  const reorder = await s.call(api.reorderOrder, { params, body: given });
  expect(reorder).toMatchObject({
    ...{ number: 'B-77', typeName: 'Album order', vendorName: binder.name, orderDate: '2026-11-20' },
    dueDate: '2026-11-27',
  });
  expect(await s.refusal(api.reorderOrder, { params, body: given })).toMatchObject({
    code: 'order.number_taken',
    errors: [{ field: 'number' }],
  });
  const frames = await typeNamed(s, 'Frame or gift order');
  const typed = { ...body, number: 'B-78', typeId: frames.id };
  expect((await s.call(api.reorderOrder, { params, body: typed })).typeName).toBe('Frame or gift order');
});

test('an order without invoice is reordered for its client', async () => {
  const s = await studio();
  const order = await givenOrder(s, { lines: [{ description: 'Display print', quantity: 2, cost: 500 }] });
  const { items } = await s.call(api.listReorderReasons);
  const body = { lines: [{ lineId: order.lines[0]?.id ?? 0, quantity: 2 }], reasonId: items[2]?.id ?? 0 };
  const reorder = await s.call(api.reorderOrder, { params: { id: order.id }, body });
  expect(reorder).toMatchObject({ invoiceId: null, clientId: null, lines: [{ quantity: 2, cost: 500 }] });
});

test('what does not fit is refused by its field, and nothing is ordered', async () => {
  const { s, order, reasons } = await givenOrdered();
  const [first, second] = order.lines.map(({ id }) => id);
  const params = { id: order.id };
  const refused = (body: object) =>
    s.refusal(api.reorderOrder, {
      params,
      body: { lines: [{ lineId: first ?? 0, quantity: 1 }], reasonId: reasons['Vendor error'] ?? 0, ...body },
    });
  const at = (code: string, field: string) => ({ code, errors: [{ field }] });
  const line = (lineId = 0, quantity = 1) => ({ lineId, quantity });
  expect(await refused({ lines: [line(999)] })).toMatchObject(at('order_line.not_found', 'lines.0.lineId'));
  expect(await refused({ lines: [line(first), line(first)] })).toMatchObject(at('order_line.twice', 'lines.1.lineId'));
  const many = await refused({ lines: [line(first), line(second, 3)] });
  expect(many).toMatchObject(at('reorder.more_than_ordered', 'lines.1.quantity'));
  expect((await refused({ lines: [] })).errors).toMatchObject([{ field: 'lines' }]);
  expect(await refused({ reasonId: 99 })).toMatchObject(at('reorder_reason.not_found', 'reasonId'));
  expect(await refused({ vendorId: 99 })).toMatchObject(at('vendor.not_found', 'vendorId'));
  expect(await refused({ typeId: 99 })).toMatchObject(at('type.not_found', 'typeId'));
  expect(await refused({ orderDate: '2026-11-24' })).toMatchObject(at('order.date_in_future', 'orderDate'));
  const reasonId = reasons['Damaged on the way'] ?? 0;
  await s.call(api.updateReorderReason, { params: { id: reasonId }, version: 1, body: { isActive: false } });
  expect(await refused({ reasonId })).toMatchObject(at('reorder_reason.inactive', 'reasonId'));
  const type = await typeNamed(s, 'Print order');
  await s.call(updateType, { params: { id: type.id }, version: type.version, body: { isActive: false } });
  expect(await refused({})).toMatchObject(at('type.inactive', 'typeId'));
  await s.call(updateVendor, { params: { id: order.vendorId }, version: 1, body: { isActive: false } });
  expect(await refused({})).toMatchObject(at('vendor.inactive', 'vendorId'));
  expect(
    await s.refusal(api.reorderOrder, { params: { id: 99 }, body: { lines: [line(1)], reasonId: 1 } }),
  ).toMatchObject({ code: 'order.not_found' });
  expect((await shown(s, order.id)).reorders).toEqual([]);
});

test('reorders made at the same moment each get their number and both are linked', async () => {
  const { s, order, reasons } = await givenOrdered();
  const made = await Promise.all([1, 2, 3, 4].map(() => reordered(s, order, reasons)));
  expect(new Set(made.map(({ number }) => number)).size).toBe(4);
  expect((await shown(s, order.id)).reorders).toHaveLength(4);
});

type Ordered = { s: TestStudio; order: ProductionOrder; invoice: Invoice; reasons: Record<string, number> };

/** One order of 3 sets of 8 prints and 2 frames. */
async function givenOrdered(): Promise<Ordered> {
  const s = await studio();
  const vendor = await givenVendor(s);
  const prints = await givenProduct(s, { preferredVendorId: vendor.id, vendorMultiplier: 8 });
  const frames = await givenProduct(s, { preferredVendorId: vendor.id });
  const lines = [
    { productId: prints.id, quantity: 3 },
    { productId: frames.id, quantity: 2 },
  ];
  const invoice = await givenInvoice(s, { deliveryDate: '2026-12-18', lines });
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  const { items } = await s.call(api.listReorderReasons);
  const reasons = Object.fromEntries(items.map(({ name, id }) => [name, id]));
  return { s, order: await shown(s, created[0]?.id ?? 0), invoice, reasons };
}

function reordered(s: TestStudio, { id, lines }: ProductionOrder, reasons: Record<string, number>) {
  const chosen = lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
  return s.call(api.reorderOrder, { params: { id }, body: { lines: chosen, reasonId: reasons['Vendor error'] ?? 0 } });
}

function shown(s: TestStudio, id: number): Promise<ProductionOrder> {
  return s.call(getOrder, { params: { id } });
}

async function complete(s: TestStudio, id: number) {
  const statusId = statusNamed(await typeNamed(s, 'Print order'), 'Complete').id;
  return s.call(changeStatus, { params: { id }, body: { statusId } });
}

async function notesOf(s: TestStudio, id: number): Promise<[string, string][]> {
  const { items } = await s.call(getHistory, { params: { id } });
  return items.map(({ kind, note }) => [kind, note]);
}
