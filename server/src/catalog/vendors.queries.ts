import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { listOf, type Row } from '../database/rows.ts';
import { hasWords } from '../database/words.ts';
import { Refusal } from '../platform/refusal.ts';
import type { NameCursor } from '../studio/pages.ts';
import type { VendorColumns } from './vendors.rules.ts';

export async function getVendor(db: Db, id: number): Promise<Row<'vendors'>> {
  const row = await db.selectFrom('vendors').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('vendor.not_found', { id });
  return row;
}

export async function vendorsByIds(db: Db, ids: readonly number[]): Promise<Map<number, Row<'vendors'>>> {
  const rows = await db.selectFrom('vendors').selectAll().where('id', 'in', listOf(db, ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type VendorFilter = { search?: string; active?: boolean };

export async function vendorsByName(
  db: Db,
  { search, active }: VendorFilter,
  after: NameCursor | undefined,
  limit: number,
): Promise<Row<'vendors'>[]> {
  let query = db
    .selectFrom('vendors')
    .selectAll()
    .where(hasWords(sql.ref('searchText'), search));
  if (active !== undefined) query = query.where('isActive', '=', active);
  if (after) query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('nameKey', 'id'), '>', tuple(...after)));
  return query.orderBy('nameKey').orderBy('id').limit(limit).execute();
}

/** Those of the ids that no production order type has. */
export async function missingTypeIds(db: Db, ids: readonly number[]): Promise<number[]> {
  const rows = await db.selectFrom('productionTypes').select('id').where('id', 'in', listOf(db, ids)).execute();
  return ids.filter((id) => !rows.some((row) => row.id === id));
}

export async function insertVendor(tx: Tx, columns: VendorColumns): Promise<Row<'vendors'>> {
  return tx.insertInto('vendors').values(columns).returningAll().executeTakeFirstOrThrow();
}

export async function saveVendor(tx: Tx, id: number, columns: VendorColumns): Promise<Row<'vendors'>> {
  return tx
    .updateTable('vendors')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function removeVendor(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('vendors').where('id', '=', id).execute();
}

/** How many products, invoice lines and production orders name the vendor. */
export async function usesOfVendor(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from products where preferred_vendor_id = ${id})
      + (select count(*) from invoice_lines where vendor_id = ${id})
      + (select count(*) from production_orders where vendor_id = ${id}) as count
  `.execute(db);
  return rows[0]?.count ?? 0;
}
