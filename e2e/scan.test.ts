import { getHistory } from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import { getOrder } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('a batch is scanned: good ones move on, bad ones are told and stop nothing', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const [one, two] = (await v.call(listOrders)).items;
  if (!one || !two) throw new Error('The sample has too few open orders.');
  await page.goto('/scan');
  await page.getByRole('textbox', { name: 'Order number' }).waitFor();
  await scan(v, one.number);
  await scan(v, 'PO-NOBODY');
  await scan(v, two.number.toLowerCase());
  await page.getByText('3 scanned · 2 changed · 1 not').waitFor();
  await page.getByText('There is no production order with the number PO-NOBODY.').first().waitFor();
  expect((await v.call(getOrder, { params: one })).statusName).not.toBe(one.statusName);
  expect((await v.call(getHistory, { params: two })).items.at(-1)).toMatchObject({
    kind: 'change',
    through: 'barcode',
  });
  await scan(v, two.number);
  await page.getByText('Scanned a moment ago already; this second scan changed nothing.').first().waitFor();
  await page.getByRole('button', { name: `Undo ${one.number}` }).click();
  await page.getByText(`Taken back: ${one.statusName} again`).waitFor();
  expect((await v.call(getOrder, { params: one })).statusName).toBe(one.statusName);
  await scan(v, one.number);
  await page.getByText('5 scanned · 2 changed · 2 not').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New batch' }).click();
  await page.getByText('Every scan shows here').waitFor();
});

test('every scan goes to the status that was chosen, with a date and a note', async () => {
  const v = await visit({ sample: 60 });
  const { page } = v;
  const order = (await v.call(listOrders, { query: { limit: 200 } })).items.find(
    ({ statusName, typeName }) => statusName === 'At the lab' && typeName === 'Print order',
  );
  if (!order) throw new Error('No print order of the sample stands at the lab.');
  await page.goto('/scan');
  await page.getByText('To a chosen status').click();
  await page.getByLabel('Type').selectOption('Print order');
  await page.getByLabel('Note on each').fill('Shelf 4');
  await page.getByLabel('Date completed').fill(order.sinceDate);
  await page.getByLabel('Status', { exact: true }).selectOption('Packaging');
  await scan(v, order.number);
  await page
    .getByText(/^Packaging, due/)
    .first()
    .waitFor();
  expect((await v.call(getHistory, { params: order })).items.at(-1)).toMatchObject({
    ...{ toStatusName: 'Packaging', note: 'Shelf 4', changeDate: order.sinceDate },
  });
  await scan(v, order.number.slice(0, -1));
  await page.getByText('1 changed · 1 not').waitFor();
});

test.each([
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('scanning keeps nobody out: %o', async (options) => {
  const v = await visit({ sample: 20, ...options });
  await v.page.goto('/scan');
  await v.page.getByRole('textbox', { name: 'Order number' }).waitFor();
  await scan(v, 'PO-00003');
  await v.page.getByText('1 scanned').waitFor();
  await expectAccessible(v.page);
});

/** As a scanner does it: keys without a look at where they go, then Enter. */
async function scan({ page }: Visit, number: string): Promise<void> {
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
}
