import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfUrl, isAllowEntry, isInternal, mayReach } from './address-guard.rules.ts';
import { webhookBody, webhookHeaders, webhookKey } from './webhook-signature.rules.ts';

test('a webhook is signed as the Standard Webhooks say, by their own example', () => {
  const key = webhookKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw') ?? Buffer.alloc(0);
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
  expect(webhookHeaders(key, message, 1_614_265_330_999)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  expect(webhookBody({ type: 'order.status', at: 0, data: { id: 1 } })).toBe(
    '{"type":"order.status","timestamp":"1970-01-01T00:00:00.000Z","data":{"id":1}}',
  );
});

test('a secret is whsec_ and 24 to 64 bytes in base64', () => {
  const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`;
  for (const bytes of [24, 32, 64]) expect(webhookKey(secretOf(bytes))?.length).toBe(bytes);
  for (const secret of [
    secretOf(23),
    secretOf(65),
    'whsec_',
    '',
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    `${secretOf(24)}!`,
  ]) {
    expect(webhookKey(secret), secret).toBeUndefined();
  }
});

test('internal addresses are known in every way of writing them', () => {
  const addresses = [
    ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.0.8', '203.0.113.5'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', 'fe80::1', 'fc00::1', 'fd12:3456::1'],
    ...[
      'ff02::1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      '2001::1',
      '::127.0.0.1',
      'fe80::1%eth0',
      'x',
      '',
    ],
  ];
  for (const address of addresses) expect(isInternal(address), address).toBe(true);
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '192.167.1.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ]) {
    expect(isInternal(address), address).toBe(false);
  }
});

test('what a URL’s host comes to is what is judged, however it is written', () => {
  for (const host of [
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '0x7f.1',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:0:0:1]',
  ]) {
    const { hostname } = new URL(`http://${host}/`);
    expect(isInternal(hostname.replace(/^\[|\]$/g, '')), host).toBe(true);
  }
});

test('an internal address may be reached only when the allow-list names its host, itself or its range', () => {
  expect(mayReach('example.com', '93.184.216.34', [])).toBe(true);
  expect(mayReach('erp.local', '192.168.1.7', [])).toBe(false);
  for (const entry of ['erp.local', 'ERP.local', '192.168.1.7', '192.168.1.0/24']) {
    expect(mayReach('erp.local', '192.168.1.7', [entry]), entry).toBe(true);
  }
  for (const entry of ['local', '192.168.2.0/24', '192.168.1.70', 'fd00::/8', 'erp.local.evil', '192.168.1.0/33']) {
    expect(mayReach('erp.local', '192.168.1.7', [entry]), entry).toBe(false);
  }
  expect(mayReach('x', 'fd00::7', ['fd00::/8'])).toBe(true);
});

test('any octets: an IPv4 address is as internal within IPv6 as by itself, or more so', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      if (isInternal(address)) expect(isInternal(`::ffff:${address}`)).toBe(true);
      expect(mayReach('h', address, [`${address}/32`])).toBe(true);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void mayReach('h', text, [text, `${text}/8`])));
});

test('an allow-list names hosts, addresses and ranges; a URL is http or https without credentials', () => {
  for (const entry of ['erp.local', 'localhost', '10.0.0.1', '10.0.0.0/8', 'fd00::/8', '::1'])
    expect(isAllowEntry(entry), entry).toBe(true);
  for (const entry of ['', 'a b', 'http://x', '10.0.0.0/33', '10.0.0.0/8/8', 'x/8', 'fd00::/129', '-x'])
    expect(isAllowEntry(entry), entry).toBe(false);
  expect(faultOfUrl('https://example.com/hook?x=1')).toBeUndefined();
  for (const url of ['example.com', 'ftp://example.com', 'file:///etc/passwd', 'https://u:p@example.com', '']) {
    expect(faultOfUrl(url), url).toBeTypeOf('string');
  }
});
