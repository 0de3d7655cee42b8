import { once } from 'node:events';
import { getMessage, repeatMessage } from '@printrail/contract/messages';
import { expect, test } from 'vitest';
import {
  anEmail,
  anSms,
  aWebhookTo,
  queue,
  sendAll,
  sendingProcess,
  setDelivery,
  smsAt,
  smtpAt,
  webhookSecret,
} from '../testing/sending.ts';
import { mailServer } from '../testing/smtp-server.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { webServer } from '../testing/web-server.ts';

const messageOf = (s: TestStudio, id: number) => s.call(getMessage, { params: { id } });
const forever = () => new Promise<void>(() => undefined);

/** Everything has been handed over, and nobody has answered yet. */
async function inTheMiddle(s: TestStudio, more: Parameters<typeof setDelivery>[1] = {}) {
  const [mail, web] = [await mailServer(), await webServer()];
  await setDelivery(s, {
    ...{
      smtp: smtpAt(mail),
      sms: smsAt(web.url),
      smsSecret: 's3cret',
      webhookSecret,
      allowedHosts: ['127.0.0.1'],
      ...more,
    },
  });
  const ids = [await queue(s, anEmail), await queue(s, anSms), await queue(s, aWebhookTo(`${web.url}/hook`))];
  const taken = new Promise<void>((resolve) => {
    let left = ids.length;
    const take = () => {
      left -= 1;
      if (left === 0) resolve();
      return forever();
    };
    mail.onMail = take;
    web.onRequest = take;
  });
  const child = await sendingProcess(s);
  child.send('send');
  await taken;
  child.kill('SIGKILL');
  await once(child, 'exit');
  mail.onMail = () => undefined;
  web.onRequest = () => undefined;
  const [email = 0, sms = 0, webhook = 0] = ids;
  return { mail, web, email, sms, webhook };
}

test('a process killed in the middle of sending: e-mail and SMS wait unconfirmed for a person, webhooks go again with the same id', async () => {
  const s = await studio();
  const { mail, web, email, sms, webhook } = await inTheMiddle(s);
  expect(await sendAll(s)).toBe(0);
  expect(await messageOf(s, email)).toMatchObject({ state: 'sending' });
  s.later(6);
  expect(await sendAll(s)).toBe(1);
  for (const id of [email, sms]) {
    expect(await messageOf(s, id)).toMatchObject({
      state: 'unconfirmed',
      lastError: expect.stringContaining('not known whether it went out'),
    });
  }
  expect(await messageOf(s, webhook)).toMatchObject({ state: 'sent', attempts: 2 });
  const hooks = web.received.filter(({ path }) => path === '/hook');
  expect(hooks).toHaveLength(2);
  expect(new Set(hooks.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await sendAll(s)).toBe(0);
  expect(mail.received).toEqual([]);
  const { version, messageId } = await messageOf(s, email);
  await s.call(repeatMessage, { params: { id: email }, version });
  await sendAll(s);
  expect(mail.received.map(({ content }) => content.includes(messageId))).toEqual([true]);
});

test('by preference e-mail and SMS are repeated too, with the same id', async () => {
  const s = await studio();
  const { mail, web, email, sms } = await inTheMiddle(s, { repeatUnconfirmed: true });
  s.later(6);
  expect(await sendAll(s)).toBe(3);
  for (const id of [email, sms]) expect(await messageOf(s, id)).toMatchObject({ state: 'sent', attempts: 2 });
  expect(mail.received).toHaveLength(1);
  const refs = web.received
    .filter(({ path }) => path === '/send')
    .map(({ body }) => (JSON.parse(body) as { ref: string }).ref);
  expect(refs).toEqual([refs[0], refs[0]]);
});

test('several processes at once send every message once', async () => {
  const s = await studio();
  const web = await webServer();
  await setDelivery(s, { webhookSecret, allowedHosts: ['127.0.0.1'] });
  const ids: number[] = [];
  for (let more = 0; more < 60; more++) ids.push(await queue(s, aWebhookTo(`${web.url}/${more}`)));
  const children = [await sendingProcess(s), await sendingProcess(s)];
  const done = children.map((child) => once(child, 'message'));
  for (const child of children) child.send('send');
  await sendAll(s);
  await Promise.all(done);
  expect(web.received.map(({ path }) => path).toSorted()).toEqual(ids.map((_, at) => `/${at}`).toSorted());
  for (const id of ids) expect(await messageOf(s, id)).toMatchObject({ state: 'sent', attempts: 1 });
});
