import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { studio } from '../testing/studio.ts';
import { createApp } from './app.ts';
import { mountWeb } from './web.ts';

function builtWeb(): string {
  const folder = mkdtempSync(join(tmpdir(), 'printrail-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Printrail</title>');
  writeFileSync(join(folder, 'built-from.txt'), 'a hash');
  writeFileSync(join(folder, 'assets', 'app-1.js'), 'export {};');
  return folder;
}

test('pages answer HEAD as they answer GET, and what was built but is not a page is not there', async () => {
  const s = await studio();
  const app = createApp({ studio: s.studio, routes: [], authenticate: async () => undefined, web: builtWeb() });
  onTestFinished(() => app.close());
  const accept = 'text/html,*/*';
  const ask = (method: 'GET' | 'HEAD', url: string, more: object = { accept }) =>
    app.inject({ method, url, headers: { ...more } });
  for (const url of ['/', '/production', '/production?status=late']) {
    const [page, head] = [await ask('GET', url), await ask('HEAD', url)];
    expect([page.statusCode, head.statusCode, head.body], url).toEqual([200, 200, '']);
    expect(page.body).toContain('<title>Printrail</title>');
    expect(page.headers['cache-control']).toBe('no-store');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; .*base-uri 'none'; .*frame-ancestors 'none'$/);
    const { date: _, ...headers } = page.headers;
    expect(head.headers, url).toMatchObject(headers);
  }
  expect((await ask('GET', '/assets/app-1.js')).headers['cache-control']).toContain('immutable');
  for (const url of ['/assets/app-0.js', '/assets/', '/api/v1/production']) {
    const missing = await ask('GET', url);
    expect([missing.statusCode, missing.headers['content-type']], url).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
  }
  expect((await ask('GET', '/built-from.txt', {})).statusCode).toBe(404);
  expect((await ask('GET', '/built-from.txt')).body).not.toContain('a hash');
  expect((await ask('HEAD', '/production', {})).statusCode).toBe(404);
});

test('no address leads out of the folder of the pages', async () => {
  const s = await studio();
  const web = builtWeb();
  writeFileSync(join(web, '../printrail-secret.txt'), 'a secret');
  onTestFinished(() => rmSync(join(web, '../printrail-secret.txt')));
  const app = createApp({ studio: s.studio, routes: [], authenticate: async () => undefined, web });
  onTestFinished(() => app.close());
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  for (const up of [
    '..',
    '%2e%2e',
    '..%2f',
    '%2e%2e%2f',
    '..%5c',
    '.%00.',
    'assets/..',
    'assets/../..',
    '....//',
    '/..',
  ]) {
    // Sent as it stands; fetch would put it right first.
    const asked = request({ port, path: `/${up}/printrail-secret.txt`, host: '127.0.0.1' }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect([answer.statusCode, (await text(answer)).includes('a secret')], up).toEqual([404, false]);
  }
});

test('without built pages there is the API alone', () => {
  expect(mountWeb(Fastify(), join(tmpdir(), 'nowhere'))).toBe(false);
});
