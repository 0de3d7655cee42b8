import type { InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/people';
import type { Me, Rights, User } from '@printrail/contract/people';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Actor, type Change, lockSettings, type Reading, settingsChanged } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import type { Call } from '../studio/route.ts';
import { expectVersion } from '../studio/versions.ts';
import { checkPassword } from './passwords.rules.ts';
import { hashPassword } from './passwords.ts';
import { grantedRights, refuseBeyondOwn, rightsOf } from './rights.rules.ts';
import { deleteSignInsOf, forgetFailures } from './sign-ins.queries.ts';
import {
  findMissingDepartment,
  findUser,
  findUserByEmail,
  findUsers,
  getUserById,
  hasOtherActiveOwner,
  insertUser,
  type NewUser,
  type StoredUser,
  savePassword,
  saveUser,
} from './users.queries.ts';

export async function listUsers({ db }: Reading, { query }: InputOf<typeof contract.listUsers>) {
  const { search = '', active, limit = pageSize } = query;
  const after = decodeCursor<[string, number]>(query.after, 'sn');
  const users = await findUsers(db, { search, active, after, limit });
  return pageOf(users, limit, (user) => [folded(user.name), user.id], shown);
}

export async function getUser({ db }: Reading, { params }: InputOf<typeof contract.getUser>): Promise<User> {
  return shown(await getUserById(db, params.id));
}

export async function whoIsAsking({ db, actor, today }: Reading): Promise<Me> {
  const user = actor.kind === 'user' ? await findUser(db, actor.id) : undefined;
  return {
    kind: actor.kind === 'user' ? 'user' : 'api_key',
    name: actor.name,
    user: user ? shown(user) : null,
    rights: rightsOf(actor),
    today,
  };
}

export async function updateMe(change: Change, { body, version }: InputOf<typeof contract.updateMe>): Promise<User> {
  const { actor } = change;
  if (actor.kind !== 'user') throw new Refusal('access.user_needed');
  return updateUser(change, actor.id, version, body);
}

export type UserInput = {
  name: string;
  email: string;
  /** PHC string, from hashPassword. */
  passwordHash: string;
  isOwner?: boolean;
  rights?: Rights;
  departmentIds?: readonly number[];
};

/** Checks and hashes the password, which takes too long for a change, and adds the user. */
export async function makeUser(call: Call, { body }: InputOf<typeof contract.addUser>): Promise<User> {
  const { password, ...input } = body;
  checkPassword(password, input);
  const passwordHash = await hashPassword(password);
  return call.write((change) => addUser(change, { ...input, passwordHash }));
}

/** Adds an active user; the password was checked and hashed before. */
export async function addUser(change: Change, input: UserInput): Promise<User> {
  await lockSettings(change);
  const user: NewUser = {
    name: tidy(input.name),
    email: input.email,
    passwordHash: input.passwordHash,
    isOwner: input.isOwner ?? false,
    isActive: true,
    rights: grantedRights(input.rights ?? {}),
    departmentIds: [...(input.departmentIds ?? [])],
  };
  refuseBeyondOwn(change.actor, user);
  await refuseTakenEmail(change, user.email);
  await refuseMissingDepartment(change, user.departmentIds);
  const added = await getUserById(change.db, await insertUser(change.tx, user, change.now));
  await settingsChanged(change);
  await audit(change, { action: 'user.added', record: 'user', recordId: added.id, after: shown(added) });
  return shown(added);
}

export type UserPatch = Partial<UserInput> & { isActive?: boolean };

/** Checks and hashes a new password, if there is one, and changes the user. */
export async function changeUser(
  call: Call,
  { params: { id }, body, version }: InputOf<typeof contract.updateUser>,
): Promise<User> {
  const { password, ...patch } = body;
  if (password === undefined) return call.write((change) => updateUser(change, id, version, patch));
  refuseOwnPassword(call.actor, id);
  checkPassword(password, { ...(await call.read(({ db }) => getUserById(db, id))), ...patch });
  const passwordHash = await hashPassword(password);
  return call.write((change) => updateUser(change, id, version, { ...patch, passwordHash }));
}

/** Changes a user; changes to people wait for one another, so that two owners cannot make each other inactive at once. */
export async function updateUser(
  change: Change,
  id: number,
  version: number | undefined,
  patch: UserPatch,
): Promise<User> {
  await lockSettings(change);
  const before = await getUserById(change.db, id);
  expectVersion(before, version);
  const after = patched(before, patch);
  refuseBeyondOwn(change.actor, before);
  refuseBeyondOwn(change.actor, after);
  if (folded(after.email) !== folded(before.email)) await refuseTakenEmail(change, after.email);
  await refuseMissingDepartment(change, after.departmentIds);
  if (isActiveOwner(before) && !isActiveOwner(after) && !(await hasOtherActiveOwner(change.db, id))) {
    throw new Refusal('user.last_owner', { name: before.name });
  }
  await saveUser(change.tx, after);
  await settingsChanged(change);
  await audit(change, {
    action: 'user.changed',
    record: 'user',
    recordId: id,
    before: shown(before),
    after: shown(after),
  });
  if (patch.passwordHash !== undefined) await setPassword(change, after, patch.passwordHash);
  if (patch.passwordHash !== undefined || !after.isActive) await deleteSignInsOf(change.tx, id);
  return shown(await getUserById(change.db, id));
}

/** Gives a user another password; pauses after failed tries with the old one end. */
export async function setPassword(
  change: Change,
  user: Pick<User, 'id' | 'email'>,
  passwordHash: string,
): Promise<void> {
  await savePassword(change.tx, user.id, passwordHash);
  await forgetFailures(change.tx, 'email', user.email);
  await audit(change, { action: 'user.password_changed', record: 'user', recordId: user.id });
}

/** A user as others see it, without the password. */
export function shown({ passwordHash: _, ...user }: StoredUser): User {
  return user;
}

function refuseOwnPassword(actor: Actor, id: number): void {
  if (actor.kind === 'user' && actor.id === id) throw new Refusal('user.own_password').at('password');
}

function patched(user: StoredUser, { name, email, isOwner, isActive, rights, departmentIds }: UserPatch): StoredUser {
  return {
    ...user,
    ...(name === undefined ? {} : { name: tidy(name) }),
    ...(email === undefined ? {} : { email }),
    ...(isOwner === undefined ? {} : { isOwner }),
    ...(isActive === undefined ? {} : { isActive }),
    ...(rights === undefined ? {} : { rights: grantedRights(rights) }),
    ...(departmentIds === undefined ? {} : { departmentIds: [...departmentIds].sort((a, b) => a - b) }),
  };
}

function tidy(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

function isActiveOwner(user: User): boolean {
  return user.isOwner && user.isActive;
}

async function refuseTakenEmail({ db }: Change, email: string): Promise<void> {
  if (await findUserByEmail(db, email)) throw new Refusal('user.email_taken', { email }).at('email');
}

async function refuseMissingDepartment({ db }: Change, ids: readonly number[]): Promise<void> {
  const id = await findMissingDepartment(db, ids);
  if (id !== undefined) throw new Refusal('department.not_found', { id }).at('departmentIds');
}
