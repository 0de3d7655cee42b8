import type { Client } from '@printrail/contract/clients';
import * as api from '@printrail/contract/clients';
import { expect, test } from 'vitest';
import { folded } from '../platform/folding.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { clientRenamed } from './clients.events.ts';

const whole = {
  name: 'Ángström & Søn',
  email: 'hello@angstrom.example',
  phone: '+45 (33) 12-34-56',
  address: { street: 'Nørregade 1', city: 'København', region: 'Hovedstaden', postalCode: '1165', country: 'Denmark' },
  contactName: 'Zoë Ångström',
  doNotCall: true,
  doNotMarket: true,
  notes: 'Two\nlines',
  isActive: false,
  externalKey: 'A-1',
};

test('a client is given back as it was added', async () => {
  const s = await studio();
  const added = await s.call(api.addClient, { body: whole });
  expect(added).toEqual({ ...whole, id: added.id, version: 1 });
  expect(await s.call(api.getClient, { params: { id: added.id } })).toEqual(added);
});

test('what is not given is empty, and the address has all five parts', async () => {
  const s = await studio();
  const client = await s.call(api.addClient, { body: { name: 'Ada', address: { city: 'Lisbon' } } });
  expect(client).toEqual({
    ...{
      id: client.id,
      name: 'Ada',
      email: null,
      phone: '',
      contactName: '',
      notes: '',
      externalKey: null,
      version: 1,
    },
    ...{ doNotCall: false, doNotMarket: false, isActive: true },
    address: { street: '', city: 'Lisbon', region: '', postalCode: '', country: '' },
  });
});

test('a change leaves alone what it does not name, also within the address', async () => {
  const s = await studio();
  const added = await s.call(api.addClient, { body: whole });
  const sent = { params: { id: added.id }, version: 1, body: { phone: '', email: null, address: { city: 'Aarhus' } } };
  const changed = await s.call(api.updateClient, sent);
  expect(changed).toEqual({
    ...added,
    phone: '',
    email: null,
    address: { ...added.address, city: 'Aarhus' },
    version: 2,
  });
});

test('a change that changes nothing keeps the version and is not audited', async () => {
  const s = await studio();
  const { id } = await s.call(api.addClient, { body: whole });
  expect((await s.call(api.updateClient, { params: { id }, version: 1, body: {} })).version).toBe(1);
  expect((await s.call(api.updateClient, { params: { id }, version: 1, body: whole })).version).toBe(1);
  expect(await actionsOf(s)).toEqual(['client.added']);
});

test('a change without If-Match or from an older state is refused', async () => {
  const s = await studio();
  const { id } = await s.call(api.addClient, { body: { name: 'Ada' } });
  expect(await s.refusal(api.updateClient, { params: { id }, body: { name: 'Eve' } })).toMatchObject({ status: 428 });
  expect(await s.refusal(api.deleteClient, { params: { id } })).toMatchObject({ status: 428 });
  await s.call(api.updateClient, { params: { id }, version: 1, body: { name: 'Eve' } });
  expect(await s.refusal(api.updateClient, { params: { id }, version: 1, body: { name: 'Bob' } })).toMatchObject({
    status: 412,
    code: 'request.version_stale',
  });
  expect(await s.refusal(api.deleteClient, { params: { id }, version: 1 })).toMatchObject({ status: 412 });
});

test('of two changes from the same state at the same moment one is refused', async () => {
  const s = await studio();
  const { id } = await s.call(api.addClient, { body: { name: 'Ada' } });
  const names = ['Bea', 'Cleo', 'Dora', 'Eve'];
  const outcomes = await Promise.allSettled(
    names.map((name) => s.call(api.updateClient, { params: { id }, version: 1, body: { name } })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await s.call(api.getClient, { params: { id } })).version).toBe(2);
});

test('unknown fields are refused by name, nested ones too', async () => {
  const s = await studio();
  const { id } = await s.call(api.addClient, { body: { name: 'Ada' } });
  const body = { name: 'Ada', nmae: 'x', address: { town: 'x' } } as { name: string };
  for (const problem of [
    await s.refusal(api.addClient, { body }),
    await s.refusal(api.updateClient, { params: { id }, version: 1, body }),
  ]) {
    expect(problem.errors?.map(({ field }) => field).sort()).toEqual(['address.town', 'nmae']);
  }
});

test('bad values are refused by field', async () => {
  const s = await studio();
  const body = { name: ' ', email: 'nobody', externalKey: '', doNotCall: 'yes' } as unknown as { name: string };
  const problem = await s.refusal(api.addClient, { body });
  expect(problem.errors?.map(({ field }) => field).sort()).toEqual(['doNotCall', 'email', 'externalKey', 'name']);
  expect(await s.refusal(api.getClient, { params: { id: 77 } })).toMatchObject({
    status: 404,
    code: 'client.not_found',
  });
});

test('an external key belongs to one client', async () => {
  const s = await studio();
  await s.call(api.addClient, { body: whole });
  const { id } = await s.call(api.addClient, { body: { name: 'Ada' } });
  const taken = { status: 409, code: 'client.external_key_taken', errors: [{ field: 'externalKey' }] };
  expect(await s.refusal(api.addClient, { body: { name: 'B', externalKey: 'A-1' } })).toMatchObject(taken);
  expect(await s.refusal(api.updateClient, { params: { id }, version: 1, body: { externalKey: 'A-1' } })).toMatchObject(
    taken,
  );
  await s.call(api.updateClient, { params: { id }, version: 1, body: { externalKey: 'A-2' } });
});

test('pages go through every client once, by name without accents and case', async () => {
  const s = await studio();
  const names = ['Ångström', 'angst', 'Šárka', 'sarka', 'Zoë', 'zoe', 'Ödön', 'ŁÓDŹ', 'Straße', '写真館'];
  const all = Array.from({ length: 200 }, (_, at) => `${names[at % names.length]} ${Math.floor(at / 20)}`);
  for (const name of all) await s.call(api.addClient, { body: { name } });
  const seen = await everyClient(s, { limit: 7 });
  expect(seen).toHaveLength(200);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(200);
  const byKey = seen.toSorted((a, b) => compare(folded(a.name), folded(b.name)) || a.id - b.id);
  expect(seen.map(({ id }) => id)).toEqual(byKey.map(({ id }) => id));
  expect(await everyClient(s, { limit: 7, search: 'angstrom 3' })).toHaveLength(2);
  expect(await everyClient(s, { limit: 7, search: 'SARKA' })).toHaveLength(40);
  expect(await everyClient(s, { limit: 7, search: '館' })).toHaveLength(20);
});

test('names whose key is far longer than they are do not stop the pages', async () => {
  const s = await studio();
  for (const letter of ['각', 'ﷺ', '㍿', '𝔄']) await s.call(api.addClient, { body: { name: letter.repeat(200) } });
  expect(await everyClient(s, { limit: 1 })).toHaveLength(4);
});

test('a client is found by parts of name, contact, e-mail and phone', async () => {
  const s = await studio();
  await s.call(api.addClient, { body: whole });
  await s.call(api.addClient, { body: { name: '100% Photo_Works \\ Co' } });
  const found = async (search: string) => (await everyClient(s, { search })).map(({ name }) => name);
  for (const search of ['angstrom', 'zoe', 'HELLO@angstrom', '33123456', '(33)', 'søn gstro 12-34', '  ']) {
    expect(await found(search), search).toContain(whole.name);
  }
  for (const search of ['%', '_', '\\', '0% to_w'])
    expect(await found(search), search).toEqual(['100% Photo_Works \\ Co']);
  expect(await found('angstrom nobody')).toEqual([]);
});

test('the list shows the active, the inactive or both', async () => {
  const s = await studio();
  await s.call(api.addClient, { body: whole });
  await s.call(api.addClient, { body: { name: 'Ada' } });
  const names = async (query: object) => (await everyClient(s, query)).map(({ name }) => name);
  expect(await names({ active: true })).toEqual(['Ada']);
  expect(await names({ active: false })).toEqual([whole.name]);
  expect(await names({})).toEqual(['Ada', whole.name]);
});

test('a place to go on that the list did not give is refused', async () => {
  const s = await studio();
  const foreign = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url');
  for (const after of ['x', foreign(['a']), foreign([1, 1]), foreign(['a', 1.5]), foreign(['a\0', 1]), foreign({})]) {
    expect(await s.refusal(api.listClients, { query: { after } }), after).toMatchObject({ code: 'cursor.invalid' });
  }
});

test('a client nothing refers to can be deleted, another cannot', async () => {
  const s = await studio();
  const { id, version } = await s.call(api.addClient, { body: whole });
  const session = await s.call(api.addSession, { body: { clientId: id, name: 'Wedding' } });
  expect(await s.refusal(api.deleteClient, { params: { id }, version })).toMatchObject({
    ...{ status: 409, code: 'client.in_use' },
    details: { name: whole.name, count: 1 },
  });
  await s.call(api.deleteSession, { params: { id: session.id }, version: session.version });
  await s.call(api.deleteClient, { params: { id }, version });
  expect(await s.refusal(api.getClient, { params: { id } })).toMatchObject({ status: 404 });
  expect(await actionsOf(s)).toEqual(['client.added', 'session.added', 'session.deleted', 'client.deleted']);
});

test('rights of the area decide', async () => {
  const s = await studio();
  const as = { rights: { clients: 'add', catalog: 'delete' } } as const;
  const { id } = await s.call(api.addClient, { body: { name: 'Ada' }, as });
  await s.call(api.getClient, { params: { id }, as });
  expect(await s.refusal(api.updateClient, { params: { id }, version: 1, body: {}, as })).toMatchObject({
    status: 403,
  });
  expect(await s.refusal(api.deleteClient, { params: { id }, version: 1, as })).toMatchObject({ status: 403 });
  expect(await s.refusal(api.listClients, { as: { rights: {} } })).toMatchObject({ status: 403 });
});

test('a new name is told to those who keep it', async () => {
  const told: unknown[] = [];
  clientRenamed.add(async (_, happenings) => void told.push(...happenings));
  const s = await studio();
  const { id } = await s.call(api.addClient, { body: { name: 'Ada' } });
  await s.call(api.updateClient, { params: { id }, version: 1, body: { phone: '1' } });
  await s.call(api.updateClient, { params: { id }, version: 2, body: { name: 'Ada Lovelace' } });
  expect(told).toEqual([{ clientId: id, name: 'Ada Lovelace' }]);
});

async function everyClient(
  s: TestStudio,
  query: { limit?: number; search?: string; active?: boolean },
): Promise<Client[]> {
  const clients: Client[] = [];
  for (let after: string | undefined; ; ) {
    const page = await s.call(api.listClients, { query: { ...query, ...(after ? { after } : {}) } });
    clients.push(...page.items);
    if (!page.next) return clients;
    after = page.next;
  }
}

async function actionsOf({ studio: { database } }: TestStudio): Promise<string[]> {
  const rows = await database.read.selectFrom('auditEntries').select('action').orderBy('id').execute();
  return rows.map(({ action }) => action);
}

function compare(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
