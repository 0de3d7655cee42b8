import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { listOf, type Row } from '../database/rows.ts';
import { hasWords } from '../database/words.ts';
import { Refusal } from '../platform/refusal.ts';
import type { NameCursor } from '../studio/pages.ts';
import { fewClients } from './client-search.queries.ts';
import type { ClientColumns } from './clients.rules.ts';

export async function getClient(db: Db, id: number): Promise<Row<'clients'>> {
  const row = await db.selectFrom('clients').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('client.not_found', { id });
  return row;
}

export async function clientsByIds(db: Db, ids: readonly number[]): Promise<Map<number, Row<'clients'>>> {
  const rows = await db.selectFrom('clients').selectAll().where('id', 'in', listOf(db, ids)).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export type ClientFilter = { search?: string; active?: boolean };

export async function clientsByName(
  db: Db,
  { search, active }: ClientFilter,
  after: NameCursor | undefined,
  limit: number,
): Promise<Row<'clients'>[]> {
  const few = await fewClients(db, search);
  let query = db
    .selectFrom('clients')
    .selectAll()
    .where(hasWords(sql.ref('searchText'), search));
  if (few) query = query.where('id', 'in', listOf(db, few));
  if (active !== undefined) query = query.where('isActive', '=', active);
  if (after) query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('nameKey', 'id'), '>', tuple(...after)));
  return query.orderBy('nameKey').orderBy('id').limit(limit).execute();
}

export async function insertClient(tx: Tx, columns: ClientColumns): Promise<Row<'clients'>> {
  return tx.insertInto('clients').values(columns).returningAll().executeTakeFirstOrThrow();
}

export async function saveClient(tx: Tx, id: number, columns: ClientColumns): Promise<Row<'clients'>> {
  return tx
    .updateTable('clients')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function removeClient(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('clients').where('id', '=', id).execute();
}

/** How many sessions, invoices and production orders are the client's. */
export async function usesOfClient(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from sessions where client_id = ${id})
      + (select count(*) from invoices where client_id = ${id})
      + (select count(*) from production_orders where client_id = ${id}) as count
  `.execute(db);
  return rows[0]?.count ?? 0;
}
