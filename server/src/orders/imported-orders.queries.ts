import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { inSlices, updateRows } from '../database/many-rows.ts';
import { type Columns, insertRows, listOf, type Row, tableOf } from '../database/rows.ts';
import { orderableLines } from '../invoices/invoice-lines.queries.ts';
import type { KeyedInvoiceLine, KeyedLine } from './imported-lines.rules.ts';
import { lineColumns, orderColumns } from './save-orders.ts';

export type OrderRow = Row<'productionOrders'>;

/** The orders that another system knows by these keys, by key. */
export async function ordersByKey(db: Db, keys: readonly string[]): Promise<Map<string, OrderRow>> {
  const known = new Map<string, OrderRow>();
  for await (const some of inSlices(keys)) {
    const rows = await db
      .selectFrom('productionOrders')
      .selectAll()
      .where('externalKey', 'in', listOf(db, some))
      .execute();
    for (const row of rows) known.set(row.externalKey ?? '', row);
  }
  return known;
}

/** Which of these orders have a history that was not imported. */
export async function ordersWorkedOn(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const workedOn = new Set<number>();
  for await (const some of inSlices(ids)) {
    const rows = await db
      .selectFrom('orderHistory')
      .select('orderId')
      .distinct()
      .where('orderId', 'in', listOf(db, some))
      .where('through', '<>', 'import')
      .execute();
    for (const { orderId } of rows) workedOn.add(orderId);
  }
  return workedOn;
}

export type InvoiceOfOrder = { id: number; number: string; clientId: number; clientName: string };

export async function invoicesOfOrders(db: Db, ids: readonly number[]): Promise<Map<number, InvoiceOfOrder>> {
  const known = new Map<number, InvoiceOfOrder>();
  for await (const some of inSlices(ids)) {
    const rows = await db
      .selectFrom('invoices as i')
      .innerJoin('clients as c', 'c.id', 'i.clientId')
      .select(['i.id', 'i.number', 'i.clientId', 'c.name as clientName'])
      .where('i.id', 'in', listOf(db, some))
      .execute();
    for (const row of rows) known.set(row.id, row);
  }
  return known;
}

/** The names of clients or vendors, by id. */
export async function namesOf(db: Db, table: 'clients' | 'vendors', ids: readonly number[]) {
  const names = new Map<number, string>();
  for await (const some of inSlices(ids)) {
    const rows = await db.selectFrom(table).select(['id', 'name']).where('id', 'in', listOf(db, some)).execute();
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}

/** What vendors call products, by id. */
export async function productWords(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const words = new Map<number, string>();
  for await (const some of inSlices(ids)) {
    const rows = await db
      .selectFrom('products')
      .select(['id', 'name', 'vendorDescription'])
      .where('id', 'in', listOf(db, some))
      .execute();
    for (const { id, name, vendorDescription } of rows) words.set(id, vendorDescription || name);
  }
  return words;
}

/** The lines of invoices that orders can be of, by invoice. */
export async function keyedInvoiceLines(db: Db, invoiceIds: readonly number[]) {
  const known = new Map<number, KeyedInvoiceLine[]>();
  for await (const some of inSlices(invoiceIds)) {
    const rows = await db
      .selectFrom('invoiceLines')
      .select(['id', 'externalKey'])
      .where('invoiceId', 'in', listOf(db, some))
      .execute();
    const keys = new Map(rows.map(({ id, externalKey }) => [id, externalKey]));
    for (const line of await orderableLines(db, some)) {
      const keyed = { ...line, externalKey: keys.get(line.invoiceLineId) ?? null };
      known.set(line.invoiceId, [...(known.get(line.invoiceId) ?? []), keyed]);
    }
  }
  return known;
}

/** The lines of orders, by order. */
export async function keyedLines(db: Db, orderIds: readonly number[]): Promise<Map<number, KeyedLine[]>> {
  const lines: (KeyedLine & { orderId: number })[] = [];
  for await (const some of inSlices(orderIds)) {
    const query = db.selectFrom('orderLines').selectAll().where('orderId', 'in', listOf(db, some));
    lines.push(...(await query.orderBy('orderId').orderBy('position').execute()));
  }
  return Map.groupBy(lines, ({ orderId }) => orderId);
}

/** What an import gives an order besides its place. */
export const detailColumns: Columns = {
  ...{ number: 'text', number_key: 'text', vendor_id: 'int', invoice_id: 'int', client_id: 'int', order_date: 'date' },
  ...{ vendor_order_number: 'text', vendor_invoice_number: 'text', vendor_invoice_amount: 'int' },
  ...{ studio_notes: 'text', vendor_notes: 'text', value: 'int', client_key: 'text', vendor_key: 'text' },
  ...{ search_text: 'text', external_key: 'text' },
};

/** Adds orders; gives their ids by external key. */
export async function insertImportedOrders(tx: Tx, rows: readonly object[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const columns: Columns = { ...orderColumns, external_key: 'text' };
  for await (const some of inSlices(rows)) {
    const returning = ['id', 'external_key'];
    const added = await insertRows<{ id: number; externalKey: string }>(
      ...([tx, 'production_orders', columns, some, returning] as const),
    );
    for (const { id, externalKey } of added) ids.set(externalKey, id);
  }
  return ids;
}

export async function saveDetails(tx: Tx, rows: readonly ({ id: number } & object)[]): Promise<void> {
  for await (const some of inSlices(rows)) {
    const ids = some.map(({ id }) => id);
    // Orders may take over each other's numbers; capitals stand in no folded key, so these collide with none.
    await sql`update production_orders set number_key = 'CHANGING ' || id where id in ${listOf(tx, ids)}`.execute(tx);
  }
  for await (const some of inSlices(rows)) await updateRows(tx, 'production_orders', detailColumns, some);
}

const keyedLineColumns: Columns = { ...lineColumns, external_key: 'text' };
const lineSettings = Object.keys(keyedLineColumns)
  .map((name) => `${name} = given.${name}`)
  .join(', ');

/** Adds lines without an id and changes the others. */
export async function saveKeyedLines(tx: Tx, lines: readonly (KeyedLine & { orderId: number })[]): Promise<void> {
  for await (const some of inSlices(lines.filter(({ id }) => id === undefined))) {
    await insertRows(tx, 'order_lines', keyedLineColumns, some);
  }
  for await (const some of inSlices(lines.filter(({ id }) => id !== undefined))) {
    const given = tableOf(tx, { id: 'int', ...keyedLineColumns }, some);
    await sql`update order_lines set ${sql.raw(lineSettings)} from ${given} as given
      where order_lines.id = given.id`.execute(tx);
  }
}
