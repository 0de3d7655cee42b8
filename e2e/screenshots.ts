import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeManyStatuses } from '@printrail/contract/bulk-changes';
import { listOrders } from '@printrail/contract/hub';
import { listTemplates, updateTemplate } from '@printrail/contract/templates';
import { listTriggers, updateTrigger } from '@printrail/contract/triggers';
import type { Page } from 'playwright-core';
import { start } from '../server/src/main.ts';
import { createSample } from '../server/src/sample/create-sample.ts';
import { becomeOwner, type Cookie, callAs, openBrowser } from './testing/browser.ts';

/** The pictures of the README, of the sample studio on a day that stays the same, so that they change only with the pages. */
type Picture = {
  name: string;
  path: string;
  isDark?: boolean;
  isPhone?: boolean;
  before?: (page: Page) => Promise<void>;
};

const pictures: readonly Picture[] = [
  { name: 'hub', path: '/production' },
  { name: 'hub-dark', path: '/production?late=true', isDark: true },
  { name: 'status-change', path: '/production', before: openStatusChange },
  { name: 'order', path: '/production', before: openFirstOrder },
  { name: 'board', path: '/production?layout=board' },
  { name: 'cycle', path: '/settings/cycles/1' },
  { name: 'calendar', path: '/settings/calendar' },
  { name: 'phone', path: '/production', isPhone: true },
];

/** Taken last, of the studio once triggers are at work. */
const withTriggers: readonly Picture[] = [
  { name: 'triggers', path: '/settings/triggers', before: openFirstTrigger },
  { name: 'queue', path: '/triggers' },
];

const out = join(import.meta.dirname, '../docs/screenshots');
const folder = mkdtempSync(join(tmpdir(), 'printrail-pictures-'));
const noon = Date.parse('2026-11-23T12:00:00Z');
const studio = await start({
  location: { file: join(folder, 'printrail.db') },
  clock: { now: () => noon },
  web: join(import.meta.dirname, '../web/dist'),
});
const browser = await openBrowser();
try {
  await studio.app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${(studio.app.server.address() as AddressInfo).port}`;
  const cookie = await becomeOwner(address);
  await createSample(studio.studio, { orders: 400 });
  mkdirSync(out, { recursive: true });
  for (const picture of pictures) await take(picture, address, cookie);
  await switchTriggersOn(address, cookie);
  for (const picture of withTriggers) await take(picture, address, cookie);
} finally {
  await browser.close();
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
}

async function take({ name, path, isDark, isPhone, before }: Picture, address: string, cookie: Cookie): Promise<void> {
  const context = await browser.newContext({
    viewport: isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
    colorScheme: isDark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  await page.goto(address + path, { waitUntil: 'load' });
  await page.locator('main h1').first().waitFor();
  await page.waitForTimeout(1_500);
  await before?.(page);
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await context.close();
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}

async function openFirstOrder(page: Page): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
}

async function openStatusChange(page: Page): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('a');
}

async function openFirstTrigger(page: Page): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
}

/** The triggers that come along, with what they say, and some orders that move on under them. */
async function switchTriggersOn(address: string, cookie: Cookie): Promise<void> {
  const isActive = { body: { isActive: true } };
  for (const { id, version } of (await callAs(address, cookie, listTemplates, {})).items) {
    await callAs(address, cookie, updateTemplate, { params: { id }, version, ...isActive });
  }
  for (const { id, version } of (await callAs(address, cookie, listTriggers, {})).items) {
    await callAs(address, cookie, updateTrigger, { params: { id }, version, ...isActive });
  }
  const { items } = await callAs(address, cookie, listOrders, { query: { sort: 'due', limit: 60 } });
  const selection = { orders: items.map(({ id, version }) => ({ id, version })) };
  await callAs(address, cookie, changeManyStatuses, { body: { selection, skipRefused: true } });
}
