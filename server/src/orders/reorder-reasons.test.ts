import { listAudit } from '@printrail/contract/audit';
import * as api from '@printrail/contract/reorders';
import { expect, test } from 'vitest';
import { givenOrder } from '../testing/givens.ts';
import { someone } from '../testing/requests.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('a new studio has three reasons, which say whether the vendor charges', async () => {
  const s = await studio();
  const { items } = await s.call(api.listReorderReasons, { as: someone('none') });
  expect(items.map(({ name, isCharged, position, isActive }) => [name, isCharged, position, isActive])).toEqual([
    ['Vendor error', false, 1, true],
    ['Damaged on the way', false, 2, true],
    ['Our own mistake', true, 3, true],
  ]);
});

test('reasons are added at the end, renamed, moved and made inactive, and the audit tells', async () => {
  const s = await studio();
  const added = await s.call(api.addReorderReason, { body: { name: 'Client’s wish', isCharged: true } });
  expect(added).toMatchObject({ position: 4, isActive: true, version: 1 });
  const params = { id: added.id };
  const edit = { name: 'Client changed her mind', isActive: false, isCharged: false, position: 2 };
  const changed = await s.call(api.updateReorderReason, { params, version: 1, body: edit });
  expect(changed).toEqual({ ...edit, id: added.id, version: 2 });
  expect(await namesOf(s)).toEqual([
    ...['Vendor error', 'Client changed her mind', 'Damaged on the way', 'Our own mistake'],
  ]);
  const { items } = await s.call(listAudit);
  expect(items.slice(0, 2).map(({ action }) => action)).toEqual(['reorder_reason.changed', 'reorder_reason.added']);
});

test('a reason that a reorder has stays; others are deleted and the rest moves up', async () => {
  const s = await studio();
  const [vendor, damaged] = (await s.call(api.listReorderReasons)).items;
  const order = await givenOrder(s, { lines: [{ quantity: 1 }] });
  const lines = [{ lineId: order.lines[0]?.id ?? 0, quantity: 1 }];
  await s.call(api.reorderOrder, { params: { id: order.id }, body: { lines, reasonId: damaged?.id ?? 0 } });
  const used = await s.refusal(api.deleteReorderReason, { params: { id: damaged?.id ?? 0 }, version: 1 });
  expect(used).toMatchObject({ code: 'reorder_reason.in_use', status: 409 });
  await s.call(api.deleteReorderReason, { params: { id: vendor?.id ?? 0 }, version: 1 });
  const { items } = await s.call(api.listReorderReasons);
  expect(items.map(({ name, position }) => [name, position])).toEqual([
    ['Damaged on the way', 1],
    ['Our own mistake', 2],
  ]);
});

test('a name taken, a place there is not, an old version and a missing right are refused', async () => {
  const s = await studio();
  const params = { id: 1 };
  const edit = (body: object, version = 1) => s.refusal(api.updateReorderReason, { params, version, body });
  expect(await edit({ name: 'OUR OWN MÍSTAKE' })).toMatchObject({
    code: 'reorder_reason.name_taken',
    errors: [{ field: 'name' }],
  });
  const taken = await s.refusal(api.addReorderReason, { body: { name: 'Vendor Error', isCharged: false } });
  expect(taken).toMatchObject({ code: 'reorder_reason.name_taken' });
  expect(await edit({ position: 4 })).toMatchObject({ code: 'cycle.no_such_place', errors: [{ field: 'position' }] });
  expect(await edit({ isCharged: true }, 3)).toMatchObject({ code: 'request.version_stale' });
  const gone = await s.refusal(api.deleteReorderReason, { params: { id: 9 }, version: 1 });
  expect(gone).toMatchObject({ code: 'reorder_reason.not_found' });
  const as = someone('delete', { maintenance: 'view' });
  expect(await s.refusal(api.addReorderReason, { as, body: { name: 'x', isCharged: true } })).toMatchObject({
    code: 'access.denied',
  });
});

test('reasons added at the same moment with one name are kept once, and no place twice', async () => {
  const s = await studio();
  const adding = ['Lost', 'Lost', 'Late', 'Late'].map((name) =>
    s.send(api.addReorderReason, { body: { name, isCharged: false } }),
  );
  const statuses = (await Promise.all(adding)).map(({ statusCode }) => statusCode);
  expect(statuses.toSorted()).toEqual([201, 201, 409, 409]);
  const { items } = await s.call(api.listReorderReasons);
  expect(items.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
});

async function namesOf(s: TestStudio): Promise<string[]> {
  return (await s.call(api.listReorderReasons)).items.map(({ name }) => name);
}
