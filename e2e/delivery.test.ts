import { getDeliverySettings } from '@printrail/contract/delivery';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { queueMessage } from '../server/src/delivery/queue-messages.ts';
import { system } from '../server/src/studio/change.ts';
import { anEmail } from '../server/src/testing/sending.ts';
import { mailServer } from '../server/src/testing/smtp-server.ts';
import { owner } from './testing/browser.ts';
import { expectAccessible, visit } from './testing/visit.ts';

const password = 'amber lantern 8';

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save delivery settings' }).click();
  await page.getByText('The delivery settings are saved.').first().waitFor();
  await page.getByRole('button', { name: 'Save delivery settings' }).waitFor({ state: 'detached' });
}

test('someone sets the mail server up, gets a test e-mail, and reads in words why another server does not work', async () => {
  const server = await mailServer({ login: { user: 'lumen', password } });
  const { page, call, studio } = await visit();
  await studio.write(system, 'api', (change) => queueMessage(change, anEmail));
  await page.goto('/settings/delivery');
  await page.getByText('E-mail is not set up: 1 message waits. Set the mail server').waitFor();
  const email = page.getByRole('region', { name: 'E-mail', exact: true });
  await email.getByRole('textbox', { name: 'Mail server' }).fill('127.0.0.1');
  await email.getByLabel('Encryption').selectOption('Not encrypted');
  await email.getByLabel('Port').fill(String(server.port));
  await email.getByRole('textbox', { name: 'User name' }).fill('lumen');
  await email.getByRole('textbox', { name: 'Password' }).fill(password);
  await email.getByLabel('From, address').fill('hello at lumen');
  await page.getByRole('button', { name: 'Save delivery settings' }).click();
  await email.getByText('An e-mail address, such as hello@example.com.').waitFor();
  await email.getByLabel('From, address').fill('hello@lumen.example');
  await save(page);
  await page.getByRole('region', { name: 'Still to be set up' }).waitFor({ state: 'detached' });

  await email.getByRole('button', { name: 'Send a test e-mail to yourself' }).click();
  await email.getByText(`Sent to ${owner.email}. The mail server said: 250 kept`).waitFor();
  const test = server.received.find(({ to }) => to.includes(owner.email));
  expect(test).toMatchObject({ from: 'hello@lumen.example', userName: 'lumen' });

  // The password never comes back, and is forgotten with the server it was given for.
  expect(await email.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('');
  expect(JSON.stringify(await call(getDeliverySettings))).not.toContain(password);
  await email.getByLabel('Port').fill('1');
  await email.getByText('Type it again: it was given for what is changed here.').waitFor();
  await email.getByRole('textbox', { name: 'Password' }).fill(password);
  await save(page);
  await email.getByRole('button', { name: 'Send a test e-mail to yourself' }).click();
  await email
    .getByRole('alert')
    .getByText(/^The test e-mail was not sent\. \S+/)
    .waitFor();
  expect(await page.content()).not.toContain(password);
});

test('someone sets up a provider of text messages, webhooks and the sending hours; what cannot be is said at its field', async () => {
  const { page, call } = await visit();
  await page.goto('/settings/delivery');
  const sms = page.getByRole('region', { name: 'Text messages' });
  await sms.getByText('Another provider').click();
  await sms.getByLabel('Address').fill('https://sms.example/{{ too }}');
  await sms.getByRole('textbox', { name: 'Secret' }).fill('key 17');
  await sms.getByLabel('Value of header 1').fill('Key {{ secret }}');
  await page.getByLabel('Addresses of your own network that may be reached').fill('10.0.0.5\n\nnas local');
  await page.getByRole('button', { name: 'Save delivery settings' }).click();
  await page.getByText('nas local is not a host name, an address or a range such as 192.168.1.0/24.').waitFor();
  await page.getByLabel('Addresses of your own network that may be reached').fill('10.0.0.5\n\nnas.local');
  await page.getByRole('button', { name: 'Save delivery settings' }).click();
  await sms.getByText(/nothing is known for \{\{ too \}\}/).waitFor();
  await sms.getByLabel('Address').fill('https://sms.example/send');
  const hours = page.getByRole('region', { name: 'When messages are sent' });
  await hours.getByLabel('until').selectOption('20:00');
  await hours.getByLabel('on', { exact: true }).selectOption('every day');
  await save(page);

  const hooks = page.getByRole('region', { name: 'Webhooks' });
  await hooks.getByRole('button', { name: 'Make a signing secret' }).click();
  const shown = page.getByRole('dialog', { name: 'The signing secret' });
  const secret = (await shown.getByText(/^whsec_/).textContent()) ?? '';
  expect(secret).toMatch(/^whsec_/);
  await shown.getByRole('button', { name: 'I have kept it' }).click();
  await hooks.getByText('A signing secret is set.').waitFor();
  await page.reload();
  await hooks.getByRole('button', { name: 'Make another signing secret' }).waitFor();
  expect(await page.content()).not.toContain(secret);
  expect(await call(getDeliverySettings)).toMatchObject({
    sms: { provider: 'other', url: 'https://sms.example/send', headers: [{ value: 'Key {{ secret }}' }] },
    allowedHosts: ['10.0.0.5', 'nas.local'],
    sendingHours: { from: '09:00', until: '20:00', days: 'every' },
    ...{ isSmsSecretSet: true, isWebhookSecretSet: true },
  });
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the page of delivery keeps nobody out: %o', async (options) => {
  const { page } = await visit(options);
  await page.goto('/settings/delivery');
  await page.getByText('E-mail is not set up').waitFor();
  await expectAccessible(page);
  await page.getByRole('region', { name: 'Text messages' }).getByText('Another provider').click();
  await page.getByRole('button', { name: 'Save delivery settings' }).waitFor();
  await expectAccessible(page);
});
