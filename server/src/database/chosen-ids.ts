import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Db, dialectOf, type Tx } from './connect.ts';

/** Counts ids on from the highest of a table, for rows that refer to each other before they are inserted. */
export async function idsAfterLast(tx: Tx, table: string): Promise<() => number> {
  let last = await highestId(tx, table);
  return () => ++last;
}

/** The highest id of a table, 0 when it is empty. */
export async function highestId(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ highest: number }>`
    select coalesce(max(id), 0) as highest from ${sql.table(table)}`.execute(db);
  return rows[0]?.highest ?? 0;
}

const idsAtOnce = 10_000;

/** Ids from above one up to another, some thousand at a time; after each of several the process sees to its other work. */
export async function* idStretches({ above, upTo }: { above: number; upTo: number }) {
  for (let from = above; from < upTo; from += idsAtOnce) {
    yield { above: from, upTo: Math.min(from + idsAtOnce, upTo) };
    await nextTurn();
  }
}

/** Lets the database count on from the highest id; SQLite does so by itself. */
export async function countOnFromLast(tx: Tx, table: string): Promise<void> {
  if (dialectOf(tx) === 'sqlite') return;
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), max(id)) from ${sql.table(table)} having max(id) is not null`.execute(
    tx,
  );
}

/** The last id that the database gave in a table, or the highest there is; 0 when there was none. */
export async function lastIdOf(db: Db, table: string): Promise<number> {
  const given =
    dialectOf(db) === 'sqlite'
      ? sql`(select seq from sqlite_sequence where name = ${table})`
      : sql`pg_sequence_last_value(pg_get_serial_sequence(${table}, 'id')::regclass)`;
  const highest = await highestId(db, table);
  const { rows } = await sql<{ last: number | null }>`select ${given} as last`.execute(db);
  return Math.max(highest, rows[0]?.last ?? 0);
}

/** Lets the database count on from an id, so that ids of rows long gone are not given again. */
export async function countOnFrom(tx: Tx, table: string, last: number): Promise<void> {
  if (last === 0) return;
  if (dialectOf(tx) === 'postgres') {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), ${last})`.execute(tx);
    return;
  }
  await sql`delete from sqlite_sequence where name = ${table}`.execute(tx);
  // A table that counts on by itself, from its highest row, has no such line and needs none.
  await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(tx);
}
