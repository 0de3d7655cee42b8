import { existsSync, readFileSync } from 'node:fs';
import { listProducts } from '@printrail/contract/catalog';
import { listClients } from '@printrail/contract/clients';
import { listInvoices } from '@printrail/contract/invoices';
import { addUser } from '@printrail/contract/people';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, visit } from './testing/visit.ts';

const northwind = new URL('../../shared/data/northwind/', import.meta.url);
const movingIn = new URL('../examples/moving-in/', import.meta.url);
const hasNorthwind = existsSync(northwind);
const withNorthwind = hasNorthwind ? 'the Northwind data' : `the Northwind data, which is missing at ${northwind},`;

const csv = (name: string, text: string | Buffer) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const fileAt = (folder: URL, name: string) => csv(name, readFileSync(new URL(name, folder)));
const choose = (page: Page, files: ReturnType<typeof csv>[]) =>
  page.locator('input[type="file"]').first().setInputFiles(files);

test.skipIf(!hasNorthwind)(`${withNorthwind} comes in once its faulty row is put right`, async () => {
  const { page, call } = await visit();
  await page.goto('/import');
  const names = ['customers.csv', 'suppliers.csv', 'products.csv'];
  const orders = readFileSync(new URL('orders.csv', northwind), 'utf8');
  const faulty = csv('orders.csv', orders.replace('1996-07-04,1996-08-01', '1996-07-32,1996-08-01'));
  await choose(page, [...names.map((name) => fileAt(northwind, name)), faulty]);

  // What each file holds, and most of its columns, are guessed.
  expect(await page.getByLabel('What orders.csv holds').inputValue()).toBe('invoices');
  expect(await page.getByLabel('What suppliers.csv holds').inputValue()).toBe('vendors');
  await page.getByRole('button', { name: 'orders.csv', exact: true }).click();
  await page.getByText('VINET · TOMSP · HANAR').waitFor();
  const column = await page.getByLabel('Delivered date', { exact: true }).evaluate(chosenLabel);
  expect(column).toBe('ShippedDate');
  await page.getByRole('button', { name: 'customers.csv', exact: true }).click();
  await page.getByLabel('Contact', { exact: true }).selectOption({ label: 'ContactTitle' });

  await page.getByRole('button', { name: 'Check the files' }).click();
  const fault = page.getByRole('table', { name: 'Faults in the rows' }).getByRole('row').nth(1);
  await fault.getByText('orders.csv, line 2', { exact: true }).waitFor();
  expect(await fault.textContent()).toMatch(/OrderDate1996-07-32must be a date that exists/);
  await expectAccessible(page);
  expect((await call(listClients, {})).items).toEqual([]);

  // The file is put right and chosen again; what was mapped by hand stays.
  await choose(page, [csv('orders.csv', orders)]);
  await page.getByRole('button', { name: 'Check the files' }).click();
  await page.getByRole('table', { name: 'What the files bring' }).getByText('830 invoices').waitFor();
  await page.getByRole('button', { name: 'Import 91 clients, 29 vendors, 77 products, and 830 invoices' }).click();
  await page.getByRole('heading', { name: /^Imported: 91 clients/ }).waitFor();
  const { items } = await call(listClients, { query: { search: 'Alfreds' } });
  expect(items[0]).toMatchObject({ name: 'Alfreds Futterkiste', contactName: 'Sales Representative' });
  const [first] = (await call(listInvoices, { query: { search: '10248' } })).items;
  expect(first).toMatchObject({ number: '10248', statusName: 'Delivered' });
  const chai = (await call(listProducts, { query: { search: 'Chai', limit: 5 } })).items[0];
  expect(chai).toMatchObject({ isActive: false });

  // A second time there is nothing to do.
  await page.getByRole('button', { name: 'Import something else' }).click();
  await choose(page, [fileAt(northwind, 'suppliers.csv')]);
  await page.getByRole('button', { name: 'Check the files' }).click();
  await page.getByRole('heading', { name: 'Nothing would change' }).waitFor();
});

test('a mapping is saved as a file, and brings the same lists in again', async () => {
  const { page, call } = await visit();
  await page.goto('/import');
  const names = ['clients.csv', 'labs.csv', 'prices.csv', 'invoices.csv', 'payments.csv', 'closures.csv'];
  const files = [...names, 'orders.csv', 'history.csv', 'mapping.json'];
  await choose(
    page,
    files.map((name) => fileAt(movingIn, name)),
  );
  await page.getByRole('button', { name: 'Check the files' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the mapping' }).click();
  const mapping = JSON.parse(readFileSync((await (await saved).path()) ?? '', 'utf8'));
  expect(mapping.steps.map(({ file }: { file: string }) => file)).toContain('history.csv');
  await page.getByRole('button', { name: /^Import .* status changes$/ }).click();
  await page.getByRole('heading', { name: /^Imported: / }).waitFor();
  expect((await call(listInvoices, {})).items.length).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'See the production orders' }).click();
  await page.getByRole('heading', { name: 'Production' }).waitFor();
});

test('a file of another make is mapped by hand, and what does not fit is told at its field', async () => {
  const { page, call } = await visit();
  await page.goto('/import');
  // As an older program writes it: semicolons, Windows letters, days first, decimal commas.
  const text = Buffer.from('Nr;Bezeichnung;Preis\n7;M\u00f6bel gro\u00df;1.234,50\n8;Rahmen;12,00\n', 'latin1');
  await choose(page, [csv('liste.csv', text)]);
  const holds = page.getByLabel('What liste.csv holds');
  await holds.selectOption('products');
  await page.getByText('1 needed field to fill').waitFor();
  await page.getByRole('button', { name: 'Check the files' }).click();
  await page.getByText('Choose a column.').waitFor();
  await page.getByText('The mapping does not fit yet').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Name · needed').selectOption({ label: 'Bezeichnung' });
  await page.getByText('Möbel groß · Rahmen').waitFor();
  await page.getByRole('button', { name: /more fields/ }).click();
  await page.getByLabel('Price', { exact: true }).selectOption({ label: 'Preis' });
  await page.getByLabel('Numbers written').selectOption({ label: '1.234,50' });
  await page.getByLabel('Code', { exact: true }).selectOption({ label: 'The same for all …' });
  await page.getByLabel('Code, the same for all').fill('OLD');
  await page.getByRole('button', { name: 'Check the files' }).click();
  await page.getByRole('heading', { name: /^1 fault in the rows/ }).waitFor();
  await page.getByLabel('Code', { exact: true }).selectOption({ label: '–' });
  await page.getByRole('button', { name: /^Check/ }).click();
  await page.getByRole('button', { name: 'Import 2 products' }).click();
  await page.getByRole('heading', { name: 'Imported: 2 products' }).waitFor();
  const { items } = await call(listProducts, {});
  expect(items.map(({ name, price }) => [name, price])).toEqual([
    ['Möbel groß', 123_450],
    ['Rahmen', 1_200],
  ]);
});

test('a file that is no mapping is refused in words, and what was chosen stays', async () => {
  const { page } = await visit();
  await page.goto('/import');
  await choose(page, [csv('clients.csv', 'id,name\n1,Ann\n')]);
  await page.getByRole('button', { name: 'clients.csv', exact: true }).waitFor();
  await choose(page, [csv('notes.json', '{"steps": []}')]);
  await page.getByRole('alert').getByText('notes.json is no mapping. It has no steps.').waitFor();
  await page.getByRole('button', { name: 'clients.csv', exact: true }).waitFor();
});

test('someone without the right is told, and offered nothing', async () => {
  const { page, call, address } = await visit();
  const rights = { clients: 'view' } as const;
  await call(addUser, { body: { name: 'Vera', email: 'vera@studio.example', password: 'quiet heron 73', rights } });
  await page.context().clearCookies();
  await page.request.post(`${address}/api/v1/sign-in`, {
    data: { email: 'vera@studio.example', password: 'quiet heron 73' },
  });
  await page.goto('/import');
  await page.getByRole('heading', { name: 'Not yours to do' }).waitFor();
  expect(await page.getByRole('button', { name: 'Choose CSV files' }).count()).toBe(0);
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the import keeps nobody out: %o', async (options) => {
  const { page } = await visit(options);
  await page.goto('/import');
  await page.getByRole('button', { name: 'Choose CSV files' }).waitFor();
  await expectAccessible(page);
  await choose(
    page,
    ['clients.csv', 'invoices.csv', 'labs.csv'].map((name) => fileAt(movingIn, name)),
  );
  await page.getByRole('button', { name: 'invoices.csv', exact: true }).click();
  await expectAccessible(page);
  await page
    .getByRole('button', { name: 'Take invoices.csv out' })
    .or(page.getByLabel('More for invoices.csv, invoices'))
    .click();
  await page.getByRole('menuitem', { name: 'Take the file out' }).click();
  await page.getByRole('button', { name: 'Check the files' }).click();
  await page.getByRole('button', { name: /^Import .* clients and .* vendors$/ }).waitFor();
  await expectAccessible(page);
});

function chosenLabel(select: Element): string {
  return (select as HTMLSelectElement).selectedOptions[0]?.label ?? '';
}
