import { listOrders } from '@printrail/contract/hub';
import { expect, test } from 'vitest';
import { expectAccessible, visit } from './testing/visit.ts';

test('a number, a name and a place are found without the mouse', async () => {
  const { page, call } = await visit({ sample: 60 });
  const order = (await call(listOrders, {})).items.find(({ clientName }) => clientName);
  const find = page.getByRole('combobox', { name: /^Search orders/ });
  const type = async (text: string) => {
    await page.keyboard.press('Control+k');
    await find.and(page.locator(':focus')).waitFor();
    await page.keyboard.type(text);
  };
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();

  // Enter comes before the answer, as from a scanner.
  await type(order?.number ?? '');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/production/orders/${order?.id}`);
  await page.getByRole('heading', { name: new RegExp(order?.number ?? '') }).waitFor();

  await type(order?.clientName ?? '');
  const client = page.getByRole('option', { name: /Client$/ }).first();
  await client.waitFor();
  while ((await client.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/clients/*');

  await type('price li');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/products');

  await type('zzzzqq');
  await page.getByText('Nothing has all of these words.').waitFor();
  await page.keyboard.press('Escape');
  await find.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe('/products');
});

test('what is marked is opened, also while the answer to one letter more is on its way', async () => {
  const { page, call } = await visit({ sample: 20 });
  const name = (await call(listOrders, {})).items.find(({ clientName }) => clientName)?.clientName ?? '';
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.keyboard.press('Control+k');
  const find = page.getByRole('combobox', { name: /^Search orders/ });
  await find.fill(name.slice(0, 4));
  const client = page.getByRole('option', { name: /Client$/ }).first();
  await client.waitFor();
  // From here on nothing is answered.
  await page.route('**/api/v1/search?*', () => undefined);
  await find.press('End');
  await page.keyboard.type(name.slice(4, 5));
  while ((await client.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/clients/*');
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the search keeps nobody out: %o', async (options) => {
  const { page } = await visit({ ...options, sample: 20 });
  await page.goto('/settings');
  await page.getByRole('button', { name: /Search orders, clients/ }).click();
  await page.getByRole('combobox').fill('a');
  await page
    .getByRole('option', { name: /Client$/ })
    .first()
    .waitFor();
  await expectAccessible(page);
});
