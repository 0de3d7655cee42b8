import * as api from '@printrail/contract/delivery';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { archiveOf, linesIn } from '../testing/archives.ts';
import { anEmail, queue, setDelivery, smsAt, smtpAt, webhookSecret } from '../testing/sending.ts';
import { mailServer } from '../testing/smtp-server.ts';
import { studio } from '../testing/studio.ts';

const secrets = { smtpPassword: 'pass-w0rd-1', smsSecret: 'pass-w0rd-2', webhookSecret };

test('at first nothing is set, and it says what to set and how many messages wait for it', async () => {
  const s = await studio();
  await queue(s, anEmail);
  const settings = await s.call(api.getDeliverySettings);
  expect(settings).toMatchObject({
    smtp: null,
    sms: null,
    sendingHours: { from: '09:00', until: '18:00', days: 'business' },
    repeatUnconfirmed: false,
  });
  expect(settings.missing.map(({ channel, waiting }) => [channel, waiting])).toEqual([
    ['email', 1],
    ['sms', 0],
    ['webhook', 0],
  ]);
});

test('secrets are kept, and stand in no answer, no audit, no log, no archive', async () => {
  const s = await studio();
  const server = await mailServer();
  const smtp = smtpAt(server, { userName: 'lumen' });
  await setDelivery(s, { smtp, sms: smsAt('http://127.0.0.1:1'), ...secrets });
  const answer = await s.call(api.getDeliverySettings);
  expect(answer).toMatchObject({
    isSmtpPasswordSet: true,
    isSmsSecretSet: true,
    isWebhookSecretSet: true,
    missing: [],
  });
  const audited = await s.studio.database.read.selectFrom('auditEntries').select(['before', 'after']).execute();
  const events = await s.studio.database.read.selectFrom('liveEvents').selectAll().execute();
  const archive = linesIn(await archiveOf(s.location)).join('\n');
  expect(archive).toContain(smtp.fromAddress);
  const said = [JSON.stringify([answer, audited, events]), archive];
  for (const text of said) for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  expect(JSON.stringify(audited)).toContain('smtpPassword set');
  const { rows } = await sql`select * from delivery_secrets`.execute(s.studio.database.read);
  expect(rows).toHaveLength(3);
});

test('a secret is forgotten when the server or provider it was given for is changed without giving it again', async () => {
  const s = await studio();
  const smtp = smtpAt(await mailServer(), { userName: 'lumen' });
  await setDelivery(s, { smtp, sms: smsAt('https://sms.example'), ...secrets });
  await setDelivery(s, { smtp: { ...smtp, fromName: 'Another name' } });
  expect(await s.call(api.getDeliverySettings)).toMatchObject({ isSmtpPasswordSet: true });
  await setDelivery(s, { smtp: { ...smtp, host: 'mail.elsewhere.example' }, sms: smsAt('https://elsewhere.example') });
  expect(await s.call(api.getDeliverySettings)).toMatchObject({
    isSmtpPasswordSet: false,
    isSmsSecretSet: false,
    isWebhookSecretSet: true,
  });
  await setDelivery(s, { webhookSecret: null });
  expect((await s.call(api.getDeliverySettings)).isWebhookSecretSet).toBe(false);
});

test('what cannot work is refused by name, and nothing is saved', async () => {
  const s = await studio();
  const sms = smsAt('https://sms.example');
  const smtp = smtpAt(await mailServer());
  const cases = [
    [
      { sendingHours: { from: '18:00', until: '09:00', days: 'business' } },
      'delivery.hours_reversed',
      'sendingHours.until',
    ],
    [{ phoneCountry: 'XX' }, 'delivery.unknown_country', 'phoneCountry'],
    [{ allowedHosts: ['a b'] }, 'delivery.not_allowable', 'allowedHosts.0'],
    [{ webhookSecret: 'short' }, 'delivery.webhook_secret', 'webhookSecret'],
    [{ smtp: { ...smtp, trustedCertificate: 'x' } }, 'delivery.certificate', 'smtp.trustedCertificate'],
    [{ sms: { ...sms, url: 'ftp://x' } }, 'delivery.url', 'sms.url'],
    [{ sms: { ...sms, url: 'https://{{ to }}.example' } }, 'delivery.url', 'sms.url'],
    [{ sms: { ...sms, url: 'https:/{{ secret }}/send' } }, 'delivery.url', 'sms.url'],
    [{ sms: { ...sms, url: 'https:\\\\{{ secret }}/send' } }, 'delivery.url', 'sms.url'],
    [{ sms: { ...sms, url: 'https:{{ secret }}/send' } }, 'delivery.url', 'sms.url'],
    [{ sms: { ...sms, url: 'https:///{{ secret }}/send' } }, 'delivery.url', 'sms.url'],
    [{ sms: { ...sms, url: 'https://\t/{{ secret }}/send' } }, 'delivery.url', 'sms.url'],
    [{ sms: { ...sms, body: '{{ txt }}' } }, 'delivery.url', 'sms.body'],
    [{ sms: { provider: 'twilio', accountSid: `AC${'0'.repeat(32)}`, from: '123' } }, 'delivery.phone', 'sms.from'],
  ] as const;
  for (const [body, code, field] of cases) {
    const refusal = await s.refusal(api.updateDeliverySettings, { version: 1, body: body as object });
    expect(refusal, field).toMatchObject({ code, errors: [{ field }] });
  }
  expect(await s.refusal(api.updateDeliverySettings, { version: 7, body: {} })).toMatchObject({
    code: 'request.version_stale',
  });
  expect((await s.call(api.getDeliverySettings)).version).toBe(1);
});

test('a test e-mail goes to whoever asks for it, or says in words why not', async () => {
  const s = await studio();
  expect(await s.refusal(api.sendTestEmail)).toMatchObject({ code: 'delivery.not_set_up' });
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  expect(await s.call(api.sendTestEmail)).toEqual({ sentTo: 'olive@studio.example', serverSaid: '250 kept' });
  expect(server.received).toMatchObject([{ to: ['olive@studio.example'] }]);
  server.answers.MAIL = '553 not from here';
  expect(await s.refusal(api.sendTestEmail)).toMatchObject({
    code: 'delivery.test_failed',
    detail: expect.stringContaining('553 not from here'),
  });
  const key = { kind: 'api_key', id: 1, rights: { maintenance: 'change' } } as const;
  expect(await s.refusal(api.sendTestEmail, { as: key })).toMatchObject({ code: 'delivery.no_own_address' });
});

test('headers of an SMS provider cannot say where a request goes or where it ends', async () => {
  const s = await studio();
  const sms = smsAt('http://127.0.0.1');
  if (sms.provider !== 'other') throw new Error('It is another provider.');
  for (const name of ['Host', 'content-length', 'Transfer-Encoding', 'CONNECTION']) {
    const body = { sms: { ...sms, headers: [...sms.headers, { name, value: '1' }] } };
    expect(await s.refusal(api.updateDeliverySettings, { version: 1, body })).toMatchObject({
      ...{ code: 'delivery.header', status: 422, errors: [{ field: 'sms.headers.1.name' }] },
    });
  }
});
