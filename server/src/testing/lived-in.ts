import { addApiKey } from '@printrail/contract/api-keys';
import { changeManyStatuses, undoBulkChange } from '@printrail/contract/bulk-changes';
import { addClosure } from '@printrail/contract/calendar';
import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { addSession } from '@printrail/contract/clients';
import { addNote } from '@printrail/contract/history';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { updateOrder } from '@printrail/contract/orders';
import { addPayment } from '@printrail/contract/payments';
import { listReorderReasons, reorderOrder } from '@printrail/contract/reorders';
import { addTrigger } from '@printrail/contract/triggers';
import { processDue } from '../triggers/worker.ts';
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
} from './givens.ts';
import { anEmail, queue } from './sending.ts';
import type { TestStudio } from './studio.ts';
import { givenTrigger } from './triggers.ts';

export type LivedIn = { orderIds: number[]; invoiceId: number; clientId: number };

/** A studio in which a bit of everything has happened: something in every table, orders of every state and history. */
export async function liveIn(s: TestStudio): Promise<LivedIn> {
  await s.studio.database.write((tx) => tx.updateTable('users').set({ passwordHash: 'a hash' }).execute());
  const [userId, departmentId] = [await givenUser(s), await givenDepartment(s)];
  await s.studio.database.write((tx) => tx.insertInto('userDepartments').values({ userId, departmentId }).execute());
  await s.call(addApiKey, { body: { name: 'Books', rights: { clients: 'view' } } });
  await s.call(addClosure, { body: { from: '2026-12-24', to: '2027-01-01', name: 'Christmas' } });
  await keepLogo(s);
  await addTriggers(s);
  const { clientId, invoiceId } = await sell(s);
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoiceId }, body: {} });
  const orderIds = created.map(({ id }) => id);
  for (let more = 0; more < 5; more++) orderIds.push((await givenOrder(s, { clientId, orderDate: '2026-11-20' })).id);
  await work(s, orderIds);
  await processDue(s.studio);
  await tellAndRemember(s, invoiceId);
  await queue(s, { ...anEmail, orderId: orderIds[0] ?? null, invoiceId, clientId });
  return { orderIds, invoiceId, clientId };
}

/** A task at once, a call before the date, a letter that nobody can be sent, and something for the invoice. */
async function addTriggers(s: TestStudio): Promise<void> {
  const { statuses } = await typeNamed(s, 'Print order');
  const statusId = (name: string) => statuses.find((status) => status.name === name)?.id ?? 0;
  await givenTrigger(s, statusId('Order review'));
  await givenTrigger(s, statusId('Retouching'), { when: 'after_due', days: 9, action: 'call', recipient: 'vendor' });
  await givenTrigger(s, statusId('Retouching'), { action: 'letter', recipient: 'client' });
  const invoice = { invoiceStatusId: 1, when: 'after_due', days: 3, action: 'task' } as const;
  await s.call(addTrigger, { body: invoice });
}

async function sell(s: TestStudio): Promise<{ clientId: number; invoiceId: number }> {
  const clientId = await givenClient(s, 'Zoë "Zed" Ångström, & Söhne\nAbt. 1');
  await givenClient(s);
  const session = await s.call(addSession, { body: { clientId, name: 'Wedding', date: '2026-10-03' } });
  const [lab, framer] = [await givenVendor(s), await givenVendor(s)];
  const lines = [
    { productId: (await givenProduct(s, { preferredVendorId: lab.id, price: 999 })).id, quantity: 7, discount: 0.1255 },
    { productId: (await givenProduct(s, { preferredVendorId: framer.id })).id, quantity: 3 },
  ];
  const invoice = await givenInvoice(s, {
    ...{ clientId, sessionId: session.id, date: '2026-11-01', deliveryDate: '2026-12-18', lines, tax: 333 },
  });
  await s.call(addPayment, { params: { id: invoice.id }, body: { amount: 5_000 } });
  return { clientId, invoiceId: invoice.id };
}

/** Advances, parks, resumes, undoes, edits, cancels, reopens, completes and reorders. */
async function work(s: TestStudio, [first = 0, second = 0, third = 0, fourth = 0, ...others]: number[]): Promise<void> {
  const type = await typeNamed(s, 'Print order');
  const to = (id: number, name: string, more: object = {}) =>
    s.call(changeStatus, { params: { id }, body: { statusId: statusNamed(type, name).id, ...more } });
  await to(first, 'Order review');
  await to(first, 'On hold');
  await to(first, 'Order review');
  await to(first, 'At the lab', { dueDate: '2026-12-01', note: 'Rush.' });
  await s.call(undoChange, { params: { id: first }, body: {} });
  await s.call(addNote, { params: { id: first }, body: { note: 'Client called.' } });
  await to(second, 'Complete');
  await to(third, 'Waiting on client');
  await s.call(cancelOrder, { params: { id: fourth }, body: { reason: 'Ordered twice' } });
  await s.call(reopenOrder, { params: { id: fourth }, body: {} });
  await s.call(cancelOrder, { params: { id: fourth }, body: { reason: 'Ordered twice' } });
  const bulk = { selection: { orders: others.map((id) => ({ id })) } };
  await s.call(changeManyStatuses, { body: bulk });
  const { bulkChangeId } = await s.call(changeManyStatuses, { body: bulk });
  await s.call(undoBulkChange, { params: { id: bulkChangeId }, body: {} });
  const [other = 0] = others;
  await s.call(updateOrder, { params: { id: other }, version: 4, body: { dueDate: '2026-12-05', note: 'As agreed.' } });
  await reorder(s, second);
}

async function reorder(s: TestStudio, id: number): Promise<void> {
  const { items: reasons } = await s.call(listReorderReasons);
  const lines = await s.studio.database.read.selectFrom('orderLines').select('id').where('orderId', '=', id).execute();
  const chosen = lines.map((line) => ({ lineId: line.id, quantity: 1 }));
  await s.call(reorderOrder, { params: { id }, body: { reasonId: reasons[0]?.id ?? 0, lines: chosen } });
}

async function tellAndRemember(s: TestStudio, invoiceId: number): Promise<void> {
  const notice = { at: 1, kind: 'effect_kept', text: 'It stays.', userId: null, invoiceId, isRead: false } as const;
  const effect = {
    ...{ invoiceId, firstHistoryId: 1, lastHistoryId: 1, statusId: 1, statusSinceDate: '2026-11-01' },
    ...{ statusDueDate: null, deliveredDate: null, versionAfter: 1, isTakenBack: true },
  };
  const view = { userId: s.ownerId, name: 'Late', nameKey: 'late', address: 'late=true', isShared: true, position: 1 };
  await s.studio.database.write(async (tx) => {
    await tx.insertInto('savedViews').values(view).execute();
    await tx.insertInto('notices').values(notice).execute();
    await tx.insertInto('invoiceEffects').values(effect).execute();
  });
}

async function keepLogo(s: TestStudio): Promise<void> {
  const image = new Uint8Array([0x89, 0x50, 0, 255, 10, 13]);
  const logo = { id: 1, mediaType: 'image/png', width: 1, height: 1, image } as const;
  await s.studio.database.write((tx) => tx.insertInto('studioLogo').values(logo).execute());
}
