import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { expect, test } from 'vitest';
import { givenClient, givenInvoice, givenProduct, givenType, givenVendor } from '../testing/givens.ts';
import { racer } from '../testing/racing.ts';
import { studio } from '../testing/studio.ts';

const rounds = 20;

test('two processes finishing the last two orders of an invoice at once complete it exactly once', async () => {
  const { s, race, invoices } = await twoProcesses();
  for (const [one, other] of invoices) {
    const outcomes = await race({ does: 'advance', orderId: one }, { does: 'advance', orderId: other });
    expect(outcomes).toEqual([1, 2].map(() => ({ orders: 1, completed: expect.any(Number) })));
  }
  await expectCompletedOnce(s);
});

test('nor is an invoice completed twice when many orders of many invoices are finished at once', async () => {
  const { s, race, invoices } = await twoProcesses();
  const halves = [0, 1].map((half) => invoices.map((orders) => orders[half] ?? 0));
  await race(
    { does: 'advance many', orderIds: halves[0] ?? [] },
    { does: 'advance many', orderIds: halves[1]?.toReversed() ?? [] },
  );
  await expectCompletedOnce(s);
});

type Started = Awaited<ReturnType<typeof twoProcesses>>;

async function expectCompletedOnce(s: Started['s']): Promise<void> {
  const { read } = s.studio.database;
  const invoices = await read
    .selectFrom('invoices')
    .innerJoin('invoiceStatuses', 'invoiceStatuses.id', 'invoices.statusId')
    .select(['invoiceStatuses.name', 'invoices.deliveredDate', 'invoices.version'])
    .execute();
  // One version for the status, one for the delivered date.
  const complete = { name: 'Ready for pickup', deliveredDate: '2026-11-23', version: 3 };
  expect(invoices).toEqual(Array.from({ length: rounds }, () => complete));
  const notices = await read.selectFrom('notices').select(['invoiceId', 'kind']).orderBy('invoiceId').execute();
  expect(notices.map(({ kind }) => kind)).toEqual(Array.from({ length: rounds }, () => 'invoice_completed'));
  expect(new Set(notices.map(({ invoiceId }) => invoiceId)).size).toBe(rounds);
  expect(await read.selectFrom('invoiceEffects').select('id').execute()).toHaveLength(rounds);
}

/** A studio with two further processes on its database, and invoices whose orders, two each, take one step to finish. */
async function twoProcesses() {
  const s = await studio();
  const { version, invoiceCompletion } = await s.call(getPreferences);
  const body = { invoiceCompletion: { ...invoiceCompletion, setDeliveredDate: true } };
  await s.call(updatePreferences, { version, body });
  const type = await givenType(s, [{ name: 'Print', duration: 1 }, { name: 'Complete' }]);
  const lines = [];
  for (const _ of [1, 2]) {
    const vendor = await givenVendor(s, { defaultTypeId: type.id });
    lines.push({ productId: (await givenProduct(s, { preferredVendorId: vendor.id })).id, quantity: 1 });
  }
  const clientId = await givenClient(s);
  const invoices: (readonly [number, number])[] = [];
  for (let at = 0; at < rounds; at++) {
    const { id } = await givenInvoice(s, { clientId, lines });
    const { created } = await s.call(createInvoiceOrders, { params: { id }, body: {} });
    invoices.push([created[0]?.id ?? 0, created[1]?.id ?? 0]);
  }
  const [one, other] = [await racer(s), await racer(s)];
  type Task = Parameters<typeof one>[0];
  const race = (task: Task, otherTask: Task) => Promise.all([one(task), other(otherTask)]);
  return { s, race, invoices };
}
