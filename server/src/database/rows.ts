import { type RawBuilder, type Selectable, sql } from 'kysely';
import { runBuilt } from './built.ts';
import { type Db, dialectOf, type Tx } from './connect.ts';
import { camelCase, snakeCase } from './names.ts';
import { lockOutWriters } from './postgres.ts';
import type { Tables } from './tables.ts';

/** Columns of a table, named as in the database, with their kind. */
export type Columns = Record<string, 'int' | 'text' | 'date' | 'bool'>;

const postgresType = { int: 'bigint', text: 'text', date: 'date', bool: 'boolean' } as const;

/**
 * Many rows as one parameter: a table expression for set-based inserts and updates of any size. Columns are named as in
 * the database (snake_case), the fields of the rows as in the code (camelCase).
 */
export function tableOf(db: Db, columns: Columns, rows: readonly object[]): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const json = JSON.stringify(rows.map(valuesOf(names)));
  if (dialectOf(db) === 'sqlite') {
    const list = names.map((name, index) => sql.raw(`each.value ->> ${index} as ${name}`));
    return sql`(select ${sql.join(list)} from jsonb_each(${json}) as each)`;
  }
  const list = names.map((name, index) =>
    sql.raw(`(each.value ->> ${index})::${postgresType[columns[name] ?? 'text']} as ${name}`),
  );
  return sql`(select ${sql.join(list)} from json_array_elements(${json}::json) as each(value))`;
}

/** A list of numbers or texts as one parameter, for `in`: no limit on their count, one statement for every length. */
export function listOf<Value extends number | string>(db: Db, values: readonly Value[]): RawBuilder<Value> {
  return listIn<Value>(db, JSON.stringify(values), typeof values[0] === 'string' ? 'text' : 'int');
}

/** The same of a list that is JSON already. */
export function listIn<Value extends number | string = number>(
  db: Db,
  json: string,
  type: 'int' | 'text' = 'int',
): RawBuilder<Value> {
  if (dialectOf(db) === 'sqlite') return sql<Value>`(select value from json_each(${json}))`;
  return sql<Value>`(select value::${sql.raw(postgresType[type])} from json_array_elements_text(${json}::json))`;
}

/** Inserts rows of any number; gives back the columns asked for, in no particular order. */
export async function insertRows<Returned = never>(
  tx: Tx,
  table: string,
  columns: Columns,
  rows: readonly object[],
  returning: readonly string[] = [],
): Promise<Returned[]> {
  const names = Object.keys(columns);
  const back = returning.length > 0 ? ` returning ${returning.join(', ')}` : '';
  if (dialectOf(tx) === 'sqlite')
    return insertBound(tx, `insert into ${table} (${names.join(', ')}) values`, names, rows, back);
  const list = sql.raw(names.join(', '));
  const { rows: returned } = await sql<Returned>`
    insert into ${sql.raw(table)} (${list}) select ${list} from ${tableOf(tx, columns, rows)} as given${sql.raw(back)}`.execute(
    tx,
  );
  return returned;
}

const rowsAtOnce = 50;

/** On SQLite, values bound to a statement prepared once are several times quicker than values taken out of JSON. */
async function insertBound<Returned>(
  tx: Tx,
  insert: string,
  names: readonly string[],
  rows: readonly object[],
  back: string,
): Promise<Returned[]> {
  const valuesIn = valuesOf(names);
  const row = `(${names.map(() => '?').join(', ')})`;
  const returned: Returned[] = [];
  for (let from = 0; from < rows.length; ) {
    const many = rows.length - from < rowsAtOnce ? 1 : rowsAtOnce;
    const text = `${insert} ${row}${`, ${row}`.repeat(many - 1)}${back}`;
    const values = rows.slice(from, from + many).flatMap(valuesIn);
    returned.push(...(await runBuilt<Returned>(tx, { sql: text, parameters: values })));
    from += many;
  }
  return returned;
}

/** The values of a row's columns, in their order. */
export function valuesOf(columns: readonly string[]): (row: object) => unknown[] {
  const fields = columns.map(camelCase);
  return (row) => fields.map((field) => (row as Record<string, unknown>)[field] ?? null);
}

/** Tables whose rows are locked before something is decided from them. */
export type Lockable =
  | ('clients' | 'sessions' | 'vendors' | 'products' | 'invoices' | 'productionOrders')
  | ('productionTypes' | 'invoiceStatuses' | 'savedViews' | 'tasks' | 'firings' | 'messages' | 'templates');

/** Locks rows against other writers until the transaction ends; on SQLite there is only one writer. */
export async function lockRows(
  tx: Tx,
  table: Lockable,
  ids: readonly number[],
  against: 'writers' | 'changes' = 'writers',
): Promise<void> {
  if (dialectOf(tx) === 'sqlite' || ids.length === 0) return;
  // Sharing lets others read-lock the same rows, and only keeps them from being changed.
  const mode = against === 'writers' ? sql`for update` : sql`for share`;
  await sql`select id from ${sql.table(snakeCase(table))} where id = any(${ids}::bigint[]) order by id ${mode}`.execute(
    tx,
  );
}

/** Waits until no other writer is at work, and keeps others out until the transaction ends. */
export async function lockWriters(tx: Tx): Promise<void> {
  if (dialectOf(tx) === 'postgres') await lockOutWriters(tx);
}

/** A whole number that no two transactions get, counted from 1 under a name. */
export async function nextNumber(tx: Tx, name: string, many = 1): Promise<number> {
  const row = await tx
    .insertInto('counters')
    .values({ name, value: many })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql<number>`counters.value + ${many}` }))
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value - many + 1;
}

export type Row<Table extends keyof Tables> = Selectable<Tables[Table]>;
