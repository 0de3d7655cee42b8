import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { addProduct, addVendor, updateVendor } from '@printrail/contract/catalog';
import { addClient } from '@printrail/contract/clients';
import { listInvoiceOrders } from '@printrail/contract/hub';
import { addInvoice, getInvoice, listInvoices } from '@printrail/contract/invoices';
import { createInvoiceOrders, previewInvoiceOrders } from '@printrail/contract/order-creation';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

/** A client, two labs and a price list, with what one of each costs. */
async function furnished({ call }: Visit) {
  const [lab, framer] = [
    await call(addVendor, { body: { name: 'Bayside Color', defaultTypeId: 1 } }),
    await call(addVendor, { body: { name: 'Oak & Mitre', defaultTypeId: 4 } }),
  ];
  const product = (name: string, price: number, preferredVendorId: number | null) =>
    call(addProduct, { body: { name, price, cost: 1_000, preferredVendorId } });
  const products = {
    print: await product('Print 8×10', 2_500, lab.id),
    frame: await product('Oak frame', 12_500, framer.id),
    box: await product('Hand-made box', 4_500, null),
  };
  const client = await call(addClient, { body: { name: 'Ana Ferreira' } });
  return { lab, framer, products, client };
}

async function withInvoice(v: Visit) {
  const made = await furnished(v);
  const { print, frame, box } = made.products;
  const lines = [print, frame, box].map(({ id }) => ({ productId: id, quantity: 2 }));
  return { ...made, invoice: await v.call(addInvoice, { body: { clientId: made.client.id, lines } }) };
}

test('a new invoice is typed in from its client to its lines, and its orders are made', async () => {
  const v = await visit();
  await furnished(v);
  const { page, call } = v;
  await page.goto('/invoices');
  await page.getByRole('heading', { name: 'No invoices yet' }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Add a client' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a client' });
  await dialog.getByLabel('Name').fill('Okafor, Chidi');
  await dialog.getByRole('button', { name: 'Add client' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByRole('combobox', { name: 'Client' }).inputValue()).toBe('Okafor, Chidi');
  const adding = page.getByRole('combobox', { name: 'Add a product' });
  await adding.fill('8×10');
  await page.getByRole('option', { name: /Print 8×10/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const quantity = page.getByLabel('Quantity of line 1, Print 8×10');
  await expect.poll(() => quantity.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect.poll(() => adding.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByLabel('Discount in percent of line 1, Print 8×10').fill('12,5');
  await page.getByText('$87.50').first().waitFor();
  await adding.fill('oak');
  await page.getByRole('option', { name: /Oak frame/ }).click();
  await page.getByRole('button', { name: 'Save invoice' }).click();
  await page.getByRole('heading', { name: 'INV-00001' }).waitFor();
  const invoice = await call(getInvoice, { params: { id: 1 } });
  expect(invoice).toMatchObject({ clientName: 'Okafor, Chidi', total: 8_750 + 12_500 });
  await page.keyboard.press('o');
  await page.getByRole('button', { name: 'Create 2 production orders' }).click();
  await page.getByText('2 production orders ready').waitFor();
  await page.getByText('Nothing is left to order.').waitFor();
  expect((await call(listInvoiceOrders, { params: { id: 1 } })).items).toHaveLength(2);
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  // Until it is gone it may give the focus back, away from the list.
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('tab', { name: 'Production' }).click();
  await page.getByRole('cell', { name: 'Bayside Color', exact: true }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /Order/ });
  await panel.waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  await page.keyboard.press('a');
  await page.getByRole('dialog', { name: /Advance/ }).waitFor();
});

test('lines without a vendor are fixed on the spot, and what is refused stands at its vendor', async () => {
  const v = await visit();
  const { invoice, framer, products } = await withInvoice(v);
  const { page, call } = v;
  await call(updateVendor, {
    params: { id: framer.id },
    version: framer.version,
    body: { defaultTypeId: null, orderNumbers: 'typed' },
  });
  await page.goto(`/invoices/${invoice.id}`);
  await page.getByRole('button', { name: 'Create production orders' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 line has no vendor').waitFor();
  await expectAccessible(page);
  await dialog.getByLabel('Vendor of Hand-made box').selectOption('Bayside Color');
  await dialog.getByLabel('Always for this product').check();
  await dialog.getByRole('button', { name: 'Set' }).click();
  await dialog.getByText('1 line has no vendor').waitFor({ state: 'hidden' });
  const preview = await call(previewInvoiceOrders, { params: { id: invoice.id } });
  expect(preview.vendors[0]?.lines.map(({ productName }) => productName)).toContain(products.box.name);
  expect(await dialog.getByRole('button', { name: 'Create 2 production orders' }).isDisabled()).toBe(true);
  const other = await call(addInvoice, {
    body: { clientId: invoice.clientId, lines: [{ productId: products.print.id, quantity: 1 }] },
  });
  await call(createInvoiceOrders, { params: { id: other.id }, body: { number: 'F 1' } });
  const framing = dialog.getByRole('region', { name: 'Oak & Mitre' });
  await framing.getByRole('combobox', { name: 'Type' }).click();
  await page.getByRole('option', { name: 'Frame or gift order' }).click();
  await framing.getByLabel('Order number').fill('F 1');
  await dialog.getByRole('button', { name: 'Create 2 production orders' }).click();
  await framing.getByText('There is already a production order with the number F 1.').waitFor();
  await dialog.getByText('1 production order ready').waitFor();
  await framing.getByLabel('Order number').fill('F 2');
  await dialog.getByRole('button', { name: 'Create 1 production order' }).click();
  await dialog.getByText('2 production orders ready').waitFor();
  await dialog.getByRole('link', { name: 'F 2' }).click();
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/production\/orders\/\d+$/);
});

test('a quantity below what is ordered is refused at its line, and what was typed is kept', async () => {
  const v = await visit();
  const { invoice, products } = await withInvoice(v);
  const { page, call } = v;
  await call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  await page.goto(`/invoices/${invoice.id}`);
  const quantity = page.getByLabel(`Quantity of line 1, ${products.print.name}`);
  await quantity.fill('1');
  await page.getByRole('button', { name: 'Save lines' }).click();
  await page.getByText(/Line 1: 2 of Print 8×10 are already ordered/).waitFor();
  expect(await quantity.inputValue()).toBe('1');
  await quantity.fill('5');
  await page.keyboard.press('Control+s');
  await page.getByText('The lines are saved.').waitFor();
  expect((await call(getInvoice, { params: { id: invoice.id } })).lines[0]?.quantity).toBe(5);
});

test('status, payments and delivery date are changed, and due dates are offered anew', async () => {
  const v = await visit();
  const { invoice } = await withInvoice(v);
  const { page, call } = v;
  const { version } = await call(getPreferences);
  await call(updatePreferences, { version, body: { dueDateMethod: 'backward' } });
  await call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  await page.goto(`/invoices/${invoice.id}`);
  await page.getByRole('button', { name: /^Status:/ }).click();
  await page.getByRole('combobox', { name: 'New status' }).click();
  await page.getByRole('option', { name: 'Ready for pickup' }).click();
  await page.getByRole('button', { name: 'Change status' }).click();
  await page.getByText(`${invoice.number} is at Ready for pickup.`).waitFor();
  await page.getByRole('tab', { name: 'Payments' }).click();
  await page.getByLabel('Amount').fill('12.50');
  await page.getByRole('button', { name: 'Add payment' }).click();
  const takeBack = page.getByRole('button', { name: /^Take back \$12\.50/ });
  await takeBack.click();
  await page.getByText('The payment of $12.50 was taken back.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await takeBack.waitFor();
  expect((await call(getInvoice, { params: { id: invoice.id } })).paid).toBe(invoice.paid + 1_250);
  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByLabel('Approximate delivery').fill('2027-01-29');
  await page.getByRole('button', { name: 'Save invoice' }).click();
  await page.getByText('The invoice is saved.').waitFor();
  await page.getByText('2 open orders would get another due date.').waitFor();
  await page.getByRole('button', { name: 'Recalculate' }).click();
  await page.getByText('2 orders got another due date.').waitFor();
  expect((await call(getInvoice, { params: { id: invoice.id } })).deliveryDate).toBe('2027-01-29');
});

test('the list is searched, gone through by keyboard, and many invoices are ordered at once', async () => {
  const v = await visit();
  const { client, products } = await withInvoice(v);
  const { page, call } = v;
  const lines = [{ productId: products.print.id, quantity: 1 }];
  for (let made = 0; made < 3; made++) await call(addInvoice, { body: { clientId: client.id, lines } });
  await page.goto('/invoices');
  await page.getByRole('link', { name: 'INV-00004' }).waitFor();
  await page.keyboard.press('f');
  await page.keyboard.type('00001');
  await page.getByRole('link', { name: 'INV-00004' }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('INV-00001');
  await page.keyboard.press('x');
  await page.getByText('1 invoice chosen').waitFor();
  await page.getByRole('button', { name: 'Create their production orders' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create production orders' }).click();
  await page.getByText('2 production orders of 1 invoice made').waitFor();
  await page.getByText('1 line has no vendor').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Create all production orders' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create production orders' }).click();
  await page.getByText('3 production orders of 3 invoices made').waitFor();
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the pages of invoices keep nobody out: %o', async (options) => {
  const { page, call } = await visit({ sample: 60, ...options });
  const [invoice] = (await call(listInvoices)).items;
  const path = `/invoices/${invoice?.id}`;
  for (const [address, shown] of [
    ['/invoices', page.getByRole('table', { name: 'Invoices' })],
    [path, page.getByRole('table', { name: 'Lines' })],
    [`${path}?tab=production`, page.getByRole('table', { name: 'Production orders' })],
    [`${path}?tab=payments`, page.getByRole('button', { name: 'Add payment' })],
    [`${path}?tab=details`, page.getByLabel('Approximate delivery')],
    ['/invoices/new', page.getByRole('combobox', { name: 'Add a product' })],
  ] as const) {
    await page.goto(address);
    await shown.waitFor();
    await expectAccessible(page);
  }
});
