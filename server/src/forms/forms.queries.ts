import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';

/** What forms say of orders beyond what lists show. */
export async function detailsOfOrders(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('productionOrders as o')
    .leftJoin('invoices', 'invoices.id', 'o.invoiceId')
    .leftJoin('sessions', 'sessions.id', 'invoices.sessionId')
    .leftJoin('users as enteredBy', 'enteredBy.id', 'o.enteredById')
    .select([
      'o.id',
      'sessions.name as sessionName',
      'enteredBy.name as enteredByName',
      'o.studioNotes',
      'o.vendorNotes',
    ])
    .where('o.id', 'in', listOf(db, ids))
    .execute();
}

export async function linesOfOrders(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select(['orderLines.orderId', 'orderLines.description', 'orderLines.quantity', 'orderLines.cost'])
    .select(['orderLines.note', 'products.name as productName'])
    .where('orderLines.orderId', 'in', listOf(db, ids))
    .orderBy('orderLines.orderId')
    .orderBy('orderLines.position')
    .execute();
}

/** Who does the work of each status unless told, by the id of the status. */
export async function defaultResponsibles(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('productionStatuses as status')
    .leftJoin('users', 'users.id', 'status.userId')
    .leftJoin('departments', 'departments.id', 'status.departmentId')
    .select(['status.id', 'users.name as userName', 'departments.name as departmentName'])
    .execute();
  return new Map(rows.map(({ id, userName, departmentName }) => [id, userName ?? departmentName ?? '']));
}
