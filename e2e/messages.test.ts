import { listFirings, listQueue, processFirings } from '@printrail/contract/firings';
import { listMessages, type MessageSummary } from '@printrail/contract/messages';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { givenMailServer, givenTemplate, givenTrigger, moveTo, ordersAt } from './testing/triggers.ts';
import { expectAccessible, type Visit, visit } from './testing/visit.ts';

const html = '<h1>Hello {{ client.name }}</h1><p>Your prints went on.</p><script>document.title = "run"</script>';

test('a message that failed says so in words, shows what it said, and is sent to another address', async () => {
  const v = await visit({ sample: 200, isAtWork: true });
  const { page } = v;
  const server = await givenMailServer(v);
  server.answers.RCPT = '550 5.1.1 no such user';
  const [message] = await withEmails(v, 1);
  await page.goto('/messages');
  await page.getByRole('row', { name: 'failed' }).waitFor();
  await page.getByRole('button', { name: /^Failed/ }).click();
  await page.getByRole('button', { name: 'E-mail to desk@studio.example' }).click();
  const panel = page.getByRole('complementary', { name: 'Message' });
  await panel.getByRole('heading', { name: message?.subject ?? 'none' }).waitFor();
  await panel.getByText('550 5.1.1 no such user').waitFor();
  await panel.getByText(message?.messageId ?? '').waitFor();
  const shown = panel.frameLocator('iframe');
  await shown.getByText('Your prints went on.').waitFor();
  expect(await panel.locator('iframe').getAttribute('sandbox')).toBe('');
  await panel.getByText('As plain text').click();
  await panel.getByText('we went on with it').waitFor();
  expect(await panel.getByRole('link', { name: `Order form ${message?.orderNumber}` }).getAttribute('href')).toContain(
    `/production-orders/${message?.orderId}/order-form`,
  );

  // Tried again it fails again; at another address it arrives.
  await panel.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('is tried again').waitFor();
  await expect.poll(async () => (await messagesOf(v))[0]?.version).toBeGreaterThan((message?.version ?? 0) + 2);
  server.answers.RCPT = undefined;
  await panel.getByRole('button', { name: 'Send as a new message…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill('nobody');
  await dialog.getByRole('button', { name: 'Send once more' }).click();
  await dialog.getByText('nobody is not an address').waitFor();
  await dialog.getByLabel('E-mail address').fill('found@studio.example');
  await dialog.getByRole('button', { name: 'Send once more' }).click();
  await panel.getByText(/^Sent .*\.$/).waitFor();
  await panel.getByText('found@studio.example').waitFor();
  expect(server.received).toMatchObject([{ to: ['found@studio.example'] }]);
  expect(await page.title()).not.toBe('run');
});

test('of messages nobody knows about one counts as sent, and one is sent again under the same id', async () => {
  const v = await visit({ sample: 200, isAtWork: true });
  const { page } = v;
  const server = await givenMailServer(v);
  server.answers['DATA end'] = 'hang up';
  const [first, second] = await withEmails(v, 2);
  await page.goto('/messages?show=unconfirmed');
  await expect.poll(() => rows(page).count()).toBe(2);
  server.answers['DATA end'] = undefined;
  await page.getByRole('navigation', { name: 'Queue and messages' }).getByText('2 to look at').waitFor();
  await open(page, first);
  await page.getByRole('button', { name: 'It arrived' }).click();
  await page.getByText('counts as sent').waitFor();
  await page.keyboard.press('Escape');
  await open(page, second);
  await page.getByRole('button', { name: 'It did not: send it again' }).click();
  await expect.poll(() => server.received.length).toBe(1);
  expect(server.received[0]?.content).toContain(`<${second?.messageId}@`);
  await page
    .getByRole('complementary', { name: 'Message' })
    .getByText(/^Sent .*\.$/)
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'No such message' }).waitFor();
  expect((await messagesOf(v)).map(({ state }) => state)).toEqual(['sent', 'sent']);
});

test('letters are printed together, and e-mails say what they wait for, and can be deleted until then', async () => {
  const v = await visit({ sample: 200, isAtWork: true });
  const { page, call } = v;
  const letter = { templateId: await givenTemplate(v, 'letter'), address: 'Desk\nMarket Square 1\nDover' };
  await givenTrigger(v, 'Order review', { action: 'letter', recipient: 'fixed', ...letter });
  const [email] = await withEmails(v, 3);
  await page.goto('/messages');
  await page.getByText('3 messages wait. Set the mail server that e-mail goes out through.').waitFor();
  expect(await page.getByRole('link', { name: 'Set up delivery' }).getAttribute('href')).toBe('/settings/delivery');
  await page.getByRole('button', { name: /^Letters to print/ }).click();
  await expect.poll(() => rows(page).count()).toBe(3);
  await page.getByRole('button', { name: 'Print 3 letters' }).click();
  await page.getByText('3 letters are in one file and count as printed').waitFor();
  await page.getByRole('heading', { name: 'No such message' }).waitFor();
  const { items: letters } = await call(listMessages, { query: { channel: 'letter' } });
  expect(letters.map(({ state }) => state)).toEqual(['printed', 'printed', 'printed']);

  await page.getByRole('button', { name: /^Waiting/ }).click();
  await open(page, email);
  await page.getByText('It waits until it is set how e-mail is sent.').waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('is deleted and will not be sent').waitFor();
  await page.getByText('2 messages wait.').waitFor();
  const { items: deleted } = await call(listMessages, { query: { state: 'deleted' } });
  expect(deleted).toMatchObject([{ id: email?.id }]);
});

test('on an order’s page stand what is planned for it, which can be done at once, and what was sent', async () => {
  const v = await visit({ sample: 200 });
  const { page, call } = v;
  const [order] = await ordersAt(v, 'Retouching');
  const templateId = await givenTemplate(v, 'email');
  const toDesk = { action: 'email', recipient: 'fixed', address: 'desk@studio.example', templateId } as const;
  await givenTrigger(v, 'Order review', toDesk);
  await givenTrigger(v, 'Order review', { action: 'task', when: 'after_due', days: 2, counts: 'business' });
  await moveTo(
    v,
    [order].flatMap((each) => each ?? []),
    'Order review',
  );
  await page.goto(`/production/orders/${order?.id}`);
  await page.getByRole('tab', { name: 'Messages' }).click();
  const planned = page.getByRole('region', { name: 'Planned' });
  const email = planned.getByRole('listitem').filter({ hasText: 'E-mail to desk@studio.example' });
  await email.getByRole('button', { name: 'Process now' }).click();
  await page.getByText(`${order?.number}: to be sent, E-mail to desk@studio.example`).waitFor();
  await page.getByRole('button', { name: 'E-mail to desk@studio.example' }).click();
  await page.getByRole('complementary', { name: 'Message' }).getByText('It waits until it is set how').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close the message' }).click();
  const task = planned.getByRole('listitem').filter({ hasText: 'Task' });
  await task.getByText('Thu 26 Nov').waitFor();
  await task.getByRole('button', { name: 'What to do with' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('1 deleted.').waitFor();
  await page.getByRole('button', { name: 'What became of earlier plans' }).click();
  await planned.getByText('deleted by Olive Owner').waitFor();
  const { items } = await call(listFirings, { query: { orderId: order?.id ?? 0 } });
  expect(items.map(({ state }) => state).sort()).toEqual(['deleted', 'processed']);
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the messages keep nobody out: %o', async (options) => {
  const v = await visit({ ...options, sample: 120 });
  const { page } = v;
  await withEmails(v, 3);
  await page.goto('/messages');
  await rows(page).first().waitFor();
  await page.getByText('messages wait.').waitFor();
  await expectAccessible(page);
  await rows(page).first().getByRole('button').click();
  await page.getByRole('complementary', { name: 'Message' }).getByRole('heading').waitFor();
  await expectAccessible(page);
});

/** E-mails to the desk about so many orders, each with an order form, once they were tried; latest first. */
async function withEmails(v: Visit, count: number): Promise<MessageSummary[]> {
  const templateId = await givenTemplate(v, 'email', { html, attachments: ['order_form'] });
  await givenTrigger(v, 'Order review', {
    ...{ action: 'email', recipient: 'fixed', address: 'desk@studio.example', templateId },
  });
  await moveTo(v, (await ordersAt(v, 'Retouching')).slice(0, count), 'Order review');
  await processAll(v);
  const isTried = ({ state, waitsFor, attempts }: MessageSummary) =>
    state === 'failed' || state === 'unconfirmed' || waitsFor === 'settings' || attempts > 1;
  await expect.poll(async () => (await messagesOf(v)).filter(isTried).length).toBe(count);
  return messagesOf(v);
}

async function processAll({ call }: Visit): Promise<void> {
  for (const { triggerId } of (await call(listQueue)).items) await call(processFirings, { body: { triggerId } });
}

async function messagesOf({ call }: Visit): Promise<MessageSummary[]> {
  return (await call(listMessages, { query: { channel: 'email' } })).items;
}

function rows(page: Page) {
  return page.getByRole('table', { name: 'Messages' }).locator('tr[data-index]');
}

async function open(page: Page, message: MessageSummary | undefined): Promise<void> {
  await page
    .getByRole('row', { name: message?.orderNumber ?? 'none' })
    .getByRole('button')
    .click();
  await page
    .getByRole('complementary', { name: 'Message' })
    .getByText(message?.messageId ?? '')
    .waitFor();
}
