import { listTypes, type ProductionType } from '@printrail/contract/cycles';
import { listOrders } from '@printrail/contract/hub';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { previewRecalculation } from '@printrail/contract/recalculation';
import { listReorderReasons } from '@printrail/contract/reorders';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('a longer duration moves no due date until someone has the orders recalculated', async () => {
  const { page, call } = await visit({ sample: 120 });
  const { id } = await typeNamed(call, 'Print order');
  const preview = () => call(previewRecalculation, { body: { filter: { typeId: [id] } } });
  await page.goto('/settings/cycles');
  await page.getByRole('link', { name: 'Print order' }).click();
  await page.getByText('10 business days in all: an order sent today is complete on Mon 7 Dec').waitFor();
  await page.getByRole('textbox', { name: 'Business days of At the lab' }).fill('a few');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('“a few” is no number of business days').waitFor();
  await page.getByRole('textbox', { name: 'Business days of At the lab' }).fill('9');
  await page.keyboard.press('Enter');
  const offer = page.getByRole('region', { name: 'Due dates already given' });
  await offer.waitFor();
  await page.getByText('14 business days in all').waitFor();
  const { count, orders } = await preview();
  expect(count).toBeGreaterThan(0);
  await offer.getByText(`${count} open order`).waitFor();
  await offer.getByRole('button', { name: 'Show' }).click();
  const shown = page.getByRole('dialog');
  await shown.getByRole('link', { name: orders[0]?.number ?? '' }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await shown.waitFor({ state: 'detached' });
  await offer.getByRole('button', { name: 'Leave them' }).click();
  await offer.waitFor({ state: 'detached' });
  expect((await preview()).count).toBe(count);
  // What was worked out for nine days is not offered for eight.
  const workedOut = Promise.withResolvers<void>();
  await page.route('**/recalculation/preview', async (route) => {
    await workedOut.promise;
    await route.continue();
  });
  await page.getByRole('textbox', { name: 'Business days of At the lab' }).fill('8');
  await page.keyboard.press('Enter');
  await page.getByText('13 business days in all').waitFor();
  expect(await offer.count()).toBe(0);
  workedOut.resolve();
  await offer.getByRole('button', { name: 'Recalculate' }).click();
  await page.getByText('got another due date.').waitFor();
  expect((await preview()).count).toBe(0);
});

test('statuses are put in order by keyboard and by mouse, and what cannot be is told', async () => {
  const { page, call } = await visit({ sample: 120 });
  const type = await typeNamed(call, 'Print order');
  const names = async () => (await typeNamed(call, 'Print order')).statuses.map(({ name }) => name).join(', ');
  await page.goto(`/settings/cycles/${type.id}`);
  await page.getByRole('button', { name: 'Move Quality check' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('Quality check is picked up.').waitFor({ state: 'attached' });
  await page.keyboard.press('ArrowDown');
  await page.getByText('Quality check is at the place of Packaging.').waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  await expect.poll(names).toMatch('At the lab, Packaging, Quality check, Complete');
  const from = await page.getByRole('button', { name: 'Move Order review' }).boundingBox();
  const to = await page.getByRole('button', { name: 'Move Packaging' }).boundingBox();
  if (!from || !to) throw new Error('The rows are not on the page.');
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 24, { steps: 4 });
  await page.mouse.move(to.x + 8, to.y + 12, { steps: 8 });
  await page.mouse.up();
  await expect.poll(names).toMatch('Retouching, At the lab, Packaging, Order review, Quality check, Complete');
  await choose(page, 'Order review', 'Move up');
  await expect.poll(names).toMatch('Retouching, At the lab, Order review, Packaging');
  await choose(page, 'Order review', 'Delete');
  await page.getByRole('alert').getByText('Make it inactive instead.').waitFor();
  await choose(page, 'Order review', 'Make initial');
  await expect.poll(names).toMatch('Order review, Retouching, At the lab');
  await page.getByRole('textbox', { name: 'Name of Packaging' }).fill('Retouching');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Print order already has a status called Retouching.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Name of Packaging' }).inputValue()).toBe('Retouching');
});

test('a status with open orders becomes inactive once they are moved elsewhere', async () => {
  const { page, call } = await visit({ sample: 120 });
  const type = await typeNamed(call, 'Print order');
  const lab = type.statuses.find(({ name }) => name === 'At the lab');
  const openAt = async (statusId = 0) => (await call(listOrders, { query: { statusId: [statusId] } })).items.length;
  expect(await openAt(lab?.id)).toBeGreaterThan(0);
  await page.goto(`/settings/cycles/${type.id}`);
  await choose(page, 'At the lab', 'Make inactive');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: /open orders? stands? at At the lab/ }).waitFor();
  await dialog.getByLabel(/Move its .* to/).selectOption({ label: 'Packaging' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /and go on/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('inactive', { exact: true }).waitFor();
  expect(await openAt(lab?.id)).toBe(0);
});

test('a new type begins as a copy, is made one’s own in place, and goes again', async () => {
  const { page, call } = await visit({ sample: 60 });
  await page.goto('/settings/cycles');
  await page.getByRole('button', { name: 'Add an order type' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Album order');
  await page.getByLabel('Its cycle begins as').selectOption({ label: 'A copy of In-house print' });
  await page.getByRole('button', { name: 'Add the type' }).click();
  await page.getByRole('dialog').getByText('There is already a production order type called Album order.').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Canvas');
  await page.getByRole('button', { name: 'Add the type' }).click();
  await page.getByRole('heading', { name: 'Canvas', level: 1 }).waitFor();
  await page.getByRole('textbox', { name: 'Add a status before the final one' }).fill('Stretching');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Business days of Stretching' }).fill('2');
  await page.getByRole('combobox', { name: 'Workflow stage of Stretching' }).fill('Finishing');
  await page.getByRole('textbox', { name: 'Words for the client at Stretching' }).fill('We are stretching your canvas');
  await page.keyboard.press('Enter');
  await page.getByLabel('Department of Stretching').selectOption({ label: 'Finishing' });
  await page.getByRole('button', { name: 'Colour of Stretching' }).click();
  await page.getByRole('button', { name: 'Teal' }).click();
  const stretching = async () => (await typeNamed(call, 'Canvas')).statuses.find(({ name }) => name === 'Stretching');
  await expect.poll(stretching).toMatchObject({
    ...{ duration: 2, workflowStage: 'Finishing', clientWording: 'We are stretching your canvas', color: '#3d8b84' },
    ...{ position: 5, departmentId: expect.any(Number) },
  });
  await choose(page, 'Stretching', 'Put beside the track');
  await page.getByRole('list', { name: 'Statuses beside the track' }).getByLabel('Name of Stretching').waitFor();
  await choose(page, 'Stretching', 'Delete');
  await page.getByText('Stretching is deleted.').waitFor();
  await choose(page, 'Canvas', 'Delete');
  await page.getByText('Canvas is deleted.').waitFor();
  await page.getByRole('heading', { name: 'Order types and cycles' }).waitFor();
  expect((await call(listTypes)).items.map(({ name }) => name)).not.toContain('Canvas');
});

test('invoice statuses and reorder reasons are added, renamed, moved and made inactive', async () => {
  const { page, call } = await visit({ sample: 60 });
  const reasons = async () => (await call(listReorderReasons)).items;
  const statuses = async () => (await call(listInvoiceStatuses)).items.map(({ name }) => name);
  await page.goto('/settings/lists');
  await page.getByRole('textbox', { name: 'Add a reorder reason' }).fill('Client changed their mind');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'The vendor charges: Client changed their mind' }).check();
  await choose(page, 'Client changed their mind', 'Move up');
  await choose(page, 'Client changed their mind', 'Make inactive');
  await expect
    .poll(async () => (await reasons()).find(({ name }) => name === 'Client changed their mind'))
    .toMatchObject({ isCharged: true, isActive: false, position: (await reasons()).length - 1 });
  await page.getByRole('textbox', { name: 'Add an invoice status' }).fill('Waiting for payment');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Business days of Waiting for payment' }).fill('10');
  await page.keyboard.press('Enter');
  await choose(page, 'Waiting for payment', 'Move up');
  await expect
    .poll(statuses)
    .toEqual(['Open', 'In production', 'Waiting for payment', 'Ready for pickup', 'Delivered']);
  await choose(page, 'Ready for pickup', 'Make inactive');
  await page.getByRole('alert').getByText('choose another in the preferences first').waitFor();
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('types, cycle and lists keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ sample: 60, ...options });
  const { id } = await typeNamed(call, 'Print order');
  await page.goto('/settings/cycles');
  await page.getByRole('link', { name: 'Album order' }).waitFor();
  await expectAccessible(page);
  await page.goto(`/settings/cycles/${id}`);
  await page.getByRole('textbox', { name: 'Name of At the lab' }).waitFor();
  await expectAccessible(page);
  await page.goto('/settings/lists');
  await page.getByRole('textbox', { name: 'Name of Vendor error' }).waitFor();
  await expectAccessible(page);
});

async function typeNamed(call: Visit['call'], name: string): Promise<ProductionType> {
  const found = (await call(listTypes)).items.find((type) => type.name === name);
  if (!found) throw new Error(`There is no type ${name}.`);
  return found;
}

async function choose(page: Page, of: string, does: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${of}` }).click();
  await page.getByRole('menuitem', { name: does, exact: true }).click();
}
