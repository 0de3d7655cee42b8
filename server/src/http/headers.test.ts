import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { getMe, setUp, signIn } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { studio, type TestOptions } from '../testing/studio.ts';

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
  expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
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

test('another site cannot sign a browser in, nor make it the owner’s', async () => {
  const s = await studio();
  const body = { email: 'olive@studio.example', password: 'long enough to pass' };
  for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'same-site' }]) {
    const sent = { body, headers: { authorization: '', ...headers } };
    expect(await s.refusal(signIn, sent)).toMatchObject({ status: 403, code: 'request.cross_site' });
  }
  expect(await s.refusal(signIn, { body, headers: { authorization: '' } })).toMatchObject({ status: 401 });
});

test('what is no request at all is answered with the same headers', async () => {
  const s = await studio();
  const { port } = new URL(await s.app.listen({ port: 0, host: '127.0.0.1' }));
  const answerTo = (sent: string) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(sent);
    return text(socket);
  };
  const nonsense = await answerTo('NONSENSE\r\n\r\n');
  const large = await answerTo(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect([nonsense.slice(0, 12), large.slice(0, 12)]).toEqual(['HTTP/1.1 400', 'HTTP/1.1 431']);
  // Where one request ends and the next begins must not be open to two readings.
  const post = 'POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  for (const ends of [
    'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}',
    'Transfer-Encoding: xchunked\r\n\r\n{}',
  ]) {
    expect(await answerTo(post + ends), ends).toMatch(/^HTTP\/1\.1 400/);
  }
  expect(await answerTo('TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 404/);
  for (const answer of [nonsense, large]) {
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/content-security-policy: default-src 'none'/);
    expect(head).toMatch(/x-content-type-options: nosniff/);
    expect(JSON.parse(body)).toMatchObject({ code: 'request.unreadable' });
  }
});

test('after what asks for another protocol nothing more is read, so that nothing waits there unanswered', async () => {
  const s = await studio();
  const { port } = new URL(await s.app.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('GET /api/v1/health HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n(.+\r\n)*connection: close\r\n/i);
});

test('a request must come in whole in time', async () => {
  const { server } = (await studio()).app;
  expect([server.headersTimeout, server.requestTimeout]).toEqual([60_000, 120_000]);
});

test('the first owner is not created under a name of elsewhere that leads to this machine, unless a proxy stands in front', async () => {
  const body = { name: 'Eve', email: 'eve@studio.example', password: 'long enough to pass' };
  const statusAt = async (host: string, options: TestOptions = {}) => {
    const s = await studio(options);
    const { port } = new URL(await s.app.listen({ port: 0, host: '127.0.0.1' }));
    const asked = request({
      ...{ host: '127.0.0.1', port, path: '/api/v1/setup', method: 'POST' },
      headers: { host: host.replace('PORT', port), 'content-type': 'application/json' },
    });
    asked.end(JSON.stringify(body));
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return [response.statusCode, (JSON.parse(await text(response)) as { code?: string }).code];
  };
  expect(await statusAt('rebound.example:PORT')).toEqual([403, 'request.other_name']);
  // Of these it is said that there is an owner, as in every studio of a test.
  for (const host of ['localhost:PORT', '127.0.0.1:PORT', '[::1]:PORT', 'printrail:PORT', 'printrail.lan']) {
    expect(await statusAt(host), host).toEqual([409, 'studio.already_set_up']);
  }
  expect(await statusAt('studio.example', { trustProxy: true })).toEqual([409, 'studio.already_set_up']);
});
