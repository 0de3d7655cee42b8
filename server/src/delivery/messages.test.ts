import * as api from '@printrail/contract/messages';
import type { Insertable } from 'kysely';
import { expect, test } from 'vitest';
import type { Tables } from '../database/tables.ts';
import { givenClient, givenInvoice, givenOrder } from '../testing/givens.ts';
import { linesOnPage, readPdf } from '../testing/pdf.ts';
import { anEmail, anSms, aWebhookTo, queue, sendAll, setDelivery, smtpAt, webhookSecret } from '../testing/sending.ts';
import { mailServer } from '../testing/smtp-server.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { webServer } from '../testing/web-server.ts';
import { startDelivery } from './start-delivery.ts';

const messageOf = (s: TestStudio, id: number) => s.call(api.getMessage, { params: { id } });

test('a firing has one message for each recipient, however often it is queued, even once it is deleted', async () => {
  const s = await studio();
  const firingId = await givenFiring(s);
  const id = await queue(s, { ...anEmail, firingId, recipientKey: 'client' });
  await s.call(api.deleteMessage, { params: { id }, version: 1 });
  expect(await queue(s, { ...anEmail, firingId, recipientKey: 'client', address: 'ada@new.example' })).toBe(0);
  expect(await queue(s, { ...anEmail, firingId, recipientKey: 'vendor' })).toBeGreaterThan(id);
  expect(await queue(s, anEmail)).toBeGreaterThan(id);
  expect((await s.call(api.resendMessage, { params: { id }, body: {} })).state).toBe('waiting');
});

test('messages are listed latest first, by state, channel, order, invoice and client, page by page', async () => {
  const s = await studio();
  const clientId = await givenClient(s);
  const order = await givenOrder(s, { clientId });
  const ids: number[] = [];
  for (let more = 0; more < 3; more++) ids.push(await queue(s, { ...anEmail, orderId: order.id, clientId }));
  const sms = await queue(s, anSms);
  const idsOf = async (query: object) => (await s.call(api.listMessages, { query })).items.map(({ id }) => id);
  expect(await idsOf({})).toEqual([sms, ...ids.toReversed()]);
  expect(await idsOf({ channel: 'sms' })).toEqual([sms]);
  expect(await idsOf({ orderId: order.id })).toEqual(ids.toReversed());
  expect(await idsOf({ clientId, state: 'waiting' })).toEqual(ids.toReversed());
  expect(await idsOf({ state: 'failed' })).toEqual([]);
  const { next } = await s.call(api.listMessages, { query: { limit: 2 } });
  expect(await idsOf({ limit: 2, after: next ?? '' })).toEqual(ids.slice(0, 2).toReversed());
  await s.call(api.deleteMessage, { params: { id: sms }, version: 1 });
  expect(await idsOf({ channel: 'sms' })).toEqual([]);
  expect(await idsOf({ state: 'deleted' })).toEqual([sms]);
  expect(await s.call(api.countMessages)).toEqual({ waiting: 3, sending: 0, failed: 0, unconfirmed: 0, letters: 0 });
});

test('a message is sent once more as a new one, perhaps to another address, and only from an end', async () => {
  const s = await studio();
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  const id = await queue(s, anEmail);
  expect(await s.refusal(api.resendMessage, { params: { id }, body: {} })).toMatchObject({
    code: 'message.wrong_state',
  });
  await sendAll(s);
  expect(await s.refusal(api.resendMessage, { params: { id }, body: { address: 'nobody' } })).toMatchObject({
    code: 'message.bad_address',
    errors: [{ field: 'address' }],
  });
  const again = await s.call(api.resendMessage, { params: { id }, body: { address: 'ada@new.example' } });
  expect(again).toMatchObject({
    state: 'waiting',
    resendOfId: id,
    text: 'Your album is ready.',
    address: 'ada@new.example',
  });
  await sendAll(s);
  expect(server.received.map(({ to }) => to)).toEqual([['ada@client.example'], ['ada@new.example']]);
  const { version } = await messageOf(s, id);
  for (const endpoint of [api.confirmMessage, api.repeatMessage, api.deleteMessage]) {
    expect(await s.refusal(endpoint, { params: { id }, version })).toMatchObject({ code: 'message.wrong_state' });
  }
});

test('what is said about an invoice is shown, sent again and printed only for who may view invoices', async () => {
  const s = await studio();
  const invoice = await givenInvoice(s);
  const says = { subject: 'Still $25.00', text: 'You owe us $25.00.' };
  const about = await queue(s, { ...anEmail, says, invoiceId: invoice.id });
  const attached = { ...anEmail, says, attachments: [{ kind: 'invoice', invoiceId: invoice.id }] } as const;
  const ids = [about, await queue(s, attached)];
  const letter = await queue(s, { ...anEmail, channel: 'letter', says, invoiceId: invoice.id });
  await s.studio.database.write((tx) =>
    tx.updateTable('messages').set({ state: 'failed', reason: 'No' }).where('id', 'in', ids).execute(),
  );
  const as = { rights: { production: 'delete' } } as const;
  const denied = { code: 'access.denied', status: 403, details: { area: 'invoices', level: 'view' } };
  for (const id of ids) {
    const params = { id };
    expect(await s.refusal(api.getMessage, { params, as })).toMatchObject(denied);
    expect(await s.refusal(api.resendMessage, { params, body: { address: 'me@x.example' }, as })).toMatchObject(denied);
    expect(await s.refusal(api.repeatMessage, { params, version: 1, as })).toMatchObject(denied);
    expect((await s.call(api.getMessage, { params })).text).toBe('You owe us $25.00.');
  }
  expect(await s.refusal(api.printLetters, { body: { ids: [letter] }, as })).toMatchObject(denied);
  const subjects = async (rights: object) =>
    (await s.call(api.listMessages, { as: { rights } })).items.map(({ subject }) => subject);
  expect(await subjects({ production: 'view' })).toEqual(['', '', '']);
  expect(await subjects({ production: 'view', invoices: 'view' })).toEqual(
    [says, says, says].map((each) => each.subject),
  );
});

test('the address of a webhook is shown without its query, which may hold a token, and used with it', async () => {
  const s = await studio();
  const web = await webServer();
  await setDelivery(s, { webhookSecret, allowedHosts: ['127.0.0.1'] });
  web.answer = { status: 410 };
  const shown = `${web.url}/hook`;
  const id = await queue(s, aWebhookTo(`${shown}?token=s3cret#part`));
  await sendAll(s);
  expect(web.received[0]?.path).toBe('/hook?token=s3cret');
  expect(await messageOf(s, id)).toMatchObject({ state: 'failed', address: shown });
  const again = await s.call(api.resendMessage, { params: { id }, body: { address: shown } });
  expect(again.address).toBe(shown);
  await sendAll(s);
  expect(web.received[1]?.path).toBe('/hook?token=s3cret');
  const elsewhere = `${web.url}/other?token=0ther`;
  await s.call(api.resendMessage, { params: { id }, body: { address: elsewhere } });
  await setDelivery(s, { allowedHosts: [] });
  await sendAll(s);
  const { items } = await s.call(api.listMessages);
  const entries = await s.studio.database.read.selectFrom('auditEntries').selectAll().execute();
  expect(JSON.stringify([items, entries])).not.toMatch(/s3cret|0ther/);
});

test('letters are printed as one file, each on a page of its own, and count as printed from then on', async () => {
  const s = await studio();
  const letter = { channel: 'letter', recipientName: 'Ada Lovelace', address: '4 Mill Lane\nSalem, OR 97301' } as const;
  const first = await queue(s, { ...letter, says: { subject: 'Your order', text: 'Dear Ada,\n\nit is ready.' } });
  const second = await queue(s, { ...letter, recipientName: 'Zoë', says: { text: 'A long one.\n'.repeat(100) } });
  expect(await sendAll(s)).toBe(0);
  expect(await messageOf(s, first)).toMatchObject({ state: 'waiting', waitsFor: 'printing' });
  const { rawPayload, headers, statusCode } = await s.send(api.printLetters, {
    body: { ids: [second, first], paper: 'A4' },
  });
  expect({ statusCode, type: headers['content-type'] }).toEqual({ statusCode: 200, type: 'application/pdf' });
  const pages = readPdf(rawPayload).map((page) => linesOnPage(page));
  expect(pages.length).toBe(4);
  expect(pages.at(-1)).toEqual([
    'My studio',
    'Ada Lovelace',
    '4 Mill Lane',
    'Salem, OR 97301',
    'Mon, Nov 23, 2026',
    'Your order',
    'Dear Ada,',
    'it is ready.',
  ]);
  for (const id of [first, second])
    expect(await messageOf(s, id)).toMatchObject({ state: 'printed', sentAt: '2026-11-23T12:00:00.000Z' });
  // A file is made anew each time, also for the same request.
  const once = { body: { ids: [first] }, headers: { 'idempotency-key': 'a' } };
  for (let repeat = 0; repeat < 2; repeat++) {
    expect((await s.send(api.printLetters, once)).headers['content-type']).toBe('application/pdf');
  }
  const email = await queue(s, anEmail);
  expect(await s.refusal(api.printLetters, { body: { ids: [email] } })).toMatchObject({ code: 'message.not_a_letter' });
  expect(await s.refusal(api.printLetters, { body: { ids: [999] } })).toMatchObject({ code: 'message.not_found' });
});

test('a server at work sends by itself, soon after a message was queued', async () => {
  const s = await studio();
  const server = await mailServer();
  await setDelivery(s, { smtp: smtpAt(server) });
  const delivery = startDelivery(s.studio);
  const arrived = new Promise((resolve) => {
    server.onMail = resolve as () => void;
  });
  await queue(s, anEmail);
  await arrived;
  await delivery.stop();
  expect(server.received).toHaveLength(1);
});

async function givenFiring(s: TestStudio): Promise<number> {
  const order = await givenOrder(s);
  const trigger: Insertable<Tables['triggers']> = {
    statusId: order.statusId,
    invoiceStatusId: null,
    days: null,
    counts: 'business',
    action: 'email',
    recipient: 'client',
    recipientDepartmentId: null,
    address: '',
    isDoNotCallExcluded: false,
    isDoNotMarketExcluded: false,
    isOncePerOrder: true,
    templateId: 1,
    taskTypeId: null,
    description: '',
    priority: 'normal',
    userId: null,
    departmentId: null,
    taskDays: null,
    isAutomatic: false,
    isActive: true,
  };
  const firing: Omit<Insertable<Tables['firings']>, 'triggerId'> = {
    orderId: order.id,
    invoiceId: null,
    entry: 1,
    days: null,
    counts: 'business',
    dueOn: null,
    dueAt: 0,
    state: 'processed',
    because: '',
    reason: '',
    withdrawnBy: null,
    isAutomatic: false,
    processedAt: 0,
    claimedBy: null,
    claimedUntil: null,
  };
  return s.studio.database.write(async (tx) => {
    const { id: triggerId } = await tx.insertInto('triggers').values(trigger).returning('id').executeTakeFirstOrThrow();
    const values = { ...firing, triggerId };
    return (await tx.insertInto('firings').values(values).returning('id').executeTakeFirstOrThrow()).id;
  });
}
