import { getPreferences, updatePreferences } from '@printrail/contract/calendar';
import {
  addDepartment,
  getMe,
  getUser,
  listDepartments,
  listUsers,
  updateDepartment,
  updateMe,
} from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { givenUser } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

test('whoever asks is told today in the studio’s time zone', async () => {
  const s = await studio({ today: '2026-11-23' });
  expect((await s.call(getMe)).today).toBe('2026-11-23');
  const { version } = await s.call(getPreferences);
  await s.call(updatePreferences, { version, body: { timeZone: 'Pacific/Kiritimati' } });
  expect((await s.call(getMe, { as: { rights: {} } })).today).toBe('2026-11-24');
});

test('a user changes the own name without any right, and nothing else', async () => {
  const s = await studio();
  const id = await givenUser(s, 'Sam');
  const sam = { id, name: 'Sam', rights: {} };
  const named = await s.call(updateMe, { as: sam, version: 1, body: { name: ' Samantha  Reed ' } });
  expect(named).toMatchObject({ id, name: 'Samantha Reed', version: 2 });
  expect(await s.call(getUser, { params: { id } })).toMatchObject({ name: 'Samantha Reed', isOwner: false });
  expect(await s.refusal(updateMe, { as: sam, version: 1, body: { name: 'Sam' } })).toMatchObject({
    code: 'request.version_stale',
  });
  const more = await s.refusal(updateMe, { as: sam, version: 2, body: { isOwner: true } as never });
  expect(more).toMatchObject({ code: 'request.invalid', errors: [{ field: 'isOwner' }] });
  const key = { kind: 'api_key', id, rights: {} } as const;
  expect(await s.refusal(updateMe, { as: key, version: 2, body: { name: 'Key' } })).toMatchObject({
    code: 'access.user_needed',
  });
});

test('a picker gets the active users and departments, five hundred at once', async () => {
  const s = await studio();
  await givenUser(s, 'Ada');
  await givenUser(s, 'Bob', false);
  const names = async (query: { active?: boolean; search?: string }) =>
    (await s.call(listUsers, { query: { limit: 500, ...query } })).items.map(({ name }) => name);
  expect(await names({})).toEqual(['Ada', 'Bob', 'Olive Owner']);
  expect(await names({ active: true })).toEqual(['Ada', 'Olive Owner']);
  expect(await names({ active: false, search: 'b' })).toEqual(['Bob']);
  const { id } = await s.call(addDepartment, { body: { name: 'Lab' } });
  await s.call(addDepartment, { body: { name: 'Frames' } });
  await s.call(updateDepartment, { params: { id }, version: 1, body: { isActive: false } });
  const departments = await s.call(listDepartments, { query: { limit: 500, active: true } });
  expect(departments.items.map(({ name }) => name)).toEqual(['Frames']);
});
