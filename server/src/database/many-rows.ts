import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { runBuilt } from './built.ts';
import { dialectOf, type Tx } from './connect.ts';
import { type Columns, tableOf, valuesOf } from './rows.ts';

const sliceSize = 250;

/** The items a slice at a time; after each of several the process sees to its other work. */
export async function* inSlices<Item>(items: readonly Item[], size = sliceSize): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) {
    yield items.slice(from, from + size);
    if (items.length > size) await nextTurn();
  }
}

/** What comes of each item, a slice at a time as above. */
export async function mapInSlices<Item, Out>(
  items: readonly Item[],
  each: (item: Item, at: number) => Out,
): Promise<Out[]> {
  const out: Out[] = [];
  for await (const some of inSlices(items)) for (const item of some) out.push(each(item, out.length));
  return out;
}

const fewRows = 20;

/** Gives the rows with these ids the values of the columns, and counts their versions on. */
export async function updateRows(
  tx: Tx,
  table: string,
  columns: Columns,
  rows: readonly ({ id: number } & object)[],
): Promise<void> {
  if (dialectOf(tx) === 'sqlite' && rows.length < fewRows) return updateOneByOne(tx, table, Object.keys(columns), rows);
  const settings = Object.keys(columns).map((name) => `${name} = given.${name}`);
  const given = tableOf(tx, { ...columns, id: 'int' }, rows);
  await sql`
    update ${sql.raw(table)} set ${sql.raw(settings.join(', '))}, version = ${sql.raw(table)}.version + 1
    from ${given} as given where ${sql.raw(table)}.id = given.id`.execute(tx);
}

/** Inside one process, for a few rows a statement run for each is quicker than one that takes them out of JSON. */
async function updateOneByOne(
  tx: Tx,
  table: string,
  names: readonly string[],
  rows: readonly ({ id: number } & object)[],
) {
  const settings = names.map((name) => `${name} = ?`).join(', ');
  const text = `update ${table} set ${settings}, version = version + 1 where id = ?`;
  const valuesIn = valuesOf([...names, 'id']);
  for (const row of rows) await runBuilt(tx, { sql: text, parameters: valuesIn(row) });
}
