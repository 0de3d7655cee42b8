import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';

/** What templates say of orders, beyond what lists show. */
export async function mergedOrders(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('productionOrders as o')
    .innerJoin('productionStatuses as status', 'status.id', 'o.statusId')
    .innerJoin('productionTypes as type', 'type.id', 'o.typeId')
    .leftJoin('users', 'users.id', 'o.responsibleUserId')
    .leftJoin('departments', 'departments.id', 'o.departmentId')
    .select(['o.id', 'o.number', 'o.clientId', 'o.invoiceId', 'o.vendorId', 'o.orderDate', 'o.dueDate', 'o.state'])
    .select(['o.vendorOrderNumber', 'o.vendorNotes', 'o.statusId', 'type.name as typeName', 'o.typeId'])
    .select(['status.name as statusName', 'status.clientWording'])
    .select(['users.name as userName', 'departments.name as departmentName'])
    .where('o.id', 'in', listOf(db, ids))
    .execute();
}

/** The status that each of the orders came from with its latest change. */
export async function previousStatusesOf(db: Db, orderIds: readonly number[]) {
  const latest = db
    .selectFrom('orderHistory')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('orderId', 'in', listOf(db, orderIds))
    .whereRef('toStatusId', '!=', 'fromStatusId')
    .groupBy('orderId');
  return db
    .selectFrom('orderHistory as change')
    .innerJoin('productionStatuses as status', 'status.id', 'change.fromStatusId')
    .select(['change.orderId', 'status.id', 'status.name'])
    .where('change.id', 'in', latest)
    .execute();
}

export async function orderedLines(db: Db, orderIds: readonly number[]) {
  return db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'orderLines.orderId',
      'orderLines.description',
      'orderLines.quantity',
      'orderLines.note',
      'products.name as productName',
    ])
    .where('orderLines.orderId', 'in', listOf(db, orderIds))
    .orderBy('orderLines.position')
    .execute();
}

export async function mergedInvoices(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('invoices')
    .innerJoin('invoiceStatuses as status', 'status.id', 'invoices.statusId')
    .leftJoin('sessions', 'sessions.id', 'invoices.sessionId')
    .select(['invoices.id', 'invoices.number', 'invoices.clientId', 'invoices.date', 'invoices.deliveryDate'])
    .select([
      'invoices.deliveredDate',
      'invoices.statusDueDate',
      'invoices.total',
      'invoices.paid',
      'invoices.statusId',
    ])
    .select(['invoices.tax', 'invoices.shipping', 'invoices.notes'])
    .select(['status.name as statusName', 'sessions.name as sessionName', 'sessions.date as sessionDate'])
    .where('invoices.id', 'in', listOf(db, ids))
    .execute();
}

export async function invoicedLines(db: Db, invoiceIds: readonly number[]) {
  return db
    .selectFrom('invoiceLines')
    .innerJoin('products', 'products.id', 'invoiceLines.productId')
    .select([
      'invoiceLines.invoiceId',
      'products.name as productName',
      'invoiceLines.description',
      'invoiceLines.quantity',
    ])
    .select(['invoiceLines.price', 'invoiceLines.discount', 'invoiceLines.total'])
    .where('invoiceLines.invoiceId', 'in', listOf(db, invoiceIds))
    .orderBy('invoiceLines.position')
    .execute();
}
