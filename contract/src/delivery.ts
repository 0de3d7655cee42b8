import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Email, Fields, Line, Nullable, OneOf, PartOf, Prose, Version } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const deliveryRefusals = {
  'delivery.not_set_up': { status: 422, says: 'This cannot be sent yet: {missing}' },
  'delivery.no_own_address': { status: 422, says: 'Sign in as a user with an e-mail address to get a test e-mail.' },
  'delivery.test_failed': { status: 422, says: 'The test e-mail was not sent. {reason}' },
  'delivery.hours_reversed': { status: 422, says: 'The sending hours end at {until}, not after they begin at {from}.' },
  'delivery.unknown_country': { status: 422, says: 'No phone numbers are known of a country {country}.' },
  'delivery.not_allowable': {
    status: 422,
    says: '{entry} is not a host name, an address or a range such as 192.168.1.0/24.',
  },
  'delivery.webhook_secret': {
    status: 422,
    says: 'A webhook secret is whsec_ followed by 24 to 64 bytes in base64.',
  },
  'delivery.certificate': { status: 422, says: 'The certificate cannot be read; give it as PEM text.' },
  'delivery.url': { status: 422, says: '{url} cannot be used: {reason}.' },
  'delivery.header': { status: 422, says: 'The header {name} cannot be set: Printrail sets it itself.' },
  'delivery.phone': { status: 422, says: '{number} is not a phone number; write it with its country code.' },
} as const satisfies RefusalTexts;

const Host = Type.String({
  minLength: 1,
  maxLength: 253,
  pattern: '^[A-Za-z0-9._:-]+$',
  examples: ['mail.example.com'],
});
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['09:00'] });

export const SmtpSettings = Fields(
  {
    host: Host,
    port: Type.Integer({ minimum: 1, maximum: 65_535, description: 'Usually 465 with tls, 587 with starttls.' }),
    security: OneOf(
      ['tls', 'starttls', 'none'],
      'From the first byte on, by STARTTLS before anything else (refused when the server cannot), or unencrypted.',
    ),
    userName: Type.String({ maxLength: 320, description: 'Empty: without signing in.' }),
    fromName: Type.String({ maxLength: 200, description: 'The studio’s name when empty.' }),
    fromAddress: Email,
    replyTo: Type.Union([Email, Type.Literal('')]),
    trustedCertificate: Type.String({
      maxLength: 20_000,
      description: 'PEM text of the certificate of a server whose certificate no authority has signed; else empty.',
    }),
  },
  'SmtpSettings',
);
export type SmtpSettings = Static<typeof SmtpSettings>;

const Filled =
  'May hold {{ to }}, {{ from }}, {{ text }}, {{ id }} and {{ secret }}, each put in as the place needs it.';

export const TwilioSettings = Fields(
  {
    provider: Type.Literal('twilio'),
    accountSid: Type.String({
      pattern: '^AC[0-9a-fA-F]{32}$',
      examples: [`AC${'0'.repeat(32)}`],
      description: 'The secret is the auth token.',
    }),
    from: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'A number, a sender name, or a messaging service (MG…).',
    }),
  },
  'TwilioSettings',
);
export type TwilioSettings = Static<typeof TwilioSettings>;

export const OtherSmsSettings = Fields(
  {
    provider: Type.Literal('other'),
    url: Type.String({ minLength: 1, maxLength: 2_000, description: Filled }),
    headers: Type.Array(
      Fields({
        name: Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$" }),
        value: Type.String({ maxLength: 2_000, pattern: '^[\\t\\x20-\\x7e]*$', description: Filled }),
      }),
      { maxItems: 20 },
    ),
    contentType: OneOf(['application/json', 'application/x-www-form-urlencoded']),
    body: Type.String({ maxLength: 5_000, description: `${Filled} In JSON a place stands within quotation marks.` }),
    from: Line,
  },
  'OtherSmsSettings',
);
export type OtherSmsSettings = Static<typeof OtherSmsSettings>;

export const SmsSettings = Type.Union([TwilioSettings, OtherSmsSettings]);
export type SmsSettings = Static<typeof SmsSettings>;

export const SendingHours = Fields(
  {
    from: Time,
    until: Type.Union([Time, Type.Literal('24:00')]),
    days: OneOf(['business', 'every'], 'On business days, or on every day.'),
  },
  'SendingHours',
);
export type SendingHours = Static<typeof SendingHours>;

const settings = {
  smtp: Nullable(SmtpSettings),
  sms: Nullable(SmsSettings),
  phoneCountry: Type.String({
    pattern: '^[A-Z]{2}$',
    examples: ['US'],
    description: 'Of phone numbers without a country code; ISO 3166, such as US.',
  }),
  allowedHosts: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
    maxItems: 100,
    description:
      'Hosts, addresses or ranges of the own network that webhooks and the SMS provider may be at; all others there are refused.',
  }),
  sendingHours: SendingHours,
  repeatUnconfirmed: Type.Boolean({
    description:
      'Send e-mail and SMS again when it is not known whether they went out, instead of asking. A recipient may get them twice.',
  }),
};

export const DeliverySettings = Fields(
  {
    ...settings,
    isSmtpPasswordSet: Type.Boolean(),
    isSmsSecretSet: Type.Boolean(),
    isWebhookSecretSet: Type.Boolean(),
    missing: Type.Array(
      Fields({
        channel: OneOf(['email', 'sms', 'webhook']),
        says: Type.String({ description: 'What to set, so that messages go out.' }),
        waiting: Type.Integer({ description: 'How many messages wait for it.' }),
      }),
    ),
    version: Version,
  },
  'DeliverySettings',
);
export type DeliverySettings = Static<typeof DeliverySettings>;

const Secret = Nullable(
  Type.String({ minLength: 1, maxLength: 500, description: 'Null takes it away. Never answered.' }),
);

export const getDeliverySettings = endpoint({
  id: 'getDeliverySettings',
  method: 'GET',
  path: '/delivery/settings',
  tag: 'Delivery',
  summary: 'How messages are sent, without the secrets',
  access: { area: 'maintenance', level: 'view' },
  answer: DeliverySettings,
});

export const updateDeliverySettings = endpoint({
  id: 'updateDeliverySettings',
  method: 'PATCH',
  path: '/delivery/settings',
  tag: 'Delivery',
  summary: 'Change how messages are sent',
  description:
    'Only the fields sent are changed, each as a whole. Secrets are kept and used, never answered, and forgotten when the server or provider they were given for is changed without giving them again.',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  carriesSecret: true,
  body: PartOf(Fields({ ...settings, smtpPassword: Secret, smsSecret: Secret, webhookSecret: Secret })),
  answer: DeliverySettings,
  refusals: [
    'delivery.hours_reversed',
    'delivery.unknown_country',
    'delivery.not_allowable',
    'delivery.webhook_secret',
    'delivery.certificate',
    'delivery.url',
    'delivery.header',
    'delivery.phone',
  ],
});

export const sendTestEmail = endpoint({
  id: 'sendTestEmail',
  method: 'POST',
  path: '/delivery/test-email',
  tag: 'Delivery',
  summary: 'Send a test e-mail to yourself',
  description: 'At once, by the settings that are saved; answers when the server has taken it.',
  access: { area: 'maintenance', level: 'change' },
  answer: Fields({ sentTo: Type.String(), serverSaid: Prose }),
  refusals: ['delivery.not_set_up', 'delivery.no_own_address', 'delivery.test_failed'],
});
