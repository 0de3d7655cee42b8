import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as api from '@printrail/contract/invoices';
import type { Invoice } from '@printrail/contract/invoices';
import type { Db, Tx } from '../database/connect.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { refuseTaken, type Unique, type Wanted } from '../studio/keyed-records.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import * as lineQueries from './invoice-lines.queries.ts';
import * as queries from './invoices.queries.ts';

export const uniqueNumber: Unique = { table: 'invoices', field: 'number', code: 'invoice.number_taken' };
const uniqueKey: Unique = { table: 'invoices', field: 'externalKey', code: 'invoice.external_key_taken' };

export async function listInvoices(
  { db }: Reading,
  { query }: InputOf<typeof api.listInvoices>,
): Promise<AnswerOf<typeof api.listInvoices>> {
  const limit = query.limit ?? pageSize;
  const after = decodeCursor<queries.DateCursor>(query.after, 'dn');
  const rows = await queries.invoicesByDate(db, query, after, limit + 1);
  return pageOf(
    rows,
    limit,
    (row) => [row.date, row.id],
    (row) => row,
  );
}

export async function showInvoice({ db }: Reading, { params }: InputOf<typeof api.getInvoice>): Promise<Invoice> {
  return invoiceById(db, params.id);
}

export async function deleteInvoice(
  change: Change,
  { params, version }: InputOf<typeof api.deleteInvoice>,
): Promise<null> {
  const { tx } = change;
  const invoice = await queries.lockedInvoice(tx, params.id);
  expectVersion(invoice, version);
  const count = await queries.usesOfInvoice(tx, invoice.id);
  if (count > 0) throw new Refusal('invoice.in_use', { number: invoice.number, count });
  const before = await invoiceById(tx, invoice.id);
  await queries.removeInvoice(tx, invoice.id);
  await audit(change, { action: 'invoice.deleted', record: 'invoice', recordId: invoice.id, before });
  return null;
}

/** The invoice as it is answered with: lines and payments included. */
export async function invoiceById(db: Db, id: number): Promise<Invoice> {
  const summary = await queries.getSummary(db, id);
  return { ...summary, lines: await lineQueries.shownLines(db, id), payments: await queries.paymentsOf(db, id) };
}

/** Refuses a number or external key that another invoice has. */
export async function refuseTakenNames(tx: Tx, wanted: readonly Wanted[]): Promise<void> {
  await refuseTaken(tx, uniqueNumber, wanted);
  await refuseTaken(tx, uniqueKey, wanted);
}
