import { X509Certificate } from 'node:crypto';
import type * as contract from '@printrail/contract/delivery';
import type { DeliverySettings } from '@printrail/contract/delivery';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { findUser } from '../people/users.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import { faultOfUrl, isAllowEntry } from './address-guard.rules.ts';
import { countsOfMessages } from './messages.queries.ts';
import { isPhoneCountry, normalPhone } from './phone.rules.ts';
import { Mailer } from './send-email.ts';
import { meansOf, savedSettings, saveSecret, saveSettings } from './settings.queries.ts';
import {
  forgottenSecrets,
  type Means,
  missingFor,
  type SecretName,
  type StoredSettings,
  secretNames,
  sentChannels,
} from './settings.rules.ts';
import { unknownPlace } from './sms-request.rules.ts';
import { webhookKey } from './webhook-signature.rules.ts';

export async function getDeliverySettings({ db }: Reading): Promise<DeliverySettings> {
  const means = await meansOf(db);
  const counts = await countsOfMessages(db);
  const missing = sentChannels.flatMap((channel) => {
    const says = missingFor(channel, means);
    const waiting = counts.filter((each) => each.channel === channel && each.state === 'waiting');
    return says ? [{ channel, says, waiting: waiting.reduce((sum, { many }) => sum + many, 0) }] : [];
  });
  return {
    ...means.settings,
    isSmtpPasswordSet: means.secrets.smtpPassword !== undefined,
    isSmsSecretSet: means.secrets.smsSecret !== undefined,
    isWebhookSecretSet: means.secrets.webhookSecret !== undefined,
    missing,
    version: means.version,
  };
}

type Input = InputOf<typeof contract.updateDeliverySettings>;

/** What is sent is checked before the transaction, which then has nothing to wait for. */
export async function updateDeliverySettings(call: Call, { body, version }: Input): Promise<DeliverySettings> {
  const { smtpPassword, smsSecret, webhookSecret, ...given } = body;
  const secrets = { smtpPassword, smsSecret, webhookSecret };
  await checkSettings(given);
  if (typeof webhookSecret === 'string' && !webhookKey(webhookSecret)) {
    throw new Refusal('delivery.webhook_secret').at('webhookSecret');
  }
  return call.write(async (change) => {
    const { settings: before, version: current } = await savedSettings(change.tx);
    const after: StoredSettings = { ...before, ...given };
    const isSaved = version === current && (await saveSettings(change.tx, after, current));
    if (!isSaved) throw new Refusal('request.version_stale', { seen: version, current });
    const changed = await saveSecrets(change, secrets, forgottenSecrets(before, after));
    await audit(change, {
      ...{ action: 'delivery_settings.changed', record: 'delivery_settings', recordId: null, before },
      // Which secrets were given or taken away, and nothing of what they are.
      after: { ...after, ...(changed.length > 0 ? { secrets: changed } : {}) },
    });
    return getDeliverySettings(change);
  });
}

async function saveSecrets(
  { tx }: Change,
  given: { [Name in SecretName]: string | null | undefined },
  forgotten: readonly SecretName[],
): Promise<string[]> {
  const changed: string[] = [];
  for (const name of secretNames) {
    const value = given[name] ?? (given[name] === null || forgotten.includes(name) ? null : undefined);
    if (value === undefined) continue;
    await saveSecret(tx, name, value);
    changed.push(`${name} ${value === null ? 'taken away' : 'set'}`);
  }
  return changed;
}

async function checkSettings({ sendingHours, phoneCountry, allowedHosts, smtp, sms }: Partial<StoredSettings>) {
  if (sendingHours && sendingHours.from >= sendingHours.until) {
    throw new Refusal('delivery.hours_reversed', sendingHours).at('sendingHours.until');
  }
  if (phoneCountry !== undefined && !(await isPhoneCountry(phoneCountry))) {
    throw new Refusal('delivery.unknown_country', { country: phoneCountry }).at('phoneCountry');
  }
  for (const [index, entry] of (allowedHosts ?? []).entries()) {
    if (!isAllowEntry(entry)) throw new Refusal('delivery.not_allowable', { entry }).at(`allowedHosts.${index}`);
  }
  if (smtp?.trustedCertificate && !isCertificate(smtp.trustedCertificate)) {
    throw new Refusal('delivery.certificate').at('smtp.trustedCertificate');
  }
  if (sms) await checkSms(sms);
}

async function checkSms(sms: NonNullable<StoredSettings['sms']>): Promise<void> {
  if (sms.provider === 'twilio') {
    const isNumber = /^[+\d]/.test(sms.from);
    if (isNumber && !(await normalPhone(sms.from, ''))) {
      throw new Refusal('delivery.phone', { number: sms.from }).at('sms.from');
    }
    return;
  }
  for (const [at, { name }] of sms.headers.entries()) {
    if (ownHeaders.has(name.toLowerCase())) throw new Refusal('delivery.header', { name }).at(`sms.headers.${at}.name`);
  }
  const parts = [
    ...sms.headers.map(({ value }, at) => [`headers.${at}.value`, value] as const),
    ['body', sms.body] as const,
  ];
  // However an address is spelt, nothing that is put in, the secret least of all, may decide where it leads.
  const isHostWritten = /^https?:\/\/[^/?#\\{}\s]+([/?#]|$)/i.test(sms.url);
  const reason =
    faultOfUrl(sms.url.replaceAll(/\{\{.*?\}\}/g, 'x')) ?? (isHostWritten ? undefined : 'its host must be written out');
  if (reason) throw new Refusal('delivery.url', { url: sms.url, reason }).at('sms.url');
  for (const [field, pattern] of [['url', sms.url] as const, ...parts]) {
    const unknown = unknownPlace(pattern);
    if (unknown === undefined) continue;
    throw new Refusal('delivery.url', { url: pattern, reason: `nothing is known for {{ ${unknown} }}` }).at(
      `sms.${field}`,
    );
  }
}

/** Headers that say where a request goes, and where it ends. */
const ownHeaders: ReadonlySet<string> = new Set([
  ...['host', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'],
  ...['upgrade', 'expect', 'te', 'trailer', 'content-type'],
]);

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== undefined;
  } catch {
    return false;
  }
}

/** Sends at once, by the settings that are saved, so that whoever sets them up sees what the server says. */
export async function sendTestEmail(call: Call): Promise<AnswerOf<typeof contract.sendTestEmail>> {
  const { means, to, studioName } = await call.read(async ({ db, actor, preferences }) => ({
    means: (await meansOf(db)) satisfies Means,
    to: actor.kind === 'user' ? await findUser(db, actor.id) : undefined,
    studioName: preferences.studioName,
  }));
  if (!to?.email) throw new Refusal('delivery.no_own_address');
  const missing = missingFor('email', means);
  if (missing) throw new Refusal('delivery.not_set_up', { missing });
  const mailer = new Mailer(() => studioName);
  try {
    const outcome = await mailer.send(means, {
      ...{ messageId: crypto.randomUUID(), recipientName: to.name, address: to.email, files: [] },
      subject: `A test from ${studioName}`,
      text: 'This is the test e-mail you asked for: e-mail from Printrail goes out.',
      html: '<p>This is the test e-mail you asked for: e-mail from Printrail goes out.</p>',
    });
    if (outcome.is !== 'sent') throw new Refusal('delivery.test_failed', { reason: outcome.reason });
    return { sentTo: to.email, serverSaid: outcome.said.slice(0, 500) };
  } finally {
    mailer.close();
  }
}
