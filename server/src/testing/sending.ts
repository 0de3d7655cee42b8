import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getDeliverySettings, updateDeliverySettings } from '@printrail/contract/delivery';
import type { InputOf } from '@printrail/contract/endpoint';
import { onTestFinished } from 'vitest';
import { type MessageDraft, queueMessage } from '../delivery/queue-messages.ts';
import { Sender } from '../delivery/sender.ts';
import { system } from '../studio/change.ts';
import type { MailServer } from './smtp-server.ts';
import type { TestStudio } from './studio.ts';

export const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

type Settings = InputOf<typeof updateDeliverySettings>['body'];

export async function setDelivery(s: TestStudio, body: Settings): Promise<void> {
  const { version } = await s.call(getDeliverySettings);
  await s.call(updateDeliverySettings, { version, body });
}

/** Settings for a mail server on loopback. */
export function smtpAt(
  { port }: MailServer,
  more: Partial<NonNullable<Settings['smtp']>> = {},
): NonNullable<Settings['smtp']> {
  return {
    ...{ host: '127.0.0.1', port, security: 'none', userName: '', fromName: 'Lumen Studio' },
    ...{ fromAddress: 'hello@lumen.example', replyTo: '', trustedCertificate: '', ...more },
  };
}

/** Settings for an SMS provider on loopback. */
export function smsAt(url: string): NonNullable<Settings['sms']> {
  return {
    ...{ provider: 'other', url: `${url}/send`, from: 'Lumen', contentType: 'application/json' },
    headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
    body: '{"to":"{{ to }}","from":"{{from}}","text":"{{ text }}","ref":"{{ id }}"}',
  };
}

export const anEmail: MessageDraft = {
  ...{ channel: 'email', recipientName: 'Ada Lovelace', address: 'ada@client.example' },
  says: { subject: 'Ready', text: 'Your album is ready.' },
};
export const anSms: MessageDraft = {
  ...{ channel: 'sms', recipientName: 'Ada Lovelace', address: '(212) 555-2368', says: { text: 'Ready.' } },
};
export const aWebhookTo = (address: string): MessageDraft => ({
  ...{
    channel: 'webhook',
    recipientName: 'ERP',
    address,
    says: { subject: 'order.status', text: '{"type":"order.status"}' },
  },
});

/** Puts a message into the queue; gives its id. */
export async function queue(s: TestStudio, draft: MessageDraft): Promise<number> {
  return (await s.studio.write(system, 'api', (change) => queueMessage(change, draft))) ?? 0;
}

/** Sends everything that is due, in this process. */
export async function sendAll(s: TestStudio): Promise<number> {
  const sender = new Sender(s.studio);
  const sent = await sender.sendAll();
  await sender.close(1_000);
  return sent;
}

/** A further process that sends when told to, and says when it is done. */
export async function sendingProcess(s: TestStudio): Promise<ChildProcess> {
  const told = JSON.stringify({ location: s.location, at: s.studio.clock.now() });
  const child = fork(new URL('./sender-process.ts', import.meta.url), [told], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
}
