import { addApiKey } from '@printrail/contract/api-keys';
import { addDepartment, addUser, listDepartments, listUsers } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { owner } from './testing/browser.ts';
import { expectAccessible, visit } from './testing/visit.ts';

const password = 'quiet heron 73';

test('the owner adds a user with some rights, who is offered only what these allow', async () => {
  const { page, call, address } = await visit({ sample: 20 });
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const form = page.getByRole('dialog', { name: 'Add a user' });
  await form.getByLabel('Name').fill('Vera Views');
  await form.getByLabel('E-mail').fill(owner.email);
  await form.getByRole('textbox', { name: 'Password' }).fill(password);
  await form.getByRole('checkbox', { name: 'Finishing' }).check();
  await form.getByLabel('Production orders').selectOption('view');
  await form.getByRole('button', { name: 'Add the user' }).click();
  await form.getByText(/There is already a user with the e-mail address/).waitFor();
  await form.getByLabel('E-mail').fill('vera@studio.example');
  await form.getByRole('button', { name: 'Add the user' }).click();
  await page.getByText('Vera Views can sign in as vera@studio.example.').waitFor();
  const row = page.getByRole('row', { name: /Vera Views/ });
  await row.getByText('view clients, vendors, invoices, production').waitFor();
  await row.getByText('Finishing').waitFor();

  await page.context().clearCookies();
  await page.goto(`${address}/settings`);
  await page.getByLabel('E-mail').fill('vera@studio.example');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  expect(await page.getByRole('link', { name: 'API keys' }).count()).toBe(0);
  await page.goto(`${address}/settings/people`);
  await page.getByRole('cell', { name: 'Vera Views' }).waitFor();
  expect(await page.getByRole('button', { name: /Add a user|^Edit|Make inactive|Add the department/ }).count()).toBe(0);
  await page.goto(`${address}/my-work`);
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  await page.getByRole('heading', { name: 'Nothing waits for you' }).or(page.getByRole('list').first()).waitFor();
  expect(await page.getByRole('button', { name: /^Advance/ }).count()).toBe(0);

  const vera = (await call(listUsers, { query: { search: 'Vera' } })).items[0];
  expect(vera).toMatchObject({ rights: { production: 'view' }, isActive: true });
});

test('a user is changed and made inactive, and is out at once', async () => {
  const { page, call } = await visit();
  await call(addUser, { body: { name: 'Ian', email: 'ian@studio.example', password, rights: {} } });
  await page.goto('/settings/people');
  await page.getByRole('button', { name: 'Edit Ian' }).click();
  const form = page.getByRole('dialog', { name: 'Ian' });
  await form.getByLabel('Name').fill('Ian Ink');
  await form.getByLabel('Invoices and payments').selectOption('add');
  await form.getByRole('checkbox', { name: 'Active' }).uncheck();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('row', { name: /Ian Ink · inactive.*add invoices/ }).waitFor();
  const answer = await page.request.post('/api/v1/sign-in', { data: { email: 'ian@studio.example', password } });
  expect(answer.status()).toBe(401);
});

test('departments are added, renamed in place and made inactive', async () => {
  const { page, call } = await visit();
  await call(addDepartment, { body: { name: 'Framing' } });
  await page.goto('/settings/people');
  await page.getByLabel('Name of a new department').fill('framing');
  await page.keyboard.press('Enter');
  await page.getByText('There is already a department called').waitFor();
  await page.getByLabel('Name of a new department').fill('Finishing');
  await page.keyboard.press('Enter');
  const name = page.getByLabel('Name of Finishing');
  await name.fill('Finishing room');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make inactive: Finishing room' }).click();
  await page.getByRole('button', { name: 'Make active: Finishing room' }).waitFor();
  const { items } = await call(listDepartments, {});
  expect(items.map((each) => [each.name, each.isActive])).toEqual([
    ['Finishing room', false],
    ['Framing', true],
  ]);
});

test('an API key is made, used and revoked', async () => {
  const { page, address } = await visit();
  await page.goto('/settings/api-keys');
  await page.getByRole('heading', { name: 'No API keys yet' }).waitFor();
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByLabel('Name').fill('Web shop');
  await page.getByLabel('Invoices and payments').selectOption('add');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.getByRole('dialog').getByText(/^prk_/).textContent();
  // By mistake the key is not lost.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('row', { name: /Web shop.*add invoices · view production.*never/ }).waitFor();

  const ask = (path: string) => fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
  expect((await ask('/invoices')).status).toBe(200);
  expect((await ask('/clients')).status).toBe(403);
  await page.getByRole('button', { name: 'Revoke Web shop' }).click();
  await page.getByRole('button', { name: 'Revoke for good: Web shop' }).click();
  await page.getByText('The key Web shop no longer works.').waitFor();
  await page.getByRole('row', { name: /Web shop.*revoked/ }).waitFor();
  expect((await ask('/invoices')).status).toBe(401);
});

test('someone changes their own name and password', async () => {
  const { page } = await visit();
  await page.goto('/settings/account');
  await page.getByLabel('Name', { exact: true }).fill('Olive O.');
  await page.getByRole('button', { name: 'Change the name' }).click();
  await page.getByRole('button', { name: 'You: Olive O.' }).waitFor();
  await page.getByRole('textbox', { name: 'Current password' }).fill('not this one');
  await page.getByRole('textbox', { name: 'New password' }).fill(password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('The current password is not right.').waitFor();
  await page.getByRole('textbox', { name: 'Current password' }).fill(owner.password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('Your password is changed.').waitFor();
  await page.context().clearCookies();
  const enter = (word: string) =>
    page.request.post('/api/v1/sign-in', { data: { email: owner.email, password: word } });
  expect((await enter(owner.password)).status()).toBe(401);
  expect((await enter(password)).status()).toBe(200);
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('people, keys and the own account keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ ...options, sample: 10 });
  await call(addApiKey, { body: { name: 'Web shop', rights: { production: 'view' } } });
  await page.goto('/settings/people');
  await page.getByRole('cell', { name: owner.name, exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add a user' }).click();
  await page.getByRole('button', { name: 'Add the user' }).waitFor();
  await expectAccessible(page);
  await page.goto('/settings/api-keys');
  await page.getByRole('cell', { name: 'Web shop', exact: true }).waitFor();
  await expectAccessible(page);
  await page.goto('/settings/account');
  await page.getByRole('heading', { name: 'Your password' }).waitFor();
  await expectAccessible(page);
});
