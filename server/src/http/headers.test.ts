import { getMe, setUp } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';

const paths = [
  '/api/v1/health',
  '/api/v1/me',
  '/api/v1/nothing',
  '/nothing',
  '/%',
  '/api/v1/openapi.json',
  '/api/v1/',
  '/api/v1',
];

test('every answer tells browsers to load, embed and guess nothing', async () => {
  const s = await studio();
  for (const path of paths) {
    const { headers } = await s.app.inject(path);
    expect(headers, path).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin'], path).toBeUndefined();
  }
});

test('browsers are held to HTTPS only where it was used', async () => {
  const s = await studio({ trustProxy: true });
  expect((await s.app.inject('/api/v1/health')).headers['strict-transport-security']).toBeUndefined();
  const { headers } = await s.app.inject({ url: '/api/v1/health', headers: { 'x-forwarded-proto': 'https' } });
  expect(headers['strict-transport-security']).toBe('max-age=31536000');
});

test('the reference page is a page with its own style and nothing else', async () => {
  const s = await studio();
  const { headers, body } = await s.app.inject('/api/v1/');
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' });
  expect(headers['content-security-policy']).toMatch(/style-src 'sha256-[\w+/=]+'/);
  expect(body).not.toMatch(/ style="/);
  expect((await s.app.inject('/api/v1')).headers.location).toBe('/api/v1/');
});

test('with a session cookie a change asked for by another site is refused', async () => {
  const s = await studio();
  const headers = { authorization: '', cookie: 'printrail=some-session', origin: 'https://elsewhere.example' };
  const body = { name: 'Eve', email: 'eve@studio.example', password: 'long enough to pass' };
  expect(await s.refusal(setUp, { body, headers })).toMatchObject({ status: 403, code: 'request.cross_site' });
  expect(await s.refusal(getMe, { headers })).toMatchObject({ status: 401 });
});
