import type { InvoiceLine } from '@printrail/contract/invoices';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { type Columns, insertRows, listOf, tableOf } from '../database/rows.ts';
import type { LineChanges, LineRow, Ordering } from './lines.rules.ts';
import { discountPart } from './totals.rules.ts';

/** The lines of many invoices, by invoice and position. */
export async function linesOf(db: Db, invoiceIds: readonly number[]): Promise<LineRow[]> {
  return db
    .selectFrom('invoiceLines')
    .selectAll()
    .where('invoiceId', 'in', listOf(db, invoiceIds))
    .orderBy('invoiceId')
    .orderBy('position')
    .execute();
}

/** The lines that stand on production orders, by line. */
export async function orderingsOf(db: Db, invoiceIds: readonly number[]): Promise<Map<number, Ordering>> {
  const rows = await db
    .selectFrom('invoiceLines as line')
    .innerJoin('products as product', 'product.id', 'line.productId')
    .select(['line.id', 'product.name as productName', orderedQuantity.as('ordered')])
    .where('line.invoiceId', 'in', listOf(db, invoiceIds))
    .where(sql<boolean>`exists (select 1 from order_lines where order_lines.invoice_line_id = line.id)`)
    .execute();
  return new Map(rows.map(({ id, ...ordering }) => [id, ordering]));
}

/** Lines as a screen shows them: what is ordered of each, and whom the rest will be ordered from. */
export async function shownLines(db: Db, invoiceId: number): Promise<InvoiceLine[]> {
  const rows = await linesToOrder(db, [invoiceId]).select(lineColumns).execute();
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    productId: row.productId,
    productName: row.productName,
    description: row.description,
    quantity: row.quantity,
    price: row.price,
    discount: discountPart(row.discount),
    total: row.total,
    vendorId: row.vendorId,
    isNotOrdered: row.isNotOrdered,
    orderedQuantity: row.ordered,
    orderFromVendorId: row.isNeverOrdered ? null : row.orderFromVendorId,
    orderFromVendorName: row.isNeverOrdered ? null : row.orderFromVendorName,
    externalKey: row.externalKey,
  }));
}

/** What is left to order of an invoice line, and what it would be ordered with. */
export type OrderableLine = {
  invoiceId: number;
  invoiceLineId: number;
  position: number;
  productId: number;
  productName: string;
  /** The vendor's description of the product; its name where there is none. */
  description: string;
  /** Of the invoice's quantity; none is left of a line that is ordered in full. */
  left: number;
  /** The line's own vendor, else the product's preferred one. */
  vendorId: number | null;
  /** How many the vendor is asked for per one on the invoice. */
  multiplier: number;
  /** What one costs at the vendor, in minor units. */
  cost: number;
  lineTotal: number;
  lineQuantity: number;
  /** Not ordered from anyone: the line, or its product, is marked so. */
  isNotOrdered: boolean;
};

/** Every line of many invoices with what is left to order, by invoice and position. */
export async function orderableLines(db: Db, invoiceIds: readonly number[]): Promise<OrderableLine[]> {
  const rows = await linesToOrder(db, invoiceIds)
    .select(['line.id', 'line.invoiceId', 'line.position', 'line.productId', 'line.quantity', 'line.total'])
    .select(['product.vendorDescription', 'product.vendorMultiplier', 'product.cost'])
    .execute();
  return rows.map((row) => ({
    invoiceId: row.invoiceId,
    invoiceLineId: row.id,
    position: row.position,
    productId: row.productId,
    productName: row.productName,
    description: row.vendorDescription || row.productName,
    left: Math.max(0, row.quantity - row.ordered),
    vendorId: row.orderFromVendorId,
    multiplier: row.vendorMultiplier,
    cost: row.cost,
    lineTotal: row.total,
    lineQuantity: row.quantity,
    isNotOrdered: row.isNeverOrdered,
  }));
}

// Lines of a reorder have no invoice quantity: they order again what was ordered before.
const orderedQuantity = sql<number>`(
  select coalesce(sum(order_lines.invoice_quantity), 0) from order_lines
  inner join production_orders on production_orders.id = order_lines.order_id
  where order_lines.invoice_line_id = line.id and production_orders.state <> 'cancelled'
)`;

function linesToOrder(db: Db, invoiceIds: readonly number[]) {
  return db
    .selectFrom('invoiceLines as line')
    .innerJoin('products as product', 'product.id', 'line.productId')
    .leftJoin('vendors as vendor', (join) =>
      join.on('vendor.id', '=', (eb) => eb.fn.coalesce('line.vendorId', 'product.preferredVendorId')),
    )
    .select(['product.name as productName', 'vendor.id as orderFromVendorId', 'vendor.name as orderFromVendorName'])
    .select([
      orderedQuantity.as('ordered'),
      sql<boolean>`line.is_not_ordered or product.is_not_ordered`.as('isNeverOrdered'),
    ])
    .where('line.invoiceId', 'in', listOf(db, invoiceIds))
    .orderBy('line.invoiceId')
    .orderBy('line.position');
}

const lineColumns = [
  ...(['line.id', 'line.position', 'line.productId', 'line.description', 'line.quantity', 'line.price'] as const),
  ...(['line.discount', 'line.total', 'line.vendorId', 'line.isNotOrdered', 'line.externalKey'] as const),
];

const columns: Columns = {
  ...{ position: 'int', product_id: 'int', description: 'text', quantity: 'int', price: 'int', discount: 'int' },
  ...{ total: 'int', vendor_id: 'int', is_not_ordered: 'bool', external_key: 'text' },
};

/** Saves what changed of the lines of many invoices, each under the invoice's id. */
export async function saveLines(tx: Tx, changes: ReadonlyMap<number, LineChanges>): Promise<void> {
  const all = [...changes];
  const added = all.flatMap(([invoiceId, lines]) => lines.added.map((line) => ({ ...line, invoiceId })));
  const changed = all.flatMap(([, lines]) => lines.changed);
  const removed = all.flatMap(([, lines]) => lines.removed);
  const removedIds = removed.map(({ id }) => id);
  if (removedIds.length > 0) await tx.deleteFrom('invoiceLines').where('id', 'in', listOf(tx, removedIds)).execute();
  if (changed.length > 0) await changeLines(tx, changed);
  if (added.length > 0) await insertRows(tx, 'invoice_lines', { invoice_id: 'int', ...columns }, added);
}

async function changeLines(tx: Tx, changed: LineChanges['changed']): Promise<void> {
  // Lines may take over each other's keys, which no order of single updates allows.
  const freed = changed
    .filter(({ before, after }) => before.externalKey !== after.externalKey)
    .map(({ before }) => before.id);
  if (freed.length > 0) {
    await tx.updateTable('invoiceLines').set({ externalKey: null }).where('id', 'in', listOf(tx, freed)).execute();
  }
  const names = Object.keys(columns);
  const given = tableOf(
    tx,
    { id: 'int', ...columns },
    changed.map(({ before, after }) => ({ ...after, id: before.id })),
  );
  await sql`
    update invoice_lines set ${sql.raw(names.map((name) => `${name} = given.${name}`).join(', '))}
    from ${given} as given where invoice_lines.id = given.id`.execute(tx);
}
