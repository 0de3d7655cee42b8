import { listVendors } from '@printrail/contract/catalog';
import { changeStatus } from '@printrail/contract/changes';
import { getHistory } from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import { getInvoice } from '@printrail/contract/invoices';
import { getOrder, type OrderSummary } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('an order tells where it is and why, and what it says is changed where it stands', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const order = await openOrder(v);
  const track = page.getByRole('region', { name: 'Track' });
  await track.getByText('promised to the client:').waitFor();
  await track.getByRole('button', { name: /^Quality check/ }).hover();
  await page.getByRole('tooltip').getByText('1 business day after').waitFor();

  await page.getByRole('button', { name: 'Change the due date' }).click();
  await page.getByLabel('Due date', { exact: true }).fill('2026-12-18');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('due Fri 18 Dec (typed)').waitFor();
  await page.getByRole('button', { name: 'Change the due date' }).click();
  await page.getByRole('button', { name: 'As computed' }).click();
  await page.getByText('(typed)').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Change who is responsible' }).click();
  // What opens takes the focus to its first field; what was typed elsewhere before is let go.
  await page.locator('[data-autofocus]:focus').waitFor();
  await page.getByRole('combobox', { name: 'Person' }).fill('Olive');
  await page.getByRole('option', { name: 'Olive Owner' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: /Olive Owner\. Change who is responsible/ }).waitFor();

  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByLabel('Vendor notes').fill('Matte, please');
  await page.getByLabel('Vendor’s order number').fill('LAB-77');
  await page.getByLabel('Vendor’s invoice amount').fill('12.50');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
  expect(await v.call(getOrder, { params: order })).toMatchObject({
    ...{ responsibleUserName: 'Olive Owner', isDueDateOverridden: false, dueDate: order.dueDate },
    ...{ vendorNotes: 'Matte, please', vendorOrderNumber: 'LAB-77', vendorInvoiceAmount: 1_250 },
  });
  const status = page.getByLabel('Status of invoice');
  const other = await status.locator('option:not(:checked)').first().textContent();
  await status.selectOption({ label: other ?? '' });
  await expect
    .poll(async () => (await v.call(getInvoice, { params: { id: order.invoiceId ?? 0 } })).statusName)
    .toBe(other);
});

test('lines are changed, added and removed by hand', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const order = await openOrder(v);
  await page.getByRole('button', { name: 'Edit lines' }).click();
  await page.getByLabel('Note of line 1').fill('Trim to the edge');
  await page.getByRole('combobox', { name: 'Add a product' }).click();
  await page.getByRole('listbox').getByRole('option').first().click();
  await page.getByRole('button', { name: 'Add another line' }).click();
  await page
    .getByRole('textbox', { name: /^Description of line/ })
    .last()
    .fill('Sample swatch');
  await page
    .getByRole('textbox', { name: /^Cost of line/ })
    .last()
    .fill('3.20');
  await page
    .getByRole('button', { name: /^Remove line/ })
    .nth(-2)
    .click();
  await page.getByRole('button', { name: 'Save the lines' }).click();
  await page.getByRole('cell', { name: 'Sample swatch', exact: true }).waitFor();
  const { lines } = await v.call(getOrder, { params: order });
  expect(lines.at(0)).toMatchObject({ note: 'Trim to the edge' });
  expect(lines.at(-1)).toMatchObject({ description: 'Sample swatch', quantity: 1, cost: 320, productId: null });
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByText('Added: 1 × Sample swatch.').waitFor();
});

test('the timeline shows what happened, what was taken back, and a note', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const order = await openOrder(v);
  await v.call(changeStatus, { params: order, body: { note: 'Parcel is here' } });
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const timeline = page.getByRole('list', { name: 'Timeline' });
  const newest = timeline.getByRole('listitem').first();
  await newest.getByText('At the lab → Quality check').waitFor();
  await newest.getByText('Parcel is here').waitFor();
  await newest.getByText(/^completed Mon 23 Nov/).waitFor();
  await page
    .getByText(/since Mon 23 Nov/)
    .first()
    .waitFor();
  await page.keyboard.press('u');
  await newest.getByText('Taken back: At the lab again').waitFor();
  await timeline.getByText('taken back', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'New note' }).fill('Client called');
  await page.keyboard.press('Control+Enter');
  await newest.getByText('Client called').waitFor();
  await page.getByRole('table', { name: 'Days at each status' }).getByRole('cell', { name: 'At the lab' }).waitFor();
  expect((await v.call(getHistory, { params: order })).items.at(-1)).toMatchObject({
    kind: 'note',
    note: 'Client called',
  });
});

test('an order is cancelled with a reason, reopened, and reordered', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const order = await openOrder(v);
  const more = page.getByRole('button', { name: 'More about this order' });
  await more.click();
  await page.getByRole('menuitem', { name: 'Cancel the order' }).click();
  await page.getByLabel('Reason').fill('Client changed their mind');
  await page.keyboard.press('Enter');
  await page.getByText(`${order.number} is cancelled`).waitFor();
  await page.getByText('Client changed their mind').waitFor();
  await page.getByRole('button', { name: 'Reopen', exact: true }).first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Reopen ${order.number}` })
    .click();
  await page.getByText(`${order.number} is open again, at At the lab`).waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Reorder' }).click();
  const dialog = page.getByRole('dialog', { name: `Reorder from ${order.number}` });
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  await dialog.getByRole('button', { name: /^Reorder \d/ }).click();
  await page.getByText('Reordered as').waitFor();
  const [reorder] = (await v.call(getOrder, { params: order })).reorders;
  await page.getByRole('button', { name: `Open ${reorder?.number}` }).click();
  await page.getByText('Reorder of').waitFor();
  await more.click();
  await page.getByRole('menuitem', { name: 'Change the type' }).click();
  await page.getByRole('button', { name: 'Change to Album order' }).click();
  await page.getByText(`${reorder?.number} is at Album design`).waitFor();
});

test('a production order is added by hand', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const vendor = (await v.call(listVendors)).items.find(({ defaultTypeId, orderNumbers, isActive }) => {
    return isActive && defaultTypeId !== null && orderNumbers === 'pattern';
  });
  await page.goto('/production/new');
  await page.getByRole('combobox', { name: 'Vendor' }).fill(vendor?.name ?? '');
  await page.getByRole('option', { name: vendor?.name ?? '' }).click();
  await page.getByRole('button', { name: 'Add another line' }).click();
  await page.getByLabel('Description of line 1').fill('Display print');
  await page.getByLabel('Studio notes').fill('For the shop window');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create the production order' }).click();
  await page.getByRole('cell', { name: 'Display print', exact: true }).waitFor();
  const id = Number(new URL(page.url()).pathname.split('/').at(-1));
  expect(await v.call(getOrder, { params: { id } })).toMatchObject({
    ...{ vendorName: vendor?.name, studioNotes: 'For the shop window', state: 'open' },
  });
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('an order keeps nobody out: %o', async (options) => {
  const v = await visit({ sample: 60, ...options });
  const { page } = v;
  await openOrder(v);
  await page.getByText('promised to the client:').waitFor();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('table', { name: 'Days at each status' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByRole('button', { name: 'Advance' }).click();
  await page.getByText('next on the track').waitFor();
  await expectAccessible(page);
});

/** Opens the page of an open order of an invoice that stands at the lab. */
async function openOrder(v: Visit): Promise<OrderSummary> {
  const { items } = await v.call(listOrders, { query: { limit: 200 } });
  const order = items.find(
    (each) => each.statusName === 'At the lab' && each.deliveryDate && !each.isDueDateOverridden,
  );
  if (!order) throw new Error('No order of the sample stands at the lab.');
  await v.page.goto(`/production/orders/${order.id}`);
  await v.page.getByRole('button', { name: 'Advance' }).waitFor();
  return order;
}
