import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listTemplates } from '@printrail/contract/templates';
import { expect, onTestFinished, test } from 'vitest';
import { expectAccessible, visit } from './testing/visit.ts';

/** A server that keeps what it is asked for. */
async function anyServer(): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('someone writes a template, mends a misspelt field, looks at it with an order, saves it and switches it off and on', async () => {
  const { page, call } = await visit({ sample: 60 });
  await page.goto('/settings/templates');
  await page.getByRole('button', { name: 'New template' }).click();
  await page.getByRole('menuitem', { name: /^E-mail/ }).click();
  await page.getByRole('heading', { name: 'New e-mail template' }).waitFor();
  await page.getByLabel('Name').fill('Proofs are ready');
  await page.getByLabel('Subject').fill('Proofs for {{ client.nam }}');
  await page.getByText('There is no merge field client.nam (line 1). Is client.name meant?').waitFor();
  await page.getByRole('button', { name: 'Use client.name' }).click();
  expect(await page.getByLabel('Subject').inputValue()).toBe('Proofs for {{ client.name }}');
  const text = page.getByLabel('Plain text');
  await text.fill('Hello , your proofs are ready.');
  await text.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6));
  const fields = page.getByRole('region', { name: 'Merge fields' });
  await fields.getByLabel('Search merge fields').fill('whom to address');
  await page.keyboard.press('Enter');
  await expect.poll(() => text.inputValue()).toBe('Hello {{ client.contact_name }}, your proofs are ready.');
  await text.press('Control+End');
  await fields.getByRole('button', { name: /^order\.lines/ }).press('Enter');
  await expect.poll(() => text.inputValue()).toMatch(/ready\.\{% for line in order\.lines %\}.*\n\{% endfor %\}$/);

  const preview = page.getByRole('region', { name: 'Preview' });
  const picker = preview.getByLabel('Filled in with');
  await picker.fill('PO-00017');
  await page.getByRole('option', { name: /^PO-00017/ }).click();
  const client = (await picker.inputValue()).split(' · ')[1]?.trim() ?? '';
  await preview.getByText(`Proofs for ${client}`, { exact: true }).waitFor();
  const outside = await anyServer();
  const spoils = `<script>parent.spoilt = 1</script><img src="${outside.address}/seen.png">`;
  await page.getByLabel('HTML', { exact: true }).fill(`<p>For <b>{{ client.name }}</b></p>${spoils}`);
  const html = preview.frameLocator('iframe');
  await html.getByText(client, { exact: true }).waitFor();
  expect(await page.evaluate(() => 'spoilt' in window)).toBe(false);
  expect(outside.asked).toEqual([]);

  await page.keyboard.press('Control+s');
  await page.getByRole('heading', { name: 'Proofs are ready' }).waitFor();
  await page.getByText('Proofs are ready is added.').waitFor();
  await page.getByRole('button', { name: 'Make inactive' }).click();
  await page.getByText('Switched off: triggers and messages do not offer this template.').waitFor();
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('button', { name: 'Make inactive' }).waitFor();
  const { items } = await call(listTemplates, { query: { search: 'proofs' } });
  expect(items).toMatchObject([{ subject: 'Proofs for {{ client.name }}', isActive: true, channel: 'email' }]);
  await page.getByRole('button', { name: 'Delete template' }).click();
  await page.getByText('Proofs are ready is deleted.').waitFor();
  await page.getByRole('heading', { name: 'Templates', exact: true }).waitFor();
});

test('a sample is switched on in the list; what is typed is kept until it is saved or left on purpose', async () => {
  const { page, call } = await visit();
  await page.goto('/settings/templates');
  await page.getByText('The templates that came with Printrail are switched off until you switch them on.').waitFor();
  await page.getByRole('switch', { name: 'Ready for pickup: off', exact: true }).press('Space');
  await page.getByRole('switch', { name: 'Ready for pickup: on', exact: true }).waitFor();
  expect((await call(listTemplates, { query: { active: 'true' as never } })).items).toMatchObject([
    { name: 'Ready for pickup' },
  ]);

  await page.getByRole('link', { name: 'Ready for pickup (text message)' }).click();
  // Without an order or invoice the examples fill it in.
  await page.getByRole('region', { name: 'Preview' }).getByText('Your order INV-00042 is ready').waitFor();
  await page.getByLabel('Text', { exact: true }).fill('Ready: {{ invoice.number | upcas }}');
  await page.getByText(/The text of the template cannot be used: undefined filter: upcas/).waitFor();
  await page.getByRole('link', { name: 'Templates' }).first().click();
  await page.getByRole('button', { name: 'Stay here' }).click();
  expect(await page.getByLabel('Text', { exact: true }).inputValue()).toBe('Ready: {{ invoice.number | upcas }}');
  await page.getByLabel('Text', { exact: true }).fill('Ready: {{ invoice.number }}');
  await page.getByRole('button', { name: 'Save template' }).click();
  await page.getByText('Ready for pickup (text message) is saved.').waitFor();
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the pages of templates keep nobody out: %o', async (options) => {
  const { page } = await visit({ ...options, sample: 60 });
  await page.goto('/settings/templates');
  await page.getByRole('link', { name: 'Where your order is' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Where your order is' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.frameLocator('iframe').getByText('a short word about your order').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Subject').fill('{{ order.statu }}');
  await page.getByRole('button', { name: 'Use order.status' }).waitFor();
  await expectAccessible(page);
});
