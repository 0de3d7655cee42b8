import * as api from '@printrail/contract/clients';
import { expect, test } from 'vitest';
import { system } from '../studio/change.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { clientRenamed } from './clients.events.ts';
import { type KeyedClient, saveClients } from './save-clients.ts';

const whole = {
  ...{ name: 'Zoë', email: 'zoe@example.org', phone: '1', contactName: 'Zo', notes: 'n', externalKey: '007' },
  ...{ doNotCall: true, doNotMarket: true, isActive: false },
  address: { street: 's', city: 'c', region: 'r', postalCode: '01234', country: 'x' },
};

test('an import adds what is new, changes what differs and leaves the rest', async () => {
  const told: unknown[] = [];
  clientRenamed.add(async (_, happenings) => void told.push(...happenings));
  const s = await studio();
  const first = await save(s, [whole, { name: 'Ada', externalKey: 'B' }]);
  expect(first).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
  const id = first.ids.get('007') ?? 0;
  expect(await s.call(api.getClient, { params: { id } })).toEqual({ ...whole, id, version: 1 });

  const again = await save(s, [
    { name: 'Zoé B', externalKey: '007', address: { city: 'd' } },
    { name: 'Ada', externalKey: 'B' },
  ]);
  expect(again).toEqual({ ids: first.ids, added: 0, changed: 1, unchanged: 1 });
  const changed = { ...whole, name: 'Zoé B', address: { ...whole.address, city: 'd' }, id, version: 2 };
  expect(await s.call(api.getClient, { params: { id } })).toEqual(changed);
  expect(await s.call(api.listClients, { query: { search: 'zoe b' } })).toMatchObject({ items: [{ id }] });
  expect(told).toEqual([{ clientId: id, name: 'Zoé B' }]);
});

test('an import is one entry of the audit', async () => {
  const s = await studio();
  await save(s, [whole, { name: 'Ada', externalKey: 'B' }]);
  const entries = await s.studio.database.read.selectFrom('auditEntries').selectAll().execute();
  expect(entries).toMatchObject([{ action: 'clients.imported', record: 'client', recordId: null, through: 'import' }]);
  expect(JSON.parse(entries[0]?.after ?? '')).toEqual({ added: 2, changed: 0, unchanged: 0 });
});

test('the same external key twice is refused by its place, and nothing is saved', async () => {
  const s = await studio();
  const rows = ['A', 'B', 'A', 'B'].map((externalKey) => ({ name: 'Ada', externalKey }));
  await expect(save(s, rows)).rejects.toMatchObject({
    code: 'client.external_key_taken',
    fields: [{ field: '2.externalKey' }, { field: '3.externalKey' }],
  });
  expect((await s.call(api.listClients)).items).toEqual([]);
});

test('an import of no clients does nothing', async () => {
  const s = await studio();
  expect(await save(s, [])).toEqual({ ids: new Map(), added: 0, changed: 0, unchanged: 0 });
});

test('ten thousand clients are saved in many rows at once, new as well as changed', async () => {
  const s = await studio();
  const rows = Array.from({ length: 10_000 }, (_, at) => ({ ...whole, name: `Ångström ${at}`, externalKey: `K${at}` }));
  const added = await save(s, rows);
  expect(added).toMatchObject({ added: 10_000 });
  expect(new Set(added.ids.values()).size).toBe(10_000);
  const renamed = rows.map(({ name, externalKey }) => ({ name: `${name} x`, externalKey }));
  expect(await save(s, renamed)).toEqual({ ids: added.ids, added: 0, changed: 10_000, unchanged: 0 });
  expect(await save(s, renamed)).toMatchObject({ unchanged: 10_000 });
});

function save(s: TestStudio, rows: readonly KeyedClient[]) {
  return s.studio.write(system, 'import', (change) => saveClients(change, rows), { alone: true });
}
