import type { Db, Tx } from '../database/connect.ts';
import { updateRows } from '../database/many-rows.ts';
import type { Row } from '../database/rows.ts';

export type ReasonRow = Row<'reorderReasons'>;

export function reasonsInOrder(db: Db): Promise<ReasonRow[]> {
  return db.selectFrom('reorderReasons').selectAll().orderBy('position').orderBy('id').execute();
}

export function insertReason(tx: Tx, reason: Omit<ReasonRow, 'id' | 'version'>): Promise<ReasonRow> {
  return tx.insertInto('reorderReasons').values(reason).returningAll().executeTakeFirstOrThrow();
}

const columns = { name: 'text', name_key: 'text', is_charged: 'bool', position: 'int', is_active: 'bool' } as const;

export async function saveReasons(tx: Tx, changed: readonly ReasonRow[]): Promise<void> {
  if (changed.length > 0) await updateRows(tx, 'reorder_reasons', columns, changed);
}

export async function removeReason(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('reorderReasons').where('id', '=', id).execute();
}

export async function isReasonUsed(db: Db, id: number): Promise<boolean> {
  const order = db.selectFrom('productionOrders').select('id').where('reorderReasonId', '=', id).limit(1);
  return (await order.executeTakeFirst()) !== undefined;
}
