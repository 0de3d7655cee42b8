import type { Browser, BrowserContext, Page } from 'playwright-core';
import { becomeOwner, type Cookie, openBrowser } from '../e2e/testing/browser.ts';
import { workingCopy } from './data-sets.ts';
import { startPrintrail } from './processes.ts';
import { median, percentile, type Row, rowOf } from './results.ts';
import type { Sizes } from './run.ts';

const rounds = 5;
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
    return [
      atMost('hub route: script over the wire', median(opened.map(({ scriptKb }) => scriptKb)), 'kB', 250),
      atMost('hub route: first orders shown, nothing cached', median(opened.map(({ shownS }) => shownS)), 's', 1.5),
      atMost('hub scrolled through 2,000 orders: frames over 50 ms', scrolled.slowShare * 100, '%', 5),
      atMost('rows kept in the page after it', scrolled.rowsKept, 'rows', 200),
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
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize));
  });
  const begun = performance.now();
  await page.goto(`${address}/production`);
  await page.locator(row).nth(1).waitFor();
  const shownS = (performance.now() - begun) / 1_000;
  const scriptKb = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1_000;
  await context.close();
  return { shownS, scriptKb };
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
