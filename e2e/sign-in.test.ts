import { expect, test } from 'vitest';
import { owner } from './testing/browser.ts';
import { expectAccessible, visit } from './testing/visit.ts';

test('someone signs in and comes to where they wanted to go', async () => {
  const { page } = await visit();
  await page.context().clearCookies();
  await page.goto('/clients');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('something else');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('The e-mail address or the password is not right.').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/clients');
});

test('someone signs out, and the page is closed to them', async () => {
  const { page } = await visit();
  await page.goto('/');
  await page.getByRole('button', { name: `You: ${owner.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto('/production');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the frame keeps nobody out: %o', async (options) => {
  const { page } = await visit(options);
  await page.goto('/settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await expectAccessible(page);
});
