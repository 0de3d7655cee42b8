import type { Department } from '@printrail/contract/people';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { folded, likePart, searchWords } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import type { PeopleAsked } from './users.queries.ts';

const columns = ['id', 'name', 'isActive', 'version'] as const;

export async function getDepartment(db: Db, id: number): Promise<Department> {
  const department = await db.selectFrom('departments').select(columns).where('id', '=', id).executeTakeFirst();
  if (!department) throw new Refusal('department.not_found', { id });
  return department;
}

export async function findDepartmentByName(db: Db, name: string): Promise<Department | undefined> {
  return db.selectFrom('departments').select(columns).where('nameKey', '=', folded(name)).executeTakeFirst();
}

/** Departments by name, from after the cursor, one more than asked for. */
export async function findDepartments(db: Db, { search, active, after, limit }: PeopleAsked): Promise<Department[]> {
  let query = db
    .selectFrom('departments')
    .select(columns)
    .orderBy('nameKey')
    .orderBy('id')
    .limit(limit + 1);
  for (const word of searchWords(search))
    query = query.where(sql<boolean>`name_key like ${likePart(word)} escape '\\'`);
  if (active !== undefined) query = query.where('isActive', '=', active);
  if (after) query = query.where(sql<boolean>`(name_key, id) > (${after[0]}, ${after[1]})`);
  return query.execute();
}

export async function insertDepartment(tx: Tx, name: string): Promise<Department> {
  const values = { name, nameKey: folded(name), isActive: true };
  return tx.insertInto('departments').values(values).returning(columns).executeTakeFirstOrThrow();
}

export async function saveDepartment(tx: Tx, { id, name, isActive }: Department): Promise<Department> {
  return tx
    .updateTable('departments')
    .set((eb) => ({ name, nameKey: folded(name), isActive, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}
