import type { SmsSettings } from '@printrail/contract/delivery';

export type SmsPlaces = { to: string; from: string; text: string; id: string; secret: string };
export type SmsRequest = { url: string; headers: Record<string, string>; body: string };

const place = /\{\{\s*(\w+)\s*\}\}/g;
const names = ['to', 'from', 'text', 'id', 'secret'];

/** The request that asks a provider to send an SMS. What is put in is written as its place needs it: URL, form or JSON. */
export function smsRequest(sms: SmsSettings, given: Omit<SmsPlaces, 'from'>): SmsRequest {
  const places = { ...given, from: sms.from };
  if (sms.provider === 'twilio') return twilioRequest(sms, places);
  const inBody = sms.contentType === 'application/json' ? asJson : encodeURIComponent;
  return {
    url: filled(sms.url, places, encodeURIComponent),
    headers: {
      ...Object.fromEntries(
        sms.headers.map(({ name, value }) => [name.toLowerCase(), filled(value, places, asHeader)]),
      ),
      'content-type': sms.contentType,
    },
    body: filled(sms.body, places, inBody),
  };
}

function twilioRequest({ accountSid }: { accountSid: string }, { to, from, text, secret }: SmsPlaces): SmsRequest {
  const sender = /^MG[0-9a-fA-F]{32}$/.test(from) ? { MessagingServiceSid: from } : { From: from };
  return {
    url: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${accountSid}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ To: to, ...sender, Body: text }).toString(),
  };
}

function filled(pattern: string, places: SmsPlaces, written: (value: string) => string): string {
  return pattern.replaceAll(place, (whole, name: string) =>
    names.includes(name) ? written(places[name as keyof SmsPlaces].toWellFormed()) : whole,
  );
}

function asJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function asHeader(value: string): string {
  return value.replaceAll(/[^\t\x20-\x7e]/g, '');
}

/** The first place in an SMS pattern that nothing is known for; undefined when there is none. */
export function unknownPlace(pattern: string): string | undefined {
  return Array.from(pattern.matchAll(place), ([, name = '']) => name).find((name) => !names.includes(name));
}
