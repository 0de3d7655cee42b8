import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import { hasWords } from '../database/words.ts';
import { Refusal } from '../platform/refusal.ts';
import type { NameCursor } from '../studio/pages.ts';
import type { ProductColumns, ProductRow } from './products.rules.ts';

export async function getProduct(db: Db, id: number): Promise<ProductRow> {
  const row = await productRows(db).where('products.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('product.not_found', { id });
  return row;
}

export async function productsByIds(db: Db, ids: readonly number[]): Promise<Map<number, ProductRow>> {
  const rows = await productRows(db).where('products.id', 'in', listOf(db, ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type ProductFilter = { search?: string; active?: boolean; vendorId?: number };

export async function productsByName(
  db: Db,
  { search, active, vendorId }: ProductFilter,
  after: NameCursor | undefined,
  limit: number,
): Promise<ProductRow[]> {
  let query = productRows(db).where(hasWords(sql.ref('products.searchText'), search));
  if (active !== undefined) query = query.where('products.isActive', '=', active);
  if (vendorId !== undefined) query = query.where('products.preferredVendorId', '=', vendorId);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('products.nameKey', 'products.id'), '>', tuple(...after)),
    );
  }
  return query.orderBy('products.nameKey').orderBy('products.id').limit(limit).execute();
}

export async function insertProduct(tx: Tx, columns: ProductColumns): Promise<ProductRow> {
  const { id } = await tx.insertInto('products').values(columns).returning('id').executeTakeFirstOrThrow();
  return getProduct(tx, id);
}

export async function saveProduct(tx: Tx, id: number, columns: ProductColumns): Promise<ProductRow> {
  await tx
    .updateTable('products')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  return getProduct(tx, id);
}

export async function removeProduct(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('products').where('id', '=', id).execute();
}

/** On how many invoice and order lines the product stands. */
export async function usesOfProduct(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from invoice_lines where product_id = ${id})
      + (select count(*) from order_lines where product_id = ${id}) as count
  `.execute(db);
  return rows[0]?.count ?? 0;
}

function productRows(db: Db) {
  return db
    .selectFrom('products')
    .leftJoin('vendors', 'vendors.id', 'products.preferredVendorId')
    .selectAll('products')
    .select('vendors.name as preferredVendorName');
}
