import type { Db } from '../database/connect.ts';

/** What templates say of an order, beyond what lists show. */
export async function mergedOrder(db: Db, id: number) {
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
    .where('o.id', '=', id)
    .executeTakeFirst();
}

/** The status an order came from with its latest change. */
export async function previousStatusOf(db: Db, orderId: number) {
  return db
    .selectFrom('orderHistory as change')
    .innerJoin('productionStatuses as status', 'status.id', 'change.fromStatusId')
    .select(['status.id', 'status.name'])
    .where('change.orderId', '=', orderId)
    .whereRef('change.toStatusId', '!=', 'change.fromStatusId')
    .orderBy('change.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function orderedLines(db: Db, orderId: number) {
  return db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select(['orderLines.description', 'orderLines.quantity', 'orderLines.note', 'products.name as productName'])
    .where('orderLines.orderId', '=', orderId)
    .orderBy('orderLines.position')
    .execute();
}

export async function mergedInvoice(db: Db, id: number) {
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
    .where('invoices.id', '=', id)
    .executeTakeFirst();
}

export async function invoicedLines(db: Db, invoiceId: number) {
  return db
    .selectFrom('invoiceLines')
    .innerJoin('products', 'products.id', 'invoiceLines.productId')
    .select(['products.name as productName', 'invoiceLines.description', 'invoiceLines.quantity'])
    .select(['invoiceLines.price', 'invoiceLines.discount', 'invoiceLines.total'])
    .where('invoiceLines.invoiceId', '=', invoiceId)
    .orderBy('invoiceLines.position')
    .execute();
}
