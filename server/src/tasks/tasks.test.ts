import { updateClient } from '@printrail/contract/clients';
import * as api from '@printrail/contract/tasks';
import { expect, test } from 'vitest';
import { givenClient, givenDepartment, givenInvoice, givenOrder, givenUser } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

async function typesOf(s: TestStudio) {
  const { items } = await s.call(api.listTaskTypes);
  const named = (name: string) => items.find((type) => type.name === name)?.id ?? 0;
  return { items, call: named('Call the client'), check: named('Check the order') };
}

test('a task is added, taken up, finished with its outcome, and opened again', async () => {
  const s = await studio();
  const { check } = await typesOf(s);
  const added = await s.call(api.addTask, { body: { typeId: check, description: 'Colours', dueDate: '2026-11-20' } });
  expect(added).toMatchObject({ status: 'open', priority: 'normal', isLate: true, isCall: false, version: 1 });
  const params = { id: added.id };
  const taken = await s.call(api.updateTask, { params, version: 1, body: { status: 'in_progress', priority: 'high' } });
  expect(taken).toMatchObject({ status: 'in_progress', priority: 'high', description: 'Colours', version: 2 });
  expect(await s.refusal(api.finishTask, { params, body: { version: 1 } })).toMatchObject({
    code: 'request.version_stale',
  });
  const done = await s.call(api.finishTask, { params, body: { outcome: 'All fine', version: 2 } });
  expect(done).toMatchObject({ status: 'done', outcome: 'All fine', isLate: false, doneByName: 'Olive Owner' });
  expect(await s.refusal(api.finishTask, { params, body: {} })).toMatchObject({ code: 'task.done' });
  const change = { params, version: 3, body: { priority: 'low' } } as const;
  expect(await s.refusal(api.updateTask, change)).toMatchObject({ code: 'task.done' });
  const opened = await s.call(api.updateTask, { params, version: 3, body: { status: 'open' } });
  expect(opened).toMatchObject({ status: 'open', doneAt: null, doneByName: null, outcome: 'All fine' });
});

test('a task added by mistake is deleted, as it was seen', async () => {
  const s = await studio();
  const { check } = await typesOf(s);
  const { id } = await s.call(api.addTask, { body: { typeId: check } });
  const params = { id };
  await s.call(api.updateTask, { params, version: 1, body: { priority: 'low' } });
  expect(await s.refusal(api.deleteTask, { params, version: 1 })).toMatchObject({ code: 'request.version_stale' });
  await s.call(api.deleteTask, { params, version: 2 });
  expect(await s.refusal(api.getTask, { params })).toMatchObject({ code: 'task.not_found' });
});

test('an order brings its invoice and client along, and a call the phone number of the client', async () => {
  const s = await studio();
  const { call, check } = await typesOf(s);
  const clientId = await givenClient(s);
  await s.call(updateClient, { params: { id: clientId }, version: 1, body: { phone: '+1 555 010 2000' } });
  const order = await givenOrder(s, { clientId });
  const made = await s.call(api.addTask, { body: { typeId: call, orderId: order.id } });
  expect(made).toMatchObject({ isCall: true, clientId, orderNumber: order.number, phone: '+1 555 010 2000' });
  const invoice = await givenInvoice(s, { clientId });
  const about = await s.call(api.addTask, { body: { typeId: check, invoiceId: invoice.id } });
  expect(about).toMatchObject({ invoiceNumber: invoice.number, clientId, phone: '' });
  const typed = await s.call(api.addTask, { body: { typeId: call, clientId, phone: '555' } });
  expect(typed.phone).toBe('555');
  for (const filter of [{ orderId: order.id }, { invoiceId: invoice.id }, { calls: false }]) {
    expect((await s.call(api.listTasks, { query: filter })).items).toHaveLength(1);
  }
  expect((await s.call(api.listTasks, { query: { clientId } })).items).toHaveLength(3);
});

test('what does not fit together is refused by the name of its field', async () => {
  const s = await studio();
  const { call, check } = await typesOf(s);
  const [one, other] = [await givenClient(s), await givenClient(s)];
  const order = await givenOrder(s, { clientId: one });
  const invoice = await givenInvoice(s, { clientId: one });
  const wrong: [Parameters<typeof refused>[0], string, string][] = [
    [{ typeId: 999 }, 'task_type.not_found', 'typeId'],
    [{ typeId: check, phone: '555' }, 'task.phone_for_calls', 'phone'],
    [{ typeId: call, orderId: 999 }, 'order.not_found', 'orderId'],
    [{ typeId: call, invoiceId: 999 }, 'invoice.not_found', 'invoiceId'],
    [{ typeId: call, clientId: 999 }, 'client.not_found', 'clientId'],
    [{ typeId: call, userId: 999 }, 'user.not_found', 'userId'],
    [{ typeId: call, departmentId: 999 }, 'department.not_found', 'departmentId'],
    [{ typeId: call, orderId: order.id, clientId: other }, 'task.other_client', 'orderId'],
    [{ typeId: call, invoiceId: invoice.id, clientId: other }, 'task.other_client', 'invoiceId'],
  ];
  const refused = (body: api.TaskInput) => s.refusal(api.addTask, { body });
  for (const [body, code, field] of wrong) {
    expect(await refused(body)).toMatchObject({ code, errors: [{ field }] });
  }
});

test('tasks come late first and those without a date last, mine are also those of my departments', async () => {
  const s = await studio();
  const { check } = await typesOf(s);
  const departmentId = await givenDepartment(s);
  const sam = await givenUser(s, 'Sam');
  await s.studio.database.write((tx) =>
    tx.insertInto('userDepartments').values({ userId: sam, departmentId }).execute(),
  );
  const add = (description: string, body: Partial<api.TaskInput>) =>
    s.call(api.addTask, { body: { typeId: check, description, ...body } });
  await add('no date', { userId: sam });
  await add('next week', { departmentId, dueDate: '2026-12-01' });
  await add('late', { userId: sam, dueDate: '2026-11-01' });
  await add('nobody’s', { dueDate: '2026-11-02' });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await s.call(api.listTasks, { query: { limit: 1, ...(after ? { after } : {}) } });
    seen.push(...page.items.map(({ description }) => description));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(['late', 'nobody’s', 'next week', 'no date']);
  const as = { id: sam, rights: { production: 'view' } } as const;
  const mine = await s.call(api.listTasks, { query: { mine: true }, as });
  expect(mine.items.map(({ description }) => description)).toEqual(['late', 'next week', 'no date']);
  const key = { kind: 'api_key', id: sam, rights: { production: 'view' } } as const;
  expect((await s.call(api.listTasks, { query: { mine: true }, as: key })).items).toEqual([]);
  for (const { id } of mine.items) {
    s.later(1);
    await s.call(api.finishTask, { params: { id }, body: {} });
  }
  const first = await s.call(api.listTasks, { query: { state: 'done', limit: 2 } });
  const rest = await s.call(api.listTasks, { query: { state: 'done', after: first.next ?? '' } });
  const done = [...first.items, ...rest.items].map(({ description }) => description);
  expect(done).toEqual(['no date', 'next week', 'late']);
});

test('types of tasks are kept in order, and one that is used is not deleted', async () => {
  const s = await studio();
  const { items, call } = await typesOf(s);
  expect(items.map(({ name, isCall }) => [name, isCall])).toContainEqual(['Call the vendor', true]);
  const added = await s.call(api.addTaskType, { body: { name: 'Pack', isCall: false } });
  expect(added).toMatchObject({ position: items.length + 1, isActive: true });
  expect(await s.refusal(api.addTaskType, { body: { name: 'PÁCK' } })).toMatchObject({ code: 'task_type.name_taken' });
  await s.call(api.updateTaskType, { params: { id: added.id }, version: 1, body: { position: 1 } });
  expect((await s.call(api.listTaskTypes)).items[0]?.name).toBe('Pack');
  await s.call(api.addTask, { body: { typeId: call } });
  const version = (await s.call(api.listTaskTypes)).items.find(({ id }) => id === call)?.version ?? 0;
  const using = { params: { id: call }, version };
  expect(await s.refusal(api.deleteTaskType, using)).toMatchObject({ code: 'task_type.in_use' });
  await s.call(api.updateTaskType, { ...using, body: { isActive: false } });
  expect(await s.refusal(api.addTask, { body: { typeId: call } })).toMatchObject({ code: 'task_type.inactive' });
  const [old] = (await s.call(api.listTasks)).items;
  const later = { params: { id: old?.id ?? 0 }, version: 1, body: { dueDate: '2026-12-01' } };
  expect(await s.call(api.updateTask, later)).toMatchObject({ dueDate: '2026-12-01', typeId: call });
  await s.call(api.deleteTaskType, { params: { id: added.id }, version: 2 });
});
