import { addApiKey } from '@printrail/contract/api-keys';
import { addVendor, listVendors, updateVendor } from '@printrail/contract/catalog';
import { addClient, deleteClient, listClients } from '@printrail/contract/clients';
import { addUser } from '@printrail/contract/people';
import { expect, onTestFinished, test } from 'vitest';
import { start } from '../main.ts';
import { system } from '../studio/change.ts';
import { emptyDatabase, studio, type TestStudio } from '../testing/studio.ts';

const body = { name: 'Rosa Reyes' };
const once = (key: string) => ({ headers: { 'idempotency-key': key } });
const count = async (s: TestStudio) => (await s.call(listClients)).items.length;

test('the same request with the same key is done once and answered alike', async () => {
  const s = await studio();
  const first = await s.send(addClient, { body, ...once('a') });
  const second = await s.send(addClient, { body, ...once('a') });
  expect(second.statusCode).toBe(201);
  expect(second.json()).toEqual(first.json());
  expect(second.headers.etag).toBe(first.headers.etag);
  expect(await count(s)).toBe(1);
});

test('without a key, or with another, it is done again', async () => {
  const s = await studio();
  for (const sent of [{}, {}, once('a'), once('b')]) await s.call(addClient, { body, ...sent });
  expect(await count(s)).toBe(4);
});

test('an answer without content is repeated as such', async () => {
  const s = await studio();
  const { id, version } = await s.call(addClient, { body });
  for (let repeat = 0; repeat < 2; repeat++) await s.call(deleteClient, { params: { id }, version, ...once('a') });
  expect(await s.refusal(deleteClient, { params: { id }, version, ...once('b') })).toMatchObject({ status: 404 });
});

test('the same key with another body, or at another endpoint, is refused', async () => {
  const s = await studio();
  await s.call(addClient, { body, ...once('a') });
  const reused = { status: 422, code: 'request.idempotency_reused' };
  expect(await s.refusal(addClient, { body: { name: 'Someone else' }, ...once('a') })).toMatchObject(reused);
  expect(await s.refusal(addVendor, { body, ...once('a') })).toMatchObject(reused);
  expect(await count(s)).toBe(1);
});

test('a refusal is not kept: the same request may succeed later', async () => {
  const s = await studio();
  const { id, version } = await s.call(addVendor, { body: { name: 'Bay Photo' } });
  const again = { body: { name: 'Bay Photo' }, ...once('a') };
  expect(await s.refusal(addVendor, again)).toMatchObject({ code: 'vendor.name_taken' });
  await s.call(updateVendor, { params: { id }, version, body: { name: 'Other Lab' } });
  await s.call(addVendor, again);
  expect((await s.call(listVendors)).items).toHaveLength(2);
});

test('a key belongs to who sent it', async () => {
  const s = await studio();
  const rights = { clients: 'add' } as const;
  const user = await s.call(addUser, {
    body: { name: 'Una', email: 'una@studio.example', password: 'grey pelican 52' },
  });
  const key = await s.call(addApiKey, { body: { name: 'Web shop', rights } });
  const senders = [{}, { as: { id: user.id, rights } }, { as: { kind: 'api_key', id: key.id, rights } }] as const;
  for (const sender of senders) await s.call(addClient, { body, ...once('a'), ...sender });
  expect(await count(s)).toBe(3);
});

test('after 24 hours the key is free', async () => {
  const s = await studio();
  const first = await s.call(addClient, { body, ...once('a') });
  s.later(24 * 60);
  expect((await s.call(addClient, { body, ...once('a') })).id).toBe(first.id);
  s.later(1);
  expect((await s.call(addClient, { body: { name: 'Another' }, ...once('a') })).id).not.toBe(first.id);
});

test('a key is one text of 1 to 200 characters', async () => {
  const s = await studio();
  for (const key of ['', 'x'.repeat(201)]) {
    expect(await s.refusal(addClient, { body, ...once(key) })).toMatchObject({ code: 'request.invalid' });
  }
  await s.call(addClient, { body, ...once('x'.repeat(200)) });
});

test('the same request sent many times at once is done once', async () => {
  const s = await studio();
  const answers = await Promise.all(Array.from({ length: 20 }, () => s.send(addClient, { body, ...once('a') })));
  expectOnceDone(answers);
  expect(await count(s)).toBe(1);
});

test('the same request sent to two processes at once is done once', async () => {
  const { location, remove } = await emptyDatabase();
  const alsoAuthenticate = async () => system;
  const first = await start({ location, alsoAuthenticate });
  const second = await start({ location, alsoAuthenticate });
  onTestFinished(async () => {
    await Promise.all([first.close(), second.close()]);
    await remove();
  });
  const headers = { authorization: 'Bearer x' };
  for (let round = 0; round < 10; round++) {
    const request = {
      url: '/api/v1/clients',
      headers: { ...headers, 'idempotency-key': `round ${round}` },
      payload: body,
    };
    expectOnceDone(await Promise.all([first, second].map(({ app }) => app.inject({ method: 'POST', ...request }))));
  }
  const list = await first.app.inject({ url: '/api/v1/clients', headers });
  expect(list.json<{ items: unknown[] }>().items).toHaveLength(10);
});

function expectOnceDone(answers: readonly { statusCode: number; body: string }[]): void {
  const done = answers.filter(({ statusCode }) => statusCode === 201);
  expect(done.length).toBeGreaterThan(0);
  expect(new Set(done.map((answer) => answer.body)).size).toBe(1);
  const others = answers.filter((answer) => !done.includes(answer));
  expect(others.filter((answer) => !answer.body.includes('request.idempotency_running'))).toEqual([]);
}
