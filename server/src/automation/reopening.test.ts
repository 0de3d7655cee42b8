import { changeManyStatuses, undoBulkChange } from '@printrail/contract/bulk-changes';
import { getPreferences, type Preferences, updatePreferences } from '@printrail/contract/calendar';
import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus, getInvoice, type Invoice, updateInvoice } from '@printrail/contract/invoices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { addPayment } from '@printrail/contract/payments';
import { expect, test } from 'vitest';
import { givenInvoice, givenProduct, givenType, givenVendor } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('undo takes the effect back exactly', async () => {
  const { s, invoice, orders } = await given();
  const before = await placeOf(s, invoice);
  await finishAll(s, orders);
  s.today('2026-11-25');
  expect(await undo(s, orders[1])).toMatchObject([
    { kind: 'effect_taken_back', text: 'Invoice INV-00001 is as it was before its production was completed: Open.' },
  ]);
  expect(await placeOf(s, invoice)).toEqual(before);
  expect(await undo(s, orders[0])).toEqual([]);
  expect(await placeOf(s, invoice)).toEqual(before);
  await finishAll(s, orders);
  expect(await placeOf(s, invoice)).toMatchObject({ statusName: 'Ready for pickup', deliveredDate: '2026-11-25' });
  await undo(s, orders[1]);
  expect(await placeOf(s, invoice)).toEqual(before);
});

test('undo leaves an invoice that changed since as it is, and names it', async () => {
  const { s, give } = await given();
  const changes = [
    (id: number) => s.call(addPayment, { params: { id }, body: { amount: 5 } }),
    (id: number, version: number) => s.call(updateInvoice, { params: { id }, version, body: { notes: 'Called' } }),
    async (id: number) =>
      s.call(changeInvoiceStatus, { params: { id }, body: { statusId: await idOf(s, 'Delivered') } }),
  ];
  for (const change of changes) {
    const { invoice, orders } = await give();
    await finishAll(s, orders);
    await change(invoice.id, (await s.call(getInvoice, { params: { id: invoice.id } })).version);
    const changed = await placeOf(s, invoice);
    expect(await undo(s, orders[1])).toMatchObject([{ kind: 'effect_kept', invoiceId: invoice.id }]);
    expect(await placeOf(s, invoice)).toEqual(changed);
  }
});

test('reopening takes nothing back but tells; the next completion keeps the delivered date', async () => {
  const { s, invoice, orders, makeId } = await given();
  await finishAll(s, orders);
  const complete = await placeOf(s, invoice);
  s.today('2026-11-26');
  const first = await s.call(changeStatus, { params: { id: orders[0] ?? 0 }, body: { statusId: makeId } });
  expect(first.notices).toMatchObject([{ kind: 'invoice_reopened', invoiceId: invoice.id }]);
  const second = await s.call(changeStatus, { params: { id: orders[1] ?? 0 }, body: { statusId: makeId } });
  expect(second.notices).toEqual([]);
  expect(await placeOf(s, invoice)).toEqual(complete);
  await finishAll(s, orders);
  expect(await placeOf(s, invoice)).toEqual(complete);

  // Undone step by step: only the first completion had an effect to take back.
  expect(await undo(s, orders[1])).toMatchObject([{ kind: 'invoice_reopened' }]);
  await undo(s, orders[1]);
  await undo(s, orders[0]);
  await undo(s, orders[0]);
  expect(await placeOf(s, invoice)).toEqual(complete);
  expect(await undo(s, orders[1])).toMatchObject([{ kind: 'effect_taken_back' }]);
  expect(await placeOf(s, invoice)).toMatchObject({ statusName: 'Open', deliveredDate: null });
});

test('undo of another order than the one that completed the invoice reopens it, taking nothing back', async () => {
  const { s, invoice, orders } = await given();
  await finishAll(s, orders);
  const complete = await placeOf(s, invoice);
  expect(await undo(s, orders[0])).toMatchObject([{ kind: 'invoice_reopened' }]);
  expect(await placeOf(s, invoice)).toEqual(complete);
  expect(await undo(s, orders[1])).toMatchObject([{ kind: 'effect_taken_back' }]);
});

test('reopening tells also when completion did nothing but tell, and nothing is told of what was not complete', async () => {
  const { s, give, lines, makeId } = await given();
  await prefer(s, { setStatusId: null, setDeliveredDate: false, notifyUser: true });
  const told = await give();
  await finishAll(s, told.orders);
  const reopened = await s.call(changeStatus, { params: { id: told.orders[0] ?? 0 }, body: { statusId: makeId } });
  expect(reopened.notices).toMatchObject([{ kind: 'invoice_reopened' }]);

  const half = await give();
  await finish(s, half.orders[0]);
  expect(await undo(s, half.orders[0])).toEqual([]);

  const waiting = await give();
  const kept = waiting.invoice.lines.map(({ id, productId, quantity }) => ({ id, productId, quantity }));
  const { version } = waiting.invoice;
  const body = { lines: [...kept, ...lines] };
  await s.call(updateInvoice, { params: { id: waiting.invoice.id }, version, body });
  await finishAll(s, waiting.orders);
  expect(await undo(s, waiting.orders[1])).toEqual([]);

  const cancelled = await give();
  await finish(s, cancelled.orders[0]);
  const params = { id: cancelled.orders[1] ?? 0 };
  await s.call(cancelOrder, { params, body: { reason: 'Twice' } });
  expect((await s.call(reopenOrder, { params, body: {} })).notices).toEqual([]);
});

test('a bulk that completes invoices is undone with all its effects but those of invoices changed since', async () => {
  const { s, invoice, orders, give } = await given();
  const others = [await give(), await give()];
  const all = [...orders, ...others.flatMap((other) => other.orders)];
  const before = await Promise.all([invoice, ...others.map((other) => other.invoice)].map((each) => placeOf(s, each)));
  const selection = { orders: all.map((id) => ({ id })) };
  const { bulkChangeId } = await s.call(changeManyStatuses, { body: { selection } });
  await s.call(addPayment, { params: { id: invoice.id }, body: { amount: 5 } });
  const { notices } = await s.call(undoBulkChange, { params: { id: bulkChangeId }, body: {} });
  expect(notices.map(({ kind }) => kind)).toEqual(['effect_taken_back', 'effect_taken_back', 'effect_kept']);
  expect(await placeOf(s, invoice)).toMatchObject({ statusName: 'Ready for pickup' });
  for (const [at, { invoice }] of others.entries()) expect(await placeOf(s, invoice)).toEqual(before[at + 1]);
});

test('one of the orders that a bulk finished, undone alone, takes the effect back, and once', async () => {
  const { s, invoice, orders } = await given();
  const before = await placeOf(s, invoice);
  await s.call(changeManyStatuses, { body: { selection: { orders: orders.map((id) => ({ id })) } } });
  expect(await undo(s, orders[0])).toMatchObject([{ kind: 'effect_taken_back' }]);
  expect(await undo(s, orders[1])).toEqual([]);
  expect(await placeOf(s, invoice)).toEqual(before);
});

test('undo back to completed is no completion', async () => {
  const { s, invoice, orders, makeId } = await given();
  await finishAll(s, orders);
  await s.call(changeStatus, { params: { id: orders[0] ?? 0 }, body: { statusId: makeId } });
  await s.call(changeInvoiceStatus, { params: { id: invoice.id }, body: { statusId: await idOf(s, 'Open') } });
  expect(await undo(s, orders[0])).toEqual([]);
  expect(await placeOf(s, invoice)).toMatchObject({ statusName: 'Open' });
});

/** Invoices with two orders of one step each; completing sets status and delivered date, and tells. */
async function given() {
  const s = await studio();
  await prefer(s, { setStatusId: await idOf(s, 'Ready for pickup'), setDeliveredDate: true, notifyUser: true });
  const type = await givenType(s, [{ name: 'Make', duration: 1 }, { name: 'Complete' }]);
  const [one, other] = [
    await givenVendor(s, { defaultTypeId: type.id }),
    await givenVendor(s, { defaultTypeId: type.id }),
  ];
  const frame = await givenProduct(s, { name: 'Frame', preferredVendorId: one.id });
  const print = await givenProduct(s, { name: 'Print', preferredVendorId: other.id });
  const lines = [frame, print].map(({ id: productId }) => ({ productId, quantity: 2 }));
  const give = async () => {
    const invoice = await givenInvoice(s, { lines });
    const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
    return { invoice, orders: created.map(({ id }) => id) };
  };
  return { s, lines, give, makeId: type.statuses[0]?.id ?? 0, ...(await give()) };
}

async function prefer(s: TestStudio, invoiceCompletion: Preferences['invoiceCompletion']): Promise<void> {
  const { version } = await s.call(getPreferences);
  await s.call(updatePreferences, { version, body: { invoiceCompletion } });
}

async function finish(s: TestStudio, id = 0): Promise<void> {
  await s.call(changeStatus, { params: { id }, body: {} });
}

async function finishAll(s: TestStudio, ids: readonly number[]): Promise<void> {
  for (const id of ids) await finish(s, id);
}

async function undo(s: TestStudio, id = 0) {
  return (await s.call(undoChange, { params: { id }, body: {} })).notices;
}

async function placeOf(s: TestStudio, { id }: Invoice) {
  const { statusName, statusSinceDate, statusDueDate, deliveredDate } = await s.call(getInvoice, { params: { id } });
  return { statusName, statusSinceDate, statusDueDate, deliveredDate };
}

async function idOf(s: TestStudio, name: string): Promise<number> {
  const { items } = await s.call(listInvoiceStatuses);
  return items.find((status) => status.name === name)?.id ?? 0;
}
