import { addUser } from '@printrail/contract/people';
import * as api from '@printrail/contract/views';
import { expect, test } from 'vitest';
import { studio, type TestStudio } from '../testing/studio.ts';

const address = 'state=open&late=true&sort=client&columns=number,client,due';

/** A second person who may view production. */
async function withSam(s: TestStudio) {
  const password = 'a long enough pass-phrase';
  const { id, name } = await s.call(addUser, { body: { name: 'Sam', email: 'sam@studio.example', password } });
  return { id, name, rights: { production: 'view' } } as const;
}

test('a view after one at the last place there is has that place too', async () => {
  const s = await studio();
  const body = { name: 'Last', address, position: api.lastPosition };
  await s.call(api.addView, { body });
  const next = await s.call(api.addView, { body: { name: 'Also last', address } });
  expect(next.position).toBe(api.lastPosition);
});

test('a view is kept with its address, after those saved before, and seen by its owner alone', async () => {
  const s = await studio();
  const sam = await withSam(s);
  const late = await s.call(api.addView, { body: { name: ' Late  ', address } });
  expect(late).toMatchObject({ name: 'Late', address, isShared: false, isMine: true, position: 1, version: 1 });
  expect(late.ownerName).toBe('Olive Owner');
  await s.call(api.addView, { body: { name: 'Frames', address: '' } });
  const { items } = await s.call(api.listViews);
  expect(items.map(({ name, position }) => [name, position])).toEqual([
    ['Late', 1],
    ['Frames', 2],
  ]);
  expect((await s.call(api.listViews, { as: sam })).items).toEqual([]);
  const asSam = { params: { id: late.id }, version: 1, as: sam };
  expect(await s.refusal(api.updateView, { ...asSam, body: { name: 'Sam’s' } })).toMatchObject({
    code: 'view.not_found',
  });
  expect(await s.refusal(api.deleteView, asSam)).toMatchObject({ code: 'view.not_found' });
});

test('a shared view is seen by others, who change it only with the right to change maintenance', async () => {
  const s = await studio();
  const sam = await withSam(s);
  const keeper = { ...sam, rights: { ...sam.rights, maintenance: 'change' } } as const;
  const { id } = await s.call(api.addView, { body: { name: 'Late', address, isShared: true, position: 5 } });
  await s.call(api.addView, { body: { name: 'Mine', address: '', position: 5 }, as: sam });
  const { items } = await s.call(api.listViews, { as: sam });
  expect(items.map(({ name, isMine, ownerName }) => [name, isMine, ownerName])).toEqual([
    ['Late', false, 'Olive Owner'],
    ['Mine', true, 'Sam'],
  ]);
  const renaming = { params: { id }, version: 1, body: { name: 'Very late' } };
  expect(await s.refusal(api.updateView, { ...renaming, as: sam })).toMatchObject({
    code: 'view.not_yours',
    detail: 'The saved view Late belongs to Olive Owner; changing it needs the right to change maintenance.',
  });
  expect(await s.refusal(api.deleteView, { params: { id }, version: 1, as: sam })).toMatchObject({
    code: 'view.not_yours',
  });
  const renamed = await s.call(api.updateView, { ...renaming, as: keeper });
  expect(renamed).toMatchObject({ name: 'Very late', isMine: false, ownerName: 'Olive Owner', version: 2 });
  const taken = await s.call(api.updateView, { params: { id }, version: 2, body: { isShared: false }, as: keeper });
  expect(taken).toMatchObject({ isShared: false, ownerName: 'Olive Owner', version: 3 });
  expect((await s.call(api.listViews, { as: keeper })).items.map(({ name }) => name)).toEqual(['Mine']);
  expect((await s.call(api.listViews)).items).toMatchObject([{ name: 'Very late', isMine: true }]);
});

test('names differ within what one user keeps, ignoring case and accents', async () => {
  const s = await studio();
  const sam = await withSam(s);
  await s.call(api.addView, { body: { name: 'Später', address } });
  expect(await s.refusal(api.addView, { body: { name: 'SPATER', address: '' } })).toMatchObject({
    code: 'view.name_taken',
    errors: [{ field: 'name' }],
  });
  await s.call(api.addView, { body: { name: 'spater', address: '' }, as: sam });
  const other = await s.call(api.addView, { body: { name: 'Soon', address: '' } });
  const renaming = { params: { id: other.id }, version: 1, body: { name: 'später' } };
  expect(await s.refusal(api.updateView, renaming)).toMatchObject({ code: 'view.name_taken' });
  const same = { params: { id: other.id }, version: 1, body: { name: 'SOON', position: 9 } };
  expect(await s.call(api.updateView, same)).toMatchObject({ name: 'SOON', position: 9, version: 2 });
});

test('a change from an older state is refused, and a deleted view is gone', async () => {
  const s = await studio();
  const { id } = await s.call(api.addView, { body: { name: 'Late', address } });
  await s.call(api.updateView, { params: { id }, version: 1, body: { address: 'late=true' } });
  expect(await s.refusal(api.updateView, { params: { id }, version: 1, body: { address: '' } })).toMatchObject({
    code: 'request.version_stale',
  });
  await s.call(api.deleteView, { params: { id }, version: 2 });
  expect((await s.call(api.listViews)).items).toEqual([]);
  expect(await s.refusal(api.deleteView, { params: { id }, version: 2 })).toMatchObject({ code: 'view.not_found' });
  const audited = await s.studio.database.read.selectFrom('auditEntries').select(['action', 'recordId']).execute();
  expect(audited.filter(({ action }) => action.startsWith('saved_view'))).toEqual(
    ['added', 'changed', 'deleted'].map((what) => ({ action: `saved_view.${what}`, recordId: id })),
  );
});

test('an API key sees what is shared and keeps nothing, and nobody keeps views without end', async () => {
  const s = await studio();
  const key = { kind: 'api_key', id: s.ownerId, rights: { production: 'view' } } as const;
  for (let at = 1; at <= 200; at++) {
    await s.call(api.addView, { body: { name: `View ${at}`, address: '', isShared: at === 7 } });
  }
  expect(await s.refusal(api.addView, { body: { name: 'One more', address: '' } })).toMatchObject({
    code: 'view.too_many',
  });
  const { items } = await s.call(api.listViews, { as: key });
  expect(items).toMatchObject([{ name: 'View 7', isMine: false }]);
  expect(await s.refusal(api.addView, { body: { name: 'Key', address: '' }, as: key })).toMatchObject({
    code: 'access.user_needed',
  });
});
