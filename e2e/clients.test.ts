import { getClient, listClients, listSessions } from '@printrail/contract/clients';
import { expect, test } from 'vitest';
import { expectAccessible, visit } from './testing/visit.ts';

test('a client is found by phone number, and what is known of them is changed', async () => {
  const { page, call } = await visit({ sample: 60 });
  await page.goto('/clients');
  await page.getByRole('button', { name: 'New client' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a client' });
  await dialog.getByLabel('Name').fill('Mæve Ó Brien');
  await dialog.getByLabel('Phone').fill('555 0199');
  await dialog.getByLabel('E-mail').fill('not an address');
  await dialog.getByRole('button', { name: 'Add client' }).click();
  await dialog.locator('input[aria-invalid="true"]').waitFor();
  await dialog.getByLabel('E-mail').fill('maeve@mail.example');
  await dialog.getByRole('button', { name: 'Add client' }).click();
  await page.getByRole('heading', { name: 'Mæve Ó Brien' }).waitFor();
  await page.keyboard.press('6');
  await page.getByLabel('Do not call').check();
  await page.getByLabel('City').fill('Cork');
  await page.getByRole('button', { name: 'Save client' }).click();
  await page.getByText('Mæve Ó Brien is saved.').waitFor();
  await page.goto('/clients');
  await page.getByLabel('Search name, phone or e-mail').fill('0199');
  await page.getByRole('row', { name: /Mæve Ó Brien.*do not call/ }).waitFor();
  const [client] = (await call(listClients, { query: { search: '0199' } })).items;
  expect(client).toMatchObject({ doNotCall: true, address: { city: 'Cork' }, email: 'maeve@mail.example' });
});

test('someone calls: where is my album? The client’s orders answer, and one opens beside the list', async () => {
  const { page, call } = await visit({ sample: 60 });
  const [session] = (await call(listSessions)).items;
  await page.goto(`/clients/${session?.clientId}`);
  const orders = page.getByRole('table', { name: 'Production orders' });
  await orders.getByRole('button', { name: /^PO-/ }).first().click();
  await page.getByRole('complementary', { name: /Order/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: /Order/ }).waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: 'Sessions' }).click();
  await page
    .getByRole('link', { name: session?.name ?? '' })
    .first()
    .click();
  await page.getByRole('heading', { name: session?.name ?? '' }).waitFor();
  await page.getByRole('table', { name: 'Production orders' }).waitFor();
  await page.getByRole('tab', { name: 'Invoices' }).click();
  await page.getByRole('table', { name: 'Invoices' }).waitFor();
});

test('what someone typed stays when the client is changed elsewhere, and nobody’s change is lost', async () => {
  const { page, call, another } = await visit({ sample: 60 });
  const [client] = (await call(listClients)).items;
  const id = client?.id ?? 0;
  await page.goto(`/clients/${id}?tab=details`);
  await page.getByLabel('Phone').fill('555 1111');
  const other = await another();
  await other.goto(`/clients/${id}?tab=details`);
  await other.getByLabel('City').fill('Braga');
  await other.getByRole('button', { name: 'Save client' }).click();
  await other.getByText(/is saved/).waitFor();
  await expect.poll(() => page.getByLabel('City').inputValue()).toBe('Braga');
  await page.getByRole('button', { name: 'Save client' }).click();
  await page.getByText(/is saved/).waitFor();
  expect(await call(getClient, { params: { id } })).toMatchObject({ phone: '555 1111', address: { city: 'Braga' } });
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the pages of clients keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ sample: 60, ...options });
  const [session] = (await call(listSessions)).items;
  const path = `/clients/${session?.clientId}`;
  for (const [address, shown] of [
    ['/clients', page.getByRole('table', { name: 'Clients' })],
    [path, page.getByRole('table', { name: 'Production orders' })],
    [`${path}?tab=invoices`, page.getByRole('table', { name: 'Invoices' })],
    [`${path}?tab=sessions`, page.getByRole('table', { name: 'Sessions' })],
    [`${path}?tab=details`, page.getByLabel('Do not market')],
    [`/sessions/${session?.id}?tab=details`, page.getByLabel('Notes')],
  ] as const) {
    await page.goto(address);
    await shown.waitFor();
    await expectAccessible(page);
  }
});
