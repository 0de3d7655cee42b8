import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import { listOf, type Row } from '../database/rows.ts';
import { orderableLines } from '../invoices/invoice-lines.queries.ts';

export type InvoiceProgress = {
  id: number;
  number: string;
  open: number;
  completed: number;
  /** What is left to order, in words; empty when everything is ordered. */
  left: string[];
};

/** How far the production of invoices is, locked or changed in this transaction. */
export async function progressOf(tx: Tx, invoiceIds: readonly number[]): Promise<InvoiceProgress[]> {
  const { rows } = await sql<Omit<InvoiceProgress, 'left'>>`
    select i.id, i.number,
      count(case when o.state = 'open' then 1 end) as open,
      count(case when o.state = 'completed' then 1 end) as completed
    from invoices as i join production_orders as o on o.invoice_id = i.id
    where i.id in ${listOf(tx, invoiceIds)}
    group by i.id, i.number order by i.id`.execute(tx);
  const lines = await orderableLines(tx, invoiceIds);
  return rows.map((row) => ({
    ...row,
    left: lines
      .filter((line) => line.invoiceId === row.id && line.left > 0 && !line.isNotOrdered)
      .map((line) => `${line.left} × ${line.productName}`),
  }));
}

export function invoicesById(tx: Tx, ids: readonly number[]): Promise<Row<'invoices'>[]> {
  return tx.selectFrom('invoices').selectAll().where('id', 'in', listOf(tx, ids)).orderBy('id').execute();
}

/** The effects that undoing these history rows takes back, the latest of each invoice. */
export async function effectsOf(tx: Tx, invoiceIds: readonly number[]): Promise<Row<'invoiceEffects'>[]> {
  const rows = await tx
    .selectFrom('invoiceEffects')
    .selectAll()
    .where('invoiceId', 'in', listOf(tx, invoiceIds))
    .where('isTakenBack', '=', false)
    .orderBy('id')
    .execute();
  return [...new Map(rows.map((row) => [row.invoiceId, row])).values()];
}
