import { getVendor, listProducts, listVendors } from '@printrail/contract/catalog';
import { expect, test } from 'vitest';
import { expectAccessible, visit } from './testing/visit.ts';

test('a vendor is added, told how its orders are numbered, and leads to its open orders', async () => {
  const { page, call } = await visit({ sample: 60 });
  await page.goto('/vendors');
  await page.getByRole('table', { name: 'Vendors' }).waitFor();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'New vendor' });
  const [known] = (await call(listVendors)).items;
  await dialog.getByLabel('Name').fill(known?.name ?? '');
  await dialog.getByRole('button', { name: 'Add vendor' }).click();
  await dialog.getByText(`There is already a vendor called ${known?.name}.`).waitFor();
  await dialog.getByLabel('Name').fill('Graphi');
  await dialog.getByRole('button', { name: 'Add vendor' }).click();
  await page.getByRole('heading', { name: 'Graphi' }).waitFor();
  await page.getByRole('combobox', { name: 'Order numbers' }).click();
  await page.getByRole('option', { name: 'Typed by hand' }).click();
  await page.getByRole('combobox', { name: 'Type of its orders' }).click();
  await page.getByRole('option', { name: 'Album order' }).click();
  await page.keyboard.press('Control+s');
  await page.getByText('Graphi is saved.').waitFor();
  const [made] = (await call(listVendors, { query: { search: 'graphi' } })).items;
  expect(await call(getVendor, { params: { id: made?.id ?? 0 } })).toMatchObject({ orderNumbers: 'typed' });
  await page.goto(`/vendors/${known?.id}`);
  await page.getByRole('link', { name: /open order/ }).click();
  await expect.poll(() => new URL(page.url()).search).toBe(`?vendorId=${known?.id}`);
});

test('a product is changed beside the price list', async () => {
  const { page, call } = await visit({ sample: 60 });
  await page.goto('/products');
  await page.getByRole('table', { name: 'Price list' }).waitFor();
  await page.getByLabel('Search name or code').fill('canvas 16');
  await page.getByRole('button', { name: 'Canvas 24×36' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Product' });
  await form.getByLabel('Price').fill('275');
  await form.getByLabel('Code').fill('CNV24');
  await form.getByRole('button', { name: 'Save product' }).click();
  await form.getByText('There is already a product with the code CNV24.').waitFor();
  await form.getByLabel('Code').fill('CNV-16');
  await form.getByLabel('Not ordered from anyone').check();
  await form.getByRole('button', { name: 'Save product' }).click();
  await page.getByText('Canvas 16×20 is saved.').waitFor();
  const [product] = (await call(listProducts, { query: { search: 'CNV-16' } })).items;
  expect(product).toMatchObject({ price: 27_500, isNotOrdered: true });
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the pages of vendors and the price list keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ sample: 60, ...options });
  const [vendor] = (await call(listVendors)).items;
  const [product] = (await call(listProducts)).items;
  for (const [address, shown] of [
    ['/vendors', page.getByRole('table', { name: 'Vendors' })],
    [`/vendors/${vendor?.id}`, page.getByRole('combobox', { name: 'Order numbers' })],
    ['/products', page.getByRole('table', { name: 'Price list' })],
    [`/products?product=${product?.id}`, page.getByRole('dialog').getByLabel('Price')],
  ] as const) {
    await page.goto(address);
    await shown.waitFor();
    await expectAccessible(page);
  }
});
