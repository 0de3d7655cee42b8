import type { DeliverySettings } from '@printrail/contract/delivery';
import { expect, test } from 'vitest';
import {
  blankSmtp,
  changesIn,
  countries,
  entriesIn,
  forgetsPassword,
  newWebhookSecret,
  secured,
  smsFor,
  timesWith,
} from './delivery.rules.ts';

const smtp = { ...blankSmtp, host: 'mail.example.com', fromAddress: 'hello@lumen.example' };

test('of what was typed only settings are sent, and secrets only where one was typed or taken away', () => {
  expect(changesIn({ smtpPassword: '', smsSecret: 'x', phoneCountry: 'DE' })).toEqual({
    smsSecret: 'x',
    phoneCountry: 'DE',
  });
  expect(changesIn({ smtp: null, smtpPassword: null })).toEqual({ smtp: null, smtpPassword: null });
  expect(changesIn({ missing: [], version: 3 } as Partial<DeliverySettings>)).toEqual({});
});

test('another encryption brings its usual port, unless the port was chosen', () => {
  expect(secured(smtp, 'tls').port).toBe(465);
  expect(secured({ ...smtp, port: 2525 }, 'tls').port).toBe(2525);
});

test('the password is forgotten with its server or user, and not with the name of the sender', () => {
  expect(forgetsPassword(smtp, { ...smtp, fromName: 'Lumen' })).toBe(false);
  expect(forgetsPassword(smtp, { ...smtp, host: 'elsewhere.example' })).toBe(true);
  expect(forgetsPassword(smtp, null)).toBe(true);
});

test('a provider chosen again has the settings that are saved of it', () => {
  const saved = { provider: 'twilio', accountSid: `AC${'0'.repeat(32)}`, from: '+12125552368' } as const;
  expect(smsFor('twilio', saved)).toBe(saved);
  expect(smsFor('other', saved)).toMatchObject({ provider: 'other', url: '' });
  expect(smsFor('off', saved)).toBeNull();
});

test('lists, times, countries and secrets are as the server takes them', () => {
  expect(entriesIn(' 10.0.0.5\n\n nas.local, 192.168.1.0/24 ')).toEqual(['10.0.0.5', 'nas.local', '192.168.1.0/24']);
  expect(timesWith('09:00')).toHaveLength(48);
  expect(timesWith('09:10')).toContain('09:10');
  expect(timesWith('18:00', { untilMidnight: true }).at(-1)).toBe('24:00');
  expect(countries()).toContainEqual({ value: 'CH', label: 'Switzerland' });
  expect(newWebhookSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newWebhookSecret()).not.toBe(newWebhookSecret());
});
