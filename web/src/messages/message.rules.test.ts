import { messageStates } from '@printrail/contract/messages';
import { expect, test } from 'vitest';
import { readAs } from '../ui/words.ts';
import { possibleWith, queryOf, sealed, standingSentence, standingWords, weightOf } from './message.rules.ts';

readAs({ locale: 'en-US', currency: 'USD', today: '2026-11-23' });

const waiting = { state: 'waiting', channel: 'email', waitsFor: null, nextTryAt: null, sentAt: null } as const;

test('letters to print are the letters that wait; other choices are a state and a channel', () => {
  expect(queryOf('letters', 'email')).toEqual({ state: 'waiting', channel: 'letter' });
  expect(queryOf('failed', 'sms')).toEqual({ state: 'failed', channel: 'sms' });
  expect(queryOf(undefined, undefined)).toEqual({});
});

test('a message says where it stands and what it waits for', () => {
  expect(standingWords(waiting)).toBe('about to be sent');
  expect(standingWords({ ...waiting, waitsFor: 'settings' })).toBe('waits for settings');
  expect(standingSentence({ ...waiting, channel: 'sms', waitsFor: 'settings' })).toBe(
    'It waits until it is set how text messages are sent.',
  );
  expect(standingWords({ ...waiting, state: 'failed' })).toBe('failed');
  for (const state of messageStates) {
    expect(standingWords({ ...waiting, state })).not.toBe('');
    expect(standingSentence({ ...waiting, state })).not.toContain('1970');
  }
  expect(weightOf({ state: 'failed', waitsFor: null })).toBe('late');
  expect(weightOf({ state: 'waiting', waitsFor: 'settings' })).toBe('risk');
});

test('only what the server allows is offered', () => {
  const offered = (state: (typeof messageStates)[number], channel: 'email' | 'letter' = 'email') =>
    Object.entries(possibleWith({ state, channel })).flatMap(([what, is]) => (is ? [what] : []));
  expect(offered('waiting')).toEqual(['remove']);
  expect(offered('waiting', 'letter')).toEqual(['print', 'remove']);
  expect(offered('unconfirmed')).toEqual(['confirm', 'repeat', 'resend', 'remove']);
  expect(offered('failed')).toEqual(['repeat', 'resend', 'remove']);
  expect(offered('printed', 'letter')).toEqual(['print', 'resend']);
  expect(offered('sending')).toEqual([]);
  expect(offered('deleted')).toEqual(['resend']);
});

test('a message is shown under a policy of its own, before anything it says', () => {
  const page = sealed('<p>Hello</p>');
  expect(page.indexOf("default-src 'none'")).toBeLessThan(page.indexOf('<p>Hello</p>'));
});
