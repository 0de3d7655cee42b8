import type { InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/people';
import type { Department } from '@printrail/contract/people';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, type Reading, settingsChanged } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import {
  findDepartmentByName,
  findDepartments,
  getDepartment,
  insertDepartment,
  saveDepartment,
} from './departments.queries.ts';

export async function listDepartments({ db }: Reading, { query }: InputOf<typeof contract.listDepartments>) {
  const { search = '', active, limit = pageSize } = query;
  const after = decodeCursor<[string, number]>(query.after, 'sn');
  const departments = await findDepartments(db, { search, active, after, limit });
  const cursorOf = ({ name, id }: Department) => [folded(name), id];
  return pageOf(departments, limit, cursorOf, (department) => department);
}

export async function addDepartment(
  change: Change,
  { body }: InputOf<typeof contract.addDepartment>,
): Promise<Department> {
  await lockSettings(change);
  const name = body.name.trim();
  await refuseTakenName(change, name);
  const added = await insertDepartment(change.tx, name);
  await settingsChanged(change);
  await audit(change, { action: 'department.added', record: 'department', recordId: added.id, after: added });
  return added;
}

export async function updateDepartment(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateDepartment>,
): Promise<Department> {
  await lockSettings(change);
  const before = await getDepartment(change.tx, id);
  expectVersion(before, version);
  const wanted = { ...before, ...body, name: (body.name ?? before.name).trim() };
  if (folded(wanted.name) !== folded(before.name)) await refuseTakenName(change, wanted.name);
  const after = await saveDepartment(change.tx, wanted);
  await settingsChanged(change);
  await audit(change, { action: 'department.changed', record: 'department', recordId: id, before, after });
  return after;
}

async function refuseTakenName({ tx }: Change, name: string): Promise<void> {
  if (await findDepartmentByName(tx, name)) throw new Refusal('department.name_taken', { name }).at('name');
}
