import { cancelOrder } from '@printrail/contract/cancelling';
import { updateClient } from '@printrail/contract/clients';
import { deleteFirings, listFirings, listQueue, processFirings, skipFirings } from '@printrail/contract/firings';
import { updateOrder } from '@printrail/contract/orders';
import { deleteTask, listTasks } from '@printrail/contract/tasks';
import { updateTrigger } from '@printrail/contract/triggers';
import { expect, test } from 'vitest';
import { givenClient, givenDepartment, givenOrder, givenUser } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { firingsOfOrder, givenTemplate, givenTrack, givenTrigger, told } from '../testing/triggers.ts';
import { processDue } from './worker.ts';

async function given() {
  const s = await studio();
  const track = await givenTrack(s);
  const clientId = await givenClient(s, 'Anna Smith');
  return {
    ...{ s, track, clientId },
    order: async () => (await givenOrder(s, { vendorId: track.vendor.id, clientId })).id,
    client: async (body: object) => {
      const { version } = await clientRow(s, clientId);
      await s.call(updateClient, { params: { id: clientId }, version, body });
    },
  };
}

const clientRow = (s: TestStudio, id: number) =>
  s.studio.database.read.selectFrom('clients').select('version').where('id', '=', id).executeTakeFirstOrThrow();

async function messagesOf(s: TestStudio, orderId: number) {
  const { read } = s.studio.database;
  const messages = read.selectFrom('messages').select(['channel', 'recipientKey', 'recipientName', 'address', 'state']);
  return messages.where('orderId', '=', orderId).orderBy('id').execute();
}

const reach = {
  email: 'anna@example.com',
  phone: '+1 555 010 2000',
  address: { street: 'Mill Lane 4', city: 'Salem' },
};

test.each([
  ['email', 'anna@example.com'],
  ['sms', '+1 555 010 2000'],
  ['letter', 'Mill Lane 4\nSalem'],
] as const)('an action %s becomes a message that waits to be sent', async (action, address) => {
  const { s, track, order, client } = await given();
  await client(reach);
  await givenTrigger(s, track.retouching, { action, recipient: 'client' });
  const id = await order();
  await processDue(s.studio);
  expect(await messagesOf(s, id)).toEqual([
    { channel: action, recipientKey: 'client', recipientName: 'Anna Smith', address, state: 'waiting' },
  ]);
  expect(await told(s, id)).toEqual(['processed']);
});

test('a webhook becomes a message too, and a call a task with the number to call', async () => {
  const { s, track, order } = await given();
  const departmentId = await givenDepartment(s, 'Production');
  await givenTrigger(s, track.retouching, { action: 'webhook', address: 'https://example.com/orders?a=1' });
  const call = { action: 'call', recipient: 'vendor', departmentId, taskDays: 2, priority: 'high' } as const;
  await givenTrigger(s, track.retouching, call);
  const id = await order();
  await processDue(s.studio);
  expect(await messagesOf(s, id)).toMatchObject([{ channel: 'webhook', recipientName: 'example.com' }]);
  const { items } = await s.call(listTasks, { query: { orderId: id } });
  expect(items).toMatchObject([
    { isCall: true, phone: '+1 555 010 3000', departmentName: 'Production', dueDate: '2026-11-25', priority: 'high' },
  ]);
  const made = { params: { id: items[0]?.id ?? 0 }, version: 1 };
  expect(await s.refusal(deleteTask, made)).toMatchObject({ code: 'task.of_trigger' });
});

test.each([
  ['email_else_call', { phone: '1 23' }, 'call', '1 23'],
  ['email_else_letter', { address: reach.address }, 'letter', 'Mill Lane 4\nSalem'],
  ['sms_else_call', { phone: '1 23' }, 'sms', '1 23'],
  ['sms_else_email', { email: 'a@b.example' }, 'email', 'a@b.example'],
] as const)('%s takes the first it has an address for', async (action, known, does, address) => {
  const { s, track, order, client } = await given();
  await client(known);
  await givenTrigger(s, track.retouching, { action, recipient: 'client', isAutomatic: false });
  const id = await order();
  const [firing] = await firingsOfOrder(s, id);
  expect(firing?.plan).toEqual({ does, to: [{ name: 'Anna Smith', address }], reason: '' });
});

test('without any address it cannot be sent, stays in the queue with the reason, and can be tried again', async () => {
  const { s, track, order, client } = await given();
  await givenTrigger(s, track.retouching, { action: 'email_else_call', recipient: 'client' });
  const id = await order();
  await processDue(s.studio);
  const reason = 'Anna Smith has no e-mail address and no phone number';
  expect(await told(s, id)).toEqual([`cannot_be_sent: ${reason}`]);
  const { items } = await s.call(listQueue);
  expect(items).toMatchObject([{ due: 0, later: 0, cannotBeSent: 1 }]);
  const triggerId = items[0]?.triggerId ?? 0;
  const unsent = await s.call(listFirings, { query: { triggerId, state: 'cannot_be_sent' } });
  expect(unsent.items).toMatchObject([{ reason, plan: { does: null, reason } }]);
  expect(await processDue(s.studio)).toBe(0);
  await client({ email: 'anna@example.com' });
  const again = { body: { ids: unsent.items.map((firing) => firing.id) } };
  const tally = { processed: 1, excluded: 0, cannotBeSent: 0, leftOut: 0 };
  expect(await s.call(processFirings, again)).toEqual(tally);
  expect(await s.call(processFirings, again)).toEqual({ ...tally, processed: 0, leftOut: 1 });
  expect(await messagesOf(s, id)).toHaveLength(1);
});

test('clients marked “do not call” or “do not market” can be excluded', async () => {
  const { s, track, order, client } = await given();
  await client({ ...reach, doNotCall: true });
  const call = { action: 'call', recipient: 'client' } as const;
  await givenTrigger(s, track.retouching, { ...call, isDoNotCallExcluded: true });
  await givenTrigger(s, track.retouching, { ...call, isDoNotMarketExcluded: true });
  await givenTrigger(s, track.retouching, call);
  const id = await order();
  await processDue(s.studio);
  expect(await told(s, id)).toEqual(['skipped: Anna Smith is marked “do not call”', 'processed', 'processed']);
});

test('the responsible user, the active members of a department, or a fixed address get it', async () => {
  const { s, track, order } = await given();
  const [sam, kim] = [await givenUser(s, 'Sam'), await givenUser(s, 'Kim')];
  const away = await givenUser(s, 'Away', false);
  const departmentId = await givenDepartment(s, 'Print room');
  await s.studio.database.write((tx) =>
    tx
      .insertInto('userDepartments')
      .values([kim, sam, away].map((userId) => ({ userId, departmentId })))
      .execute(),
  );
  const email = { action: 'email' } as const;
  await givenTrigger(s, track.retouching, { ...email, recipient: 'responsible', isAutomatic: false });
  await givenTrigger(s, track.retouching, { ...email, recipient: 'department', recipientDepartmentId: departmentId });
  await givenTrigger(s, track.retouching, { ...email, recipient: 'fixed', address: 'all@studio.example' });
  const id = await order();
  await processDue(s.studio);
  expect((await messagesOf(s, id)).map(({ recipientKey }) => recipientKey)).toEqual([
    `user:${sam}`,
    `user:${kim}`,
    'fixed',
  ]);
  const [toResponsible] = await firingsOfOrder(s, id);
  expect(toResponsible?.plan).toMatchObject({ does: null, reason: 'nobody is responsible' });
  await s.call(updateOrder, { params: { id }, version: 1, body: { responsibleUserId: kim } });
  expect((await firingsOfOrder(s, id))[0]?.plan).toMatchObject({ does: 'email', to: [{ name: 'Kim' }] });
});

test('a task or call says what its template makes of the order', async () => {
  const { s, track, order } = await given();
  const templateId = await givenTemplate(s, 'task', {
    subject: 'Check {{ order.number }}',
    text: 'For {{ client.name }}',
  });
  await givenTrigger(s, track.retouching, { templateId });
  const id = await order();
  await processDue(s.studio);
  const { items } = await s.call(listTasks, { query: { orderId: id } });
  expect(items[0]?.description).toMatch(/^Check PO-\d+\n\nFor Anna Smith$/);
});

test('the task is for whoever is responsible, unless the trigger says for whom', async () => {
  const { s, track, order } = await given();
  const [sam, kim] = [await givenUser(s, 'Sam'), await givenUser(s, 'Kim')];
  await givenTrigger(s, track.lab);
  await givenTrigger(s, track.lab, { userId: sam });
  const id = await order();
  await track.move(id, track.lab, { responsibleUserId: kim });
  await processDue(s.studio);
  const { items } = await s.call(listTasks, { query: { orderId: id } });
  expect(items.map(({ userName }) => userName).toSorted()).toEqual(['Kim', 'Sam']);
});

test('the queue groups by trigger what is due, comes later and cannot be sent, and is worked off one or all', async () => {
  const { s, track, order } = await given();
  const now = await givenTrigger(s, track.retouching, { isAutomatic: false });
  const later = await givenTrigger(s, track.retouching, { when: 'after_due', days: 1 });
  const ids = [await order(), await order(), await order(), await order()];
  expect((await s.call(listQueue)).items).toMatchObject([
    { triggerId: now.id, due: 4, later: 0, isAutomatic: false, nextDueAt: null },
    { triggerId: later.id, due: 0, later: 4, isAutomatic: true, nextDueAt: '2026-11-26T00:00:00.000Z' },
  ]);
  const first = await s.call(listFirings, { query: { triggerId: now.id, limit: 3 } });
  const rest = await s.call(listFirings, { query: { triggerId: now.id, limit: 3, after: first.next ?? '' } });
  const seen = [...first.items, ...rest.items];
  expect(seen.map(({ orderId }) => orderId)).toEqual(ids);
  expect(seen[0]).toMatchObject({ clientName: 'Anna Smith', statusName: 'Retouching', plan: { does: 'task', to: [] } });
  const [one = 0, two = 0] = seen.map(({ id }) => id);
  expect(await s.call(skipFirings, { body: { ids: [one] } })).toEqual({ skipped: 1, leftOut: 0 });
  expect(await s.call(deleteFirings, { body: { ids: [one, two] } })).toEqual({ deleted: 1, leftOut: 1 });
  expect(await told(s, ids[0] ?? 0)).toEqual(['skipped: skipped by Olive Owner', 'waiting 2026-11-26']);
  const all = { body: { triggerId: now.id } };
  expect(await s.call(processFirings, all)).toMatchObject({ processed: 2, leftOut: 0 });
  // Automatic ones can be deleted before their time.
  expect(await s.call(deleteFirings, { body: { triggerId: later.id } })).toEqual({ deleted: 0, leftOut: 0 });
  const wholly = { body: { triggerId: later.id, includingLater: true } };
  expect(await s.call(deleteFirings, wholly)).toEqual({ deleted: 4, leftOut: 0 });
  expect((await s.call(listQueue)).items).toEqual([]);
  expect(await s.refusal(listFirings)).toMatchObject({ code: 'firing.whose' });
  for (const body of [{}, { ids: [1], triggerId: 1 }, { ids: [1], includingLater: true }]) {
    expect(await s.refusal(processFirings, { body })).toMatchObject({ code: 'firing.one_selection' });
  }
});

test('a trigger made automatic processes what waits by itself, and made manual leaves it', async () => {
  const { s, track, order } = await given();
  const { id } = await givenTrigger(s, track.retouching, { isAutomatic: false });
  await order();
  expect(await processDue(s.studio)).toBe(0);
  await s.call(updateTrigger, { params: { id }, version: 1, body: { isAutomatic: true } });
  expect(await processDue(s.studio)).toBe(1);
  await order();
  await s.call(updateTrigger, { params: { id }, version: 2, body: { isAutomatic: false } });
  expect(await processDue(s.studio)).toBe(0);
});

test('what was withdrawn is not processed, not even by hand', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, { isAutomatic: false });
  const id = await order();
  const [firing] = await firingsOfOrder(s, id);
  await s.call(cancelOrder, { params: { id }, body: { reason: 'Sold out' } });
  const body = { ids: [firing?.id ?? 0] };
  expect(await s.call(processFirings, { body })).toMatchObject({ processed: 0, leftOut: 1 });
  expect((await s.call(listTasks, { query: { orderId: id } })).items).toEqual([]);
});
