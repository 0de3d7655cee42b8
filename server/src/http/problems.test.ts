import { endpoint } from '@printrail/contract/endpoint';
import { Type } from 'typebox';
import { expect, onTestFinished, test } from 'vitest';
import { openStudio } from '../main.ts';
import { systemClock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { writes } from '../studio/route.ts';
import { emptyDatabase } from '../testing/studio.ts';
import { createApp } from './app.ts';
import type { Authenticate } from './mount.ts';

const attempt = endpoint({
  id: 'attempt',
  method: 'POST',
  path: '/attempt',
  tag: 'Studio',
  summary: 'What the test says',
  access: 'signed-in',
  answer: Type.Unknown(),
});

/** An app with one endpoint that does what the test says. */
async function attempts(operation: (change: Change) => Promise<unknown>) {
  const { location, remove } = await emptyDatabase();
  const logged: unknown[] = [];
  const log: Log = {
    info: (event, facts) => void logged.push(event, facts),
    error: (event, error) => void logged.push(event, error),
  };
  const studio = await openStudio(location, systemClock, log);
  const authenticate: Authenticate = async ({ token }) =>
    token === 'x' ? { kind: 'user', id: 1, name: 'Olive', isOwner: true, rights: {} } : undefined;
  const app = createApp({ studio, routes: [writes(attempt, operation)], authenticate });
  onTestFinished(async () => {
    await app.close();
    await studio.database.close();
    await remove();
  });
  const ask = (headers: Record<string, string> = { authorization: 'Bearer x' }) =>
    app.inject({ method: 'POST', url: '/api/v1/attempt', headers });
  return { studio, logged, attempt: ask };
}

test('a name saved by someone else at the same moment is a conflict, and nothing of the change stays', async () => {
  const { attempt, studio, logged } = await attempts(async ({ tx }) => {
    await tx.insertInto('counters').values({ name: 'kept back', value: 1 }).execute();
    for (const value of [1, 2]) await tx.insertInto('counters').values({ name: 'twice', value }).execute();
  });
  const response = await attempt();
  expect(response.statusCode).toBe(409);
  expect(response.json()).toMatchObject({ status: 409, code: 'request.conflict' });
  expect(
    await studio.database.read.selectFrom('counters').where('name', '=', 'kept back').selectAll().execute(),
  ).toEqual([]);
  expect(logged).toEqual([]);
});

test('a reference to what was deleted at the same moment is a conflict', async () => {
  const { attempt } = await attempts(({ tx }) =>
    tx.insertInto('userDepartments').values({ userId: 99, departmentId: 99 }).execute(),
  );
  expect((await attempt()).json()).toMatchObject({ status: 409, code: 'request.conflict' });
});

test('a fault of the program is logged and not shown', async () => {
  const { attempt, logged } = await attempts(async () => {
    throw new Error('secret detail');
  });
  const response = await attempt();
  expect(response.statusCode).toBe(500);
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(response.json()).toMatchObject({ status: 500, code: 'internal' });
  expect(response.body).not.toContain('secret');
  expect(logged).toEqual(['request.failed', new Error('secret detail')]);
});

test('who tries to come in or to do more than they may stands in the log, with no secret; who asks wrongly does not', async () => {
  const { attempt, logged } = await attempts(async () => {
    throw new Refusal('access.denied', { area: 'people', level: 'add', has: 'none' });
  });
  const [by, nobody] = [
    { kind: 'user', id: 1 },
    { kind: 'system', id: 0 },
  ];
  const refused = { method: 'POST', path: '/api/v1/attempt', remote: '127.0.0.1' };
  await attempt({});
  expect(logged).toEqual([]);
  await attempt();
  await attempt({ authorization: 'Bearer stolen' });
  await attempt({ cookie: 'printrail=stolen' });
  await attempt({ cookie: 'printrail=stolen', origin: 'https://elsewhere.example' });
  expect(logged).toEqual([
    ...['request.refused', { ...refused, code: 'access.denied', by }],
    ...['request.refused', { ...refused, code: 'access.sign_in_needed', by: nobody }],
    ...['request.refused', { ...refused, code: 'access.sign_in_needed', by: nobody }],
    ...['request.refused', { ...refused, code: 'request.cross_site', by: nobody }],
  ]);
  expect(JSON.stringify(logged)).not.toMatch(/stolen|secret/);
});
