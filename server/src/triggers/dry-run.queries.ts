import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import { listOf, type Row, tableOf } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';

type Asked = { statusId: number; since: number };

/** The orders that entered a status since then. */
export async function ordersEntering(db: Db, { statusId, since }: Asked): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct order_id as id from order_history
    where to_status_id = ${statusId} and at >= ${since} order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** The orders that something happened to at a status since then, and those that stand there with one of the due dates. */
export async function ordersAtStatus(
  db: Db,
  { statusId, since }: Asked,
  dueDates: readonly IsoDate[],
): Promise<number[]> {
  // At a final status stand the orders of many years, none of them with a due date.
  const standing =
    dueDates.length === 0
      ? sql``
      : sql`union select id from production_orders
          where state = 'open' and status_id = ${statusId} and due_date in ${listOfDates(db, dueDates)}`;
  const { rows } = await sql<{ id: number }>`
    select order_id as id from order_history where to_status_id = ${statusId} and at >= ${since}
    union select order_id from order_history where from_status_id = ${statusId} and at >= ${since}
    ${standing} order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

export async function dueDatesAt(db: Db, statusId: number): Promise<IsoDate[]> {
  const { rows } = await sql<{ dueDate: IsoDate }>`
    select distinct due_date from production_orders
    where state = 'open' and status_id = ${statusId} and due_date is not null`.execute(db);
  return rows.map(({ dueDate }) => dueDate);
}

/** Invoices that a kept change concerned since then, and those that stand at a status as the condition says. */
export async function invoicesAtStatus(
  db: Db,
  { statusId, since }: Asked,
  { sinceDate, dueDates }: { sinceDate: IsoDate; dueDates: readonly IsoDate[] },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select record_id as id from audit_entries where ${isOfPlace} and at >= ${since}
    union select id from invoices where status_id = ${statusId}
      and (status_since_date >= ${sinceDate} or status_due_date in ${listOfDates(db, dueDates)})
    order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

export async function invoiceDueDatesAt(db: Db, statusId: number): Promise<IsoDate[]> {
  const { rows } = await sql<{ dueDate: IsoDate }>`
    select distinct status_due_date as due_date from invoices
    where status_id = ${statusId} and status_due_date is not null`.execute(db);
  return rows.map(({ dueDate }) => dueDate);
}

// Written out, so that the database sees which of its indexes holds just these.
const isOfPlace = sql`action in ('invoice.added', 'invoice.status_changed', 'invoice.completion_taken_back')`;

function listOfDates(db: Db, dates: readonly IsoDate[]) {
  const rows = dates.map((dueDate) => ({ dueDate }));
  return sql`(select due_date from ${tableOf(db, { due_date: 'date' }, rows)} as given)`;
}

type InvoicePlaceRow = Pick<Row<'invoices'>, 'id' | 'statusId' | 'statusSinceDate' | 'statusDueDate'>;
type InvoiceMove = { id: number; invoiceId: number; at: number; action: string; before: string };

/** Where invoices stand, and what brought them there, the latest first, with what it changed as it was before. */
export async function invoiceMovesOf(db: Db, ids: readonly number[]) {
  const places = await db
    .selectFrom('invoices')
    .select(['id', 'statusId', 'statusSinceDate', 'statusDueDate'])
    .where('id', 'in', listOf(db, ids))
    .orderBy('id')
    .execute();
  const { rows } = await sql<InvoiceMove>`
    select id, record_id as invoice_id, at, action, before from audit_entries
    where record = 'invoice' and record_id in ${listOf(db, ids)} and ${isOfPlace} order by id desc`.execute(db);
  const moves = Map.groupBy(rows, ({ invoiceId }) => invoiceId);
  return places.map((place) => ({ place, moves: moves.get(place.id) ?? [] }));
}
export type InvoiceLife = { place: InvoicePlaceRow; moves: readonly InvoiceMove[] };

export type PlaceRow = Pick<
  Row<'orderHistory'>,
  'id' | 'orderId' | 'kind' | 'at' | 'fromStatusId' | 'entry' | 'dueDate' | 'resume' | 'undoesId'
> & { [Column in 'statusId' | 'entry' | 'dueDate' | 'resume' as `${Column}Now`]: PlaceColumns[Column] };

/** What brought orders to other places, oldest first, with the place before it and the place of today. */
export async function movesOf(db: Db, orderIds: readonly number[]): Promise<PlaceRow[]> {
  const { rows } = await sql<PlaceRow>`
    select h.id, h.order_id, h.kind, h.at, h.from_status_id, h.entry, h.due_date, h.resume, h.undoes_id,
      o.status_id as status_id_now, o.entry as entry_now, o.due_date as due_date_now, o.resume as resume_now
    from production_orders as o join order_history as h on h.order_id = o.id
    where o.id in ${listOf(db, orderIds)}
      and h.kind in ('created', 'change', 'undo', 'edited', 'recalculated', 'cancelled', 'reopened')
    order by h.order_id, h.id`.execute(db);
  return rows;
}
