import { changeStatus } from '@printrail/contract/changes';
import { listTypes, type ProductionStatus } from '@printrail/contract/cycles';
import { dryRunTrigger } from '@printrail/contract/dry-run';
import { listOrders } from '@printrail/contract/hub';
import { addDepartment } from '@printrail/contract/people';
import { addTrigger, getTrigger, listTriggers, type TriggerInput, updateTrigger } from '@printrail/contract/triggers';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('a trigger is added with the keyboard alone and reads as it was meant', async () => {
  const { page, call } = await visit({ sample: 60 });
  await call(addDepartment, { body: { name: 'Zinc plates' } });
  await page.goto('/settings/triggers');
  await page.getByRole('list', { name: 'Triggers of' }).first().waitFor();
  await page.getByText('All triggers are switched off').waitFor();
  await page.keyboard.press('n');
  const editor = page.getByRole('complementary', { name: 'New trigger' });
  await editor.getByRole('heading', { name: 'New trigger' }).waitFor();
  await page.keyboard.type('At the lab');
  await page.getByRole('listbox').getByRole('option', { name: 'At the lab' }).first().waitFor();
  await page.keyboard.press('Enter');
  await editor.getByRole('heading', { name: "When 'At the lab' is entered, create a task" }).waitFor();
  await pressed(page, 'Tab', 'ArrowDown', 'ArrowDown', 'Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3');
  await pressed(page, 'Tab', 'Tab', 'ArrowDown', 'Tab', 'ArrowDown', 'ArrowDown', 'Tab');
  await page.keyboard.type('Ask when it comes');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Zinc');
  const sentence = "3 business days after 'At the lab' is due, create a call to the vendor for Zinc plates";
  await editor.getByRole('heading', { name: sentence }).waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText(`Added: ${sentence}.`).waitFor();
  await page.getByRole('complementary', { name: 'Trigger', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  const row = page.getByRole('button', { name: sentence });
  await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true);
  const { items } = await call(listTriggers);
  expect(items.filter((trigger) => trigger.sentence === sentence)).toMatchObject([
    { description: 'Ask when it comes', isAutomatic: false, isActive: true, taskTypeId: expect.any(Number) },
  ]);
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Trigger', exact: true }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('New trigger').waitFor();
});

test('a trigger that has work waiting is changed, cannot be deleted, and says what switching it off withdraws', async () => {
  const { page, call } = await visit({ sample: 60 });
  const { id, sentence } = await firing(call);
  await page.goto(`/settings/triggers?trigger=${id}`);
  const editor = page.getByRole('complementary', { name: 'Trigger', exact: true });
  await editor.getByRole('textbox', { name: 'What is to be done' }).fill('Look at it twice');
  await editor.getByLabel('Priority').selectOption('high');
  const leaving = page.getByRole('dialog', { name: 'Leave without saving?' });
  await page.keyboard.press('Escape');
  await leaving.getByRole('button', { name: 'Stay here' }).waitFor();
  await page.keyboard.press('Escape');
  await leaving.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Close the trigger' }).click();
  await leaving.getByRole('button', { name: 'Stay here' }).click();
  await editor.getByRole('button', { name: 'Save the trigger' }).click();
  await page.getByText(`Saved: ${sentence}.`).waitFor();
  const saved = () => call(getTrigger, { params: { id } });
  expect(await saved()).toMatchObject({ description: 'Look at it twice', priority: 'high' });
  await editor.getByRole('button', { name: 'Delete trigger' }).click();
  await editor.getByRole('alert').getByText('so it cannot be deleted. Make it inactive instead.').waitFor();
  await editor.getByRole('button', { name: 'Make inactive' }).click();
  // One clicks what is drawn over it.
  const onOff = page.getByRole('switch', { name: `Active: ${sentence}` });
  const asked = page.getByRole('dialog');
  await asked.getByText('1 firing of it waits in the queue').waitFor();
  await expectAccessible(page);
  await asked.getByRole('button', { name: 'Leave it active' }).click();
  await asked.waitFor({ state: 'detached' });
  await onOff.click({ force: true });
  await asked.getByRole('button', { name: 'Withdraw it and make it inactive' }).click();
  await page.getByText('It plans nothing any more.').waitFor();
  await expect.poll(saved).toMatchObject({ isActive: false });
  await page.getByLabel('Active or not').selectOption('Active');
  await page.getByRole('heading', { name: 'No trigger fits' }).waitFor();
  await page.getByRole('button', { name: 'Show all triggers' }).click();
  await onOff.click({ force: true });
  await expect.poll(saved).toMatchObject({ isActive: true });
});

test('what is refused stands at its field, and what does not fit any more is left out', async () => {
  const { page, call } = await visit({ sample: 60 });
  const { id } = await statusNamed(call, 'At the lab');
  const body: TriggerInput = { statusId: id, when: 'entered', action: 'task', description: 'Look', taskDays: 2 };
  const trigger = await call(addTrigger, { body });
  await page.goto(`/settings/triggers?trigger=${trigger.id}`);
  const editor = page.getByRole('complementary', { name: 'Trigger', exact: true });
  await editor.getByLabel('What it does').selectOption({ label: 'Send an e-mail' });
  await editor.getByRole('heading', { name: "When 'At the lab' is entered, send an e-mail to …" }).waitFor();
  expect(await editor.getByRole('textbox', { name: 'What is to be done' }).count()).toBe(0);
  await editor.getByRole('button', { name: 'Save the trigger' }).click();
  await editor.getByText('Choose to whom.').waitFor();
  const toWhom = editor.getByLabel('To whom');
  await expect.poll(() => toWhom.evaluate((element) => element === document.activeElement)).toBe(true);
  await toWhom.selectOption({ label: 'A fixed address' });
  await editor.getByRole('textbox', { name: 'E-mail address' }).fill('nobody');
  await editor.getByRole('button', { name: 'Try it on the last 14 days' }).click();
  await editor.getByText('nobody is not an e-mail address.').waitFor();
  await editor.getByLabel('What it does').selectOption({ label: 'Call a webhook' });
  await editor.getByRole('textbox', { name: 'Address of the webhook' }).fill('https://erp.example/orders');
  await editor.getByRole('button', { name: 'Save the trigger' }).click();
  await page.getByText("Saved: When 'At the lab' is entered, call the webhook at erp.example.").waitFor();
  expect(await call(getTrigger, { params: { id: trigger.id } })).toMatchObject({
    ...{ action: 'webhook', description: '', taskDays: null, taskTypeId: null, recipient: null },
  });
  await editor.getByRole('button', { name: 'Delete trigger' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: /call the webhook at erp.example/ }).waitFor();
});

test('a status of a cycle leads to its triggers, and one of them is tried on the past', async () => {
  const { page, call } = await visit({ sample: 120 });
  const status = await statusNamed(call, 'At the lab');
  const body: TriggerInput = { statusId: status.id, when: 'entered', action: 'call', recipient: 'vendor' };
  await call(addTrigger, { body });
  const count = (await call(listTriggers, { query: { statusId: status.id } })).items.length;
  await page.goto(`/settings/cycles/${status.typeId}`);
  await page.getByRole('link', { name: `Triggers of At the lab: ${count}` }).click();
  const rows = page.getByRole('list', { name: 'Triggers of At the lab' }).getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(count);
  expect(await page.getByRole('list', { name: 'Triggers of' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Add a trigger' }).click();
  const editor = page.getByRole('complementary', { name: 'New trigger' });
  await editor.getByLabel('What it does').selectOption({ label: 'Create a call' });
  await editor.getByLabel('To whom').selectOption({ label: 'The vendor' });
  const would = await call(dryRunTrigger, { body: { overDays: 30, trigger: body } });
  expect(would.count).toBeGreaterThan(1);
  await editor.getByRole('textbox', { name: 'Over how many days' }).fill('30');
  await editor.getByRole('button', { name: 'Try it on the last 30 days' }).click();
  await editor.getByText(`It would have fired ${would.count} times`).waitFor();
  const [first] = would.days;
  const chart = editor.getByRole('table', { name: 'How often per day' });
  expect(await chart.getByRole('columnheader').count()).toBe(30);
  expect(await chart.getByRole('cell', { name: String(first?.count), exact: true }).count()).toBeGreaterThan(0);
  const listed = editor.getByRole('list', { name: 'What it would have done' }).getByRole('listitem');
  expect(await listed.count()).toBe(would.items.length);
  await listed
    .first()
    .getByRole('link', { name: would.items[0]?.orderNumber ?? '' })
    .waitFor();
  await editor.getByLabel('When', { exact: true }).selectOption({ label: 'After it was due there' });
  await editor.getByText('The trigger was changed since.').waitFor();
});

test('invoice statuses lead to their triggers as well', async () => {
  const { page, call } = await visit({ sample: 60 });
  const { id } = await call(addTrigger, {
    body: { invoiceStatusId: 1, when: 'entered', action: 'webhook', address: 'https://erp.example/invoices' },
  });
  const { statusName } = await call(getTrigger, { params: { id } });
  await page.goto('/settings/lists');
  await page.getByRole('link', { name: new RegExp(`^Triggers of ${statusName}: `) }).click();
  const row = page.getByRole('region', { name: 'Invoices' }).getByRole('button', { name: /erp\.example/ });
  await row.click();
  const editor = page.getByRole('complementary', { name: 'Trigger', exact: true });
  await editor.getByRole('checkbox', { name: 'Only once per invoice' }).check();
  const version = (await call(getTrigger, { params: { id } })).version;
  await call(updateTrigger, { params: { id }, version, body: { isAutomatic: true } });
  await page.getByRole('listitem').filter({ hasText: 'erp.example' }).getByText('by itself').waitFor();
  await page.keyboard.press('Control+s');
  await page.getByText('once per invoice.').waitFor();
  expect(await call(getTrigger, { params: { id } })).toMatchObject({ isAutomatic: true, isOncePerOrder: true });
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('triggers keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ ...options, sample: 60 });
  const { id: statusId } = await statusNamed(call, 'At the lab');
  const { id } = await call(addTrigger, {
    body: { statusId, when: 'after_due', days: 1, action: 'call', recipient: 'client' },
  });
  await page.goto('/settings/triggers');
  await page.getByRole('list', { name: 'Triggers of At the lab' }).first().waitFor();
  await expectAccessible(page);
  await page.goto(`/settings/triggers?trigger=${id}`);
  const editor = page.getByRole('complementary', { name: 'Trigger', exact: true });
  await editor.getByRole('textbox', { name: 'Over how many days' }).waitFor();
  await editor.getByRole('button', { name: /^Try it on the last/ }).click();
  await editor.getByText(/It would (not )?have fired/).waitFor();
  await expectAccessible(page);
});

/** A trigger for which an order waits in the queue. */
async function firing(call: Visit['call']): Promise<{ id: number; sentence: string }> {
  const { id: statusId, typeId } = await statusNamed(call, 'At the lab');
  const trigger = await call(addTrigger, { body: { statusId, when: 'entered', action: 'task' } });
  const { items } = await call(listOrders, { query: { typeId: [typeId] } as never });
  const order = items.find(({ statusName }) => statusName !== 'At the lab');
  await call(changeStatus, { params: { id: order?.id ?? 0 }, body: { statusId } });
  return trigger;
}

/** Of the type that prints are ordered by. */
async function statusNamed(call: Visit['call'], name: string): Promise<ProductionStatus> {
  const { items } = await call(listTypes);
  const status = items.find((type) => type.name === 'Print order')?.statuses.find((each) => each.name === name);
  if (!status) throw new Error(`There is no status ${name}.`);
  return status;
}

async function pressed(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}
