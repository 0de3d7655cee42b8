import { sql } from 'kysely';
import { dialectOf, type Tx } from './connect.ts';
import type { DescribedTable } from './described-tables.ts';

/** Takes all tables away, those that refer to others first, and so the form of the database. */
export async function dropTables(tx: Tx, tables: readonly DescribedTable[]): Promise<void> {
  const names = tables.map(({ name }) => name).toReversed();
  for (const name of [...(await searchTables(tx)), ...names, 'migrations']) {
    await sql`drop table ${sql.table(name)}`.execute(tx);
  }
}

/** On SQLite a search index is a table, and stays when the table it searches goes. */
async function searchTables(tx: Tx): Promise<string[]> {
  if (dialectOf(tx) === 'postgres') return [];
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and sql like 'create virtual table%'`.execute(tx);
  return rows.map(({ name }) => name);
}
