import { listAudit } from '@printrail/contract/audit';
import { addClient } from '@printrail/contract/clients';
import { exportAudit } from '@printrail/contract/exports';
import { addDepartment, addUser, getUser, listUsers, type Rights, updateUser } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import type { Started } from '../main.ts';
import { system } from '../studio/change.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { addUser as addUserOperation, updateUser as updateUserOperation } from './users.operations.ts';

const password = 'violet-lamp-over-sand';

function personOf(name: string) {
  return { name, email: `${name.toLowerCase()}@studio.example`, password };
}

test('a user is added with rights and departments, and shown without the password', async () => {
  const s = await studio();
  const lab = await s.call(addDepartment, { body: { name: 'Lab' } });
  const body = { ...personOf('Mia'), rights: { invoices: 'change', people: 'none' } as const, departmentIds: [lab.id] };
  const mia = await s.call(addUser, { body });
  const shown = {
    ...{ id: mia.id, name: 'Mia', email: 'mia@studio.example', isOwner: false, isActive: true },
    ...{ rights: { invoices: 'change' }, departmentIds: [lab.id], version: 1 },
  };
  expect(mia).toEqual(shown);
  expect(await s.call(getUser, { params: { id: mia.id } })).toEqual(shown);
});

test('an address belongs to one user, whatever its case', async () => {
  const s = await studio();
  const mia = await s.call(addUser, { body: personOf('Mia') });
  const again = await s.refusal(addUser, { body: { ...personOf('Other'), email: 'MIA@studio.example' } });
  expect(again).toMatchObject({ code: 'user.email_taken', errors: [{ field: 'email' }] });
  const leo = await s.call(addUser, { body: personOf('Leo') });
  const taken = { params: { id: leo.id }, version: 1, body: { email: 'mia@studio.example' } };
  expect((await s.refusal(updateUser, taken)).code).toBe('user.email_taken');
  const recased = { params: { id: mia.id }, version: 1, body: { email: 'Mia@Studio.example' } };
  expect((await s.call(updateUser, recased)).email).toBe('Mia@Studio.example');
});

test('a department that does not exist is named', async () => {
  const s = await studio();
  const refusal = await s.refusal(addUser, { body: { ...personOf('Mia'), departmentIds: [77] } });
  expect(refusal).toMatchObject({ code: 'department.not_found', status: 404, details: { id: 77 } });
  expect((await s.call(listUsers)).items).toHaveLength(1);
});

test('a change names the fields that differ in the audit, and the version moves on', async () => {
  const s = await studio();
  const mia = await s.call(addUser, { body: personOf('Mia') });
  const lab = await s.call(addDepartment, { body: { name: 'Lab' } });
  const body = { name: '  Mia  Marsh ', rights: { clients: 'view' } as const, departmentIds: [lab.id] };
  const changed = await s.call(updateUser, { params: { id: mia.id }, version: 1, body });
  expect(changed).toMatchObject({
    name: 'Mia Marsh',
    rights: { clients: 'view' },
    departmentIds: [lab.id],
    version: 2,
  });
  const { items } = await s.call(listAudit, { query: { record: 'user', recordId: mia.id, limit: 1 } });
  expect(items).toMatchObject([
    {
      ...{ who: 'Olive Owner', through: 'api', action: 'user.changed', recordId: mia.id },
      before: { name: 'Mia', rights: {}, departmentIds: [] },
      after: { name: 'Mia Marsh', rights: { clients: 'view' }, departmentIds: [lab.id] },
    },
  ]);
  const stale = await s.refusal(updateUser, { params: { id: mia.id }, version: 1, body: { name: 'Late' } });
  expect(stale.code).toBe('request.version_stale');
  const blind = await s.refusal(updateUser, { params: { id: mia.id }, body: { name: 'Blind' } });
  expect(blind.code).toBe('request.version_needed');
});

test('a user who does not exist is not found', async () => {
  const s = await studio();
  expect((await s.refusal(getUser, { params: { id: 99 } })).code).toBe('user.not_found');
  expect((await s.refusal(updateUser, { params: { id: 99 }, version: 1, body: {} })).code).toBe('user.not_found');
  const renewed = { params: { id: 99 }, version: 1, body: { password } };
  expect((await s.refusal(updateUser, renewed)).code).toBe('user.not_found');
});

test('the level in the area of people decides', async () => {
  const s = await studio();
  const mia = await s.call(addUser, { body: personOf('Mia') });
  const viewer = { rights: { people: 'view' } } as const;
  const adder = { rights: { people: 'add' } } as const;
  expect((await s.refusal(addUser, { as: viewer, body: personOf('Leo') })).code).toBe('access.denied');
  await s.call(addUser, { as: adder, body: personOf('Leo') });
  const rename = { params: { id: mia.id }, version: 1, body: { name: 'Mimi' } };
  expect((await s.refusal(updateUser, { as: adder, ...rename })).code).toBe('access.denied');
  await s.call(updateUser, { as: { rights: { people: 'change' } }, ...rename });
});

test('nobody gives more rights than their own', async () => {
  const s = await studio();
  const manager = { rights: { people: 'change', invoices: 'add' } } as const;
  const add = (rights: Record<string, string>) =>
    s.refusal(addUser, { as: manager, body: { ...personOf('Mia'), rights } as never });
  expect(await add({ invoices: 'change' })).toMatchObject({
    code: 'user.rights_beyond_own',
    details: { area: 'invoices', has: 'add' },
    errors: [{ field: 'rights.invoices' }],
  });
  expect((await add({ catalog: 'view' })).code).toBe('user.rights_beyond_own');
  const mia = await s.call(addUser, { as: manager, body: { ...personOf('Mia'), rights: { invoices: 'add' } } });
  const raised = { params: { id: mia.id }, version: 1, body: { rights: { invoices: 'delete' } } } as const;
  expect((await s.refusal(updateUser, { as: manager, ...raised })).code).toBe('user.rights_beyond_own');
});

test('only owners make owners', async () => {
  const s = await studio();
  const manager = { rights: { people: 'delete' } } as const;
  const owner = { ...personOf('Mia'), isOwner: true };
  expect((await s.refusal(addUser, { as: manager, body: owner })).code).toBe('user.owners_only');
  const mia = await s.call(addUser, { body: personOf('Mia') });
  const promoted = { params: { id: mia.id }, version: 1, body: { isOwner: true } };
  expect((await s.refusal(updateUser, { as: manager, ...promoted })).code).toBe('user.owners_only');
  expect((await s.call(updateUser, promoted)).isOwner).toBe(true);
});

test('who has fewer rights cannot take over a user by a new password or address', async () => {
  const s = await studio();
  const manager = { id: 99, rights: { people: 'change' } } as const;
  const rich = await s.call(addUser, { body: { ...personOf('Mia'), rights: { invoices: 'delete' } } });
  for (const body of [{ password }, { email: 'mine@else.example' }, { isActive: false }]) {
    const overOwner = await s.refusal(updateUser, { as: manager, params: { id: s.ownerId }, version: 1, body });
    expect(overOwner.code).toBe('user.owners_only');
    const overRich = await s.refusal(updateUser, { as: manager, params: { id: rich.id }, version: 1, body });
    expect(overRich.code).toBe('user.rights_beyond_own');
  }
});

test('the own password is changed only with the current one', async () => {
  const s = await studio();
  const own = { params: { id: s.ownerId }, version: 1, body: { password } };
  expect((await s.refusal(updateUser, own)).code).toBe('user.own_password');
});

test('the last active owner stays one', async () => {
  const s = await studio();
  const olive = { params: { id: s.ownerId } };
  for (const body of [{ isActive: false }, { isOwner: false }]) {
    const refusal = await s.refusal(updateUser, { ...olive, version: 1, body });
    expect(refusal).toMatchObject({ code: 'user.last_owner', details: { name: 'Olive Owner' } });
  }
  const ada = await s.call(addUser, { body: { ...personOf('Ada'), isOwner: true } });
  await s.call(updateUser, { params: { id: ada.id }, version: 1, body: { isActive: false } });
  expect((await s.refusal(updateUser, { ...olive, version: 1, body: { isOwner: false } })).code).toBe(
    'user.last_owner',
  );
  await s.call(updateUser, { params: { id: ada.id }, version: 2, body: { isActive: true } });
  expect((await s.call(updateUser, { ...olive, version: 1, body: { isOwner: false } })).isOwner).toBe(false);
});

test('two owners cannot make each other inactive at the same moment', async () => {
  const s = await studio();
  for (let round = 0; round < 10; round++) {
    const ids = await twoOwners(s, round);
    const outcomes = await Promise.allSettled(ids.map((id) => deactivate(s, id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  }
});

test('users are found by part of a name or address, in pages by name', async () => {
  const s = await studio();
  for (const name of ['Zoë', 'anna', 'Bert', 'Ännchen']) {
    await s.call(addUser, {
      body: { ...personOf('x'), name, email: `${name.length}${name.charCodeAt(0)}@lab.example` },
    });
  }
  const names = async (query: object) => (await s.call(listUsers, { query })).items.map(({ name }) => name);
  expect(await names({})).toEqual(['anna', 'Ännchen', 'Bert', 'Olive Owner', 'Zoë']);
  expect(await names({ search: 'ZOE' })).toEqual(['Zoë']);
  expect(await names({ search: 'ann lab' })).toEqual(['anna', 'Ännchen']);
  expect(await names({ search: '%' })).toEqual([]);
  const first = await s.call(listUsers, { query: { limit: 2 } });
  const second = await s.call(listUsers, { query: { limit: 3, after: first.next ?? '' } });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(await names({}));
  expect(second.next).toBeNull();
  expect((await s.refusal(listUsers, { query: { after: 'x' } })).code).toBe('cursor.invalid');
});

test('odd input is refused by field and never half done', async () => {
  const s = await studio();
  const odd = [
    { ...personOf('Mia'), email: 'no address' },
    { ...personOf('Mia'), name: ' ' },
    { ...personOf('Mia'), name: 'a\0b' },
    { ...personOf('Mia'), rights: { invoices: 'all' } },
    { ...personOf('Mia'), rights: { weather: 'view' } },
    { ...personOf('Mia'), isOwner: 'yes' },
    { ...personOf('Mia'), departmentIds: [1, 1] },
    { ...personOf('Mia'), departmentIds: [Number.MAX_SAFE_INTEGER + 1] },
    { ...personOf('Mia'), passwordHash: 'x' },
    { ...personOf('Mia'), password: 'a'.repeat(201) },
  ];
  for (const body of odd) expect((await s.refusal(addUser, { body: body as never })).status).toBe(400);
  expect((await s.call(listUsers)).items).toHaveLength(1);
});

async function twoOwners(s: TestStudio, round: number): Promise<number[]> {
  return s.studio.write(system, 'cli', async (change) => {
    await change.tx.updateTable('users').set({ isOwner: false }).execute();
    const ids: number[] = [];
    for (const name of [`a${round}`, `b${round}`]) {
      const input = { name, email: `${name}@studio.example`, passwordHash: '', isOwner: true };
      ids.push((await addUserOperation(change, input)).id);
    }
    return ids;
  });
}

function deactivate({ studio: at }: Pick<Started, 'studio'>, id: number): Promise<unknown> {
  return at.write(system, 'cli', (change) => updateUserOperation(change, id, undefined, { isActive: false }));
}

test('the audit shows changes only of records that may be viewed, in its list and as a file', async () => {
  const s = await studio();
  await s.call(addClient, { body: { name: 'Ada Verity', email: 'ada@client.example' } });
  await s.call(addDepartment, { body: { name: 'Printing' } });
  const shownTo = async (rights: Rights) => {
    const as = { kind: 'user', id: s.ownerId, rights } as const;
    const { items } = await s.call(listAudit, { as });
    const file = (await s.send(exportAudit, { as })).body;
    for (const { action } of items) expect(file).toContain(action);
    expect(file.includes('ada@client.example')).toBe(items.some(({ record }) => record === 'client'));
    return items.map(({ action }) => action);
  };
  expect(await shownTo({ people: 'view' })).toEqual(['department.added']);
  expect(await shownTo({ people: 'view', clients: 'view' })).toEqual(['department.added', 'client.added']);
});
