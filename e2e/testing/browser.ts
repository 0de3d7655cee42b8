import { setUp } from '@printrail/contract/people';
import { type Browser, chromium } from 'playwright-core';

export const owner = { name: 'Olive Owner', email: 'olive@studio.example', password: 'grey pelican 52' };

/** A real browser, without what it would look up on the network by itself. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.PRINTRAIL_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      ...['--disable-sync', '--no-first-run'],
    ],
  });
}

export type Cookie = { name: string; value: string; url: string };

/** Sets up the studio at an address that has none yet; gives what its owner is signed in by. */
export async function becomeOwner(address: string): Promise<Cookie> {
  const response = await fetch(`${address}/api/v1${setUp.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...owner, studioName: 'Pelican Photography' }),
  });
  if (!response.ok) throw new Error(`The studio cannot be set up: ${await response.text()}`);
  const [name = '', value = ''] = response.headers.getSetCookie()[0]?.split(';')[0]?.split('=') ?? [];
  return { name, value, url: address };
}
