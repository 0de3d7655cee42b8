import { type RawBuilder, sql } from 'kysely';
import type { Db } from './connect.ts';
import type { DescribedTable } from './described-tables.ts';

export type TableRow = Record<string, unknown>;

const charactersAtOnce = 4_000_000;
const [fewestRows, mostRows] = [10, 5_000];

/** The rows of a table by its primary key, named as in the database, as many at a time as do not fill the memory. */
export async function* pagesOf(
  db: Db,
  { name, key }: DescribedTable,
  columns: readonly string[],
): AsyncGenerator<TableRow[]> {
  const plain = db.withoutPlugins();
  const keys = listOfColumns(key);
  const selected = listOfColumns([...new Set([...columns, ...key])]);
  let beyond = sql``;
  let limit = fewestRows;
  for (;;) {
    const { rows } = await sql<TableRow>`
      select ${selected} from ${sql.table(name)} ${beyond} order by ${keys} limit ${limit}`.execute(plain);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    beyond = sql`where (${keys}) > (${sql.join(key.map((column) => last[column]))})`;
    const rowsThatFit = Math.floor((rows.length * charactersAtOnce) / (1 + charactersIn(rows)));
    limit = Math.min(Math.max(rowsThatFit, fewestRows), limit * 10, mostRows);
  }
}

function listOfColumns(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}

function charactersIn(rows: readonly TableRow[]): number {
  let sum = 0;
  for (const row of rows) {
    for (const value of Object.values(row)) {
      sum += typeof value === 'string' || value instanceof Uint8Array ? value.length : 8;
    }
  }
  return sum;
}
