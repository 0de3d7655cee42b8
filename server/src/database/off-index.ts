import { type RawBuilder, sql } from 'kysely';
import { type Db, dialectOf } from './connect.ts';

/** Whether the database weighs its indexes by statistics, as PostgreSQL does; SQLite takes any that fits. */
export function weighsIndexes(db: Db): boolean {
  return dialectOf(db) === 'postgres';
}

/** A column that no index shall be chosen for, where the database does not weigh them. */
export function offIndex(db: Db, column: string): RawBuilder<unknown> {
  return weighsIndexes(db) ? sql.ref(column) : sql`+${sql.ref(column)}`;
}
