import type { RefusalCode } from '@printrail/contract/refusals';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { inSlices, updateRows } from '../database/many-rows.ts';
import { type Columns, insertRows, listOf } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';

type Table = 'clients' | 'sessions' | 'vendors' | 'products' | 'invoices' | 'production_orders';
type Values = Record<string, unknown>;

/** A record as it is, if it is, the columns it shall have, and in a list of records the place of this one. */
export type Wanted<Before = { id: number }, After = Values> = {
  before?: Before | undefined;
  after: After;
  at?: number;
};

/** A field in which no two records of a table may agree. */
export type Unique = { table: Table; field: keyof typeof keys; code: RefusalCode };

const keys = {
  name: { key: 'nameKey', column: 'name_key' },
  code: { key: 'codeKey', column: 'code_key' },
  number: { key: 'numberKey', column: 'number_key' },
  externalKey: { key: 'externalKey', column: 'external_key' },
} as const;
const mostNamed = 100;

/** Refuses values another record has, or that stand twice among the wanted ones. */
export async function refuseTaken(db: Db, unique: Unique, wanted: readonly Wanted[]): Promise<void> {
  const { key, column } = keys[unique.field];
  const changed = wanted.filter((each) => changes(each, key));
  const owners = await idsBy(db, unique.table, column, textsOf(changed, key));
  const ids = new Set(wanted.map(({ before }) => before?.id));
  const seen = new Set<string>();
  const isTaken = ({ after }: Wanted) => {
    const value = after[key];
    if (typeof value !== 'string') return false;
    const owner = owners.get(value);
    const isSecond = seen.has(value);
    seen.add(value);
    // An owner among the wanted counts by the value it shall have, not by the one it has.
    return isSecond || (owner !== undefined && !ids.has(owner));
  };
  const taken: Wanted[] = [];
  for await (const some of inSlices(wanted)) taken.push(...some.filter(isTaken));
  if (taken.length > 0) throw takenRefusal(unique, taken);
}

function takenRefusal({ field, code }: Unique, taken: readonly Wanted[]): Refusal {
  const refusals = taken.slice(0, mostNamed).map(({ after, at }) => {
    return new Refusal(code, { [field]: after[field] }).at(at === undefined ? field : `${at}.${field}`);
  });
  const fields = refusals.flatMap((refusal) => refusal.fields);
  return new Refusal(code, refusals[0]?.details, fields);
}

/** Each row of an import beside the record it changes, and the columns that follow from both. */
export async function wantedRecords<
  Before extends { id: number; externalKey: string | null },
  Given extends { externalKey: string },
  After,
>(
  db: Db,
  table: Table,
  given: readonly Given[],
  columnsOf: (given: Given, before: Before | undefined) => After,
): Promise<Wanted<Before, After>[]> {
  const wanted: Wanted<Before, After>[] = [];
  for await (const some of inSlices(given)) {
    const keys = listOf(
      db,
      some.map(({ externalKey }) => externalKey),
    );
    const { rows } = await sql<Before>`select * from ${sql.table(table)} where external_key in ${keys}`.execute(db);
    const byKey = new Map(rows.map((row) => [row.externalKey, row]));
    for (const each of some) {
      const before = byKey.get(each.externalKey);
      wanted.push({ before, after: columnsOf(each, before), at: wanted.length });
    }
  }
  return wanted;
}

export type Saved = {
  /** Ids by external key, of every row given. */
  ids: Map<string, number>;
  added: number;
  changed: number;
  unchanged: number;
};

/** Adds what is new and changes what differs; records may take over each other's name or code (`movable`). */
export async function saveRecords(
  tx: Tx,
  table: Table,
  columns: Columns,
  wanted: readonly Wanted[],
  movable?: 'name' | 'code',
): Promise<Saved> {
  const added = wanted.filter(({ before }) => !before);
  const changed: Wanted[] = [];
  for await (const some of inSlices(wanted)) {
    changed.push(...some.filter(({ before, after }) => before && differs(before, after)));
  }
  if (movable) {
    const { key, column } = keys[movable];
    const moving = changed.filter((each) => changes(each, key));
    for await (const some of inSlices(moving)) await freeKeys(tx, table, column, some);
  }
  for await (const some of inSlices(changed)) {
    await updateRows(
      tx,
      table,
      columns,
      some.map(({ before, after }) => ({ ...after, id: before?.id ?? 0 })),
    );
  }
  for await (const some of inSlices(added))
    await insertRows(
      tx,
      table,
      columns,
      some.map(({ after }) => after),
    );
  const ids = await idsBy(tx, table, 'external_key', textsOf(wanted, 'externalKey'));
  return {
    ids,
    added: added.length,
    changed: changed.length,
    unchanged: wanted.length - added.length - changed.length,
  };
}

/** Whether any of the columns would change. */
export function differs(before: object, after: object): boolean {
  return Object.entries(after).some(([name, value]) => (before as Values)[name] !== value);
}

function changes({ before, after }: Wanted, key: string): boolean {
  return (before as Values | undefined)?.[key] !== after[key];
}

/** Until the real keys are written; capitals stand in no folded key, so these collide with none. */
async function freeKeys(tx: Tx, table: Table, column: string, records: readonly Wanted[]): Promise<void> {
  const ids = listOf(
    tx,
    records.flatMap(({ before }) => before?.id ?? []),
  );
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = 'CHANGING ' || id where id in ${ids}`.execute(tx);
}

async function idsBy(db: Db, table: Table, column: string, values: readonly string[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for await (const some of inSlices(values)) {
    const { rows } = await sql<{ id: number; value: string }>`
      select id, ${sql.ref(column)} as value from ${sql.table(table)} where ${sql.ref(column)} in ${listOf(db, some)}
    `.execute(db);
    for (const { id, value } of rows) ids.set(value, id);
  }
  return ids;
}

function textsOf(wanted: readonly Wanted[], key: string): string[] {
  return wanted.map(({ after }) => after[key]).filter((value) => typeof value === 'string');
}
