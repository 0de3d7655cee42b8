import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Tx } from './connect.ts';
import { type Columns, tableOf } from './rows.ts';

const sliceSize = 1_000;

/** The items a slice at a time; after each of several the process sees to its other work. */
export async function* inSlices<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  for (let from = 0; from < items.length; from += sliceSize) {
    yield items.slice(from, from + sliceSize);
    if (items.length > sliceSize) await nextTurn();
  }
}

/** Gives the rows with these ids the values of the columns, and counts their versions on. */
export async function updateRows(
  tx: Tx,
  table: string,
  columns: Columns,
  rows: readonly ({ id: number } & object)[],
): Promise<void> {
  const settings = Object.keys(columns).map((name) => `${name} = given.${name}`);
  const given = tableOf(tx, { ...columns, id: 'int' }, rows);
  await sql`
    update ${sql.raw(table)} set ${sql.raw(settings.join(', '))}, version = ${sql.raw(table)}.version + 1
    from ${given} as given where ${sql.raw(table)}.id = given.id`.execute(tx);
}
