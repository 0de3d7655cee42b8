import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { updateVendor } from '@printrail/contract/catalog';
import { changeStatus } from '@printrail/contract/changes';
import { updateStatus, updateType } from '@printrail/contract/cycles';
import { getHistory } from '@printrail/contract/history';
import { getInvoice, type Invoice, updateInvoice } from '@printrail/contract/invoices';
import * as orderCreation from '@printrail/contract/order-creation';
import * as api from '@printrail/contract/orders';
import { describe, expect, test } from 'vitest';
import {
  givenClient,
  givenDepartment,
  givenInvoice,
  givenOrder,
  givenProduct,
  givenUser,
  givenVendor,
  statusNamed,
  typeNamed,
} from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

describe('creating the orders of an invoice', () => {
  test('makes one order per vendor: the line’s own, else the product’s preferred one', async () => {
    const { s, lab, framer, invoice } = await twoVendors();
    const { created, linesWithoutVendor } = await create(s, invoice);
    expect(linesWithoutVendor).toEqual([]);
    expect(created.map(({ vendorId, number, value }) => [vendorId, number, value])).toEqual([
      [lab.id, 'PO-00001', 7_200],
      [framer.id, 'PO-00002', 5_000],
    ]);
    const order = await s.call(api.getOrder, { params: { id: created[0]?.id ?? 0 } });
    expect(order).toMatchObject({
      ...{ typeName: 'Print order', statusName: 'Retouching', state: 'open', version: 1, enteredByName: 'Olive Owner' },
      ...{ orderDate: '2026-11-23', sinceDate: '2026-11-23', dueDate: '2026-11-25', isDueDateOverridden: false },
      ...{
        clientId: invoice.clientId,
        invoiceId: invoice.id,
        invoiceNumber: invoice.number,
        deliveryDate: '2026-12-18',
      },
    });
    // A set of 8, two sold at 20 % off: the lab is asked for 16.
    expect(order.lines).toMatchObject([
      {
        position: 1,
        description: 'Wallet 2x3',
        invoiceQuantity: 2,
        quantity: 16,
        cost: 800,
        invoiceLineId: invoice.lines[0]?.id,
      },
      {
        position: 2,
        description: 'Canvas',
        invoiceQuantity: 1,
        quantity: 1,
        cost: 300,
        invoiceLineId: invoice.lines[2]?.id,
      },
    ]);
    const { items } = await s.call(getHistory, { params: { id: order.id } });
    expect(items).toMatchObject([
      { kind: 'created', toStatusName: 'Retouching', changeDate: '2026-11-23', who: 'Olive Owner' },
    ]);
  });

  test('starts at the initial status with its user and department, due from the order date', async () => {
    const { s, invoice } = await twoVendors();
    const [userId, departmentId] = [await givenUser(s), await givenDepartment(s)];
    const status = statusNamed(await typeNamed(s, 'Print order'), 'Retouching');
    await s.call(updateStatus, { params: { id: status.id }, version: status.version, body: { userId, departmentId } });
    const { created } = await create(s, invoice, { orderDate: '2026-11-19' });
    for (const order of created) {
      expect(order).toMatchObject({
        sinceDate: '2026-11-19',
        orderDate: '2026-11-19',
        dueDate: '2026-11-23',
        responsibleUserId: userId,
        departmentId,
      });
    }
  });

  test('by the backward method is due from the delivery date', async () => {
    const { s, invoice } = await twoVendors();
    const { version } = await s.call(getPreferences);
    await s.call(updatePreferences, { version, body: { dueDateMethod: 'backward' } });
    // Order review 1, At the lab 5, Quality check 1 and Packaging 1 before Fri 18 December.
    expect((await create(s, invoice)).created.map(({ dueDate }) => dueDate)).toEqual(['2026-12-08', '2026-12-08']);
  });

  test('twice creates nothing twice, and orders what is added later', async () => {
    const { s, lab, invoice } = await twoVendors();
    await create(s, invoice);
    expect((await create(s, invoice)).created).toEqual([]);
    expect((await s.call(orderCreation.previewInvoiceOrders, { params: { id: invoice.id } })).vendors).toEqual([]);

    const [first] = invoice.lines as [Invoice['lines'][number]];
    const lines = invoice.lines.map(({ id, productId, quantity }) => ({
      id,
      productId,
      quantity: id === first.id ? 5 : quantity,
    }));
    await s.call(updateInvoice, { params: { id: invoice.id }, version: invoice.version, body: { lines } });
    const { created } = await create(s, invoice);
    expect(created).toMatchObject([{ vendorId: lab.id }]);
    const order = await s.call(api.getOrder, { params: { id: created[0]?.id ?? 0 } });
    expect(order.lines).toMatchObject([{ invoiceLineId: first.id, invoiceQuantity: 3, quantity: 24, cost: 1_200 }]);
    const after = await s.call(getInvoice, { params: { id: invoice.id } });
    expect(after.lines.map(({ orderedQuantity, quantity }) => orderedQuantity === quantity)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('what a cancelled order held may be ordered again', async () => {
    const { s, lab, invoice } = await twoVendors();
    const { created } = await create(s, invoice, { vendorId: lab.id });
    await s.studio.database.write((tx) => tx.updateTable('productionOrders').set({ state: 'cancelled' }).execute());
    const again = await create(s, invoice, { vendorId: lab.id });
    expect(again.created).toMatchObject([{ vendorId: lab.id, value: created[0]?.value }]);
  });

  test('for one vendor leaves the others for later', async () => {
    const { s, lab, framer, invoice } = await twoVendors();
    expect((await create(s, invoice, { vendorId: framer.id })).created).toMatchObject([{ vendorId: framer.id }]);
    expect((await create(s, invoice, { vendorId: framer.id })).created).toEqual([]);
    expect((await create(s, invoice)).created).toMatchObject([{ vendorId: lab.id }]);
    await expectRefusal(s, invoice, { vendorId: 999 }, 'vendor.not_found', 'vendorId');
  });

  test('names the lines without a vendor, and leaves out what is not ordered from anyone', async () => {
    const s = await studio();
    const [print, fee] = [await givenProduct(s), await givenProduct(s, { isNotOrdered: true })];
    const marked = { productId: print.id, quantity: 1, isNotOrdered: true };
    const invoice = await givenInvoice(s, {
      lines: [marked, { productId: print.id, quantity: 3 }, { productId: fee.id, quantity: 1 }],
    });
    const open = invoice.lines[1];
    const named = [
      { invoiceId: invoice.id, id: open?.id, position: 2, productId: print.id, productName: print.name, quantity: 3 },
    ];
    expect(await create(s, invoice)).toEqual({ created: [], addedTo: null, linesWithoutVendor: named });
    expect(await s.call(orderCreation.previewInvoiceOrders, { params: { id: invoice.id } })).toEqual({
      vendors: [],
      linesWithoutVendor: named,
    });

    const vendor = await givenVendor(s);
    const lines = invoice.lines.map((line) => ({
      ...{ id: line.id, productId: line.productId, quantity: line.quantity },
      ...(line === open ? { vendorId: vendor.id } : {}),
    }));
    await s.call(updateInvoice, { params: { id: invoice.id }, version: invoice.version, body: { lines } });
    expect(await create(s, invoice)).toMatchObject({ created: [{ vendorId: vendor.id }], linesWithoutVendor: [] });
  });

  test('previews vendors, types, quantities and the open orders that could take the lines', async () => {
    const { s, lab, framer, invoice } = await twoVendors();
    const { created } = await create(s, invoice, { vendorId: framer.id });
    const kept = invoice.lines.map(({ id, productId, quantity }) => ({ id, productId, quantity }));
    const lines = [...kept, { productId: kept[1]?.productId ?? 0, quantity: 1, vendorId: framer.id }];
    await s.call(updateInvoice, { params: { id: invoice.id }, version: invoice.version, body: { lines } });
    const preview = await s.call(orderCreation.previewInvoiceOrders, { params: { id: invoice.id } });
    expect(preview.vendors).toMatchObject([
      { vendorId: lab.id, vendorName: lab.name, openOrders: [], lines: [{ quantity: 16 }, { quantity: 1 }] },
      {
        vendorId: framer.id,
        openOrders: [{ id: created[0]?.id, number: created[0]?.number }],
        lines: [{ invoiceQuantity: 1 }],
      },
    ]);
    expect((await s.refusal(orderCreation.previewInvoiceOrders, { params: { id: 999 } })).code).toBe(
      'invoice.not_found',
    );
    expect((await s.refusal(orderCreation.createInvoiceOrders, { params: { id: 999 }, body: {} })).code).toBe(
      'invoice.not_found',
    );
  });

  test('is together or not at all', async () => {
    const { s, framer, invoice } = await twoVendors();
    await s.call(updateVendor, { params: { id: framer.id }, version: framer.version, body: { isActive: false } });
    await expectRefusal(s, invoice, {}, 'vendor.inactive', 'vendorId');
    expect(await ordersOf(s)).toEqual([]);
    const [, second] = [invoice.lines[0], invoice.lines[1]];
    expect(second?.orderedQuantity).toBe(0);
  });

  test('takes the type chosen, else the vendor’s, else asks for it', async () => {
    const { s, lab, framer, invoice } = await twoVendors();
    const album = await typeNamed(s, 'Album order');
    await s.call(updateVendor, { params: { id: framer.id }, version: framer.version, body: { defaultTypeId: null } });
    await expectRefusal(s, invoice, {}, 'order.type_needed', 'typeId');
    await expectRefusal(s, invoice, { typeId: 999 }, 'type.not_found', 'typeId');
    expect((await create(s, invoice, { typeId: album.id })).created).toMatchObject([
      { statusName: 'Album design' },
      { typeId: album.id },
    ]);
    await s.call(updateType, { params: { id: album.id }, version: album.version, body: { isActive: false } });
    expect((await s.refusal(orderCreation.addOrder, { body: { vendorId: lab.id, typeId: album.id } })).code).toBe(
      'type.inactive',
    );
  });

  test('refuses an order date after today', async () => {
    const { s, invoice } = await twoVendors();
    await expectRefusal(s, invoice, { orderDate: '2026-11-24' }, 'order.date_in_future', 'orderDate');
    expect((await create(s, invoice, { orderDate: '2026-11-23' })).created.length).toBe(2);
  });
});

describe('numbers', () => {
  test('follow the pattern and pass over those taken', async () => {
    const { s, lab, invoice } = await twoVendors();
    await givenOrder(s, { vendorId: lab.id, number: 'po-00001' });
    await givenOrder(s, { vendorId: lab.id, number: 'PO-00003' });
    expect((await create(s, invoice)).created.map(({ number }) => number)).toEqual(['PO-00002', 'PO-00004']);
    const { version } = await s.call(getPreferences);
    await s.call(updatePreferences, { version, body: { orderNumberPattern: '{yyyy}/{mm}-{n}' } });
    expect((await givenOrder(s, { vendorId: lab.id, orderDate: '2026-09-30' })).number).toBe('2026/09-5');
  });

  test('are typed where the vendor wants it so, for one order at a time, and never twice', async () => {
    const { s, lab, framer, invoice } = await twoVendors();
    await s.call(updateVendor, { params: { id: lab.id }, version: lab.version, body: { orderNumbers: 'typed' } });
    await expectRefusal(s, invoice, {}, 'order.number_typed', 'number');
    await expectRefusal(s, invoice, { number: 'L 1' }, 'order.number_for_one', 'number');
    expect(await ordersOf(s)).toEqual([]);
    const typed = { vendorId: lab.id, number: 'L 1' };
    expect((await create(s, invoice, typed)).created).toMatchObject([{ number: 'L 1' }]);
    expect((await create(s, invoice, typed)).created).toEqual([]);
    await expectRefusal(s, invoice, { vendorId: framer.id, number: 'l  1 ' }, 'order.number_taken', 'number');
    expect((await s.refusal(orderCreation.addOrder, { body: { vendorId: lab.id } })).code).toBe('order.number_typed');
    expect((await s.refusal(orderCreation.addOrder, { body: typed })).code).toBe('order.number_taken');
  });
});

describe('adding to an open order', () => {
  test('adds what is left from its vendor; its dates stay, its history tells', async () => {
    const { s, lab, invoice } = await twoVendors();
    const { created } = await create(s, invoice, { vendorId: lab.id, orderDate: '2026-11-19' });
    const order = await s.call(api.getOrder, { params: { id: created[0]?.id ?? 0 } });
    await growTo(s, invoice, 3);
    const { addedTo, created: none } = await create(s, invoice, { addToOrderId: order.id });
    expect(none).toEqual([]);
    const { sinceDate, dueDate, orderDate, number } = order;
    expect(addedTo).toMatchObject({
      id: order.id,
      number,
      sinceDate,
      dueDate,
      orderDate,
      version: 2,
      value: 8_800,
    });
    const { lines } = await s.call(api.getOrder, { params: { id: order.id } });
    expect(lines.map(({ position, invoiceQuantity, quantity }) => [position, invoiceQuantity, quantity])).toEqual([
      [1, 2, 16],
      [2, 1, 1],
      [3, 1, 8],
    ]);
    const { items } = await s.call(getHistory, { params: { id: order.id } });
    expect(items.at(-1)).toMatchObject({ kind: 'lines_added', note: 'Added: 1 × Wallet' });

    // Nothing is left now: nothing happens, and nothing is recorded.
    expect((await create(s, invoice, { addToOrderId: order.id })).addedTo?.version).toBe(2);
    expect((await s.call(getHistory, { params: { id: order.id } })).items.length).toBe(items.length);
  });

  test('is refused for another invoice, another vendor, and once work has begun', async () => {
    const { s, lab, framer, invoice } = await twoVendors();
    const { created } = await create(s, invoice, { vendorId: lab.id });
    const addToOrderId = created[0]?.id ?? 0;
    await growTo(s, invoice, 3);
    const other = await givenInvoice(s, { lines: [{ productId: invoice.lines[0]?.productId ?? 0, quantity: 1 }] });
    await expectRefusal(s, other, { addToOrderId }, 'order.not_open_to_lines', 'addToOrderId');
    await expectRefusal(s, invoice, { addToOrderId, vendorId: framer.id }, 'order.not_open_to_lines', 'addToOrderId');
    await expectRefusal(s, invoice, { addToOrderId, number: 'X' }, 'order.lines_only', 'number');
    expect(
      (await s.refusal(orderCreation.createInvoiceOrders, { params: { id: invoice.id }, body: { addToOrderId: 999 } }))
        .code,
    ).toBe('order.not_found');
    expect(
      (await s.refusal(orderCreation.createInvoiceOrders, { params: { id: 999 }, body: { addToOrderId } })).code,
    ).toBe('invoice.not_found');
    await s.call(changeStatus, { params: { id: addToOrderId }, body: {} });
    await expectRefusal(s, invoice, { addToOrderId }, 'order.not_open_to_lines', 'addToOrderId');
    expect((await s.call(api.getOrder, { params: { id: addToOrderId } })).lines.length).toBe(2);
  });
});

test('the orders of many invoices, or of all, are created at once', async () => {
  const { s, invoice } = await twoVendors();
  const product = await givenProduct(s);
  const second = await givenInvoice(s, {
    lines: [
      { productId: invoice.lines[0]?.productId ?? 0, quantity: 1 },
      { productId: product.id, quantity: 2 },
    ],
  });
  await givenInvoice(s);
  expect((await s.refusal(orderCreation.createAllOrders, { body: { invoiceIds: [invoice.id, 999] } })).code).toBe(
    'invoice.not_found',
  );
  expect(await s.call(orderCreation.createAllOrders, { body: { invoiceIds: [invoice.id] } })).toMatchObject({
    createdCount: 2,
    invoiceCount: 1,
  });
  const all = await s.call(orderCreation.createAllOrders, { body: { orderDate: '2026-11-20' } });
  expect(all).toMatchObject({
    createdCount: 1,
    invoiceCount: 1,
    linesWithoutVendorCount: 1,
    linesWithoutVendor: [{ invoiceId: second.id, quantity: 2 }],
  });
  expect(await s.call(orderCreation.createAllOrders, { body: {} })).toMatchObject({ createdCount: 0, invoiceCount: 0 });
  expect((await ordersOf(s)).length).toBe(3);
});

async function twoVendors() {
  const s = await studio();
  const [lab, framer] = [await givenVendor(s, { name: 'Lab' }), await givenVendor(s, { name: 'Framer' })];
  const wallet = {
    name: 'Wallet',
    preferredVendorId: lab.id,
    vendorDescription: 'Wallet 2x3',
    vendorMultiplier: 8,
    price: 2_000,
    cost: 400,
  };
  const [walletId, frameId] = [
    (await givenProduct(s, wallet)).id,
    (await givenProduct(s, { preferredVendorId: lab.id, price: 5_000 })).id,
  ];
  const canvas = await givenProduct(s, { name: 'Canvas', preferredVendorId: lab.id, price: 4_000 });
  const lines = [
    { productId: walletId, quantity: 2, discount: 0.2 },
    { productId: frameId, quantity: 1, vendorId: framer.id },
    { productId: canvas.id, quantity: 1 },
  ];
  const invoice = await givenInvoice(s, {
    clientId: await givenClient(s, 'Ann Bell'),
    deliveryDate: '2026-12-18',
    lines,
  });
  return { s, lab, framer, invoice };
}

/** Raises the quantity of the first line. */
async function growTo(s: TestStudio, invoice: Invoice, quantity: number): Promise<void> {
  const lines = invoice.lines.map((line, at) => ({
    id: line.id,
    productId: line.productId,
    quantity: at === 0 ? quantity : line.quantity,
  }));
  await s.call(updateInvoice, { params: { id: invoice.id }, version: invoice.version, body: { lines } });
}

type Body = Parameters<typeof create>[2];

function create(
  s: TestStudio,
  invoice: { id: number },
  body: { vendorId?: number; typeId?: number; addToOrderId?: number; orderDate?: string; number?: string } = {},
) {
  return s.call(orderCreation.createInvoiceOrders, { params: { id: invoice.id }, body });
}

async function expectRefusal(
  s: TestStudio,
  invoice: { id: number },
  body: Body,
  code: string,
  field: string,
): Promise<void> {
  const problem = await s.refusal(orderCreation.createInvoiceOrders, { params: { id: invoice.id }, body: body ?? {} });
  expect([problem.code, problem.errors?.map((error) => error.field)]).toEqual([code, [field]]);
}

function ordersOf(s: TestStudio) {
  return s.studio.database.read.selectFrom('productionOrders').select(['id', 'number']).orderBy('id').execute();
}
