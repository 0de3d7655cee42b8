import { getClient, updateClient } from '@printrail/contract/clients';
import { type Firing, listFirings } from '@printrail/contract/firings';
import { listMessages } from '@printrail/contract/messages';
import type { OrderSummary } from '@printrail/contract/orders';
import { getOrder } from '@printrail/contract/orders';
import { listTasks } from '@printrail/contract/tasks';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { givenMailServer, givenTemplate, givenTrigger, moveTo, ordersAt } from './testing/triggers.ts';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

test('a status change fills the queue, and what waits there is done, skipped and deleted by keyboard', async () => {
  const v = await visit({ sample: 200 });
  const { page, call } = v;
  await givenTrigger(v, 'Order review', { action: 'task', description: 'Call it through' });
  const [first, ...others] = (await ordersAt(v, 'Retouching')).slice(0, 4);
  await page.goto('/triggers');
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
  expect(await page.getByRole('link', { name: 'See the triggers' }).getAttribute('href')).toBe('/settings/triggers');

  // Someone advances an order elsewhere; here it appears by itself.
  const elsewhere = await v.another();
  await elsewhere.goto(`/production/orders/${first?.id}`);
  await elsewhere.getByRole('button', { name: 'Advance' }).waitFor();
  await elsewhere.keyboard.press('Shift+a');
  await elsewhere.getByText(`${first?.number} is at Order review`).waitFor();
  await elsewhere.close();
  const group = page.getByRole('region', { name: 'create a task for whoever is responsible' });
  await rowOf(page, first).waitFor();
  await moveTo(v, others, 'Order review');
  for (const order of others) await rowOf(page, order).waitFor();
  await group.getByText('4 due').waitFor();

  // One is done: its task is there. The keys go on with the next one.
  const [one, two, three, four] = await numbersIn(page);
  await page.keyboard.press('j');
  await isAt(page, one);
  await page.keyboard.press('p');
  await page.getByText(`${one}: to be done, Task`).waitFor();
  await isAt(page, two);
  const [done] = await firingsOf(one);
  expect(done?.state).toBe('processed');
  const { items: tasks } = await call(listTasks, { query: { orderId: done?.orderId ?? 0 } });
  expect(tasks).toMatchObject([{ description: 'Call it through' }]);

  // The order opens over the list.
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: `Order ${two}` }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await page.keyboard.press('s');
  await page.getByText('1 skipped.').waitFor();
  await isAt(page, three);
  expect((await firingsOf(two))[0]?.state).toBe('skipped');

  // Of several it is asked first.
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await isAt(page, four);
  await page.keyboard.press('x');
  await page.getByRole('region', { name: 'Chosen firings' }).getByText('2 chosen').waitFor();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete 2 firings' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete 2 firings' }).click();
  await page.getByText('2 deleted.').waitFor();
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
  expect((await firingsOf(four))[0]).toMatchObject({ state: 'deleted', reason: 'deleted by Olive Owner' });

  async function firingsOf(number: string | undefined): Promise<Firing[]> {
    const { id = 0 } = [first, ...others].find((order) => order?.number === number) ?? {};
    return (await call(listFirings, { query: { orderId: id } })).items;
  }
});

test('what goes by itself is said and done; all of a trigger is deleted before its time when asked to', async () => {
  const v = await visit({ sample: 200, isAtWork: true });
  const { page, call } = v;
  const server = await givenMailServer(v);
  await givenTrigger(v, 'Order review', {
    ...{ action: 'email', recipient: 'fixed', address: 'desk@studio.example', isAutomatic: true },
    templateId: await givenTemplate(v, 'email'),
  });
  const later = { when: 'after_due', days: 2, counts: 'business', isAutomatic: true } as const;
  await givenTrigger(v, 'Order review', { action: 'task', ...later });
  const orders = (await ordersAt(v, 'Retouching')).slice(0, 3);
  await moveTo(v, orders, 'Order review');
  await expect.poll(() => server.received.length).toBe(3);
  await page.goto('/triggers');
  const group = page.getByRole('region', { name: '2 business days after' });
  await group.getByText('3 later').waitFor();
  await group.getByText('next Thu 26 Nov').waitFor();
  expect(await group.getByText('by itself Thu 26 Nov').count()).toBeGreaterThan(0);
  expect(await page.getByRole('region', { name: 'send an e-mail' }).count()).toBe(0);
  await group.getByRole('button', { name: 'All of:' }).click();
  await page.getByRole('menuitem', { name: 'Delete all…' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Also the 3 whose time is still ahead').isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Delete 3 firings' }).click();
  await page.getByText('3 deleted.').waitFor();
  await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
  expect((await call(listTasks, {})).items).toEqual([]);
});

test('what cannot be sent says why, stays, and goes once it can', async () => {
  const v = await visit({ sample: 200 });
  const { page, call } = v;
  await givenTrigger(v, 'Order review', {
    ...{ action: 'email', recipient: 'client', templateId: await givenTemplate(v, 'email') },
  });
  const [order, other] = (await ordersAt(v, 'Retouching')).filter(({ clientId }) => clientId !== null);
  await emailOf(v, order, null);
  await emailOf(v, other, 'other@client.example');
  await moveTo(
    v,
    [order, other].flatMap((each) => each ?? []),
    'Order review',
  );
  await page.goto('/triggers');
  const reason = `${order?.clientName} has no e-mail address`;
  await rowOf(page, order).getByText(reason).waitFor();
  await rowOf(page, other).getByText(`E-mail to ${other?.clientName}`).waitFor();
  await page.getByRole('button', { name: 'Process 2 due' }).click();
  await page.getByText('1 processed. 1 cannot be sent and stays.').waitFor();
  await rowOf(page, other).waitFor({ state: 'detached' });
  await rowOf(page, order).getByText('cannot be sent', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: `Process ${order?.number}` }).click();
  await page.getByRole('status').getByText('1 cannot be sent and stays.', { exact: true }).waitFor();

  // The client gave an address meanwhile.
  await emailOf(v, order, 'found@client.example');
  await page.reload();
  await rowOf(page, order).getByText(`could not be sent before: ${reason}`).waitFor();
  await page.getByRole('button', { name: `Process ${order?.number}` }).click();
  await page.getByText(`${order?.number}: to be sent, E-mail to ${order?.clientName}`).waitFor();
  await page.getByRole('button', { name: 'See messages' }).last().click();
  await page
    .getByRole('row', { name: order?.clientName ?? '' })
    .first()
    .waitFor();
  const { items } = await call(listMessages, { query: { orderId: order?.id ?? 0 } });
  expect(items).toMatchObject([{ address: 'found@client.example', state: 'waiting' }]);
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the queue keeps nobody out: %o', async (options) => {
  const v = await visit({ ...options, sample: 120 });
  const { page } = v;
  await givenTrigger(v, 'Order review', {
    ...{ action: 'email_else_call', recipient: 'client', templateId: await givenTemplate(v, 'email') },
  });
  await givenTrigger(v, 'Order review', { action: 'task', when: 'after_due', days: 1, isAutomatic: true });
  const orders = (await ordersAt(v, 'Retouching')).slice(0, 4);
  await moveTo(v, orders, 'Order review');
  await page.goto('/triggers');
  await rowOf(page, orders[0]).waitFor();
  if (!options.isPhone) await page.getByLabel(`Choose ${orders[0]?.number}`).check();
  await expectAccessible(page);
});

function rowOf(page: Page, order: OrderSummary | undefined) {
  return page.getByRole('row', { name: order?.number ?? 'no order' });
}

async function numbersIn(page: Page): Promise<string[]> {
  return page.locator('tr[data-index] [data-opens]').allTextContents();
}

/** Waits until the row of an order has the focus. */
async function isAt(page: Page, number: string | undefined): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(number);
}

async function emailOf({ call }: Visit, order: OrderSummary | undefined, email: string | null): Promise<void> {
  const { clientId } = await call(getOrder, { params: { id: order?.id ?? 0 } });
  const { version } = await call(getClient, { params: { id: clientId ?? 0 } });
  await call(updateClient, { params: { id: clientId ?? 0 }, version, body: { email } });
}
