import { type RawBuilder, sql } from 'kysely';
import { type Db, dialectOf } from './connect.ts';

/**
 * A column that no index shall be chosen for. SQLite keeps no statistics and would take any index that fits; PostgreSQL
 * weighs them itself.
 */
export function offIndex(db: Db, column: string): RawBuilder<unknown> {
  return dialectOf(db) === 'sqlite' ? sql`+${sql.ref(column)}` : sql.ref(column);
}
