import type { Row } from '../database/rows.ts';
import { connectionOutcome, type Outcome, smsOutcome, webhookOutcome } from './outcome.rules.ts';
import { normalPhone } from './phone.rules.ts';
import { ForbiddenAddress, NoAnswer, type Post, type Posted, post } from './post.ts';
import type { Means } from './settings.rules.ts';
import { smsRequest } from './sms-request.rules.ts';
import { webhookHeaders, webhookKey } from './webhook-signature.rules.ts';

type Sent = Pick<Row<'messages'>, 'messageId' | 'address' | 'text'>;

export async function sendSms({ settings, secrets }: Means, message: Sent): Promise<Outcome> {
  const { sms, phoneCountry, allowedHosts } = settings;
  if (!sms) return { is: 'again', reason: 'No SMS provider is set.' };
  const to = await normalPhone(message.address, phoneCountry);
  if (!to) return { is: 'refused', reason: `${message.address} is not a phone number.` };
  const places = { to, text: message.text, id: message.messageId, secret: secrets.smsSecret ?? '' };
  return posted(smsRequest(sms, places), allowedHosts, smsOutcome);
}

export async function sendWebhook({ settings, secrets }: Means, message: Sent, now: number): Promise<Outcome> {
  const key = webhookKey(secrets.webhookSecret ?? '');
  if (!key) return { is: 'again', reason: 'No secret is set that webhooks are signed with.' };
  const { messageId: id, address: url, text: body } = message;
  const headers = { 'content-type': 'application/json', ...webhookHeaders(key, { id, body }, now) };
  const outcome = await posted({ url, headers, body }, settings.allowedHosts, webhookOutcome);
  // Receivers know a webhook again by its id, so that one which may have arrived is sent again.
  return outcome.is === 'unknown' ? { is: 'again', reason: outcome.reason } : outcome;
}

async function posted(
  request: Post,
  allowed: readonly string[],
  meaningOf: (status: number, body: string, host: string) => Outcome,
): Promise<Outcome> {
  const host = URL.canParse(request.url) ? new URL(request.url).host : request.url;
  let answer: Posted;
  try {
    answer = await post(request, allowed);
  } catch (error) {
    if (error instanceof ForbiddenAddress) return { is: 'refused', reason: error.message };
    if (error instanceof NoAnswer) return connectionOutcome(error, host, error.wasGiven);
    return { is: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
  return meaningOf(answer.status, answer.body, host);
}
