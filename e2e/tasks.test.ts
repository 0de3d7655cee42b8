import { listClients, updateClient } from '@printrail/contract/clients';
import { listOrders } from '@printrail/contract/hub';
import { getMe } from '@printrail/contract/people';
import { addTask, finishTask, getTask, listTasks, listTaskTypes, type TaskInput } from '@printrail/contract/tasks';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('a task added on an order stands on my work, is finished there, and comes back', async () => {
  const { page, call } = await visit({ sample: 60 });
  const [order] = (await call(listOrders, { query: { limit: 1 } })).items;
  await page.goto(`/production/orders/${order?.id}`);
  await page.getByRole('tab', { name: 'Tasks', exact: true }).click();
  await page.getByRole('heading', { name: 'Nothing to do' }).waitFor();
  await page.getByRole('button', { name: 'New task' }).click();
  const dialog = page.getByRole('dialog', { name: 'New task' });
  await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('Compare the proof');
  await dialog.getByLabel('Due').fill('2026-11-20');
  await dialog.getByRole('button', { name: 'Add the task' }).click();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Compare the proof' })
    .filter({ hasText: '3 days late' })
    .waitFor();
  await page.getByRole('tab', { name: 'Tasks (1)' }).waitFor();

  await page.goto('/my-work');
  const row = page.getByRole('listitem').filter({ hasText: 'Compare the proof' });
  await row.getByRole('link', { name: order?.number ?? '' }).waitFor();
  await page.getByText('1 task', { exact: true }).waitFor();
  await row.getByRole('button', { name: /^Finish / }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByText(/^Finished: .*, PO-/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row.waitFor();
  const [task] = (await call(listTasks, { query: { orderId: order?.id ?? 0 } })).items;
  expect(task).toMatchObject({ description: 'Compare the proof', status: 'open', clientId: order?.clientId });
});

test('a client is called from their page, and what came of it is kept', async () => {
  const { page, call } = await visit({ sample: 20 });
  const [client] = (await call(listClients)).items;
  const id = client?.id ?? 0;
  await call(updateClient, { params: { id }, version: client?.version ?? 0, body: { phone: '+1 555 010 2000' } });
  await page.goto(`/clients/${id}?tab=tasks`);
  await page.getByRole('button', { name: 'New call' }).click();
  await page.getByRole('dialog').getByLabel('What is to be done').fill('Ask about the frame');
  await page.keyboard.press('Enter');
  const row = page.getByRole('listitem').filter({ hasText: 'Ask about the frame' });
  const phone = row.getByRole('link', { name: '+1 555 010 2000' });
  expect(await phone.getAttribute('href')).toBe('tel:+15550102000');
  await page.getByRole('tab', { name: 'Tasks 1' }).waitFor();

  // By keyboard: to the row, and done.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  await page.keyboard.press('d');
  await page.getByRole('dialog').getByLabel('What came of it').fill('Walnut, and a wider mat');
  await page.getByRole('button', { name: 'Finish the call' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Nothing is left to do.').waitFor();
  await page.getByRole('button', { name: 'Finished 1' }).click();
  await page.getByText('Walnut, and a wider mat').waitFor();
  const [done] = (await call(listTasks, { query: { clientId: id, state: 'done' } })).items;
  expect(done).toMatchObject({ isCall: true, outcome: 'Walnut, and a wider mat', phone: '+1 555 010 2000' });

  // It was not the end of it: open again, due on another day, and then no longer needed.
  await page.getByRole('button', { name: /^Reopen / }).click();
  await row
    .getByRole('button', { name: /: Ask about the frame$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Due').fill('2026-11-23');
  await dialog.getByRole('button', { name: 'Save the call' }).click();
  await row.getByText('today').waitFor();
  await row.getByRole('button', { name: /^More about / }).click();
  await page.getByRole('menuitem', { name: 'Cancel the call' }).click();
  await page.getByText('Nothing is left to do.').waitFor();
  expect(await call(getTask, { params: { id: done?.id ?? 0 } })).toMatchObject({ status: 'cancelled' });
});

test('tasks are worked through without the mouse, late ones first', async () => {
  const { page, call } = await visit({ sample: 20 });
  const add = await adding(call);
  await add({ description: 'Sometime' });
  await add({ description: 'Long ago', dueDate: '2026-11-02' });
  await add({ description: 'Now, and first', dueDate: '2026-11-23', priority: 'high' });
  await add({ description: 'Now', dueDate: '2026-11-23' });
  await page.goto('/my-work');
  await page.getByText('4 tasks').waitFor();
  await page.keyboard.press('3');
  const rows = page.getByRole('main').getByRole('listitem');
  await expect.poll(() => rows.allTextContents()).toHaveLength(4);
  const said = (await rows.allTextContents()).join(' ');
  expect(said).toMatch(/Long ago.*high.*Now, and first.*Now.*Sometime/s);

  const current = page.locator('main li[aria-current="true"]');
  await current.filter({ hasText: 'Long ago' }).waitFor();
  await page.keyboard.press('j');
  await current.filter({ hasText: 'Now, and first' }).waitFor();
  await page.keyboard.press('d');
  await current.filter({ hasNotText: 'first' }).filter({ hasText: 'Now' }).waitFor();
  await page.getByText(/^Finished: /).waitFor();
  expect((await call(listTasks, { query: { state: 'done' } })).items).toMatchObject([
    { description: 'Now, and first' },
  ]);
  await page.keyboard.press('Control+z');
  await page.getByRole('listitem').filter({ hasText: 'Now, and first' }).waitFor();

  await page.keyboard.press('n');
  const field = page.getByRole('dialog', { name: 'New task' }).getByLabel('What is to be done');
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('Order more boxes');
  await page.keyboard.press('Enter');
  await page.getByRole('listitem').filter({ hasText: 'Order more boxes' }).waitFor();
  const { items } = await call(listTasks, { query: { mine: true } });
  expect(items.map(({ description }) => description)).toContain('Order more boxes');
});

test('a task is deleted after a question, and one that somebody else finished says so', async () => {
  const { page, call } = await visit({ sample: 20 });
  const add = await adding(call);
  const kept = await add({ description: 'Kept' });
  await add({ description: 'A mistake' });
  await page.goto('/my-work?show=tasks');
  const row = page.getByRole('listitem').filter({ hasText: 'A mistake' });
  await row.getByRole('button', { name: /^More about / }).click();
  await page.getByRole('menuitem', { name: 'Delete …' }).click();
  await page.getByRole('button', { name: 'Delete the task' }).click();
  await row.waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /: Kept$/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is to be done').fill('Kept, and changed');
  await call(finishTask, { params: { id: kept.id }, body: {} });
  await dialog.getByRole('button', { name: 'Save the task' }).click();
  await dialog.getByRole('alert').waitFor();
  expect(await dialog.getByLabel('What is to be done').inputValue()).toBe('Kept, and changed');
});

test('types of tasks and calls are added, renamed, and made inactive; one in use stays', async () => {
  const { page, call } = await visit({ sample: 10 });
  const types = async () => (await call(listTaskTypes)).items;
  const add = await adding(call);
  await page.goto('/settings/lists');
  await page.getByRole('textbox', { name: 'Add a type of calls' }).fill('Call the framer');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name of Call the framer' }).fill('Call the binder');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'More for Call the binder' }).click();
  await page.getByRole('menuitem', { name: 'Make inactive' }).click();
  await expect
    .poll(async () => (await types()).find(({ name }) => name === 'Call the binder'))
    .toMatchObject({ isCall: true, isActive: false });
  const { typeName } = await add({ description: 'In use' });
  await page.getByRole('button', { name: `More for ${typeName}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alert').filter({ hasText: 'make it inactive instead' }).waitFor();
});

const looks = [
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
];

test.each(looks)('the tasks of clients, invoices and orders keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ ...options, sample: 20 });
  const order = await someOrder(call);
  await addSome(call, order.id);
  for (const address of [
    `/clients/${order.clientId}?tab=tasks`,
    `/invoices/${order.invoiceId}?tab=tasks`,
    `/production/orders/${order.id}?part=tasks`,
  ]) {
    await page.goto(address);
    await page.getByRole('list', { name: 'Open tasks and calls' }).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Finished 1' }).click();
    await page.getByText('Off-white').waitFor();
    await expectAccessible(page);
  }
});

test.each(looks)('tasks on my work and their windows keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ ...options, sample: 20 });
  await addSome(call, (await someOrder(call)).id);
  await page.goto('/my-work');
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Finish .*Ask about the frame$/ }).click();
  await page.getByRole('dialog').getByLabel('What came of it').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'New task' }).click();
  await page.getByRole('dialog').getByLabel('What is to be done').waitFor();
  await expectAccessible(page);
});

async function someOrder(call: Visit['call']) {
  const { items } = await call(listOrders, { query: { limit: 20 } });
  const order = items.find(({ invoiceId, clientId }) => invoiceId !== null && clientId !== null);
  if (!order) throw new Error('The sample has no order of an invoice.');
  return order;
}

/** Tasks and calls of every look, and one that was finished. */
async function addSome(call: Visit['call'], orderId: number): Promise<void> {
  const add = await adding(call);
  await add({ orderId, description: 'Compare the proof', dueDate: '2026-11-02', priority: 'high' });
  await add({ orderId, description: 'Send the swatches', priority: 'low' });
  await add({ orderId, description: 'Ask about the frame', dueDate: '2026-11-23', phone: '+1 555 010 2000' }, true);
  const { id } = await add({ orderId, description: 'Ask about the mat' }, true);
  await call(finishTask, { params: { id }, body: { outcome: 'Off-white' } });
}

/** Adds tasks and calls of one's own. */
async function adding(call: Visit['call']) {
  const { user } = await call(getMe, {});
  const { items } = await call(listTaskTypes);
  return (body: Partial<TaskInput>, isCall = false) => {
    const typeId = items.find((type) => type.isCall === isCall)?.id ?? 0;
    return call(addTask, { body: { typeId, userId: user?.id ?? null, ...body } });
  };
}
