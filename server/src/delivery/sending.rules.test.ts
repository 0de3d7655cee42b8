import type { OtherSmsSettings } from '@printrail/contract/delivery';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { processorMsOf } from '../testing/processor-time.ts';
import { connectionOutcome, smsOutcome, smtpOutcome, webhookOutcome } from './outcome.rules.ts';
import { normalPhone, smsParts } from './phone.rules.ts';
import { pauseAfter, pausesMs } from './retry.rules.ts';
import { isSendingTime, nextSendingTime } from './sending-hours.rules.ts';
import { smsRequest, unknownPlace } from './sms-request.rules.ts';

const workWeek = onIsoDates(
  createBusinessCalendar({
    workWeek: [1, 2, 3, 4, 5],
    closures: [{ from: '2026-12-24', to: '2027-01-01', name: 'Christmas' }],
  }),
);
const usual = {
  hours: { from: '09:00', until: '18:00', days: 'business' },
  timeZone: 'America/New_York',
  calendar: workWeek,
} as const;
const at = (text: string) => Date.parse(text);
const next = (text: string, surroundings: Parameters<typeof nextSendingTime>[1] = usual) =>
  new Date(nextSendingTime(at(text), surroundings)).toISOString();

test('a message to a client goes out from 9 to 18 in studio time on business days, else when that begins next', () => {
  expect(next('2026-11-23T14:00:00Z')).toBe('2026-11-23T14:00:00.000Z');
  expect(next('2026-11-23T13:59:59.999Z')).toBe('2026-11-23T14:00:00.000Z');
  expect(next('2026-11-23T22:59:59.999Z')).toBe('2026-11-23T22:59:59.999Z');
  expect(next('2026-11-23T23:00:00Z')).toBe('2026-11-24T14:00:00.000Z');
  expect(next('2026-11-28T15:00:00Z')).toBe('2026-11-30T14:00:00.000Z');
  expect(next('2026-12-23T23:30:00Z')).toBe('2027-01-04T14:00:00.000Z');
  expect(next('2026-11-28T15:00:00Z', { ...usual, hours: { ...usual.hours, days: 'every' } })).toBe(
    '2026-11-28T15:00:00.000Z',
  );
});

test('an opening that summer time skips is the first moment after it', () => {
  const hours = { from: '02:30', until: '24:00', days: 'every' } as const;
  expect(next('2026-03-08T05:30:00Z', { ...usual, hours })).toBe('2026-03-08T07:30:00.000Z');
});

test('at any moment, zone and hours: never before, within the hours, and never later than it could be', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Lisbon',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  );
  const times = fc
    .tuple(fc.integer({ min: 0, max: 1_438 }), fc.integer({ min: 1, max: 1_440 }))
    .filter(([from, until]) => from < until);
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const moments = fc.integer({ min: at('2025-01-01'), max: at('2028-12-31') });
  fc.assert(
    fc.property(moments, zones, times, fc.constantFrom('business', 'every'), (now, timeZone, [from, until], days) => {
      const surroundings = {
        hours: { from: clock(from), until: clock(until), days },
        timeZone,
        calendar: workWeek,
      } as const;
      const then = nextSendingTime(now, surroundings);
      expect(then).toBeGreaterThanOrEqual(now);
      expect(isSendingTime(then, surroundings)).toBe(true);
      for (const share of [0.01, 0.3, 0.7, 0.99]) {
        const between = Math.floor(now + (then - now) * share);
        if (between < then) expect(isSendingTime(between, surroundings)).toBe(false);
      }
      const local = Temporal.Instant.fromEpochMilliseconds(then).toZonedDateTimeISO(timeZone);
      if (days === 'business') expect(workWeek.isBusinessDay(local.toPlainDate().toString())).toBe(true);
      expect(local.hour * 60 + local.minute).toBeLessThan(until);
    }),
    { numRuns: 2_000 },
  );
});

test('pauses between attempts grow, and end', () => {
  const pauses = pausesMs.map((_, index) => pauseAfter(index + 1) ?? 0);
  expect(pauses[0]).toBe(60_000);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(new Set(pauses).size).toBe(pauses.length);
  expect(pauseAfter(pausesMs.length + 1)).toBeUndefined();
});

test('phone numbers are normalised by the country of the studio, and what is none is told', async () => {
  expect(await normalPhone('(212) 555-2368', 'US')).toBe('+12125552368');
  expect(await normalPhone('+351 21 346 0000', 'US')).toBe('+351213460000');
  expect(await normalPhone('0171 1234567', 'DE')).toBe('+491711234567');
  for (const text of ['', '12', 'call me', '+1', '212 555 2368 or home', '+999 123456789', '(212) 555-2368 ext. 5']) {
    expect(await normalPhone(text, 'US'), text).toBeUndefined();
  }
  expect(await normalPhone('(212) 555-2368', 'XX')).toBeUndefined();
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      const number = await normalPhone(text, 'US');
      if (number !== undefined) expect(await normalPhone(number, 'DE')).toBe(number);
    }),
  );
});

test('an SMS is counted as the provider counts it', () => {
  expect(smsParts('')).toEqual({ characters: 0, parts: 0 });
  expect(smsParts('a'.repeat(160))).toEqual({ characters: 160, parts: 1 });
  expect(smsParts('a'.repeat(161))).toEqual({ characters: 161, parts: 2 });
  expect(smsParts('€'.repeat(80))).toEqual({ characters: 160, parts: 1 });
  expect(smsParts('’'.repeat(70))).toEqual({ characters: 70, parts: 1 });
  expect(smsParts('’'.repeat(71))).toEqual({ characters: 71, parts: 2 });
});

test('an SMS through Twilio is asked for in its form', () => {
  const accountSid = `AC${'1'.repeat(32)}`;
  const request = smsRequest(
    { provider: 'twilio', accountSid, from: '+12125550000' },
    { to: '+12125552368', text: 'a & b', id: 'x', secret: 't' },
  );
  expect(request).toEqual({
    url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${accountSid}:t`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'To=%2B12125552368&From=%2B12125550000&Body=a+%26+b',
  });
});

test('what is put into a request to another provider cannot break out of its place', () => {
  const json: OtherSmsSettings = {
    provider: 'other',
    url: 'https://sms.example/{{ to }}?t={{ text }}',
    headers: [{ name: 'X-Text', value: '{{ text }}' }],
    contentType: 'application/json',
    body: '{"text":"{{ text }}"}',
    from: 'Lumen',
  };
  const form: OtherSmsSettings = {
    ...json,
    contentType: 'application/x-www-form-urlencoded',
    body: 'text={{ text }}&to=1',
  };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const given = { to: '+1', text, id: 'x', secret: 's' };
      const { url, headers, body } = smsRequest(json, given);
      expect(JSON.parse(body)).toEqual({ text: text.toWellFormed() });
      expect(new URL(url).searchParams.get('t')).toBe(text.toWellFormed());
      expect(headers['x-text']).toMatch(/^[\t\x20-\x7e]*$/);
      const fields = new URLSearchParams(smsRequest(form, given).body);
      expect([fields.get('text'), fields.get('to'), fields.size]).toEqual([text.toWellFormed(), '1', 2]);
    }),
  );
  expect(unknownPlace('{{ to }} {{txt}}')).toBe('txt');
});

test('only what was handed over whole and never answered is unknown', () => {
  const timeout = { code: 'ETIMEDOUT', message: 'Timeout' };
  expect(smtpOutcome(timeout, 'mail:25', true).is).toBe('unknown');
  expect(smtpOutcome(timeout, 'mail:25', false)).toEqual({
    is: 'again',
    reason: 'The mail server mail:25 cannot be reached: it does not answer in time.',
  });
  expect(
    smtpOutcome(
      { code: 'EMESSAGE', responseCode: 552, response: '552 too large', message: 'Message failed' },
      'mail:25',
      true,
    ).is,
  ).toBe('refused');
  expect(smtpOutcome({ code: 'EAUTH', responseCode: 535, message: 'Invalid login' }, 'mail:25', false).is).toBe(
    'again',
  );
  expect(connectionOutcome({ code: 'ECONNREFUSED', message: '' }, 'h', false)).toEqual({
    is: 'again',
    reason: 'h cannot be reached: nothing answers there; check the port.',
  });
  expect(connectionOutcome({ message: 'socket hang up' }, 'h', true).is).toBe('unknown');
  expect([200, 202, 299].map((status) => smsOutcome(status, '', 'h').is)).toEqual(['sent', 'sent', 'sent']);
  expect([400, 401, 404, 429, 500, 503, 408, 502, 504, 301].map((status) => smsOutcome(status, '', 'h').is)).toEqual([
    ...['refused', 'refused', 'refused', 'again', 'again', 'again', 'unknown', 'unknown', 'unknown', 'refused'],
  ]);
  expect([204, 301, 404, 410, 500].map((status) => webhookOutcome(status, '', 'h').is)).toEqual([
    'sent',
    'again',
    'again',
    'refused',
    'again',
  ]);
  expect(smsOutcome(400, '<html><b>No</b> credit</html>', 'h')).toMatchObject({ reason: 'h answered 400: No credit' });
});

test('an answer made to take long to read holds nothing up', async () => {
  expect(await processorMsOf(() => smsOutcome(400, '<'.repeat(16_384), 'h'))).toBeLessThan(100);
});
