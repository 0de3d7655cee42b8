import type { AnswerOf, Endpoint, InputOf } from '@printrail/contract/endpoint';
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

// biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape are called
export type AnyEndpoint = Endpoint<any, any, any, any>;
export type Sent<E> = Partial<Pick<InputOf<E>, 'params' | 'query' | 'body'>> & { version?: number };

/** Calls an endpoint as whoever the cookie is of; throws what it refuses. */
export async function callAs<E extends AnyEndpoint>(
  address: string,
  cookie: Cookie | null,
  endpoint: E,
  { params, query, body, version }: Sent<E>,
): Promise<AnswerOf<E>> {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => String((params as never)[name]));
  const search = new URLSearchParams(Object.entries((query ?? {}) as Record<string, string>));
  const response = await fetch(`${address}/api/v1${path}?${search}`, {
    method: endpoint.method,
    headers: {
      ...(cookie ? { cookie: `${cookie.name}=${cookie.value}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${endpoint.id}: ${await response.text()}`);
  return (response.status === 204 ? null : await response.json()) as AnswerOf<E>;
}
