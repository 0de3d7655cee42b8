import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Db, dialectOf } from './connect.ts';
import { listOf } from './rows.ts';

/**
 * A place in the order of commits: which of the rows with a commit id could be seen from there. Transactions do not
 * commit in the order of their ids, so that between two ids some may be seen and others not yet. As a text it is
 * PostgreSQL's own snapshot, 'from:to:open,open'.
 */
export type Place = {
  text: string;
  /** Every smaller id was seen. */
  from: number;
  /** No id from here on was seen. */
  to: number;
  /** Those in between that were not seen. */
  open: readonly number[];
};

/** The place that a text names; undefined when it names none. */
export function placeNamed(text: string): Place | undefined {
  const parts = /^(\d{1,15}):(\d{1,15}):((?:\d{1,15}(?:,\d{1,15})*)?)$/.exec(text);
  if (!parts) return undefined;
  const [from, to] = [Number(parts[1]), Number(parts[2])];
  const open = parts[3] ? parts[3].split(',').map(Number) : [];
  return from <= to ? { text, from, to, open } : undefined;
}

/** The place from which the statement itself sees the rows of a table. */
export function placeHere(db: Db, table: string): RawBuilder<string> {
  if (dialectOf(db) === 'postgres') return sql<string>`pg_current_snapshot()::text`;
  const next = sql`(select coalesce(max(id), 0) + 1 from ${sql.table(table)})`;
  return sql<string>`${next} || ':' || ${next} || ':'`;
}

/**
 * Holds for the ids of rows that could not be seen from one place and can be from another. Both ends are needed: in a
 * database restored on another server, rows may have ids that are still to come there.
 */
export function committedBetween(
  db: Db,
  { from, to, open }: Place,
  here: Expression<unknown>,
  id: Expression<unknown>,
): RawBuilder<SqlBool> {
  const end =
    dialectOf(db) === 'postgres'
      ? sql`pg_snapshot_xmax(${here}::pg_snapshot)::text::bigint`
      : sql`cast(${here} as integer)`;
  return sql<SqlBool>`(${id} >= ${from} and ${id} < ${end} and (${id} >= ${to} or ${id} in ${listOf(db, open)}))`;
}
