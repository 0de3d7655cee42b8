import { createHmac } from 'node:crypto';

const prefix = 'whsec_';
const [fewestBytes, mostBytes] = [24, 64];

/** The key in a webhook secret of the Standard Webhooks form: whsec_ and 24 to 64 bytes in base64; undefined in any other. */
export function webhookKey(secret: string): Buffer | undefined {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : '';
  const key = Buffer.from(text, 'base64');
  const isExact = key.toString('base64').replaceAll('=', '') === text.replaceAll('=', '');
  return isExact && key.length >= fewestBytes && key.length <= mostBytes ? key : undefined;
}

/** The headers of the Standard Webhooks: the id is that of the message at every attempt, the time that of the attempt. */
export function webhookHeaders(
  key: Buffer,
  message: { id: string; body: string },
  now: number,
): Record<string, string> {
  const seconds = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', key).update(`${message.id}.${seconds}.${message.body}`).digest('base64');
  return { 'webhook-id': message.id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}

export type WebhookEvent = { type: string; at: number; data: Record<string, unknown> };

/** The body of a webhook as the Standard Webhooks recommend it: what happened, when, and with what. */
export function webhookBody({ type, at, data }: WebhookEvent): string {
  return JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
}
