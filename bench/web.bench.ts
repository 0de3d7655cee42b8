import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { becomeOwner, type Cookie, openBrowser } from '../e2e/testing/browser.ts';
import { workingCopy } from './data-sets.ts';
import { startPrintrail } from './processes.ts';
import { median, percentile, type Row, rowOf, say } from './results.ts';
import type { Sizes } from './run.ts';

const rounds = 7;
const web = join(import.meta.dirname, '../web');
const longestPageMs = 15_000;
const settleMs = 300;
const row = '[role="row"][aria-rowindex]';

/** The hub in a real browser: what it loads, when it can be used, and how it scrolls. */
export async function benchWeb({ large }: Sizes): Promise<Row[]> {
  const { file, remove } = workingCopy(large, 'web');
  const server = await startPrintrail(file);
  const browser = await openBrowser();
  try {
    const address = `http://127.0.0.1:${server.port}`;
    const cookie = await becomeOwner(address);
    const opened = [];
    for (let round = 0; round < rounds; round++) opened.push(await openHub(browser, address, cookie));
    const scrolled = await scrollHub(browser, address, cookie);
    sayChunks();
    return [
      atMost('hub route: script over the wire', median(opened.map(({ scriptKb }) => scriptKb)), 'kB', 250),
      atMost('hub route: first orders shown, nothing cached', median(opened.map(({ shownS }) => shownS)), 's', 1.5),
      atMost('hub scrolled through 2,000 orders: frames over 50 ms', scrolled.slowShare * 100, '%', 5),
      atMost('rows kept in the page after it', scrolled.rowsKept, 'rows', 200),
      ...(await otherPages(browser, address, cookie)),
    ];
  } finally {
    await browser.close();
    await server.stop();
    remove();
  }
}

function atMost(name: string, measured: number, unit: string, target: number): Row {
  return rowOf({ name, measured, floor: null, unit, target: { atMost: target } });
}

async function freshContext(browser: Browser, cookie: Cookie): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([cookie]);
  return context;
}

async function openHub(browser: Browser, address: string, cookie: Cookie) {
  const context = await freshContext(browser, cookie);
  const page = await context.newPage();
  const scriptKb = countScript(page);
  const begun = performance.now();
  await page.goto(`${address}/production`);
  await page.locator(row).nth(1).waitFor();
  const shownS = (performance.now() - begun) / 1_000;
  const opened = { shownS, scriptKb: await scriptKb() };
  await context.close();
  return opened;
}

/** Counts the script a page loads from now on, in kB as it comes over the wire. */
function countScript(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1_000;
}

/** Every other address of the application, as its routes name it. */
async function otherPages(browser: Browser, address: string, cookie: Cookie): Promise<Row[]> {
  const routes = readFileSync(join(web, 'src/routes.tsx'), 'utf8').matchAll(/\bpage\('([^']+)'/g);
  const rows: Row[] = [];
  for (const [, path = ''] of routes) {
    if (path === '/production') continue;
    const context = await freshContext(browser, cookie);
    const page = await context.newPage();
    const scriptKb = countScript(page);
    await page.goto(address + path.replaceAll(/\$\w+/g, '1'));
    await page.locator('h1').first().waitFor({ timeout: longestPageMs });
    await pause(settleMs);
    rows.push(
      rowOf({
        name: `script over the wire: ${path}`,
        measured: await scriptKb(),
        floor: null,
        unit: 'kB',
        target: null,
      }),
    );
    await context.close();
  }
  return rows;
}

/** Tells how large the chunks are that the application is built into. */
function sayChunks(): void {
  const folder = join(web, 'dist/assets');
  const chunks = readdirSync(folder)
    .filter((name) => name.endsWith('.js.br'))
    .map((name) => ({ name: name.slice(0, -3), kb: statSync(join(folder, name)).size / 1_000 }))
    .toSorted((a, b) => b.kb - a.kb);
  const all = chunks.reduce((sum, { kb }) => sum + kb, 0);
  say(`  ${chunks.length} chunks, ${all.toFixed(0)} kB in all:`);
  for (const { name, kb } of chunks) say(`    ${kb.toFixed(1).padStart(6)} kB  ${name}`);
}

async function scrollHub(browser: Browser, address: string, cookie: Cookie) {
  const context = await freshContext(browser, cookie);
  const page = await context.newPage();
  await page.goto(`${address}/production`);
  await page.locator(row).nth(1).hover();
  const frames = framesWhile(page);
  for (let step = 0; step < 140; step++) {
    await page.mouse.wheel(0, 500);
    await page.waitForTimeout(16);
  }
  const gaps = await frames;
  const rowsKept = await page.locator(row).count();
  await context.close();
  return { slowShare: gaps.filter((gap) => gap > 50).length / gaps.length, worst: percentile(gaps, 0.99), rowsKept };
}

/** Milliseconds between the frames of the next few seconds. */
function framesWhile(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        let last = performance.now();
        const end = last + 4_000;
        const frame = (now: number) => {
          gaps.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(frame);
          else resolve(gaps);
        };
        requestAnimationFrame(frame);
      }),
  );
}
