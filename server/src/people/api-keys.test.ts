import { addApiKey, listApiKeys, revokeApiKey } from '@printrail/contract/api-keys';
import { listAudit } from '@printrail/contract/audit';
import { addDepartment, changePassword, getMe, listUsers } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { system } from '../studio/change.ts';
import { browser } from '../testing/browser.ts';
import { studio } from '../testing/studio.ts';
import { addApiKey as addApiKeyOperation } from './api-keys.operations.ts';
import { hashPassword } from './passwords.ts';
import { newApiKey } from './tokens.ts';
import { addUser } from './users.operations.ts';

function bearer(key: string | null): { headers: Record<string, string> } {
  return { headers: { authorization: `Bearer ${key}` } };
}

test('an API key is shown once, works with its rights, and can be revoked', async () => {
  const s = await studio();
  const { key, ...made } = await s.call(addApiKey, { body: { name: 'Web shop', rights: { people: 'view' } } });
  expect(key).toMatch(/^prk_[\w-]{43}$/);
  expect(made).toMatchObject({ name: 'Web shop', rights: { people: 'view' }, lastUsedAt: null, revokedAt: null });
  expect(key?.startsWith(made.prefix)).toBe(true);
  const program = browser(s);
  expect((await program.ask(getMe, bearer(key))).body).toEqual({
    ...{ kind: 'api_key', name: 'Web shop', user: null, today: '2026-11-23', rights: { people: 'view' } },
  });
  expect((await program.ask(listUsers, bearer(key))).status).toBe(200);
  const denied = await program.ask(addDepartment, { ...bearer(key), body: { name: 'Lab' } });
  expect(denied).toMatchObject({ status: 403, body: { code: 'access.denied' } });
  await s.call(revokeApiKey, { params: { id: made.id } });
  expect((await program.ask(getMe, bearer(key))).status).toBe(401);
  const { items } = await s.call(listApiKeys);
  expect(items).toMatchObject([{ id: made.id, revokedAt: '2026-11-23T12:00:00.000Z' }]);
  expect(JSON.stringify(await s.studio.database.read.selectFrom('apiKeys').selectAll().execute())).not.toContain(key);
});

test('an API key is not a session, nor a session an API key', async () => {
  const s = await studio();
  const { key } = await s.call(addApiKey, { body: { name: 'Web shop', rights: {} } });
  const b = browser(s);
  b.cookie = `printrail=${key}`;
  expect((await b.ask(getMe)).status).toBe(401);
});

test('when a key was last used is noted at most every ten minutes', async () => {
  const s = await studio();
  const { key } = await s.call(addApiKey, { body: { name: 'Web shop', rights: {} } });
  const lastUsedAt = async () => (await s.call(listApiKeys)).items[0]?.lastUsedAt;
  const use = () => browser(s).ask(getMe, bearer(key));
  await use();
  await expect.poll(lastUsedAt).toBe('2026-11-23T12:00:00.000Z');
  s.later(9);
  await use();
  await s.studio.database.write(async () => undefined);
  expect(await lastUsedAt()).toBe('2026-11-23T12:00:00.000Z');
  s.later(1);
  await Promise.all([use(), use(), use()]);
  await expect.poll(lastUsedAt).toBe('2026-11-23T12:10:00.000Z');
});

test('making a key again with the same Idempotency-Key makes no second one and shows no key', async () => {
  const s = await studio();
  const sent = { body: { name: 'Web shop', rights: {} }, headers: { 'idempotency-key': 'k1' } };
  const first = await s.call(addApiKey, sent);
  expect(await s.call(addApiKey, sent)).toEqual({ ...first, key: null });
  expect((await s.call(listApiKeys)).items).toHaveLength(1);
  const kept = await s.studio.database.read.selectFrom('idempotencyKeys').selectAll().execute();
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain(first.key);
});

test('nobody gives a key more rights than their own', async () => {
  const s = await studio();
  const manager = { rights: { people: 'add' } } as const;
  const body = { name: 'Web shop', rights: { invoices: 'view' } } as const;
  const refusal = await s.refusal(addApiKey, { as: manager, body });
  expect(refusal).toMatchObject({ code: 'user.rights_beyond_own', errors: [{ field: 'rights.invoices' }] });
});

test('revoking twice is one revocation, and an unknown key is not found', async () => {
  const s = await studio();
  const { id } = await s.call(addApiKey, { body: { name: 'Web shop', rights: {} } });
  await s.call(revokeApiKey, { params: { id } });
  s.later(5);
  await s.call(revokeApiKey, { params: { id } });
  expect((await s.refusal(revokeApiKey, { params: { id: 99 } })).code).toBe('api_key.not_found');
  const { items } = await s.call(listAudit, { query: { record: 'api_key', recordId: id } });
  expect(items.map(({ action }) => action)).toEqual(['api_key.revoked', 'api_key.added']);
  expect(items[0]).toMatchObject({ before: { revokedAt: null }, after: { revokedAt: '2026-11-23T12:00:00.000Z' } });
});

test('what a key changes is audited under its name', async () => {
  const s = await studio();
  const { key } = await s.call(addApiKey, { body: { name: 'Web shop', rights: { people: 'add' } } });
  await browser(s).ask(addDepartment, { ...bearer(key), body: { name: 'Lab' } });
  const { items } = await s.call(listAudit, { query: { record: 'department' } });
  expect(items).toMatchObject([{ who: 'Web shop', through: 'api', action: 'department.added' }]);
});

test('a key has no password to change', async () => {
  const s = await studio();
  const { key } = await s.call(addApiKey, { body: { name: 'Web shop', rights: {} } });
  const body = { currentPassword: 'x', newPassword: 'violet-lamp-over-sand' };
  expect(await browser(s).ask(changePassword, { ...bearer(key), body })).toMatchObject({
    status: 403,
    body: { code: 'access.user_needed' },
  });
});

test('keys and audit entries come newest first, in pages', async () => {
  const s = await studio();
  for (const name of ['A', 'B', 'C']) await s.call(addApiKey, { body: { name, rights: {} } });
  const first = await s.call(listApiKeys, { query: { limit: 2 } });
  const second = await s.call(listApiKeys, { query: { limit: 2, after: first.next ?? '' } });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['C', 'B', 'A']);
  const entries = await s.call(listAudit, { query: { limit: 1 } });
  const rest = await s.call(listAudit, { query: { after: entries.next ?? '', record: 'api_key' } });
  expect([...entries.items, ...rest.items].map(({ after }) => after.name)).toEqual(['C', 'B', 'A']);
  expect((await s.refusal(listAudit, { query: { recordId: 1 } })).errors).toMatchObject([{ field: 'recordId' }]);
});

test('Printrail itself, as for the command line, adds an owner and a key', async () => {
  const s = await studio();
  const passwordHash = await hashPassword('violet-lamp-over-sand');
  const owner = { name: 'Ada', email: 'ada@studio.example', passwordHash, isOwner: true };
  const key = newApiKey();
  await s.studio.write(system, 'cli', async (change) => {
    await addUser(change, owner);
    await addApiKeyOperation(change, { name: 'Backup', rights: { maintenance: 'delete' }, key });
  });
  expect((await browser(s).ask(getMe, bearer(key))).body).toMatchObject({ rights: { maintenance: 'delete' } });
  const { items } = await s.call(listAudit);
  expect(items).toMatchObject([
    { who: 'Printrail', through: 'cli' },
    { who: 'Printrail', action: 'user.added' },
  ]);
});
