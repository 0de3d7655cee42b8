import type { DeliverySettings, SmsSettings } from '@printrail/contract/delivery';

/** The settings as they are saved; the secrets are by themselves. */
export type StoredSettings = Pick<
  DeliverySettings,
  'smtp' | 'sms' | 'phoneCountry' | 'allowedHosts' | 'sendingHours' | 'repeatUnconfirmed'
>;

export const secretNames = ['smtpPassword', 'smsSecret', 'webhookSecret'] as const;
export type SecretName = (typeof secretNames)[number];
export type Secrets = Partial<Record<SecretName, string>>;

/** What messages are sent with. */
export type Means = { settings: StoredSettings; secrets: Secrets; version: number };

export const defaultSettings: StoredSettings = {
  smtp: null,
  sms: null,
  phoneCountry: 'US',
  allowedHosts: [],
  sendingHours: { from: '09:00', until: '18:00', days: 'business' },
  repeatUnconfirmed: false,
};

/** The settings saved; what is missing there has its default. */
export function settingsFrom(saved: string): StoredSettings {
  return { ...defaultSettings, ...(JSON.parse(saved) as Partial<StoredSettings>) };
}

export const sentChannels = ['email', 'sms', 'webhook'] as const;
export type SentChannel = (typeof sentChannels)[number];

/** What is still to be set before messages of a channel go out; undefined when nothing is. */
export function missingFor(channel: SentChannel, { settings, secrets }: Omit<Means, 'version'>): string | undefined {
  const { smtp, sms } = settings;
  if (channel === 'email') {
    if (!smtp) return 'Set the mail server that e-mail goes out through.';
    if (smtp.userName && !secrets.smtpPassword) return `Set the password of ${smtp.userName} at ${smtp.host}.`;
  }
  if (channel === 'sms') {
    if (!sms) return 'Set the provider that text messages go out through.';
    if (!secrets.smsSecret && needsSecret(sms)) return 'Set the secret that the SMS provider asks for.';
  }
  if (channel === 'webhook' && !secrets.webhookSecret) return 'Set the secret that webhooks are signed with.';
  return undefined;
}

function needsSecret(sms: SmsSettings): boolean {
  return sms.provider === 'twilio' || /\{\{\s*secret\s*\}\}/.test(JSON.stringify(sms));
}

/** The secrets that a change of the settings makes useless: they were given for another server, and are not shown to it. */
export function forgottenSecrets(before: StoredSettings, after: StoredSettings): SecretName[] {
  const smtpOf = ({ smtp }: StoredSettings) =>
    smtp && [smtp.host, smtp.port, smtp.userName, smtp.security, smtp.trustedCertificate];
  const smsOf = ({ sms }: StoredSettings) =>
    sms && (sms.provider === 'twilio' ? [sms.provider, sms.accountSid] : [sms.url, sms.headers, sms.body]);
  const differs = (of: (settings: StoredSettings) => unknown) =>
    JSON.stringify(of(before)) !== JSON.stringify(of(after));
  return [...(differs(smtpOf) ? (['smtpPassword'] as const) : []), ...(differs(smsOf) ? (['smsSecret'] as const) : [])];
}
