import { getPreferences } from '@printrail/contract/calendar';
import { createSample } from '@printrail/contract/sample';
import { expect, test } from 'vitest';
import { owner } from './testing/browser.ts';
import { expectAccessible, visit } from './testing/visit.ts';

test('the owner sets up an empty studio, is told what is missing, and what to do next', async () => {
  const { page } = await visit({ isFirst: true });
  await page.goto('/');
  await page.getByRole('heading', { name: 'Set up your studio' }).waitFor();
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('password');
  await page.getByRole('button', { name: 'Create the studio' }).click();
  await page.getByText('must not be empty').waitFor();
  await page.getByLabel('Name of the studio').fill('Pelican Photography');
  await page.getByRole('button', { name: 'Create the studio' }).click();
  await page.getByText(/The password needs/).waitFor();
  expect(await page.getByLabel('Your name').inputValue()).toBe(owner.name);
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
  await page.getByRole('combobox', { name: 'Currency' }).fill('CHF');
  await page.getByRole('option', { name: /CHF/ }).click();
  // What is typed takes the place of what was chosen, and Enter takes the first that fits.
  await page.getByRole('combobox', { name: 'Time zone' }).click();
  await page.keyboard.type('lisbon');
  await page.getByRole('option', { name: /Lisbon/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Saturday' }).check();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'No open production orders' }).waitFor();
  await page.getByRole('link', { name: 'Import your lists' }).click();
  await page.getByRole('heading', { name: 'Bring in your lists' }).waitFor();

  const response = await page.request.get(`/api/v1${getPreferences.path}`);
  expect(await response.json()).toMatchObject({
    ...{ studioName: 'Pelican Photography', currency: 'CHF', workWeek: [1, 2, 3, 4, 5, 6], locale: 'en-US' },
    timeZone: 'Europe/Lisbon',
  });
  // Nobody sets it up a second time.
  await page.context().clearCookies();
  await page.goto('/welcome');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('the owner starts with a sample, and finds it in production', async () => {
  const { page } = await visit({ isFirst: true });
  await page.goto('/welcome');
  await page.getByLabel('Your name').fill(owner.name);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
  await page.getByLabel('Name of the studio').fill('Pelican Photography');
  await page.getByRole('radio', { name: 'A sample studio' }).check();
  await page.getByRole('button', { name: 'Create the studio' }).click();
  await page.getByRole('link', { name: /^PO-/ }).first().waitFor({ timeout: 30_000 });
  const again = await page.request.post(`/api/v1${createSample.path}`, { data: {} });
  expect(again.status()).toBe(409);
});

test('someone who guesses passwords is told to wait', async () => {
  const { page } = await visit();
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(owner.email);
  const enter = async (password: string) => {
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    const answered = page.waitForResponse(/sign-in/);
    await page.keyboard.press('Enter');
    return (await answered).status();
  };
  let status = 401;
  for (let tries = 0; tries < 30 && status === 401; tries++) status = await enter(`wrong ${tries}`);
  expect(status).toBe(429);
  await page
    .getByRole('alert')
    .getByText(/Too many failed tries to sign in. Try again in \d+ minutes/)
    .waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe(owner.email);
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the first run and signing in keep nobody out: %o', async (options) => {
  const { page } = await visit({ ...options, isFirst: true });
  await page.goto('/welcome');
  await page.getByRole('heading', { name: 'Set up your studio' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create the studio' }).click();
  await page.getByText('must not be empty').first().waitFor();
  await expectAccessible(page);
});
