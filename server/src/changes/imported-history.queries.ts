import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { inSlices } from '../database/many-rows.ts';
import { type Columns, insertRows, listOf, type Row, tableOf } from '../database/rows.ts';
import { placeColumns } from '../orders/place.ts';
import { historyColumns } from './apply.ts';

export type HistoryOfImport = Row<'orderHistory'>;

const changeNames = [
  ...(['orderId', 'fromStatusId', 'toStatusId', 'changeDate', 'visitCompletedDate', 'dueDate'] as const),
  ...(['at', 'userId', 'who', 'note', 'externalKey'] as const),
] as const;
export type KnownChange = Pick<HistoryOfImport, (typeof changeNames)[number]>;

/** The status changes that another system knows by these keys. */
export async function changesByKey(db: Db, keys: readonly string[]): Promise<Map<string, KnownChange>> {
  const known = new Map<string, KnownChange>();
  for await (const some of inSlices(keys)) {
    const query = db.selectFrom('orderHistory').select(changeNames);
    for (const row of await query.where('externalKey', 'in', listOf(db, some)).execute()) {
      known.set(row.externalKey ?? '', row);
    }
  }
  return known;
}

export async function typesOfOrders(db: Db, ids: readonly number[]): Promise<Map<number, number>> {
  const types = new Map<number, number>();
  for await (const some of inSlices(ids)) {
    const rows = await db
      .selectFrom('productionOrders')
      .select(['id', 'typeId'])
      .where('id', 'in', listOf(db, some))
      .execute();
    for (const { id, typeId } of rows) types.set(id, typeId);
  }
  return types;
}

/** The users that folded texts name, by e-mail address or as the only one of their name. */
export async function usersNamed(db: Db, keys: readonly string[]): Promise<Map<string, number>> {
  const named = new Map<string, number>();
  const shared = new Set<string>();
  for await (const some of inSlices(keys)) {
    const list = listOf(db, some);
    const rows = await db
      .selectFrom('users')
      .select(['id', 'nameKey', 'emailKey'])
      .where((where) => where.or([where('nameKey', 'in', list), where('emailKey', 'in', list)]))
      .execute();
    for (const { id, nameKey } of rows) {
      if (named.has(nameKey)) shared.add(nameKey);
      named.set(nameKey, id);
    }
    for (const key of shared) named.delete(key);
    for (const { id, emailKey } of rows) named.set(emailKey, id);
  }
  return named;
}

/** Whole histories by order, oldest first. */
export async function historiesOf(db: Db, orderIds: readonly number[]): Promise<Map<number, HistoryOfImport[]>> {
  const query = db.selectFrom('orderHistory').selectAll().where('orderId', 'in', listOf(db, orderIds));
  return Map.groupBy(await query.orderBy('orderId').orderBy('id').execute(), ({ orderId }) => orderId);
}

export const importedColumns: Columns = { ...historyColumns, external_key: 'text', who: 'text' };
const settledColumns: Columns = {
  ...{ ...placeColumns, type_id: 'int', state: 'text', risk_date: 'date', last_change_id: 'int', version: 'int' },
};
const settings = Object.keys(settledColumns)
  .map((name) => `${name} = given.${name}`)
  .join(', ');

export type Settled = { id: number; version: number } & object;

/** Gives orders another imported history, and the place it led them to. */
export async function replaceHistories(tx: Tx, orders: readonly Settled[], rows: readonly object[]): Promise<void> {
  const ids = orders.map(({ id }) => id);
  await tx.deleteFrom('orderHistory').where('orderId', 'in', listOf(tx, ids)).execute();
  await insertRows(tx, 'order_history', importedColumns, rows);
  await sql`update production_orders set ${sql.raw(settings)}
    from ${tableOf(tx, { id: 'int', ...settledColumns }, orders)} as given
    where production_orders.id = given.id`.execute(tx);
}
