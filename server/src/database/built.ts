import { CompiledQuery } from 'kysely';
import type { Db } from './connect.ts';
import { statementOn } from './sqlite.ts';

/**
 * Runs a query that is built already. On SQLite its statement runs at once: the way through the query builder takes longer
 * than most such statements do.
 */
export async function runBuilt<Row>(
  db: Db,
  { sql, parameters }: Pick<CompiledQuery<Row>, 'sql' | 'parameters'>,
): Promise<Row[]> {
  const statement = statementOn(db, sql);
  if (statement) return statement.named(parameters) as Row[];
  return (await db.executeQuery<Row>(CompiledQuery.raw(sql, [...parameters]) as CompiledQuery<Row>)).rows;
}
