import { changeManyStatuses } from '@printrail/contract/bulk-changes';
import { getPreferences, type Preferences, updatePreferences } from '@printrail/contract/calendar';
import { cancelOrder } from '@printrail/contract/cancelling';
import { changeStatus } from '@printrail/contract/changes';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus, getInvoice, type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { listNotices, readNotice } from '@printrail/contract/notices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { getOrder } from '@printrail/contract/orders';
import { addReorderReason, reorderOrder } from '@printrail/contract/reorders';
import { expect, test } from 'vitest';
import { changeStatus as changeStatusIn } from '../changes/change-status.ts';
import { system } from '../studio/change.ts';
import { givenInvoice, givenProduct, givenType, givenVendor } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

type Completion = Preferences['invoiceCompletion'];

test('a new studio sets the invoice to Ready for pickup and tells, when its last order is done', async () => {
  const { s, invoice, orders } = await given();
  const [first = 0, last = 0] = orders;
  expect(await finish(s, first)).toEqual([]);
  expect(await place(s, invoice)).toEqual({ status: 'Open', deliveredDate: null });
  expect(await finish(s, last)).toEqual(['All production orders of invoice INV-00001 are done.']);
  expect(await place(s, invoice)).toEqual({ status: 'Ready for pickup', deliveredDate: null });
  const { statusSinceDate, statusDueDate } = await s.call(getInvoice, { params: { id: invoice.id } });
  expect([statusSinceDate, statusDueDate]).toEqual(['2026-11-23', '2026-11-30']);
});

test('status, delivered date and notice are each optional', async () => {
  const all = [
    { status: true, delivered: true, notice: true },
    { status: false, delivered: true, notice: false },
    { status: false, delivered: false, notice: true },
    { status: true, delivered: false, notice: false },
    { status: false, delivered: false, notice: false },
  ];
  const { s, give } = await given();
  for (const { status, delivered, notice } of all) {
    const setStatusId = status ? await statusId(s, 'In production') : null;
    await prefer(s, { setStatusId, setDeliveredDate: delivered, notifyUser: notice });
    const { invoice, orders } = await give();
    const told = [await finish(s, orders[0]), await finish(s, orders[1])].flat();
    expect(told.length).toBe(notice ? 1 : 0);
    expect(await place(s, invoice)).toEqual({
      status: status ? 'In production' : 'Open',
      deliveredDate: delivered ? '2026-11-23' : null,
    });
  }
});

test('something left to order holds the invoice back, and the user is told what', async () => {
  const { s, invoice, orders, lines } = await given();
  const more = [...kept(invoice), { productId: lines[0]?.productId ?? 0, quantity: 3 }];
  await s.call(updateInvoice, { params: { id: invoice.id }, version: invoice.version, body: { lines: more } });
  await finish(s, orders[0]);
  expect(await finish(s, orders[1])).toEqual([
    'All production orders of invoice INV-00001 are done, but it is not complete: still to be ordered 3 × Frame.',
  ]);
  expect(await place(s, invoice)).toEqual({ status: 'Open', deliveredDate: null });
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  expect(await finish(s, created[0]?.id)).toEqual(['All production orders of invoice INV-00001 are done.']);
});

test('an invoice that only waited for lines is complete once they are taken off or not to be ordered', async () => {
  const { s, lines, give } = await given();
  const productId = lines[0]?.productId ?? 0;
  for (const isRemoved of [true, false]) {
    const { invoice, orders } = await give();
    const params = { id: invoice.id };
    const more = [...kept(invoice), { productId, quantity: 3 }];
    const waiting = await s.call(updateInvoice, { params, version: invoice.version, body: { lines: more } });
    for (const id of orders) await finish(s, id);
    const marked = kept(waiting).map((line, at) => (at === 2 ? { ...line, isNotOrdered: true } : line));
    const body = { lines: isRemoved ? kept(waiting).slice(0, 2) : marked };
    const { version } = waiting;
    const complete = await s.call(updateInvoice, { params, version, body });
    expect(complete.statusName).toBe('Ready for pickup');
    await s.call(changeInvoiceStatus, { params, body: { statusId: await statusId(s, 'Delivered') } });
    const repriced = kept(complete).map((line) => ({ ...line, price: 1 }));
    const last = await s.call(updateInvoice, { params, version: complete.version + 1, body: { lines: repriced } });
    expect(last.statusName).toBe('Delivered');
  }
});

test('a late vendor holds it back, a cancelled order does not', async () => {
  const { s, invoice, orders } = await given();
  await s.call(updateInvoice, {
    ...{ params: { id: invoice.id }, version: invoice.version },
    body: { lines: kept(invoice).map((line) => ({ ...line, isNotOrdered: true })) },
  });
  await finish(s, orders[0]);
  s.today('2027-06-01');
  expect(await place(s, invoice)).toEqual({ status: 'Open', deliveredDate: null });
  const { notices } = await s.call(cancelOrder, { params: { id: orders[1] ?? 0 }, body: { reason: 'Gone' } });
  expect(notices).toMatchObject([{ kind: 'invoice_completed', invoiceId: invoice.id }]);
  expect(await place(s, invoice)).toEqual({ status: 'Ready for pickup', deliveredDate: null });
});

test('an invoice whose orders are all cancelled is not complete', async () => {
  const { s, invoice, orders } = await given();
  for (const id of orders) {
    const { notices } = await s.call(cancelOrder, { params: { id }, body: { reason: 'Client left' } });
    expect(notices).toEqual([]);
  }
  expect(await place(s, invoice)).toEqual({ status: 'Open', deliveredDate: null });
});

test('an open reorder holds it back', async () => {
  const { s, invoice, orders } = await given();
  const { id: reasonId } = await s.call(addReorderReason, { body: { name: 'Scratched', isCharged: false } });
  await finish(s, orders[0]);
  const original = await s.call(getOrder, { params: { id: orders[0] ?? 0 } });
  const lines = [{ lineId: original.lines[0]?.id ?? 0, quantity: 1 }];
  const reorder = await s.call(reorderOrder, { params: { id: original.id }, body: { reasonId, lines } });
  expect(await finish(s, orders[1])).toEqual([]);
  expect(await place(s, invoice)).toMatchObject({ status: 'Open' });
  expect(await finish(s, reorder.id)).toHaveLength(1);
  expect(await place(s, invoice)).toMatchObject({ status: 'Ready for pickup' });
});

test('many orders of many invoices finished at once complete each invoice once', async () => {
  const { s, give } = await given();
  const setStatusId = await statusId(s, 'Delivered');
  await prefer(s, { setStatusId, setDeliveredDate: true, notifyUser: true });
  const all = [];
  for (let at = 0; at < 5; at++) all.push(await give());
  const ids = all.flatMap(({ orders }) => orders).slice(1);
  const { notices } = await s.call(changeManyStatuses, { body: { selection: { orders: ids.map((id) => ({ id })) } } });
  expect(notices.map(({ invoiceId }) => invoiceId)).toEqual(all.slice(1).map(({ invoice }) => invoice.id));
  expect(notices.map(({ id }) => id)).toEqual(notices.map(({ id }) => id).toSorted((a, b) => a - b));
  for (const [at, { invoice }] of all.entries()) {
    const status = at === 0 ? 'Open' : 'Delivered';
    expect(await place(s, invoice)).toEqual({ status, deliveredDate: at === 0 ? null : '2026-11-23' });
  }
  const audited = await s.studio.database.read
    .selectFrom('auditEntries')
    .select(['through', 'recordId'])
    .where('action', '=', 'invoice.status_changed')
    .orderBy('id')
    .execute();
  expect(audited).toEqual(all.slice(1).map(({ invoice }) => ({ through: 'automation', recordId: invoice.id })));
});

test('automation does not react to automation, nor to an import', async () => {
  const { s, invoice, orders, give } = await given();
  for (const through of ['automation', 'import'] as const) {
    const { invoice, orders } = await give();
    for (const id of orders) {
      const input = { params: { id }, query: undefined, body: {} };
      const answer = await s.studio.write(system, through, (change) => changeStatusIn(change, input));
      expect(answer.notices).toEqual([]);
    }
    expect(await place(s, invoice)).toMatchObject({ status: 'Open' });
  }
  // The status that completion sets is the one at which orders are created: none are.
  const ready = await statusId(s, 'Ready for pickup');
  const { version } = await s.call(getPreferences);
  const orderCreation = { event: 'invoice_status', invoiceStatusId: ready, how: 'offered' } as const;
  await s.call(updatePreferences, { version, body: { orderCreation } });
  for (const id of orders) await finish(s, id);
  expect(await place(s, invoice)).toMatchObject({ status: 'Ready for pickup' });
  const { items } = await s.call(listNotices, { query: { invoiceId: invoice.id } });
  expect(items.map(({ kind }) => kind)).toEqual(['invoice_completed']);
});

test('notices are for whoever made the change, those of an API key for everyone; each is read once', async () => {
  const { s, orders, give } = await given();
  const other = await give();
  for (const id of orders) await finish(s, id);
  const key = { kind: 'api_key', id: 1, rights: { production: 'change' } } as const;
  const keyValues = { name: 'Key', prefix: 'k', tokenHash: 'x', rights: '{}', createdAt: 0 };
  await s.studio.database.write((tx) => tx.insertInto('apiKeys').values(keyValues).execute());
  for (const id of other.orders) await s.call(changeStatus, { params: { id }, body: {}, as: key });
  const mine = (await s.call(listNotices, { query: {} })).items;
  expect(mine.map(({ invoiceId }) => invoiceId)).toEqual([other.invoice.id, mine[1]?.invoiceId]);
  const sam = { id: s.ownerId + 1, name: 'Sam' };
  expect((await s.call(listNotices, { query: {}, as: sam })).items.map(({ id }) => id)).toEqual([mine[0]?.id]);
  const refusal = await s.refusal(readNotice, { params: { id: mine[1]?.id ?? 0 }, as: sam });
  expect(refusal.code).toBe('notice.not_found');
  await s.call(readNotice, { params: { id: mine[1]?.id ?? 0 } });
  const unread = await s.call(listNotices, { query: { unread: true } });
  expect(unread.items.map(({ id }) => id)).toEqual([mine[0]?.id]);
  const page = await s.call(listNotices, { query: { limit: 1 } });
  const rest = await s.call(listNotices, { query: { limit: 1, after: page.next ?? '' } });
  expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(mine.map(({ id }) => id));
});

/** Invoices of two lines, ordered from two vendors, whose orders take one step to finish. */
async function given() {
  const s = await studio();
  const type = await givenType(s, [{ name: 'Make', duration: 1 }, { name: 'Complete' }]);
  const vendors = [
    await givenVendor(s, { defaultTypeId: type.id }),
    await givenVendor(s, { defaultTypeId: type.id }),
  ] as const;
  const frame = await givenProduct(s, { name: 'Frame', preferredVendorId: vendors[0].id });
  const print = await givenProduct(s, { name: 'Print', preferredVendorId: vendors[1].id });
  const lines = [frame, print].map(({ id: productId }) => ({ productId, quantity: 2 }));
  const give = async () => {
    const invoice = await givenInvoice(s, { lines });
    const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
    return { invoice, orders: created.map(({ id }) => id) };
  };
  return { s, lines, give, ...(await give()) };
}

async function prefer(s: TestStudio, invoiceCompletion: Completion): Promise<void> {
  const { version } = await s.call(getPreferences);
  await s.call(updatePreferences, { version, body: { invoiceCompletion } });
}

/** Finishes an order; gives what was told. */
async function finish(s: TestStudio, id = 0): Promise<string[]> {
  const { notices } = await s.call(changeStatus, { params: { id }, body: {} });
  return notices.map(({ text }) => text);
}

async function place(s: TestStudio, { id }: Invoice) {
  const { statusName: status, deliveredDate } = await s.call(getInvoice, { params: { id } });
  return { status, deliveredDate };
}

function kept({ lines }: Invoice) {
  return lines.map(({ id, productId, quantity }) => ({ id, productId, quantity }));
}

async function statusId(s: TestStudio, name: string): Promise<number> {
  const { items } = await s.call(listInvoiceStatuses);
  return items.find((status) => status.name === name)?.id ?? 0;
}
