import { expect, test } from 'vitest';
import { hashPassword, inTurn, isPasswordOf } from './passwords.ts';

test('a password fits the hash made of it, and nothing else does', async () => {
  const stored = await hashPassword('crème brûlée at noon');
  expect(await isPasswordOf(stored, 'crème brûlée at noon')).toBe(true);
  expect(await isPasswordOf(stored, 'crème brûlée at noon'.normalize('NFD'))).toBe(true);
  expect(await isPasswordOf(stored, 'creme brulee at noon')).toBe(false);
  expect(await isPasswordOf(stored.slice(0, -1), 'crème brûlée at noon')).toBe(false);
  expect(await hashPassword('crème brûlée at noon')).not.toBe(stored);
  for (const none of ['', undefined, 'crème brûlée at noon']) {
    expect(await isPasswordOf(none, 'crème brûlée at noon')).toBe(false);
  }
});

test('a hash made with another cost is still understood', async () => {
  // From the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
  const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await isPasswordOf(stored, 'password')).toBe(true);
});

test('two work at once, a hundred wait, and more are asked to come back', async () => {
  let [running, most] = [0, 0];
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((next) => setImmediate(next));
    running--;
    throw new Error('done');
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 110 }, () => inTurn(work)));
  const reasons = outcomes.map((outcome) => outcome.status === 'rejected' && (outcome.reason as Error));
  expect(most).toBe(2);
  expect(reasons.filter((reason) => reason && reason.message === 'done')).toHaveLength(102);
  expect(reasons.filter((reason) => reason && 'code' in reason && reason.code === 'sign_in.busy')).toHaveLength(8);
  expect(await inTurn(async () => 'free again')).toBe('free again');
});
