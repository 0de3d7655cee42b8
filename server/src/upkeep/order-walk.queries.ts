import type { Db } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { HistoryRow } from './history.rules.ts';

/** An order with everything that what it keeps is taken from. */
export type WalkedOrder = Row<'productionOrders'> & {
  invoiceClientId: number | null;
  invoiceNumber: string | null;
  deliveryDate: IsoDate | null;
  clientName: string | null;
  vendorName: string | null;
  history: readonly HistoryRow[];
};

const ordersAtOnce = 2_000;

/** All orders, or those that are open, with their histories, by id and some at a time. */
export async function* walkOrders(db: Db, which: 'all' | 'open'): AsyncGenerator<WalkedOrder[]> {
  let after = 0;
  for (;;) {
    const orders = await ordersAfter(db, which, after);
    const last = orders.at(-1)?.id;
    if (last === undefined) return;
    const histories = Map.groupBy(await historiesOf(db, which, after, last), ({ orderId }) => orderId);
    yield orders.map((order) => ({ ...order, history: histories.get(order.id) ?? [] }));
    after = last;
  }
}

async function ordersAfter(db: Db, which: 'all' | 'open', after: number) {
  let query = db
    .selectFrom('productionOrders as o')
    .leftJoin('invoices', 'invoices.id', 'o.invoiceId')
    .leftJoin('clients', (join) =>
      join.on('clients.id', '=', (eb) => eb.fn.coalesce('invoices.clientId', 'o.clientId')),
    )
    .leftJoin('vendors', 'vendors.id', 'o.vendorId')
    .selectAll('o')
    .select(['invoices.clientId as invoiceClientId', 'invoices.number as invoiceNumber', 'invoices.deliveryDate'])
    .select(['clients.name as clientName', 'vendors.name as vendorName'])
    .where('o.id', '>', after);
  if (which === 'open') query = query.where('o.state', '=', 'open');
  return query.orderBy('o.id').limit(ordersAtOnce).execute();
}

async function historiesOf(db: Db, which: 'all' | 'open', after: number, last: number): Promise<HistoryRow[]> {
  let query = db
    .selectFrom('orderHistory as h')
    .select(['h.id', 'h.orderId', 'h.kind', 'h.fromStatusId', 'h.toStatusId', 'h.changeDate', 'h.visitCompletedDate'])
    .select(['h.daysLate', 'h.sinceDate', 'h.dueDate', 'h.isDueDateOverridden', 'h.responsibleUserId'])
    .select(['h.departmentId', 'h.entry', 'h.daysLeft', 'h.resume', 'h.completedDate', 'h.completedById'])
    .select(['h.undoesId', 'h.previousChangeId', 'h.through'])
    .where('h.orderId', '>', after)
    .where('h.orderId', '<=', last);
  if (which === 'open') {
    const open = db.selectFrom('productionOrders').select('id').where('state', '=', 'open');
    query = query.where('h.orderId', 'in', open.where('id', '>', after).where('id', '<=', last));
  }
  return query.orderBy('h.orderId').orderBy('h.id').execute();
}
