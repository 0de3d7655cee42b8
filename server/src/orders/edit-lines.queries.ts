import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { insertRows, listOf, tableOf } from '../database/rows.ts';
import type { PlannedLine } from './edit-lines.rules.ts';
import { lineColumns } from './save-orders.ts';

/** Makes the lines of an order those planned. */
export async function replaceLines(tx: Tx, orderId: number, planned: readonly PlannedLine[]): Promise<void> {
  const kept = planned.filter(({ id }) => id !== undefined);
  const keptIds = kept.flatMap(({ id }) => id ?? []);
  const gone = tx.deleteFrom('orderLines').where('orderId', '=', orderId);
  await gone.where('id', 'not in', listOf(tx, keptIds)).execute();
  const added = planned.filter(({ id }) => id === undefined).map((line) => ({ ...line, orderId }));
  if (kept.length > 0) await changeLines(tx, kept);
  if (added.length > 0) await insertRows(tx, 'order_lines', lineColumns, added);
}

const { order_id: _, ...changedColumns } = lineColumns;
const settings = Object.keys(changedColumns)
  .map((name) => `${name} = given.${name}`)
  .join(', ');

async function changeLines(tx: Tx, lines: readonly PlannedLine[]): Promise<void> {
  await sql`update order_lines set ${sql.raw(settings)}
    from ${tableOf(tx, { id: 'int', ...changedColumns }, lines)} as given where order_lines.id = given.id`.execute(tx);
}

/** Which of these products there are. */
export async function knownProductIds(db: Db, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('products').select('id').where('id', 'in', listOf(db, ids)).execute();
  return new Set(rows.map(({ id }) => id));
}
