import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { updateClient } from '@printrail/contract/clients';
import { listFirings } from '@printrail/contract/firings';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus, deleteInvoice } from '@printrail/contract/invoices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { listTasks } from '@printrail/contract/tasks';
import { addTrigger, type TriggerInput } from '@printrail/contract/triggers';
import { expect, test } from 'vitest';
import { givenClient, givenInvoice, givenProduct } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { givenTrack } from '../testing/triggers.ts';
import { processDue } from './worker.ts';

async function given() {
  const s = await studio();
  const { items } = await s.call(listInvoiceStatuses);
  const idOf = (name: string) => items.find((status) => status.name === name)?.id ?? 0;
  const trigger = (name: string, input: Partial<TriggerInput> = {}) =>
    s.call(addTrigger, {
      body: { invoiceStatusId: idOf(name), when: 'entered', action: 'task', isAutomatic: true, ...input },
    });
  const enter = (id: number, name: string) =>
    s.call(changeInvoiceStatus, { params: { id }, body: { statusId: idOf(name) } });
  return { s, idOf, trigger, enter };
}

async function told(s: TestStudio, invoiceId: number): Promise<string[]> {
  const { items } = await s.call(listFirings, { query: { invoiceId } });
  return items.toReversed().map(({ state, dueOn, isDue, reason }) => (isDue ? 'due' : (dueOn ?? (reason || state))));
}

test('a new invoice enters its status, and one that comes to another leaves it', async () => {
  const { s, trigger, enter } = await given();
  await trigger('Open', { isAutomatic: false });
  await trigger('Ready for pickup', { when: 'after_due', days: 2 });
  const invoice = await givenInvoice(s);
  expect(await told(s, invoice.id)).toEqual(['due']);
  await enter(invoice.id, 'Ready for pickup');
  // Five business days to be picked up, and two more.
  expect(await told(s, invoice.id)).toEqual(['due', '2026-12-02']);
  await enter(invoice.id, 'Delivered');
  expect((await told(s, invoice.id)).slice(1)).toEqual(['2026-12-02']);
  const { items } = await s.call(listFirings, { query: { invoiceId: invoice.id } });
  expect(items[0]).toMatchObject({ state: 'withdrawn', statusName: 'Delivered', invoiceNumber: invoice.number });
});

test('what automation does to an invoice fires too, once, and its undo withdraws it', async () => {
  const { s, idOf, trigger } = await given();
  const { version } = await s.call(getPreferences);
  const setStatusId = idOf('Ready for pickup');
  const invoiceCompletion = { setStatusId, setDeliveredDate: false, notifyUser: false };
  await s.call(updatePreferences, { version, body: { invoiceCompletion } });
  await trigger('Open', { isAutomatic: false, when: 'after_due', days: 1 });
  await trigger('Ready for pickup', { action: 'call', recipient: 'client', isAutomatic: false });
  const track = await givenTrack(s);
  const product = await givenProduct(s, { preferredVendorId: track.vendor.id });
  const clientId = await givenClient(s);
  await s.call(updateClient, { params: { id: clientId }, version: 1, body: { phone: '555' } });
  const lines = [{ productId: product.id, quantity: 1 }];
  const invoice = await givenInvoice(s, { clientId, lines });
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  const params = { id: created[0]?.id ?? 0 };
  expect(await told(s, invoice.id)).toEqual(['waiting']);
  await s.call(changeStatus, { params, body: { statusId: track.done } });
  expect(await told(s, invoice.id)).toEqual(['left the status before', 'due']);
  await s.call(undoChange, { params, body: {} });
  expect(await told(s, invoice.id)).toEqual(['waiting', 'the change was undone']);
  await s.call(changeStatus, { params, body: { statusId: track.done } });
  expect(await told(s, invoice.id)).toEqual(['left the status before', 'the change was undone', 'due']);
});

test('its tasks are of the invoice and its client, and go on without it', async () => {
  const { s, trigger } = await given();
  await trigger('Open');
  const invoice = await givenInvoice(s);
  await processDue(s.studio);
  const mine = { invoiceId: invoice.id };
  const { items } = await s.call(listTasks, { query: mine });
  expect(items).toMatchObject([{ ...mine, orderId: null, clientId: invoice.clientId }]);
  await s.call(deleteInvoice, { params: { id: invoice.id }, version: invoice.version });
  expect((await s.call(listTasks)).items).toMatchObject([{ invoiceId: null, clientId: invoice.clientId }]);
});
