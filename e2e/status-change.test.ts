import { changeStatus } from '@printrail/contract/changes';
import type { AnswerOf } from '@printrail/contract/endpoint';
import { getHistory } from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import { getOrder, type OrderSummary } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('one order is advanced by keyboard alone, and taken back from the message', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const before = await openOrderAt(v, 'At the lab');
  const current = (statusName: string) => page.locator('[aria-current=step]', { hasText: statusName });
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: `Advance ${before.number}` });
  await dialog.getByText('1 business day after Mon 23 Nov.').waitFor();
  expect(await dialog.getByLabel('New status').inputValue()).toBe('Quality check');
  expect(await dialog.getByLabel('Due').inputValue()).toBe('2026-11-24');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText(`${before.number} is at Quality check, due Tue 24 Nov`).waitFor();
  expect(await v.call(getOrder, { params: before })).toMatchObject({
    statusName: 'Quality check',
    sinceDate: '2026-11-23',
  });
  await page.keyboard.press('Control+z');
  await page.getByText(`Taken back: ${before.number} is at At the lab again`).waitFor();
  await current('At the lab').waitFor();
  await page.keyboard.press('Shift+a');
  await current('Quality check').waitFor();
  // Taken back without the message, the message goes as well: its "Undo" is of the past.
  await page.keyboard.press('u');
  await page.getByText(`Taken back: ${before.number} is at At the lab again`).waitFor();
  expect(await page.getByRole('status').getByRole('button', { name: 'Undo' }).count()).toBe(0);
  const { version: _, ...after } = await v.call(getOrder, { params: before });
  expect(after).toMatchObject(placeOf(before));
});

test('everything about a change can be told otherwise, and is kept', async () => {
  const { v, page, order: before, dialog } = await advancing();
  await dialog.getByLabel('New status').click();
  await page.getByRole('option', { name: 'Packaging' }).click();
  await dialog.getByText('statuses between are skipped').waitFor();
  await dialog.getByLabel('Date completed').fill(before.sinceDate);
  await dialog.getByLabel('Due', { exact: true }).fill('2026-12-11');
  await dialog.getByRole('button', { name: 'As computed' }).click();
  await dialog.getByText('Typed by hand').waitFor({ state: 'detached' });
  await dialog.getByLabel('Due', { exact: true }).fill('2026-12-10');
  await dialog.getByText('Typed by hand').waitFor();
  await dialog.getByRole('combobox', { name: 'Responsible person' }).fill('Olive');
  await page.getByRole('option', { name: 'Olive Owner' }).click();
  await dialog.getByLabel('Current status not complete').check();
  await dialog.getByLabel('Note').fill('Picked up in person');
  await page.keyboard.press('Enter');
  await page.getByText(`${before.number} is at Packaging, due Thu 10 Dec`).waitFor();
  expect(await v.call(getOrder, { params: before })).toMatchObject({
    ...{ statusName: 'Packaging', dueDate: '2026-12-10', isDueDateOverridden: true },
    ...{ sinceDate: before.sinceDate, responsibleUserName: 'Olive Owner' },
  });
  const latest = (await v.call(getHistory, { params: before })).items.at(-1);
  expect(latest).toMatchObject({ note: 'Picked up in person', completedDate: null, toStatusName: 'Packaging' });
});

test('a date outside the visit is refused at its field, and what was typed stays', async () => {
  const { page, dialog } = await advancing();
  await dialog.getByLabel('Note').fill('kept');
  await dialog.getByLabel('Date completed').fill('2026-12-24');
  await dialog.getByText('is outside this visit').waitFor();
  await dialog.getByRole('button', { name: 'Advance' }).click();
  await dialog.getByText('is outside this visit').waitFor();
  expect(await dialog.getByLabel('Note').inputValue()).toBe('kept');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('someone else’s change is shown, and one click goes on with what was typed', async () => {
  const { v, page, order, dialog } = await advancing();
  await dialog.getByLabel('New status').click();
  await page.getByRole('option', { name: 'Packaging' }).click();
  await dialog.getByLabel('Note').fill('In the blue box');
  await v.call(changeStatus, { params: order, body: { note: 'arrived' } });
  const told = dialog.getByRole('alert');
  await told.getByText('At the lab → Quality check. “arrived”').waitFor();
  await told.getByRole('button', { name: 'Go on from there' }).click();
  await dialog.getByText('from Quality check').waitFor();
  await dialog.getByText('next on the track').waitFor();
  await dialog.getByRole('button', { name: 'Advance' }).click();
  await page.getByText(`${order.number} is at Packaging`).waitFor();
  const latest = (await v.call(getHistory, { params: order })).items.at(-1);
  expect(latest).toMatchObject({ fromStatusName: 'Quality check', toStatusName: 'Packaging', note: 'In the blue box' });
});

test('someone else’s change that comes before the preview does leaves the status meant the one that was chosen', async () => {
  const { v, page, order, dialog } = await advancing();
  const changed = Promise.withResolvers<void>();
  await page.route('**/status-changes/preview', async (route) => {
    await changed.promise;
    await route.continue();
  });
  await dialog.getByLabel('New status').click();
  await page.getByRole('option', { name: 'Packaging' }).click();
  await v.call(changeStatus, { params: order, body: {} });
  changed.resolve();
  await dialog.getByText('from Quality check').waitFor();
  await dialog.getByRole('alert').getByRole('button', { name: 'Go on from there' }).click();
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  await page.getByText(`${order.number} is at Packaging`).waitFor();
});

test('an order that somebody advanced already is not advanced twice', async () => {
  const { v, page, order, dialog } = await advancing();
  await v.call(changeStatus, { params: order, body: {} });
  await dialog.getByText('It already is at Quality check, where you wanted it.').waitFor();
  await page.keyboard.press('Enter');
  expect((await v.call(getOrder, { params: order })).statusName).toBe('Quality check');
  await dialog.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('an order is parked by keyboard, and resumes where it was', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const order = await openOrderAt(v, 'At the lab');
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: `Park ${order.number}` });
  await dialog.getByRole('radio', { name: 'Waiting on client' }).waitFor();
  expect(await dialog.getByLabel('Current status not complete').isChecked()).toBe(true);
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText(`${order.number} is at On hold`).waitFor();
  await page.getByText('beside the track').waitFor();
  await page.getByText('resumes here').waitFor();
  await page.getByRole('button', { name: /^Resume/ }).waitFor();
  await page.keyboard.press('Shift+A');
  await page.getByText(`${order.number} is at At the lab`).waitFor();
  expect(await v.call(getOrder, { params: order })).toMatchObject({
    ...{ statusName: 'At the lab', responsibleUserId: order.responsibleUserId, departmentId: order.departmentId },
  });
});

test('many orders are advanced by keyboard, those that changed meanwhile are named, and undo keeps what moved on', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const [one, two, three] = (await v.call(listOrders)).items;
  if (!one || !two || !three) throw new Error('The sample has too few open orders.');
  await page.goto('/production');
  await page.getByText(one.number).waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Advance 3 orders' });
  await dialog.getByText('3 orders will change, each to its next status.').waitFor();
  await expectAccessible(page);
  await v.call(changeStatus, { params: two, body: {} });
  await dialog.getByText('3 orders: 2 will change, each to its next status; 1 cannot.').waitFor();
  await dialog.getByText(`${two.number} was changed meanwhile`).waitFor();
  await dialog.getByRole('button', { name: 'Advance the other 2 orders' }).click();
  await page.getByText('2 orders advanced; 1 was left as it was').waitFor();
  await v.call(changeStatus, { params: one, body: {} });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Take back the other 1' }).click();
  await page.getByText('Taken back: 1 order as before; 1 had moved on and stays').waitFor();
  expect((await v.call(getOrder, { params: three })).statusName).toBe(three.statusName);
});

/** Opens the page of an open order that stands at a status, in time to be worked on. */
async function openOrderAt(v: Visit, statusName: string): Promise<OrderSummary> {
  const { items }: AnswerOf<typeof listOrders> = await v.call(listOrders, { query: { limit: 200 } });
  const order = items.find((each) => each.statusName === statusName && each.typeName === 'Print order');
  if (!order) throw new Error(`No print order of the sample stands at ${statusName}.`);
  await v.page.goto(`/production/orders/${order.id}`);
  await v.page.getByRole('button', { name: 'Advance' }).waitFor();
  return order;
}

/** An order at the lab, with the window open that advances it. */
async function advancing() {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const order = await openOrderAt(v, 'At the lab');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('next on the track').waitFor();
  return { v, page, order, dialog };
}

function placeOf({ statusName, sinceDate, dueDate, responsibleUserId, departmentId }: OrderSummary) {
  return { statusName, sinceDate, dueDate, responsibleUserId, departmentId };
}
