import { getPreferences, listClosures } from '@printrail/contract/calendar';
import { addUser } from '@printrail/contract/people';
import { previewRecalculation } from '@printrail/contract/recalculation';
import { expect, test } from 'vitest';
import { expectAccessible, visit } from './testing/visit.ts';

test('a day ticked changes the sentence beside it, and open orders are recalculated when asked to', async () => {
  const { page, call } = await visit({ sample: 120 });
  await page.goto('/settings/calendar');
  await page.getByText('is due Mon 30 Nov').waitFor();
  await page.getByRole('checkbox', { name: 'Saturday' }).check();
  await page.getByText('is due Sat 28 Nov').waitFor();
  await page.getByRole('textbox', { name: 'Business days of the example' }).fill('7');
  await page.getByText('is due Tue 1 Dec').waitFor();
  const offer = page.getByRole('region', { name: 'Due dates already given' });
  const { count } = await call(previewRecalculation, { body: {} });
  await offer.getByText(`${count} open orders would get another due date.`).waitFor();
  await offer.getByRole('button', { name: 'Recalculate' }).click();
  await page.getByText(`${count} orders got another due date.`).waitFor();
  await offer.waitFor({ state: 'detached' });
  expect((await call(getPreferences)).workWeek).toEqual([1, 2, 3, 4, 5, 6]);
  expect((await call(previewRecalculation, { body: {} })).count).toBe(0);
});

test('closures are added by hand and loaded for a country, changed, deleted, and put back', async () => {
  const { page, call } = await visit();
  const closures = async () => (await call(listClosures)).items.map(({ from, to, name }) => `${from} ${to} ${name}`);
  await page.goto('/settings/calendar');
  await page.getByText('The studio is closed on no day of 2026.').waitFor();
  await page.getByRole('button', { name: 'Add a closure' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First day').fill('2026-12-28');
  await dialog.getByLabel('Last day').fill('2026-12-01');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Winter break');
  await dialog.getByRole('button', { name: 'Add the closure' }).click();
  await dialog.getByText('The closure ends on 2026-12-01, before it starts on 2026-12-28.').waitFor();
  await dialog.getByLabel('Last day').fill('2027-01-02');
  await dialog.getByRole('button', { name: 'Add the closure' }).click();
  await dialog.waitFor({ state: 'detached' });
  const winter = '2026-12-28 2027-01-02 Winter break';
  expect(await closures()).toEqual([winter]);
  await page.getByRole('cell', { name: /^30 ?, closed: Winter break/ }).waitFor();

  await page.getByRole('button', { name: 'Load public holidays' }).click();
  await dialog
    .getByRole('checkbox', { name: /Thanksgiving/ })
    .first()
    .waitFor();
  await dialog.getByRole('checkbox', { name: '2027', exact: true }).uncheck();
  await expect.poll(() => dialog.getByRole('checkbox', { name: /Thanksgiving Day/ }).count()).toBe(1);
  await dialog.getByRole('checkbox', { name: /Christmas Day/ }).uncheck();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /Add \d+ closures?/ }).click();
  await dialog.waitFor({ state: 'detached' });
  const loaded = (await closures()).join('\n');
  expect(loaded).toMatch('2026-11-26 2026-11-26 Thanksgiving Day');
  expect(loaded).not.toMatch(/Christmas|Columbus/);
  await page.getByText('is due Tue 1 Dec').waitFor();

  await page.getByRole('button', { name: 'Delete Winter break' }).click();
  await expect.poll(closures).not.toContain(winter);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(closures).toContain(winter);
  await page.getByRole('button', { name: 'Change Winter break' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Between the years');
  await dialog.getByRole('button', { name: 'Save the closure' }).click();
  await page.getByRole('cell', { name: /^30 ?, closed: Between the years/ }).waitFor();
  await page.getByRole('button', { name: 'Show 2027' }).click();
  await page.getByRole('cell', { name: /^2 ?, closed: Between the years/ }).waitFor();
});

test('the method of due dates shows what it comes to before it is saved', async () => {
  const { page, call } = await visit({ sample: 120 });
  await page.goto('/settings/production');
  const example = page.getByRole('table', { name: 'Due dates of an order of the type Print order' });
  await example.getByRole('row', { name: 'At the lab 5 business days Thu 3 Dec' }).waitFor();
  await page.getByRole('radio', { name: 'Backward' }).check();
  // Delivery on Mon 14 Dec, less the two days of what comes after the lab.
  await example.getByRole('row', { name: 'At the lab 5 business days Thu 10 Dec' }).waitFor();
  const whatIf = { preferences: { dueDateMethod: 'backward' as const } };
  const { count } = await call(previewRecalculation, { body: { whatIf } });
  await page.getByText(`${count} open orders would get another due date. They keep theirs`).waitFor();
  await page.getByRole('radio', { name: 'Calendar days' }).check();
  await example.getByRole('row', { name: 'At the lab 5 business days Fri 11 Dec' }).waitFor();
  await page.getByRole('button', { name: 'Save how due dates are counted' }).click();
  await page.getByRole('region', { name: 'Due dates already given' }).waitFor();
  expect(await call(getPreferences)).toMatchObject({ dueDateMethod: 'backward', backwardCounts: 'calendar_days' });
});

test('automation and numbers are saved; a pattern that cannot be is told where it was typed', async () => {
  const { page, call } = await visit();
  await page.goto('/settings/production');
  await page.getByLabel('Production orders are created').selectOption('When the invoice comes to a status');
  const save = page.getByRole('button', { name: 'Save what happens by itself' });
  await save.click();
  await page.getByText('Creating orders at the event invoice_status needs invoiceStatusId.').waitFor();
  await page.getByLabel('Production orders are created').selectOption('When a part is paid');
  await page.getByRole('textbox', { name: 'Paid' }).fill('40');
  await page.getByRole('radio', { name: 'Offered' }).check();
  await page.getByRole('checkbox', { name: 'Tell the person responsible' }).uncheck();
  await save.click();
  await page.getByText('What happens by itself is saved.').waitFor();
  expect(await call(getPreferences)).toMatchObject({
    orderCreation: { event: 'paid_percent', percent: 40, how: 'offered' },
    invoiceCompletion: { notifyUser: false },
  });
  const pattern = page.getByRole('textbox', { name: 'Numbers of production orders' });
  await pattern.fill('{yyyy}');
  await page.getByText('Such as 2026', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Save numbers and paper' }).click();
  await page.getByText('needs exactly one running number').waitFor();
  await pattern.fill('{yy}-{n:6}');
  await page.getByText('Such as 26-020481').waitFor();
  await page.getByRole('button', { name: 'Save numbers and paper' }).click();
  await page.getByText('Numbers and paper saved.').waitFor();
  expect((await call(getPreferences)).orderNumberPattern).toBe('{yy}-{n:6}');
});

test('the studio gets its address, its logo and its time zone', async () => {
  const { page, call } = await visit();
  await page.goto('/settings/studio');
  await page.getByLabel('City').fill('Porto');
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByRole('button', { name: 'Save name and address' }).click();
  await page.locator('[aria-invalid=true]').waitFor();
  expect(await page.getByLabel('City').inputValue()).toBe('Porto');
  await page.getByLabel('E-mail').fill('hello@pelican.example');
  await page.getByRole('button', { name: 'Save name and address' }).click();
  await page.getByText('Name and address saved.').waitFor();
  await page.getByRole('combobox', { name: 'Time zone' }).fill('lisbon');
  await page.getByRole('option', { name: 'Europe/Lisbon' }).click();
  await page.getByRole('button', { name: 'Save time, language and money' }).click();
  await page.getByText('Time, language and money saved.').waitFor();
  expect(await call(getPreferences)).toMatchObject({
    ...{ address: { city: 'Porto' }, email: 'hello@pelican.example', timeZone: 'Europe/Lisbon' },
  });
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no image at all') });
  await page.getByRole('alert').getByText('The logo cannot be used').waitFor();
  await choose.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(logo, 'base64') });
  await page.getByRole('img', { name: 'Logo of the studio' }).waitFor();
  await page.getByRole('button', { name: 'Take the logo away' }).click();
  await page.getByText('No logo yet').waitFor();
});

test('someone who may only look sees the settings and changes none', async () => {
  const { page, call } = await visit();
  const body = { name: 'Mira', email: 'mira@studio.example', password: 'quiet heron 81' };
  await call(addUser, { body: { ...body, rights: { maintenance: 'view', production: 'view' } } });
  await page.context().clearCookies();
  await page.goto('/settings/calendar');
  await page.getByLabel('E-mail').fill(body.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(body.password);
  await page.keyboard.press('Enter');
  await page.getByText('The studio is closed on no day of 2026.').waitFor();
  expect(await page.getByRole('checkbox', { name: 'Saturday' }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: 'Add a closure' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Studio' }).click();
  await page.getByRole('heading', { name: 'Name and address' }).waitFor();
  expect(await page.getByLabel('Name of the studio').isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0);
  await page.getByRole('link', { name: 'All settings' }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  expect(await page.getByRole('link', { name: 'API keys' }).count()).toBe(0);
});

test.each([
  { isDark: false, isPhone: false },
  { isDark: true, isPhone: false },
  { isDark: false, isPhone: true },
])('the settings keep nobody out: %o', async (options) => {
  const { page } = await visit({ sample: 60, ...options });
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Order types and cycles' }).waitFor();
  await expectAccessible(page);
  await page.goto('/settings/studio');
  await page.getByRole('heading', { name: 'Logo' }).waitFor();
  await expectAccessible(page);
  await page.goto('/settings/calendar');
  await page.getByRole('table', { name: 'December' }).waitFor();
  await expectAccessible(page);
  await page.goto('/settings/production');
  await page.getByRole('row', { name: /At the lab/ }).waitFor();
  await expectAccessible(page);
});

/** A square of four by four pixels. */
const logo = 'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAADklEQVR4nGOIQgIMxHEAtwMQ4U4xecsAAAAASUVORK5CYII=';
