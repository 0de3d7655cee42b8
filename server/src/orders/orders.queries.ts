import type { OrderLine, OrderSummary } from '@printrail/contract/orders';
import { sql } from 'kysely';
import { type Cycles, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { type Db, dialectOf, type Tx } from '../database/connect.ts';
import { type Named, prepared, preparedWide } from '../database/prepared.ts';
import { listIn } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { placeNames } from './place.ts';

/** What a status change needs to know of an order. */
export type OrderAtPlace = Awaited<ReturnType<typeof ordersAtPlace>>[number];

const placeSelection = placeNames.map((name) => `productionOrders.${name}` as const);

/** Orders with their place and their invoice's delivery date, by id. */
export async function ordersAtPlace(db: Db, ids: readonly number[]) {
  return atPlace(db, { ids: JSON.stringify(ids) });
}

const atPlace = prepared((db, value: Named<{ ids: string }>) =>
  db
    .selectFrom('productionOrders')
    .leftJoin('invoices', 'invoices.id', 'productionOrders.invoiceId')
    .select([
      'productionOrders.id',
      'productionOrders.number',
      'productionOrders.typeId',
      'productionOrders.invoiceId',
      'productionOrders.state',
      'productionOrders.version',
      'productionOrders.lastChangeId',
      'productionOrders.orderDate',
      'invoices.deliveryDate',
      ...placeSelection,
    ])
    .where('productionOrders.id', 'in', listIn(db, value('ids')))
    .orderBy('productionOrders.id'),
);

export async function getOrderAtPlace(db: Db, id: number): Promise<OrderAtPlace> {
  const [order] = await ordersAtPlace(db, [id]);
  if (!order) throw new Refusal('order.not_found', { id });
  return order;
}

/**
 * Locks orders, and before them their invoices, each in id order: two processes that finish the last two orders of an
 * invoice then see one another.
 */
export async function lockOrders(tx: Tx, ids: readonly number[]): Promise<void> {
  if (dialectOf(tx) === 'sqlite' || ids.length === 0) return;
  await sql`select id from invoices
    where id in (select invoice_id from production_orders where id = any(${ids}::bigint[]))
    order by id for update`.execute(tx);
  await sql`select id from production_orders where id = any(${ids}::bigint[]) order by id for update`.execute(tx);
}

type SummaryRow = Awaited<ReturnType<typeof summaryRows>>[number];

/** Orders as lists show them, in the order of the ids. */
export async function summariesOf(reading: Reading, ids: readonly number[]): Promise<OrderSummary[]> {
  if (ids.length === 0) return [];
  const cycles = await cyclesOf(reading);
  const rows = await summaryRows(reading.db, { ids: JSON.stringify(ids), today: reading.today });
  const byId = new Map(rows.map((row) => [row.id, summaryOf(row, cycles)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function summaryById(reading: Reading, id: number): Promise<OrderSummary> {
  const [summary] = await summariesOf(reading, [id]);
  if (!summary) throw new Refusal('order.not_found', { id });
  return summary;
}

const summaryRows = preparedWide((db, value: Named<{ ids: string; today: IsoDate }>) =>
  db
    .selectFrom('productionOrders as o')
    .innerJoin('vendors', 'vendors.id', 'o.vendorId')
    .leftJoin('clients', 'clients.id', 'o.clientId')
    .leftJoin('invoices', 'invoices.id', 'o.invoiceId')
    .leftJoin('users', 'users.id', 'o.responsibleUserId')
    .leftJoin('departments', 'departments.id', 'o.departmentId')
    .select([
      'o.id',
      'o.number',
      'o.typeId',
      'o.statusId',
      'o.state',
      'o.sinceDate',
      'o.dueDate',
      'o.isDueDateOverridden',
      'o.orderDate',
      'o.vendorId',
      'o.clientId',
      'o.invoiceId',
      'o.responsibleUserId',
      'o.departmentId',
      'o.completedDate',
      'o.vendorOrderNumber',
      'o.value',
      'o.version',
      'vendors.name as vendorName',
      'clients.name as clientName',
      'invoices.number as invoiceNumber',
      'invoices.sessionId',
      'invoices.deliveryDate',
      'users.name as responsibleUserName',
      'departments.name as departmentName',
      sql<boolean>`o.state = 'open' and coalesce(o.due_date < ${value('today')}, false)`.as('isLate'),
      sql<boolean>`o.state = 'open' and coalesce(o.risk_date <= ${value('today')}, false)`.as('isAtRisk'),
    ])
    .where('o.id', 'in', listIn(db, value('ids'))),
);

function summaryOf(row: SummaryRow, cycles: Cycles): OrderSummary {
  const status = statusOf(cycles, row.statusId);
  const typeName = cycles.byType.get(row.typeId)?.type.name ?? '';
  return { ...row, typeName, statusName: status.name, statusColor: status.color };
}

export async function linesOf(db: Db, orderId: number): Promise<OrderLine[]> {
  return db
    .selectFrom('orderLines')
    .select([
      'id',
      'position',
      'invoiceLineId',
      'productId',
      'description',
      'invoiceQuantity',
      'quantity',
      'cost',
      'note',
    ])
    .where('orderId', '=', orderId)
    .orderBy('position')
    .execute();
}

/** What only the order's own page shows. */
export async function detailsOf(db: Db, id: number) {
  return db
    .selectFrom('productionOrders as o')
    .leftJoin('invoices', 'invoices.id', 'o.invoiceId')
    .leftJoin('sessions', 'sessions.id', 'invoices.sessionId')
    .leftJoin('users as enteredBy', 'enteredBy.id', 'o.enteredById')
    .leftJoin('users as completedBy', 'completedBy.id', 'o.completedById')
    .leftJoin('productionOrders as reorderOf', 'reorderOf.id', 'o.reorderOfId')
    .leftJoin('reorderReasons as reason', 'reason.id', 'o.reorderReasonId')
    .select([
      'sessions.name as sessionName',
      'enteredBy.name as enteredByName',
      'completedBy.name as completedByName',
      'o.resume',
      'o.createdAt',
      'o.vendorInvoiceNumber',
      'o.vendorInvoiceAmount',
      'o.studioNotes',
      'o.vendorNotes',
      'o.reorderOfId',
      'reorderOf.number as reorderOfNumber',
      'reason.name as reorderReason',
    ])
    .where('o.id', '=', id)
    .executeTakeFirst();
}

/** When and why an order was cancelled last. */
export async function cancellationOf(db: Db, orderId: number) {
  return db
    .selectFrom('orderHistory')
    .select(['changeDate as cancelledDate', 'note as cancelReason'])
    .where('orderId', '=', orderId)
    .where('kind', '=', 'cancelled')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The orders that repeat lines of an order, oldest first. */
export async function reordersOf(db: Db, orderId: number) {
  return db
    .selectFrom('productionOrders as o')
    .innerJoin('reorderReasons as reason', 'reason.id', 'o.reorderReasonId')
    .select(['o.id', 'o.number', 'o.state', 'reason.name as reason'])
    .where('o.reorderOfId', '=', orderId)
    .orderBy('o.id')
    .execute();
}
