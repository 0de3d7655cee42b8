import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf } from '@printrail/contract/endpoint';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, expect, onTestFinished } from 'vitest';
import { type Started, start } from '../../server/src/main.ts';
import { createSample } from '../../server/src/sample/create-sample.ts';
import { type AnyEndpoint, becomeOwner, callAs, openBrowser, type Sent } from './browser.ts';

export type VisitOptions = {
  /** How many orders the sample studio has; without a number the studio is empty. */
  sample?: number;
  /** Someone who comes to a studio that nobody has set up yet. */
  isFirst?: boolean;
  isPhone?: boolean;
  isDark?: boolean;
  /** Also does what becomes due by itself, and sends, as a server does. */
  isAtWork?: boolean;
};

export type Visit = Started & {
  page: Page;
  address: string;
  /** Calls the API as the owner, to prepare a studio or to see what came of it. */
  call<E extends AnyEndpoint>(endpoint: E, sent?: Sent<E>): Promise<AnswerOf<E>>;
  /** Another tab or person at the same studio. */
  another(): Promise<Page>;
};

const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };

let chrome: Promise<Browser> | undefined;
afterAll(async () => {
  await (await chrome)?.close();
  chrome = undefined;
});

/** A studio of its own with a real server, and someone in front of it at a real browser, signed in as its owner. */
export async function visit(options: VisitOptions = {}): Promise<Visit> {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-visit-'));
  // A Monday, as in the tests of the server.
  const begun = Date.now();
  const clock = { now: () => Date.parse('2026-11-23T12:00:00Z') + Date.now() - begun };
  const web = process.env.PRINTRAIL_WEB_DIST ?? join(import.meta.dirname, '../../web/dist');
  const started = await start({
    ...{ location: { file: join(folder, 'printrail.db') }, clock, web },
    isAtWork: options.isAtWork ?? false,
  });
  await started.app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${(started.app.server.address() as AddressInfo).port}`;
  const cookie = options.isFirst ? null : await becomeOwner(address);
  if (options.sample) await createSample(started.studio, { orders: options.sample });
  chrome ??= openBrowser();
  const context = await (await chrome).newContext({
    viewport: options.isPhone ? sizes.phone : sizes.desk,
    colorScheme: options.isDark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    baseURL: address,
    hasTouch: options.isPhone ?? false,
  });
  if (cookie) await context.addCookies([cookie]);
  const faults: string[] = [];
  const another = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => faults.push(String(error)));
    return page;
  };
  onTestFinished(async () => {
    await context.close();
    await started.close();
    rmSync(folder, { recursive: true, force: true });
    expect(faults).toEqual([]);
  });
  return {
    ...started,
    address,
    page: await another(),
    another,
    call: (endpoint, sent = {}) => callAs(address, cookie, endpoint, sent),
  };
}

/** Fails on anything on the page that keeps people out (WCAG 2.2 AA), and on a page wider than its window. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  expect(violations).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}
