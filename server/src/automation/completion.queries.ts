import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import { type Columns, insertRows, listOf, type Row } from '../database/rows.ts';
import { orderableLines } from '../invoices/invoice-lines.queries.ts';

export type InvoiceProgress = {
  id: number;
  number: string;
  open: number;
  completed: number;
  /** What is left to order, in words; empty when everything is ordered. */
  left: string[];
};

/** How far the production of invoices that have orders is; they are locked or changed in this transaction. */
export async function progressOf(tx: Tx, invoiceIds: readonly number[]): Promise<InvoiceProgress[]> {
  const { rows } = await sql<Omit<InvoiceProgress, 'left'>>`
    select i.id, i.number,
      count(case when o.state = 'open' then 1 end) as open,
      count(case when o.state = 'completed' then 1 end) as completed
    from invoices as i join production_orders as o on o.invoice_id = i.id
    where i.id in ${listOf(tx, invoiceIds)}
    group by i.id, i.number order by i.id`.execute(tx);
  const lines = await orderableLines(tx, invoiceIds);
  const unordered = lines.filter(({ left, isNotOrdered }) => left > 0 && !isNotOrdered);
  const leftByInvoice = Map.groupBy(unordered, ({ invoiceId }) => invoiceId);
  return rows.map((row) => ({
    ...row,
    left: (leftByInvoice.get(row.id) ?? []).map(({ left, productName }) => `${left} × ${productName}`),
  }));
}

export async function linesOfProducts(tx: Tx, productIds: readonly number[]): Promise<number[]> {
  const lines = tx.selectFrom('invoiceLines').select('id').where('productId', 'in', listOf(tx, productIds));
  return (await lines.orderBy('id').execute()).map(({ id }) => id);
}

/**
 * Invoices that have production orders and of one of these lines something that is not ordered; those delivered, or at
 * the final status, wait for nothing.
 */
export async function invoicesWaitingFor(tx: Tx, lineIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct i.id from invoice_lines as line
    join invoices as i on i.id = line.invoice_id
    join invoice_statuses as s on s.id = i.status_id
    where line.id in ${listOf(tx, lineIds)} and not line.is_not_ordered
      and i.delivered_date is null and not s.is_final
      and exists (select 1 from production_orders as o where o.invoice_id = i.id)
      and line.quantity > (
        select coalesce(sum(ol.invoice_quantity), 0) from order_lines as ol
        join production_orders as o on o.id = ol.order_id
        where ol.invoice_line_id = line.id and o.state <> 'cancelled')
    order by i.id`.execute(tx);
  return rows.map(({ id }) => id);
}

export function invoicesById(tx: Tx, ids: readonly number[]): Promise<Row<'invoices'>[]> {
  return tx.selectFrom('invoices').selectAll().where('id', 'in', listOf(tx, ids)).orderBy('id').execute();
}

export type Effect = Row<'invoiceEffects'>;

/** What automation did to these invoices and was not taken back, by invoice, oldest first. */
export async function effectsOf(tx: Tx, invoiceIds: readonly number[]): Promise<Map<number, Effect[]>> {
  const rows = await tx
    .selectFrom('invoiceEffects')
    .selectAll()
    .where('invoiceId', 'in', listOf(tx, invoiceIds))
    .where('isTakenBack', '=', false)
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, ({ invoiceId }) => invoiceId);
}

export async function insertEffects(tx: Tx, effects: readonly Omit<Effect, 'id'>[]): Promise<void> {
  const columns: Columns = {
    ...{ invoice_id: 'int', first_history_id: 'int', last_history_id: 'int', status_id: 'int' },
    ...{ status_since_date: 'date', status_due_date: 'date', delivered_date: 'date' },
    ...{ version_after: 'int', is_taken_back: 'bool' },
  };
  await insertRows(tx, 'invoice_effects', columns, effects);
}

export async function saveTakenBack(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.updateTable('invoiceEffects').set({ isTakenBack: true }).where('id', 'in', listOf(tx, ids)).execute();
}
