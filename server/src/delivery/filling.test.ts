import * as api from '@printrail/contract/messages';
import { addTemplate } from '@printrail/contract/templates';
import { expect, test } from 'vitest';
import { givenClient, givenInvoice, givenOrder } from '../testing/givens.ts';
import { anEmail, anSms, queue, sendAll } from '../testing/sending.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const messageOf = (s: TestStudio, id: number) => s.call(api.getMessage, { params: { id } });

async function templateFor(s: TestStudio, body: object): Promise<{ templateId: number }> {
  const { id } = await s.call(addTemplate, {
    body: {
      name: 'Ready',
      channel: 'email',
      subject: 'Order {{ order.number }}',
      text: 'Hello {{ client.name }}',
      ...body,
    },
  });
  return { templateId: id };
}

test('a message that came with a template is filled in soon, whether or not it can be sent', async () => {
  const s = await studio();
  const order = await givenOrder(s, { clientId: await givenClient(s, 'Ada') });
  const says = await templateFor(s, { html: '<p>{{ client.name }}</p>', attachments: ['order_form'] });
  const id = await queue(s, { ...anEmail, says, orderId: order.id });
  await sendAll(s);
  expect(await messageOf(s, id)).toMatchObject({
    ...{
      state: 'waiting',
      subject: `Order ${order.number}`,
      text: 'Hello Ada',
      html: '<p>Ada</p>',
      orderNumber: order.number,
    },
    attachments: [{ kind: 'order_form', orderId: order.id }],
  });
});

test('what falls back to another channel says the same there, and not nothing', async () => {
  const s = await studio();
  const order = await givenOrder(s);
  const byEmail = await templateFor(s, {});
  const onlyHtml = await templateFor(s, { name: 'Only HTML', text: '', html: '<p>Hello</p>' });
  const bySms = await templateFor(s, { name: 'Short', channel: 'sms', subject: '', text: 'It is {{ order.status }}.' });
  const sms = await queue(s, { ...anSms, says: byEmail, orderId: order.id });
  const empty = await queue(s, { ...anSms, says: onlyHtml, orderId: order.id });
  const email = await queue(s, { ...anEmail, says: bySms, orderId: order.id });
  await sendAll(s);
  expect(await messageOf(s, sms)).toMatchObject({ state: 'waiting', subject: '', text: 'Hello' });
  expect(await messageOf(s, empty)).toMatchObject({
    state: 'failed',
    lastError: expect.stringContaining('no plain text'),
  });
  expect(await messageOf(s, email)).toMatchObject({
    state: 'waiting',
    subject: 'My studio',
    text: 'It is Retouching.',
  });
});

test('what cannot be filled in has failed with the reason, and is filled in anew when it is repeated', async () => {
  const s = await studio();
  const says = await templateFor(s, { attachments: ['invoice'] });
  const order = await givenOrder(s);
  const id = await queue(s, { ...anEmail, says, orderId: order.id });
  await sendAll(s);
  const failed = await messageOf(s, id);
  expect(failed).toMatchObject({
    state: 'failed',
    lastError: expect.stringContaining('attaches the invoice, and there is none'),
  });
  const invoice = await givenInvoice(s);
  await s.studio.database.write((tx) => tx.updateTable('messages').set({ invoiceId: invoice.id }).execute());
  await s.call(api.repeatMessage, { params: { id }, version: failed.version });
  await sendAll(s);
  expect(await messageOf(s, id)).toMatchObject({
    state: 'waiting',
    waitsFor: 'settings',
    text: expect.stringContaining('Hello'),
  });
});

test('a webhook says what happened, with the statuses it went from and to', async () => {
  const s = await studio();
  const order = await givenOrder(s);
  const id = await queue(s, {
    channel: 'webhook',
    recipientName: 'ERP',
    address: 'https://erp.example',
    says: {},
    orderId: order.id,
  });
  await s.studio.database.write((tx) => tx.updateTable('messages').set({ isFilled: false }).execute());
  await sendAll(s);
  const body = JSON.parse((await messageOf(s, id)).text) as { type: string; data: { productionOrder: unknown } };
  expect(body).toMatchObject({ type: 'production_order.status', timestamp: '2026-11-23T12:00:00.000Z' });
  expect(body.data.productionOrder).toMatchObject({ id: order.id, fromStatus: null, toStatus: { name: 'Retouching' } });
});
