import { confirmMessage, getMessage, repeatMessage } from '@printrail/contract/messages';
import { expect, test } from 'vitest';
import { givenInvoice, givenOrder } from '../testing/givens.ts';
import { certificate } from '../testing/loopback-certificate.ts';
import {
  anEmail,
  anSms,
  aWebhookTo,
  queue,
  sendAll,
  setDelivery,
  smsAt,
  smtpAt,
  webhookSecret,
} from '../testing/sending.ts';
import { mailServer } from '../testing/smtp-server.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { webServer } from '../testing/web-server.ts';
import { pausesMs } from './retry.rules.ts';
import { webhookHeaders, webhookKey } from './webhook-signature.rules.ts';

const messageOf = (s: TestStudio, id: number) => s.call(getMessage, { params: { id } });
const onLoopback = { allowedHosts: ['127.0.0.1'] };

test('without settings nothing is sent and nothing is lost: messages wait for the settings', async () => {
  const s = await studio();
  const ids = [await queue(s, anEmail), await queue(s, anSms), await queue(s, aWebhookTo('https://erp.example/hook'))];
  expect(await sendAll(s)).toBe(0);
  for (const id of ids)
    expect(await messageOf(s, id)).toMatchObject({ state: 'waiting', waitsFor: 'settings', attempts: 0 });
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  expect(await sendAll(s)).toBe(1);
  expect(server.received).toHaveLength(1);
});

test('e-mail goes out with its text, its HTML and its files as PDF, over a connection that is used again', async () => {
  const s = await studio();
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server, { replyTo: 'reply@lumen.example' }) });
  const order = await givenOrder(s);
  const invoice = await givenInvoice(s);
  const id = await queue(s, {
    ...anEmail,
    says: { subject: 'Fertig: Älbum ✓', text: 'Ready.\n.\nReally.', html: '<p>Ready.</p>' },
    attachments: [
      { kind: 'order_form', orderId: order.id },
      { kind: 'invoice', invoiceId: invoice.id },
    ],
  });
  for (let more = 0; more < 5; more++) await queue(s, anEmail);
  expect(await sendAll(s)).toBe(6);
  expect(server.received).toHaveLength(6);
  expect(server.connections).toBeLessThanOrEqual(3);
  const message = await messageOf(s, id);
  expect(message).toMatchObject({ state: 'sent', attempts: 1, lastError: '', sentAt: '2026-11-23T12:00:00.000Z' });
  const mail = server.received.find(({ content }) => content.includes(message.messageId));
  expect(mail).toMatchObject({ from: 'hello@lumen.example', to: ['ada@client.example'] });
  for (const part of [
    ...[
      'From: Lumen Studio <hello@lumen.example>',
      'To: Ada Lovelace <ada@client.example>',
      'Reply-To: reply@lumen.example',
    ],
    ...[`Message-ID: <${message.messageId}@lumen.example>`, 'Content-Type: text/plain', 'Content-Type: text/html'],
    ...[`Order form ${order.number}.pdf`, `Invoice ${invoice.number}.pdf`, 'JVBERi0'],
  ]) {
    expect(mail?.content).toContain(part);
  }
});

test('no name and no subject adds a header, a recipient or a line to an e-mail', async () => {
  const s = await studio();
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  const more = 'Ada\r\nBcc: eve@elsewhere.example\r\n\r\n<eve@elsewhere.example>, "Eve" <eve@elsewhere.example>';
  await queue(s, { ...anEmail, recipientName: more, says: { ...anEmail.says, subject: more } });
  expect(await sendAll(s)).toBe(1);
  const [mail] = server.received;
  expect(mail?.to).toEqual(['ada@client.example']);
  expect(mail?.content).not.toMatch(/^(bcc|cc):/im);
  expect(mail?.content.split('\r\n\r\n')[0]).toMatch(/^Message-ID: /m);
});

test.each([
  'tls',
  'starttls',
] as const)('e-mail over %s with a name and password, to a server whose certificate is trusted by hand', async (security) => {
  const s = await studio();
  const server = await mailServer({ security, login: { user: 'lumen', password: 'right' } });
  const smtp = smtpAt(server, { host: 'localhost', security, userName: 'lumen' });
  await setDelivery(s, { smtp, smtpPassword: 'wrong' });
  const id = await queue(s, anEmail);
  await sendAll(s);
  expect(await messageOf(s, id)).toMatchObject({
    state: 'waiting',
    waitsFor: 'next_try',
    lastError: expect.stringContaining('certificate is not trusted'),
  });
  await setDelivery(s, { smtp: { ...smtp, trustedCertificate: certificate }, smtpPassword: 'wrong' });
  s.later(1);
  await sendAll(s);
  expect((await messageOf(s, id)).lastError).toContain('refuses the user name or password: 535');
  await setDelivery(s, { smtpPassword: 'right' });
  s.later(5);
  await sendAll(s);
  expect(await messageOf(s, id)).toMatchObject({ state: 'sent', attempts: 3 });
  expect(server.received).toMatchObject([{ isEncrypted: true, userName: 'lumen' }]);
});

test('STARTTLS that the server does not offer is no reason to send unencrypted', async () => {
  const s = await studio();
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server, { security: 'starttls' }) });
  const id = await queue(s, anEmail);
  await sendAll(s);
  expect(await messageOf(s, id)).toMatchObject({ state: 'waiting', attempts: 1 });
  expect(server.received).toEqual([]);
});

test('what the mail server refuses for good has failed with its words; what it refuses for now is tried again with growing pauses, and given up at last', async () => {
  const s = await studio();
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  server.answers.RCPT = '550 5.1.1 no such user';
  const refused = await queue(s, anEmail);
  await sendAll(s);
  expect(await messageOf(s, refused)).toMatchObject({
    state: 'failed',
    lastError: expect.stringContaining('550 5.1.1 no such user'),
  });
  const nowhere = await queue(s, { ...anEmail, address: 'Ada, front door' });
  await sendAll(s);
  expect(await messageOf(s, nowhere)).toMatchObject({
    ...{ state: 'failed', lastError: 'Ada, front door is not an e-mail address.' },
  });
  server.answers.RCPT = '451 try later';
  const busy = await queue(s, anEmail);
  for (const pauseMs of pausesMs) {
    await sendAll(s);
    const { state, nextTryAt, lastError } = await messageOf(s, busy);
    expect({ state, inMs: Date.parse(nextTryAt ?? '') - s.studio.clock.now() }).toEqual({
      state: 'waiting',
      inMs: pauseMs,
    });
    expect(lastError).toContain('451 try later');
    s.later(pauseMs / 60_000 - 0.1);
    expect(await sendAll(s)).toBe(0);
    s.later(0.1);
  }
  await sendAll(s);
  const given = await messageOf(s, busy);
  expect(given).toMatchObject({ state: 'failed', attempts: pausesMs.length + 1 });
  expect(given.lastError).toMatch(/^Given up after 9 attempts\. .*451 try later/);
  server.answers.RCPT = undefined;
  const again = await s.call(repeatMessage, { params: { id: busy }, version: given.version });
  expect(again).toMatchObject({ state: 'waiting', attempts: 0, messageId: given.messageId });
  await sendAll(s);
  expect(await messageOf(s, busy)).toMatchObject({ state: 'sent' });
});

test('a mail server that takes the whole message and never confirms leaves it unconfirmed; one that breaks off before is tried again', async () => {
  const s = await studio();
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  server.answers.MAIL = 'hang up';
  const early = await queue(s, anEmail);
  await sendAll(s);
  expect(await messageOf(s, early)).toMatchObject({ state: 'waiting', waitsFor: 'next_try' });
  server.answers = { 'DATA end': 'hang up' };
  const late = await queue(s, anEmail);
  await sendAll(s);
  const unconfirmed = await messageOf(s, late);
  expect(unconfirmed).toMatchObject({ state: 'unconfirmed', lastError: expect.stringContaining('did not confirm') });
  const { version } = unconfirmed;
  expect(await s.call(confirmMessage, { params: { id: late }, version })).toMatchObject({ state: 'sent' });
  await setDelivery(s, { repeatUnconfirmed: true });
  const repeated = await queue(s, anEmail);
  await sendAll(s);
  expect(await messageOf(s, repeated)).toMatchObject({ state: 'waiting', waitsFor: 'next_try' });
});

test('an SMS goes to the provider as the settings say, to the normalised number, every value as its place needs it', async () => {
  const s = await studio();
  const provider = await webServer();
  await setDelivery(s, { sms: smsAt(provider.url), smsSecret: 's3cret', ...onLoopback });
  const id = await queue(s, { ...anSms, says: { text: 'Say "cheese"\\ \n{{ secret }} ✓' } });
  await sendAll(s);
  const { messageId, state } = await messageOf(s, id);
  expect(state).toBe('sent');
  expect(provider.received).toHaveLength(1);
  const [{ path, headers, body } = { path: '', headers: {}, body: '{}' }] = provider.received;
  expect({ path, authorization: headers.authorization }).toEqual({ path: '/send', authorization: 'Bearer s3cret' });
  expect(JSON.parse(body)).toEqual({
    to: '+12125552368',
    from: 'Lumen',
    text: 'Say "cheese"\\ \n{{ secret }} ✓',
    ref: messageId,
  });
});

test('what the provider answers decides: refused with its words, tried again, or unconfirmed when it said nothing', async () => {
  const s = await studio();
  const provider = await webServer();
  await setDelivery(s, { sms: smsAt(provider.url), smsSecret: 's3cret', ...onLoopback });
  const after = async (answer: typeof provider.answer) => {
    provider.answer = answer;
    const id = await queue(s, anSms);
    await sendAll(s);
    return messageOf(s, id);
  };
  expect(await after({ status: 400, body: '{"code":21211,"message":"Not a mobile number"}' })).toMatchObject({
    state: 'failed',
    lastError: expect.stringContaining('answered 400: Not a mobile number'),
  });
  expect(await after({ status: 429, body: '' })).toMatchObject({ state: 'waiting', waitsFor: 'next_try' });
  expect(await after('hang up')).toMatchObject({ state: 'unconfirmed' });
  expect(await after({ status: 504 })).toMatchObject({ state: 'unconfirmed' });
  const wrong = await queue(s, { ...anSms, address: 'call me' });
  await sendAll(s);
  expect(await messageOf(s, wrong)).toMatchObject({ state: 'failed', lastError: 'call me is not a phone number.' });
});

test('a webhook is signed, and sent again with the same id until it is taken', async () => {
  const s = await studio();
  const receiver = await webServer();
  await setDelivery(s, { webhookSecret, ...onLoopback });
  receiver.answer = 'hang up';
  const id = await queue(s, aWebhookTo(`${receiver.url}/hook`));
  await sendAll(s);
  expect(await messageOf(s, id)).toMatchObject({ state: 'waiting', waitsFor: 'next_try' });
  receiver.answer = { status: 302, headers: { location: 'http://127.0.0.1:1/' } };
  s.later(1);
  await sendAll(s);
  expect((await messageOf(s, id)).lastError).toContain('redirects are not followed');
  receiver.answer = { status: 204 };
  s.later(5);
  await sendAll(s);
  const { messageId, state, attempts } = await messageOf(s, id);
  expect({ state, attempts }).toEqual({ state: 'sent', attempts: 3 });
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([messageId]));
  const [last] = receiver.received.slice(-1);
  const key = webhookKey(webhookSecret) ?? Buffer.alloc(0);
  expect(last?.headers).toMatchObject(
    webhookHeaders(key, { id: messageId, body: last?.body ?? '' }, s.studio.clock.now()),
  );
});

test('a webhook to an internal address is not sent, however the address is written, unless the host is allowed', async () => {
  const s = await studio();
  const receiver = await webServer();
  await setDelivery(s, { webhookSecret });
  const { port } = new URL(receiver.url);
  const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '0.0.0.0'];
  for (const host of hosts) {
    const id = await queue(s, aWebhookTo(`http://${host}:${port}/`));
    await sendAll(s);
    expect(await messageOf(s, id), host).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('inside the own network'),
    });
  }
  expect(receiver.received).toEqual([]);
  await setDelivery(s, { allowedHosts: ['localhost'] });
  const id = await queue(s, aWebhookTo(`http://localhost:${port}/`));
  await sendAll(s);
  expect(await messageOf(s, id)).toMatchObject({ state: 'sent' });
});

test('messages to clients go out only in the sending hours; all others at any time', async () => {
  const s = await studio({ today: '2026-11-28' });
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  const toClient = await queue(s, { ...anEmail, isToClient: true });
  const toVendor = await queue(s, { ...anEmail, address: 'lab@vendor.example' });
  expect(await sendAll(s)).toBe(1);
  expect(await messageOf(s, toVendor)).toMatchObject({ state: 'sent' });
  const held = await messageOf(s, toClient);
  expect(held).toMatchObject({ state: 'waiting', waitsFor: 'sending_hours', nextTryAt: '2026-11-30T09:00:00.000Z' });
  s.today('2026-11-30');
  s.later(-3 * 60 - 1);
  expect(await sendAll(s)).toBe(0);
  s.later(1);
  expect(await sendAll(s)).toBe(1);
});
