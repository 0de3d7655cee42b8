import type { Rights, User } from '@printrail/contract/people';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import { folded, likePart, searchWords } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';

/** A user as stored, with rights and departments read. */
export type StoredUser = User & { passwordHash: string };

export type NewUser = Omit<User, 'id' | 'version'> & { passwordHash: string };

export async function hasOwner(db: Db): Promise<boolean> {
  const owner = await db.selectFrom('users').select('id').where('isOwner', '=', true).limit(1).executeTakeFirst();
  return owner !== undefined;
}

export async function findUser(db: Db, id: number): Promise<StoredUser | undefined> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row && (await withDepartments(db, [row]))[0];
}

export async function getUserById(db: Db, id: number): Promise<StoredUser> {
  const user = await findUser(db, id);
  if (!user) throw new Refusal('user.not_found', { id });
  return user;
}

export async function findUserByEmail(db: Db, email: string): Promise<StoredUser | undefined> {
  const row = await db.selectFrom('users').selectAll().where('emailKey', '=', folded(email)).executeTakeFirst();
  return row && (await withDepartments(db, [row]))[0];
}

/** What a list of people's records is asked for. */
export type PeopleAsked = {
  search: string;
  active: boolean | undefined;
  after: readonly [string, number] | undefined;
  limit: number;
};

/** Users by name, from after the cursor, one more than asked for. */
export async function findUsers(db: Db, { search, active, after, limit }: PeopleAsked): Promise<StoredUser[]> {
  let query = db
    .selectFrom('users')
    .selectAll()
    .orderBy('nameKey')
    .orderBy('id')
    .limit(limit + 1);
  for (const word of searchWords(search)) {
    const part = likePart(word);
    query = query.where(sql<boolean>`(name_key like ${part} escape '\\' or email_key like ${part} escape '\\')`);
  }
  if (active !== undefined) query = query.where('isActive', '=', active);
  if (after) query = query.where(sql<boolean>`(name_key, id) > (${after[0]}, ${after[1]})`);
  return withDepartments(db, await query.execute());
}

export async function hasOtherActiveOwner(db: Db, id: number): Promise<boolean> {
  const other = await db
    .selectFrom('users')
    .select('id')
    .where('isOwner', '=', true)
    .where('isActive', '=', true)
    .where('id', '<>', id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

export async function insertUser(tx: Tx, user: NewUser, now: number): Promise<number> {
  const { id } = await tx
    .insertInto('users')
    .values({ ...columnsOf(user), passwordHash: user.passwordHash, createdAt: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  await setDepartments(tx, id, user.departmentIds);
  return id;
}

export async function saveUser(tx: Tx, user: User): Promise<void> {
  await tx
    .updateTable('users')
    .set((eb) => ({ ...columnsOf(user), version: eb('version', '+', 1) }))
    .where('id', '=', user.id)
    .execute();
  await tx.deleteFrom('userDepartments').where('userId', '=', user.id).execute();
  await setDepartments(tx, user.id, user.departmentIds);
}

export async function savePassword(tx: Tx, id: number, passwordHash: string): Promise<void> {
  await tx.updateTable('users').set({ passwordHash }).where('id', '=', id).execute();
}

/** Holds the user against other changes until the transaction ends; other records may refer to it meanwhile. */
export async function holdUser(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('users')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', id)
    .execute();
}

/** The first of the departments that does not exist. */
export async function findMissingDepartment(db: Db, ids: readonly number[]): Promise<number | undefined> {
  if (ids.length === 0) return undefined;
  const found = await db.selectFrom('departments').select('id').where('id', 'in', ids).execute();
  return ids.find((id) => !found.some((department) => department.id === id));
}

function columnsOf(user: Omit<User, 'id' | 'version'>) {
  return {
    name: user.name,
    nameKey: folded(user.name),
    email: user.email,
    emailKey: folded(user.email),
    isOwner: user.isOwner,
    isActive: user.isActive,
    rights: JSON.stringify(user.rights),
  };
}

async function setDepartments(tx: Tx, userId: number, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insertInto('userDepartments')
    .values(ids.map((departmentId) => ({ userId, departmentId })))
    .execute();
}

async function withDepartments(db: Db, rows: readonly Row<'users'>[]): Promise<StoredUser[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const places = await db
    .selectFrom('userDepartments')
    .selectAll()
    .where('userId', 'in', ids)
    .orderBy('departmentId')
    .execute();
  return rows.map(({ id, name, email, isOwner, isActive, rights, passwordHash, version }) => ({
    ...{ id, name, email, isOwner, isActive, passwordHash, version },
    rights: JSON.parse(rights) as Rights,
    departmentIds: places.filter((place) => place.userId === id).map((place) => place.departmentId),
  }));
}
