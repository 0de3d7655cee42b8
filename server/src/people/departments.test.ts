import { listAudit } from '@printrail/contract/audit';
import { addDepartment, listDepartments, updateDepartment } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';

test('a department is added, renamed and made inactive', async () => {
  const s = await studio();
  const lab = await s.call(addDepartment, { body: { name: ' Lab ' } });
  expect(lab).toMatchObject({ name: 'Lab', isActive: true, version: 1 });
  const params = { id: lab.id };
  expect(await s.call(updateDepartment, { params, version: 1, body: { name: 'LAB' } })).toMatchObject({ name: 'LAB' });
  const after = await s.call(updateDepartment, { params, version: 2, body: { isActive: false } });
  expect(after).toEqual({ id: lab.id, name: 'LAB', isActive: false, version: 3 });
  const { items } = await s.call(listAudit, { query: { record: 'department', recordId: lab.id } });
  expect(items.map(({ before, after: became }) => [before, became])).toEqual([
    [{ isActive: true }, { isActive: false }],
    [{ name: 'Lab' }, { name: 'LAB' }],
    [{}, { id: lab.id, name: 'Lab', isActive: true }],
  ]);
});

test('a name is given once, whatever its case and accents', async () => {
  const s = await studio();
  await s.call(addDepartment, { body: { name: 'Atelier' } });
  const framing = await s.call(addDepartment, { body: { name: 'Framing' } });
  const taken = { code: 'department.name_taken', errors: [{ field: 'name' }] };
  expect(await s.refusal(addDepartment, { body: { name: 'ATÉLIER' } })).toMatchObject(taken);
  const rename = { params: { id: framing.id }, version: 1, body: { name: 'atelier' } };
  expect(await s.refusal(updateDepartment, rename)).toMatchObject(taken);
});

test('a change needs the version seen, an existing department and the right', async () => {
  const s = await studio();
  const lab = await s.call(addDepartment, { body: { name: 'Lab' } });
  const rename = { params: { id: lab.id }, body: { name: 'Dark room' } };
  expect((await s.refusal(updateDepartment, rename)).code).toBe('request.version_needed');
  expect((await s.refusal(updateDepartment, { ...rename, version: 2 })).code).toBe('request.version_stale');
  const missing = await s.refusal(updateDepartment, { ...rename, params: { id: 99 }, version: 1 });
  expect(missing.code).toBe('department.not_found');
  const viewer = { rights: { people: 'view' } } as const;
  expect((await s.refusal(addDepartment, { as: viewer, body: { name: 'X' } })).code).toBe('access.denied');
  expect((await s.call(listDepartments, { as: { rights: {} } })).items).toHaveLength(1);
});

test('departments are found by part of a word, in pages by name', async () => {
  const s = await studio();
  for (const name of ['Retouching', 'Édition', 'Album design', 'Framing'])
    await s.call(addDepartment, { body: { name } });
  const names = async (query: object) => (await s.call(listDepartments, { query })).items.map(({ name }) => name);
  expect(await names({})).toEqual(['Album design', 'Édition', 'Framing', 'Retouching']);
  expect(await names({ search: 'edit' })).toEqual(['Édition']);
  const { next } = await s.call(listDepartments, { query: { limit: 3 } });
  expect(await names({ after: next ?? '' })).toEqual(['Retouching']);
});
