import { sql } from 'kysely';
import { dialectOf, type Tx } from './connect.ts';

/** Counts ids on from the highest of a table, for rows that refer to each other before they are inserted. */
export async function idsAfterLast(tx: Tx, table: string): Promise<() => number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from ${sql.table(table)}`.execute(
    tx,
  );
  let last = rows[0]?.last ?? 0;
  return () => ++last;
}

/** Lets the database count on from the highest id; SQLite does so by itself. */
export async function countOnFromLast(tx: Tx, table: string): Promise<void> {
  if (dialectOf(tx) === 'sqlite') return;
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)} having max(id) is not null`.execute(
    tx,
  );
}
