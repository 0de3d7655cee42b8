import type { Firing, QueueGroup } from '@printrail/contract/firings';
import { expect, test } from 'vitest';
import { readAs } from '../ui/words.ts';
import { countIn, countsOf, dayIn, firingsWords, outcomeWords, prospectOf, sumOf, whenWords } from './queue.rules.ts';

readAs({ locale: 'en-US', currency: 'USD', today: '2026-11-23' });

const group = { due: 12, later: 1_000, cannotBeSent: 0 } as QueueGroup;

test('a group tells what it has, and no more than was counted', () => {
  expect(countsOf(group)).toEqual(['12 due', '1,000+ later']);
  expect(countsOf({ ...group, due: 0, later: 0, cannotBeSent: 2 })).toEqual(['2 cannot be sent']);
  expect([countIn(group, false), countIn(group, true)]).toEqual([12, 1_012]);
  expect([1, 12, 1_012].map(firingsWords)).toEqual(['1 firing', '12 firings', '1,000+ firings']);
});

const plan = { does: 'email', to: [{ name: 'Ada', address: 'ada@mail.example' }], reason: '' } as const;
const queued = { state: 'waiting', reason: '', plan } as unknown as Firing;

test('what will happen is told with where it goes, and what cannot happen with its reason', () => {
  expect(prospectOf(queued)).toEqual({ words: 'E-mail to Ada', detail: 'ada@mail.example', isHindered: false });
  const none = { does: null, to: [], reason: 'there is no client' };
  expect(prospectOf({ ...queued, plan: none })).toMatchObject({ words: 'There is no client', isHindered: true });
  const tried = { ...queued, state: 'cannot_be_sent', reason: 'Ada has no e-mail address' } as const;
  expect(prospectOf(tried).detail).toBe('could not be sent before: Ada has no e-mail address');
  const two = [...plan.to, { name: 'Mira', address: 'mira@studio.example' }];
  expect(prospectOf({ ...queued, plan: { ...plan, to: two } }).words).toBe('E-mail to Ada and 1 more');
  expect(prospectOf({ ...queued, plan: { ...plan, does: 'task', to: [] } })).toMatchObject({
    words: 'Task',
    detail: '',
  });
});

test('a firing says when it is due in the studio’s time zone, and whether it goes by itself', () => {
  const due = { dueOn: '2026-11-30', dueAt: '2026-11-30T05:00:00.000Z', isDue: false, isAutomatic: false };
  const words = (more: Partial<Firing>) => whenWords({ state: 'waiting', ...due, ...more }, 'America/New_York');
  expect(words({})).toBe('Mon 30 Nov');
  expect(words({ isAutomatic: true })).toBe('by itself Mon 30 Nov');
  expect(words({ isAutomatic: true, isDue: true })).toBe('by itself, any moment');
  expect(words({ dueOn: '2026-11-20', isDue: true })).toBe('since Fri 20 Nov');
  expect(words({ dueOn: null, dueAt: '2026-11-24T03:00:00.000Z', isDue: true })).toBe('today');
  expect(words({ dueOn: null, dueAt: null })).toBe('once there is a due date');
  expect(words({ state: 'cannot_be_sent', isDue: true })).toBe('cannot be sent');
  expect(dayIn('Asia/Tokyo', '2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
});

test('an outcome tells everything that became of a selection', () => {
  expect(outcomeWords({ processed: 3, excluded: 1, cannotBeSent: 2, leftOut: 0 })).toBe(
    '3 processed. 1 left out: the client is marked so. 2 cannot be sent and stay.',
  );
  expect(outcomeWords({ deleted: 1_200, leftOut: 4 })).toBe('1,200 deleted. 4 had left the queue.');
  expect(outcomeWords({ skipped: 0, leftOut: 0 })).toBe('Nothing was left to do.');
  expect(
    sumOf([
      { skipped: 1_000, leftOut: 1 },
      { skipped: 20, leftOut: 0 },
    ]),
  ).toEqual({ skipped: 1_020, leftOut: 1 });
});
