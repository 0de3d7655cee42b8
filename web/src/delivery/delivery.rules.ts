import type {
  DeliverySettings,
  OtherSmsSettings,
  SmsSettings,
  SmtpSettings,
  updateDeliverySettings,
} from '@printrail/contract/delivery';
import type { InputOf } from '@printrail/contract/endpoint';

/** The settings with the secrets that are typed: nothing where one stays, null where it is taken away. */
export type TypedSettings = DeliverySettings & { smtpPassword: string | null; smsSecret: string | null };

export function typedOver(settings: DeliverySettings): TypedSettings {
  return { ...settings, smtpPassword: '', smsSecret: '' };
}

type Changes = InputOf<typeof updateDeliverySettings>['body'];
const settable = ['smtp', 'sms', 'phoneCountry', 'allowedHosts', 'sendingHours', 'repeatUnconfirmed'] as const;

/** What is sent to be saved of what was typed. */
export function changesIn(typed: Partial<TypedSettings>): Changes {
  const { smtpPassword, smsSecret } = typed;
  const given = settable.filter((field) => field in typed).map((field) => [field, typed[field]]);
  return {
    ...(Object.fromEntries(given) as Changes),
    ...(smtpPassword === '' || smtpPassword === undefined ? {} : { smtpPassword }),
    ...(smsSecret === '' || smsSecret === undefined ? {} : { smsSecret }),
  };
}

export const blankSmtp: SmtpSettings = {
  ...{ host: '', port: 587, security: 'starttls', userName: '', fromName: '', fromAddress: '', replyTo: '' },
  trustedCertificate: '',
};

const blankOther: OtherSmsSettings = {
  ...{ provider: 'other', url: '', from: '', contentType: 'application/json' },
  headers: [{ name: 'Authorization', value: 'Bearer {{ secret }}' }],
  body: '{"to": "{{ to }}", "from": "{{ from }}", "text": "{{ text }}"}',
};

export const smsChoices = ['off', 'twilio', 'other'] as const;
export type SmsChoice = (typeof smsChoices)[number];

/** The settings of a provider: those saved where it is the same one, else nothing but what is usual. */
export function smsFor(choice: SmsChoice, saved: SmsSettings | null): SmsSettings | null {
  if (choice === 'off') return null;
  if (saved?.provider === choice) return saved;
  return choice === 'other' ? blankOther : { provider: 'twilio', accountSid: '', from: '' };
}

const usualPorts: Record<SmtpSettings['security'], number> = { tls: 465, starttls: 587, none: 25 };

/** Another way to encrypt, with its usual port where the port was the usual one before. */
export function secured(smtp: SmtpSettings, security: SmtpSettings['security']): SmtpSettings {
  const port = smtp.port === usualPorts[smtp.security] ? usualPorts[security] : smtp.port;
  return { ...smtp, security, port };
}

/** Whether a change forgets the mail password: it was given for one server and user, and is shown to no other. */
export function forgetsPassword(before: SmtpSettings | null, after: SmtpSettings | null): boolean {
  const given = (smtp: SmtpSettings | null) =>
    smtp && [smtp.host, smtp.port, smtp.userName, smtp.security, smtp.trustedCertificate];
  return JSON.stringify(given(before)) !== JSON.stringify(given(after));
}

/** Whether a change forgets the secret of the SMS provider. */
export function forgetsSmsSecret(before: SmsSettings | null, after: SmsSettings | null): boolean {
  const given = (sms: SmsSettings | null) =>
    sms && (sms.provider === 'twilio' ? [sms.provider, sms.accountSid] : [sms.url, sms.headers, sms.body]);
  return JSON.stringify(given(before)) !== JSON.stringify(given(after));
}

/** The entries of a list typed one a line. */
export function entriesIn(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter(Boolean);
}

/** Every half hour from 00:00 to 23:30, and another time where it is the one that is set. */
export function timesWith(set: string, { untilMidnight = false } = {}): string[] {
  const halves = Array.from({ length: 48 }, (_, at) => `${String(at >> 1).padStart(2, '0')}:${at % 2 ? '30' : '00'}`);
  const times = untilMidnight ? [...halves.slice(1), '24:00'] : halves;
  return times.includes(set) ? times : [...times, set].sort();
}

/** A signing secret of the Standard Webhooks: whsec_ and 32 bytes that nobody can guess, in base64. */
export function newWebhookSecret(): string {
  return `whsec_${crypto.getRandomValues(new Uint8Array(32)).toBase64()}`;
}

/** Countries by name, for phone numbers. */
export function countries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      const label = names.of(value);
      return label && !notCountries.includes(value) ? [{ value, label }] : [];
    })
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
}

const notCountries = [
  'EU',
  'EZ',
  'UN',
  'ZZ',
  'XA',
  'XB',
  'QO',
  'AQ',
  'BV',
  'CP',
  'DG',
  'EA',
  'GS',
  'HM',
  'IC',
  'PN',
  'TF',
  'UM',
  'AN',
  'CQ',
];
