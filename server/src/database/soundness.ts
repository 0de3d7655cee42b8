import { sql } from 'kysely';
import { highestId } from './chosen-ids.ts';
import { type Db, dialectOf } from './connect.ts';
import type { DescribedTable } from './described-tables.ts';

const mostFaults = 100;

/** What is wrong with the storage itself, in words; the quick look leaves out whether indexes and rows agree. */
export async function storageFaults(db: Db, isQuick: boolean): Promise<string[]> {
  if (dialectOf(db) === 'sqlite') {
    const pragma = sql.raw(`pragma ${isQuick ? 'quick_check' : 'integrity_check'}(${mostFaults})`);
    const { rows } = await sql<Record<string, string>>`${pragma}`.execute(db);
    return rows.flatMap((row) => Object.values(row)).filter((said) => said !== 'ok');
  }
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_index as i join pg_class as c on c.oid = i.indexrelid
    where c.relnamespace = current_schema()::regnamespace and not (i.indisvalid and i.indisready)`.execute(db);
  return rows.map(({ name }) => `the index ${name} is not valid`);
}

/** Reads in a part of the transaction of its own: on PostgreSQL what fails in it would otherwise end all of it. */
export async function apart(db: Db, read: () => Promise<void>): Promise<void> {
  if (dialectOf(db) === 'sqlite') return read();
  await sql`savepoint apart`.execute(db);
  try {
    await read();
  } catch (error) {
    await sql`rollback to savepoint apart`.execute(db);
    throw error;
  } finally {
    await sql`release savepoint apart`.execute(db);
  }
}

/** Tables in which the database would give an id that a row has already; SQLite looks at the rows itself. */
export async function tablesOfUsedIds(db: Db, tables: readonly DescribedTable[]): Promise<string[]> {
  if (dialectOf(db) === 'sqlite') return [];
  const found: string[] = [];
  for (const { name } of tables.filter(({ hasIds }) => hasIds)) {
    const { rows } = await sql<{ last: number | null }>`
      select pg_sequence_last_value(pg_get_serial_sequence(${name}, 'id')::regclass) as last`.execute(db);
    if ((await highestId(db, name)) > (rows[0]?.last ?? 0)) found.push(name);
  }
  return found;
}

/** The trigrams that the search of orders knows, with the number of orders each is in; undefined where nothing lists them. */
export async function indexedTrigrams(db: Db): Promise<Map<string, number> | undefined> {
  if (dialectOf(db) === 'postgres') return undefined;
  await sql`create virtual table temp.order_search_terms using fts5vocab('main', 'order_search', 'row')`.execute(db);
  const { rows } = await sql<{ term: string; doc: number }>`select term, doc from temp.order_search_terms`.execute(db);
  await sql`drop table temp.order_search_terms`.execute(db);
  return new Map(rows.map(({ term, doc }) => [term, doc]));
}

/** Orders that the index gives for a trigram and that do not hold it, or the other way round. */
export async function misindexedOrders(db: Db, trigram: string): Promise<number[]> {
  const phrase = `"${trigram.replaceAll('"', '""')}"`;
  const { rows } = await sql<{ id: number }>`
    with found (id) as (select rowid from order_search where order_search match ${phrase}),
      holding (id) as (select id from production_orders where instr(search_text, ${trigram}) > 0)
    select id from found where id not in (select id from holding)
    union select id from holding where id not in (select id from found) order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** What the search index must hold of a text so that it is found: each three characters in a row, once. */
export function trigramsIn(text: string): Set<string> {
  // Most texts have no character that takes two places.
  const characters = /[\ud800-\udfff]/.test(text) ? [...text] : text;
  const trigrams = new Set<string>();
  for (let at = 3; at <= characters.length; at++) {
    const three = characters.slice(at - 3, at);
    trigrams.add(typeof three === 'string' ? three : three.join(''));
  }
  return trigrams;
}
