import type { InvoiceSummary, Payment } from '@printrail/contract/invoices';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { updateRows } from '../database/many-rows.ts';
import { type Columns, insertRows, listOf, lockRows } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Head, InvoiceRow } from './details.rules.ts';
import { invoicesWithWords } from './invoice-search.queries.ts';
import type { InvoicePlace } from './place.rules.ts';

export async function getInvoice(db: Db, id: number): Promise<InvoiceRow> {
  const row = await db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('invoice.not_found', { id });
  return row;
}

/** The invoice, not changed by anyone else until the transaction ends. */
export async function lockedInvoice(tx: Tx, id: number): Promise<InvoiceRow> {
  await lockRows(tx, 'invoices', [id]);
  return getInvoice(tx, id);
}

/** The invoices that other systems know by these keys, not changed by anyone else until the transaction ends. */
export async function lockedInvoicesByKey(tx: Tx, externalKeys: readonly string[]): Promise<InvoiceRow[]> {
  const keyed = tx.selectFrom('invoices').where('externalKey', 'in', listOf(tx, externalKeys));
  const rows = await keyed.select('id').execute();
  const ids = rows.map(({ id }) => id);
  await lockRows(tx, 'invoices', ids);
  return tx.selectFrom('invoices').selectAll().where('id', 'in', listOf(tx, ids)).execute();
}

export type SummaryRow = InvoiceSummary & { tax: number; shipping: number; notes: string };

export async function getSummary(db: Db, id: number): Promise<SummaryRow> {
  const row = await summaries(db)
    .select(['invoice.tax', 'invoice.shipping', 'invoice.notes'])
    .where('invoice.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('invoice.not_found', { id });
  return row;
}

export async function summariesByIds(db: Db, ids: readonly number[]): Promise<InvoiceSummary[]> {
  if (ids.length === 0) return [];
  return summaries(db).where('invoice.id', 'in', listOf(db, ids)).orderBy('invoice.id').execute();
}

export type InvoiceFilter = { search?: string; clientId?: number; sessionId?: number; statusId?: number };
export type DateCursor = [date: IsoDate, id: number];

export async function invoicesByDate(
  db: Db,
  { search, clientId, sessionId, statusId }: InvoiceFilter,
  after: DateCursor | undefined,
  limit: number,
): Promise<InvoiceSummary[]> {
  let query = summaries(db).where(await invoicesWithWords(db, search));
  if (clientId !== undefined) query = query.where('invoice.clientId', '=', clientId);
  if (sessionId !== undefined) query = query.where('invoice.sessionId', '=', sessionId);
  if (statusId !== undefined) query = query.where('invoice.statusId', '=', statusId);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('invoice.date', 'invoice.id'), '<', tuple(...after)));
  }
  return query.orderBy('invoice.date', 'desc').orderBy('invoice.id', 'desc').limit(limit).execute();
}

function summaries(db: Db) {
  return db
    .selectFrom('invoices as invoice')
    .innerJoin('clients as client', 'client.id', 'invoice.clientId')
    .innerJoin('invoiceStatuses as status', 'status.id', 'invoice.statusId')
    .leftJoin('sessions as session', 'session.id', 'invoice.sessionId')
    .select(['invoice.id', 'invoice.number', 'invoice.clientId', 'client.name as clientName'])
    .select(['invoice.sessionId', 'session.name as sessionName', 'invoice.date', 'invoice.deliveryDate'])
    .select(['invoice.deliveredDate', 'invoice.statusId', 'status.name as statusName', 'invoice.statusSinceDate'])
    .select(['invoice.statusDueDate', 'invoice.total', 'invoice.paid', 'invoice.externalKey', 'invoice.version']);
}

export type InvoiceColumns = Omit<InvoiceRow, 'id' | 'version'>;

export async function insertInvoice(tx: Tx, columns: InvoiceColumns): Promise<number> {
  const { id } = await tx.insertInto('invoices').values(columns).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function saveInvoice(tx: Tx, id: number, columns: Partial<InvoiceColumns>): Promise<void> {
  await tx
    .updateTable('invoices')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Inserts many invoices that other systems know by keys; gives their ids by those. */
export async function insertInvoices(
  tx: Tx,
  invoices: readonly InvoiceColumns[],
): Promise<{ id: number; externalKey: string }[]> {
  const columns: Columns = { ...headTypes, ...placeTypes, paid: 'int', created_at: 'int' };
  return insertRows(tx, 'invoices', columns, invoices, ['id', 'external_key']);
}

export async function saveHeads(tx: Tx, heads: readonly (Head & { id: number })[]): Promise<void> {
  await updateRows(tx, 'invoices', headTypes, heads);
}

/** Until the new numbers are written; capitals stand in no folded key, so these collide with none. */
export async function freeNumbers(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`update invoices set number_key = 'CHANGING ' || id where id in ${listOf(tx, ids)}`.execute(tx);
}

/** Puts many invoices where they shall stand. */
export async function savePlaces(tx: Tx, places: readonly (InvoicePlace & { id: number })[]): Promise<void> {
  await updateRows(tx, 'invoices', placeTypes, places);
}

const headTypes: Columns = {
  ...{ number: 'text', number_key: 'text', client_id: 'int', session_id: 'int', date: 'date', delivery_date: 'date' },
  ...{ delivered_date: 'date', tax: 'int', shipping: 'int', total: 'int', notes: 'text', external_key: 'text' },
};

const placeTypes: Columns = {
  ...{ status_id: 'int', status_since_date: 'date', status_due_date: 'date', delivered_date: 'date' },
};

/** Removes an invoice that has neither production orders nor payments. */
export async function removeInvoice(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('invoiceLines').where('invoiceId', '=', id).execute();
  await tx.deleteFrom('invoices').where('id', '=', id).execute();
}

/** How many production orders and payments the invoice has. */
export async function usesOfInvoice(db: Db, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from production_orders where invoice_id = ${id})
      + (select count(*) from payments where invoice_id = ${id}) as count
  `.execute(db);
  return rows[0]?.count ?? 0;
}

export async function paymentsOf(db: Db, invoiceId: number): Promise<Payment[]> {
  return db
    .selectFrom('payments')
    .select(['id', 'date', 'amount', 'note', 'externalKey'])
    .where('invoiceId', '=', invoiceId)
    .orderBy('date')
    .orderBy('id')
    .execute();
}

export async function insertPayment(tx: Tx, invoiceId: number, payment: Omit<Payment, 'id'>): Promise<void> {
  await tx
    .insertInto('payments')
    .values({ ...payment, invoiceId })
    .execute();
}

export async function removePayment(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('payments').where('id', '=', id).execute();
}
