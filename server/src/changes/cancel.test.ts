import { listAudit } from '@printrail/contract/audit';
import * as bulkChanges from '@printrail/contract/bulk-changes';
import { cancelManyOrders, cancelOrder, reopenManyOrders, reopenOrder } from '@printrail/contract/cancelling';
import * as api from '@printrail/contract/changes';
import * as history from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import { getInvoice, type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { listNotices } from '@printrail/contract/notices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { getOrder, type OrderSummary, updateOrder } from '@printrail/contract/orders';
import { describe, expect, test } from 'vitest';
import { givenInvoice, givenOrder, givenProduct, givenVendor, statusNamed, typeNamed } from '../testing/givens.ts';
import { someone } from '../testing/requests.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

describe('cancelling an order', () => {
  test('takes it off the hub with its reason, and keeps its place and history', async () => {
    const { s, order } = await givenOrdered();
    const advanced = await s.call(api.changeStatus, { params: { id: order.id }, body: { note: 'Nice ones' } });
    s.today('2026-11-25');
    const { order: cancelled, changeId } = await s.call(cancelOrder, {
      params: { id: order.id },
      body: { version: advanced.order.version, reason: 'Client moved away', note: 'Told by phone' },
    });
    expect(cancelled).toMatchObject({
      ...{ state: 'cancelled', statusName: 'Order review', sinceDate: '2026-11-23', dueDate: advanced.order.dueDate },
      ...{ isLate: false, isAtRisk: false, completedDate: null, version: advanced.order.version + 1 },
    });
    expect(await shown(s, order)).toMatchObject({
      cancelledDate: '2026-11-25',
      cancelReason: 'Client moved away\nTold by phone',
    });
    expect(await numbersOnHub(s, 'open')).toEqual([]);
    expect(await numbersOnHub(s, 'cancelled')).toEqual([order.number]);
    const { items, daysAtStatus } = await s.call(history.getHistory, { params: { id: order.id } });
    expect(items.map(({ kind }) => kind)).toEqual(['created', 'change', 'cancelled']);
    expect(items[2]).toMatchObject({
      ...{ id: changeId, fromStatusName: 'Order review', toStatusName: 'Order review', changeDate: '2026-11-25' },
      ...{ enteredDate: '2026-11-23', completedDate: null, daysLate: null, who: 'Olive Owner' },
      note: 'Client moved away\nTold by phone',
    });
    s.today('2026-12-31');
    expect(daysAtStatus.at(-1)).toMatchObject({ statusName: 'Order review', calendarDays: 2, businessDays: 2 });
    expect((await s.call(history.getHistory, { params: { id: order.id } })).daysAtStatus).toEqual(daysAtStatus);
    const { steps } = await s.call(history.getPlan, { params: { id: order.id } });
    expect(steps.map(({ place }) => place)).toEqual(['done', 'current', 'skipped', 'skipped', 'skipped', 'skipped']);
  });

  test('leaves what it ordered to be ordered again', async () => {
    const { s, invoice, order } = await givenOrdered();
    expect(await orderedOf(s, invoice)).toBe(3);
    await cancel(s, order);
    expect(await orderedOf(s, invoice)).toBe(0);
    const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
    expect(await orderedOf(s, invoice)).toBe(3);
    expect((await shown(s, created[0])).lines).toMatchObject([{ invoiceQuantity: 3 }]);
  });

  test('is refused for one that is cancelled or completed, and for whoever saw another version', async () => {
    const { s, order } = await givenOrdered();
    const params = { id: order.id };
    const stale = await s.refusal(cancelOrder, { params, body: { version: 7, reason: 'Why not' } });
    expect(stale).toMatchObject({ code: 'change.order_changed', errors: [{ field: 'version' }] });
    await cancel(s, order);
    expect(await s.refusal(cancelOrder, { params, body: { reason: 'Again' } })).toMatchObject({
      code: 'change.order_cancelled',
    });
    const done = await givenCompleted(s);
    const refused = await s.refusal(cancelOrder, { params: { id: done.id }, body: { reason: 'Late' } });
    expect(refused).toMatchObject({ code: 'cancel.order_completed', status: 422 });
    expect(await s.refusal(cancelOrder, { params: { id: 999 }, body: { reason: 'x' } })).toMatchObject({
      code: 'order.not_found',
    });
    for (const reason of ['', '  ', undefined]) {
      const body = { ...(reason === undefined ? {} : { reason }) } as never;
      expect((await s.refusal(cancelOrder, { params, body })).errors).toMatchObject([{ field: 'reason' }]);
    }
    const viewer = { as: someone('add') };
    expect(await s.refusal(cancelOrder, { params, body: { reason: 'x' }, ...viewer })).toMatchObject({ status: 403 });
  });

  test('leaves nothing to change, undo or date', async () => {
    const { s, order } = await givenOrdered();
    const params = { id: order.id };
    await s.call(api.changeStatus, { params, body: {} });
    await cancel(s, order);
    expect(await s.refusal(api.changeStatus, { params, body: {} })).toMatchObject({ code: 'change.order_cancelled' });
    expect(await s.refusal(api.undoChange, { params, body: {} })).toMatchObject({ code: 'change.order_cancelled' });
    const { version } = await shown(s, order);
    const dated = await s.refusal(updateOrder, { params, version, body: { dueDate: '2026-12-24' } });
    expect(dated).toMatchObject({ code: 'change.order_cancelled' });
    expect((await s.call(updateOrder, { params, version, body: { vendorInvoiceNumber: 'L-7' } })).state).toBe(
      'cancelled',
    );
  });

  test('of the last open order says what of its invoice is to be ordered again, or completes it', async () => {
    const { s, invoice, order } = await givenOrdered({ quantities: [3, 1] });
    const [frames = order] = await ordersOf(s, invoice, order);
    await complete(s, frames);
    const { notices } = await cancel(s, order);
    expect(notices).toMatchObject([{ kind: 'invoice_waits', invoiceId: invoice.id }]);
    expect(notices[0]?.text).toContain('still to be ordered 3 × ');
    await s.call(reopenOrder, { params: { id: order.id }, body: {} });
    const current = await s.call(getInvoice, { params: { id: invoice.id } });
    const given = current.lines.map(({ id, productId, quantity }) => ({ id, productId, quantity, isNotOrdered: true }));
    await s.call(updateInvoice, { params: { id: invoice.id }, version: current.version, body: { lines: given } });
    expect((await cancel(s, order)).notices).toMatchObject([{ kind: 'invoice_completed' }]);
    expect((await s.call(getInvoice, { params: { id: invoice.id } })).statusName).toBe('Ready for pickup');
    const reopened = await s.call(reopenOrder, { params: { id: order.id }, body: {} });
    expect(reopened.notices).toMatchObject([{ kind: 'invoice_reopened', invoiceId: invoice.id }]);
    expect((await s.call(getInvoice, { params: { id: invoice.id } })).statusName).toBe('Ready for pickup');
    expect((await s.call(listNotices)).items.length).toBe(3);
  });
});

describe('reopening a cancelled order', () => {
  test('brings it back exactly to the place it had, resume place and all, and undo goes on from there', async () => {
    const { s, order } = await givenOrdered();
    const params = { id: order.id };
    const type = await typeNamed(s, 'Print order');
    await s.call(api.changeStatus, { params, body: { dueDate: '2026-12-11' } });
    await s.call(api.changeStatus, { params, body: { statusId: statusNamed(type, 'On hold').id } });
    const before = await shown(s, order);
    await cancel(s, order);
    s.today('2026-12-14');
    const { order: reopened } = await s.call(reopenOrder, { params, body: { note: 'She stays' } });
    expect(reopened.version).toBe(before.version + 2);
    expect(await shown(s, order)).toEqual({ ...before, version: before.version + 2, isAtRisk: true });
    const { items } = await s.call(history.getHistory, { params });
    expect(items.at(-1)).toMatchObject({ kind: 'reopened', toStatusName: 'On hold', note: 'She stays' });
    const undone = await s.call(api.undoChange, { params, body: {} });
    expect(undone.order).toMatchObject({
      statusName: 'Order review',
      dueDate: '2026-12-11',
      isDueDateOverridden: true,
    });
    const next = await s.call(api.undoChange, { params, body: {} });
    expect(next.order).toMatchObject({ statusName: 'Retouching', state: 'open' });
    expect(await s.refusal(api.undoChange, { params, body: {} })).toMatchObject({ code: 'change.nothing_to_undo' });
  });

  test('is refused where its lines were ordered again, naming them', async () => {
    const { s, invoice, order } = await givenOrdered();
    await cancel(s, order);
    const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
    const params = { id: order.id };
    const refused = await s.refusal(reopenOrder, { params, body: {} });
    expect(refused).toMatchObject({ code: 'reopen.over_invoice', status: 422 });
    expect(refused.detail).toMatch(/3 × Print \d+ \(none left\)/);
    await cancel(s, created[0]);
    expect((await s.call(reopenOrder, { params, body: {} })).order.state).toBe('open');
    const other = await s.refusal(reopenOrder, { params: { id: created[0]?.id ?? 0 }, body: {} });
    expect(other).toMatchObject({ code: 'reopen.over_invoice' });
  });

  test('is refused for one that is not cancelled, and for whoever saw another version', async () => {
    const { s, order } = await givenOrdered();
    const params = { id: order.id };
    expect(await s.refusal(reopenOrder, { params, body: {} })).toMatchObject({ code: 'reopen.not_cancelled' });
    await cancel(s, order);
    expect(await s.refusal(reopenOrder, { params, body: { version: 1 } })).toMatchObject({
      code: 'change.order_changed',
    });
  });
});

describe('many orders', () => {
  test('are cancelled and reopened as one, all or none, or but for those refused', async () => {
    const s = await studio();
    const orders = [await givenOrder(s), await givenOrder(s), await givenOrder(s)];
    const done = await givenCompleted(s);
    const selection = { orders: [...orders, done].map(({ id }) => ({ id })) };
    const refused = await s.refusal(cancelManyOrders, { body: { selection, reason: 'Lab closed' } });
    expect(refused).toMatchObject({
      code: 'bulk.refused',
      details: { count: 1, total: 4, refused: [{ id: done.id, code: 'cancel.order_completed' }] },
    });
    expect(await numbersOnHub(s, 'cancelled')).toEqual([]);
    const changed = await s.call(cancelManyOrders, {
      body: { selection, reason: 'Lab closed', skipRefused: true },
    });
    expect(changed).toMatchObject({ changed: 3, refusedCount: 1, refused: [{ id: done.id }] });
    const { items } = await s.call(history.getHistory, { params: { id: orders[0]?.id ?? 0 } });
    expect(items.at(-1)).toMatchObject({ kind: 'cancelled', through: 'bulk', batchId: changed.bulkChangeId });

    const filter = { state: 'cancelled' as const };
    const { count, fingerprint } = await s.call(bulkChanges.previewBulkChange, { body: { selection: { filter } } });
    expect(count).toBe(3);
    const unseen = await s.refusal(reopenManyOrders, { body: { selection: { filter } } });
    expect(unseen).toMatchObject({ code: 'bulk.selection_changed' });
    const back = await s.call(reopenManyOrders, {
      body: { selection: { filter }, expectedCount: count, fingerprint, note: 'It opened' },
    });
    expect(back).toMatchObject({ changed: 3, refusedCount: 0 });
    expect(await numbersOnHub(s, 'cancelled')).toEqual([]);
    expect(await s.refusal(bulkChanges.undoBulkChange, { params: { id: back.bulkChangeId }, body: {} })).toMatchObject({
      code: 'bulk.not_found',
    });
  });

  test('of one invoice that each ordered the same are not both reopened', async () => {
    const { s, invoice, order } = await givenOrdered();
    await cancel(s, order);
    const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
    await cancel(s, created[0]);
    const selection = { orders: [{ id: order.id }, { id: created[0]?.id ?? 0 }] };
    const refused = await s.refusal(reopenManyOrders, { body: { selection } });
    expect(refused).toMatchObject({ code: 'bulk.refused', details: { count: 1, total: 2 } });
    const some = await s.call(reopenManyOrders, { body: { selection, skipRefused: true } });
    expect(some).toMatchObject({ changed: 1, refused: [{ id: created[0]?.id, code: 'reopen.over_invoice' }] });
    expect(await orderedOf(s, invoice)).toBe(3);
  });
});

test('cancelling, reopening and ordering at the same moment never orders more than is sold', async () => {
  const { s, invoice, order } = await givenOrdered();
  for (let round = 0; round < 6; round++) {
    const params = { id: order.id };
    await Promise.all([
      s.send(cancelOrder, { params, body: { reason: 'Perhaps' } }),
      s.send(createInvoiceOrders, { params: { id: invoice.id }, body: {} }),
      s.send(reopenOrder, { params, body: {} }),
      s.send(createInvoiceOrders, { params: { id: invoice.id }, body: {} }),
      s.send(reopenOrder, { params, body: {} }),
    ]);
    expect(await orderedOf(s, invoice)).toBeLessThanOrEqual(3);
    const { items } = await s.call(listOrders, { query: { invoiceId: invoice.id } });
    for (const each of items.filter(({ id }) => id !== order.id)) await cancel(s, each);
    if ((await shown(s, order)).state === 'cancelled') await s.call(reopenOrder, { params, body: {} });
  }
});

test('the history is the audit of cancelling', async () => {
  const { s, order } = await givenOrdered();
  const { items: before } = await s.call(listAudit);
  await cancel(s, order);
  expect((await s.call(listAudit)).items).toHaveLength(before.length);
});

type Ordered = { s: TestStudio; invoice: Invoice; order: OrderSummary };

/** An invoice whose lines are ordered, each from a vendor of its own. */
async function givenOrdered({ quantities = [3] } = {}): Promise<Ordered> {
  const s = await studio();
  const lines = [];
  for (const quantity of quantities) {
    const product = await givenProduct(s, { preferredVendorId: (await givenVendor(s)).id });
    lines.push({ productId: product.id, quantity });
  }
  const invoice = await givenInvoice(s, { lines, deliveryDate: '2026-12-18' });
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  const [order] = created;
  if (!order) throw new Error('No order was created.');
  return { s, invoice, order };
}

async function ordersOf(s: TestStudio, invoice: Invoice, but: OrderSummary): Promise<OrderSummary[]> {
  const { items } = await s.call(listOrders, { query: { invoiceId: invoice.id } });
  return items.filter(({ id }) => id !== but.id);
}

async function complete(s: TestStudio, { id, typeId }: { id: number; typeId: number }): Promise<void> {
  const type = await typeNamed(s, 'Print order');
  expect(type.id).toBe(typeId);
  await s.call(api.changeStatus, { params: { id }, body: { statusId: statusNamed(type, 'Complete').id } });
}

async function givenCompleted(s: TestStudio): Promise<{ id: number }> {
  const order = await givenOrder(s);
  await complete(s, order);
  return order;
}

function cancel(s: TestStudio, order: { id: number } | undefined) {
  return s.call(cancelOrder, { params: { id: order?.id ?? 0 }, body: { reason: 'Not wanted' } });
}

function shown(s: TestStudio, order: { id: number } | undefined) {
  return s.call(getOrder, { params: { id: order?.id ?? 0 } });
}

async function orderedOf(s: TestStudio, { id }: Invoice): Promise<number> {
  return (await s.call(getInvoice, { params: { id } })).lines[0]?.orderedQuantity ?? 0;
}

async function numbersOnHub(s: TestStudio, state: 'open' | 'cancelled'): Promise<string[]> {
  const { items } = await s.call(listOrders, { query: { state } });
  return items.map(({ number }) => number);
}
