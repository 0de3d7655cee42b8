import { cancelOrder } from '@printrail/contract/cancelling';
import { listOrders } from '@printrail/contract/hub';
import { listUsers } from '@printrail/contract/people';
import { listViews } from '@printrail/contract/views';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

const grid = (page: Page) => page.getByRole('grid', { name: 'Production orders' });
const cursor = (page: Page) => grid(page).getAttribute('aria-activedescendant');

test('someone finds the late orders, selects some and advances them without a mouse', async () => {
  const { page, call } = await visit({ sample: 150 });
  const before = await call(listOrders, { query: { late: true } });
  const [first, second, third] = before.items;
  expect(before.items.length).toBeGreaterThan(2);
  await page.goto('/production');
  await grid(page).getByRole('row').nth(3).waitFor();
  await page.getByRole('button', { name: /^Late/ }).focus();
  await page.keyboard.press('Space');
  await page.getByText(`${before.totals?.count} orders ·`).waitFor();
  expect(page.url()).toContain('late=true');

  await page.keyboard.press('j');
  expect(await cursor(page)).toBe(`o${first?.id}`);
  await page.keyboard.press('Shift+J');
  await page.getByText('2 selected').waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await cursor(page)).toBe(`o${third?.id}`);
  await page.keyboard.press('x');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await page.getByText('2 selected').waitFor();
  expect(await grid(page).locator('[aria-selected="true"]').count()).toBe(2);

  await page.keyboard.press('a');
  await page.getByRole('dialog', { name: /2 orders/ }).waitFor();
  await page.getByRole('button', { name: /^Advance 2 orders/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('2 selected').waitFor({ state: 'detached' });
  const after = await call(listOrders, { query: { state: 'all' } });
  const statusOf = (id: number | undefined) => after.items.find((order) => order.id === id)?.statusId;
  expect(statusOf(first?.id)).not.toBe(first?.statusId);
  expect(statusOf(third?.id)).not.toBe(third?.statusId);
  expect(statusOf(second?.id)).toBe(second?.statusId);
});

test('selected orders are given to somebody', async () => {
  const { page, call } = await visit({ sample: 60 });
  const { items: users } = await call(listUsers);
  const someone = users.find(({ isOwner }) => !isOwner);
  const [first, second] = (await call(listOrders)).items;
  await page.goto('/production');
  await grid(page)
    .getByText(first?.number ?? '')
    .waitFor();
  await page.getByRole('checkbox', { name: `Select ${first?.number}` }).check();
  await page.getByRole('checkbox', { name: `Select ${second?.number}` }).click({ modifiers: ['Shift'] });
  await page.getByText('2 selected').waitFor();
  await page.getByRole('button', { name: 'Assign…' }).click();
  await page.getByRole('combobox', { name: 'Responsible' }).click();
  await page.getByRole('option', { name: someone?.name ?? '' }).click();
  await page.getByRole('button', { name: 'Assign 2 orders' }).click();
  await page.getByText('2 orders assigned.').waitFor();
  const assigned = await call(listOrders, { query: { responsibleUserId: someone?.id as never } });
  expect(assigned.items.map(({ id }) => id)).toEqual(expect.arrayContaining([first?.id, second?.id]));
});

test('the address holds the view: search, filters, groups, columns, what is open', async () => {
  const { page, call } = await visit({ sample: 120 });
  const { items } = await call(listOrders, { query: { limit: 100 } });
  const wanted = items.find(({ clientName }) => /^[a-z]+ [a-z]+/i.test(clientName ?? ''));
  await page.goto('/production?group=status');
  await grid(page).getByRole('button', { expanded: true }).first().waitFor();
  await page.keyboard.press('f');
  await page.keyboard.type(wanted?.clientName ?? '');
  await grid(page)
    .getByText(wanted?.number ?? '')
    .waitFor();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Vendor’s number' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Vendor’s number' }).waitFor();
  const rows = await grid(page).getByRole('row').count();
  await page.reload();
  await page.getByRole('columnheader', { name: 'Vendor’s number' }).waitFor();
  await grid(page)
    .getByText(wanted?.number ?? '')
    .waitFor();
  expect(await page.getByRole('searchbox', { name: 'Filter orders' }).inputValue()).toBe(wanted?.clientName);
  expect(await grid(page).getByRole('row').count()).toBe(rows);

  await grid(page)
    .getByText(wanted?.number ?? '')
    .click();
  await page.waitForURL(/order=/);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => !url.search.includes('order='));

  await page.getByRole('searchbox', { name: 'Filter orders' }).fill('nobody of this name');
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await grid(page).getByRole('button', { expanded: true }).first().click();
  await page.waitForURL(/folded=/);
  await grid(page).getByRole('button', { expanded: false }).waitFor();
});

test('all that match are selected, those not loaded too', async () => {
  const { page, call } = await visit({ sample: 1_100 });
  const { totals } = await call(listOrders);
  expect(totals?.count).toBeGreaterThan(100);
  await page.goto('/production');
  await page.getByRole('checkbox', { name: 'Select every order loaded' }).check();
  await page.getByText('100 selected').waitFor();
  await page.getByRole('button', { name: `Select all ${totals?.count} that match` }).click();
  await page.getByText(`${totals?.count} selected`).waitFor();
  await grid(page).focus();
  await page.keyboard.press('a');
  await page.getByRole('dialog', { name: new RegExp(`${totals?.count} orders`) }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText(`${totals?.count} selected`).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(`${totals?.count} orders ·`).waitFor();
  await changesOfOthersMoveNothing(page, call);
  // The last of all is on the second page; the header is row 1, and three orders were cancelled.
  const last = page.locator(`[role="row"][aria-rowindex="${(totals?.count ?? 0) - 2}"]`);
  for (let pages = 0; pages < 3; pages++) await page.keyboard.press('End');
  await last.waitFor();
});

/** The cursor stays where it is on the screen when orders above it leave. */
async function changesOfOthersMoveNothing(page: Page, call: Visit['call']): Promise<void> {
  const { items } = await call(listOrders, { query: { limit: 100 } });
  await grid(page).focus();
  for (let row = 0; row < 40; row++) await page.keyboard.press('ArrowDown');
  const place = async () => {
    const row = page.locator(`#${await cursor(page)}`);
    return { id: await cursor(page), y: (await row.boundingBox())?.y, index: await row.getAttribute('aria-rowindex') };
  };
  const before = await place();
  for (const { id } of items.slice(0, 3))
    await call(cancelOrder, { params: { id }, body: { reason: 'No longer wanted' } });
  await page.waitForFunction(
    ([id, index]) => document.getElementById(id ?? '')?.getAttribute('aria-rowindex') !== index,
    [before.id, before.index] as const,
  );
  const after = await place();
  expect(after.id).toBe(before.id);
  expect(after.y).toBe(before.y);
  expect(Number(after.index)).toBe(Number(before.index) - 3);
}

test('someone saves a view, comes back to it, shares and deletes it', async () => {
  const { page, call } = await visit({ sample: 60 });
  await page.goto('/production?atRisk=true&sort=client');
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Promised and in danger');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Promised and in danger' }).click();
  await page.getByRole('menuitem', { name: 'All open orders' }).click();
  await page.getByRole('button', { name: /^At risk/, pressed: false }).waitFor();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Promised and in danger' }).click();
  await page.getByRole('button', { name: /^At risk/, pressed: true }).waitFor();
  await page.getByRole('button', { name: 'Promised and in danger' }).click();
  await page.getByRole('menuitem', { name: 'Rename or share…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('In danger');
  await page.getByRole('checkbox', { name: /^Everyone/ }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'In danger' }).waitFor();
  const { items } = await call(listViews);
  expect(items).toMatchObject([{ name: 'In danger', isShared: true }]);
  await page.getByRole('button', { name: 'In danger' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('The view In danger is deleted.').waitFor();
  expect((await call(listViews)).items).toEqual([]);
});

test('an order is dragged to another status on the board, or moved with the keys', async () => {
  const { page, call } = await visit({ sample: 200 });
  const { totals } = await call(listOrders);
  await page.goto('/production?layout=board');
  const columns = page.locator('[data-column]');
  const column = columns.filter({ has: page.locator('[data-place]') }).first();
  await column.locator('[data-place="0"]').waitFor();
  await expectAccessible(page);
  const number = /PO-\d+/.exec((await column.locator('[data-place="0"]').textContent()) ?? '')?.[0] ?? '';
  const from = await column.locator('[data-place="0"]').boundingBox();
  const to = await columns.nth(1).boundingBox();
  if (!from || !to) throw new Error('There is nothing to drag.');
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 60, to.y + 200, { steps: 8 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(number).first().waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.keyboard.down('Alt');
  await page.mouse.move(to.x + 60, to.y + 200, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.up('Alt');
  await page.getByText(new RegExp(`^${number} is at `)).waitFor();
  await columns.nth(1).getByText(number).waitFor();

  await columns.nth(1).getByRole('button', { name: number }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await dialog.getByText(number).first().waitFor();
  await page.keyboard.press('Enter');
  await columns.nth(2).getByText(number).waitFor();
  const moved = await call(listOrders, { query: { search: number } });
  const second = totals?.statuses.filter(({ typeId }) => typeId === moved.items[0]?.typeId)[2];
  expect(moved.items[0]?.statusName).toBe(second?.statusName);
});

test('the calendar counts what is due, and a day opens its orders', async () => {
  const { page, call } = await visit({ sample: 150 });
  await page.goto('/production?layout=calendar');
  const { items } = await call(listOrders, { query: { dueFrom: '2026-11-24', dueTo: '2026-11-24' } });
  await page.getByRole('button', { name: 'Monday, November 23, 2026' }).focus();
  await page.keyboard.press('ArrowRight');
  const day = page.getByRole('button', { name: `Tuesday, November 24, 2026, ${items.length} due` });
  await day.and(page.locator('[aria-pressed="true"]')).waitFor();
  await page
    .getByRole('complementary')
    .getByText(items[0]?.number ?? '')
    .waitFor();
  await expectAccessible(page);
  await page.keyboard.press('PageDown');
  await page.getByRole('heading', { name: 'December 2026' }).waitFor();
  await page.goBack();
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the hub keeps nobody out: %o', async (options) => {
  const { page } = await visit({ ...options, sample: 120 });
  await page.goto('/production?group=status');
  await page
    .getByText(/PO-\d+/)
    .first()
    .waitFor();
  await expectAccessible(page);
});

test('on a phone one thumb advances an order', async () => {
  const { page, call } = await visit({ sample: 100, isPhone: true });
  const [first] = (await call(listOrders)).items;
  await page.goto('/production');
  await page.getByRole('button', { name: `Advance ${first?.number}` }).tap();
  await page.getByText(new RegExp(`^${first?.number} is`)).waitFor();
  const now = (await call(listOrders, { query: { search: first?.number ?? '', state: 'all' } })).items[0];
  expect(now?.statusId).not.toBe(first?.statusId);
});

test('an empty hub says what belongs there', async () => {
  const { page } = await visit();
  await page.goto('/production');
  await page.getByRole('heading', { name: 'No open production orders' }).waitFor();
  await expectAccessible(page);
});
