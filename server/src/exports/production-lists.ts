import type { HubFilter } from '@printrail/contract/hub-filter';
import { sql } from 'kysely';
import { highestId, idStretches } from '../database/chosen-ids.ts';
import { conditionsById } from '../orders/order-filter.queries.ts';
import { type Reading, system } from '../studio/change.ts';
import { csvList, type Wanted } from './csv-file.ts';

/** Orders that the hub's filter lets through; of every state unless told. */
function conditions(reading: Reading, filter: HubFilter) {
  return conditionsById(reading, { state: 'all', ...filter });
}

/** The rows wanted, looked for among some thousand ids at a time; others are served meanwhile. */
function inStretches<Row>(
  table: string,
  rowsIn: (reading: Reading, wanted: Wanted<HubFilter> & { upTo: number }) => Promise<Row[]>,
): (reading: Reading, wanted: Wanted<HubFilter>) => Promise<Row[]> {
  return async (reading, { after, limit, filter }) => {
    const rows: Row[] = [];
    for await (const { above, upTo } of idStretches({ above: after, upTo: await highestId(reading.db, table) })) {
      rows.push(...(await rowsIn(reading, { after: above, upTo, limit: limit - rows.length, filter })));
      if (rows.length >= limit) break;
    }
    return rows;
  };
}

const orderColumns = [
  ...(['o.id', 'o.number', 'productionTypes.name as typeName', 'productionStatuses.name as statusName'] as const),
  ...(['o.state', 'o.sinceDate', 'o.dueDate', 'o.isDueDateOverridden', 'o.orderDate', 'o.completedDate'] as const),
  ...(['vendors.name as vendorName', 'clients.name as clientName', 'o.invoiceId'] as const),
  ...(['invoices.number as invoiceNumber', 'sessions.name as sessionName', 'invoices.deliveryDate'] as const),
  ...(['users.name as responsibleUserName', 'departments.name as departmentName', 'o.value'] as const),
  ...(['o.vendorOrderNumber', 'o.vendorInvoiceNumber', 'o.vendorInvoiceAmount', 'o.studioNotes'] as const),
  ...(['o.vendorNotes', 'original.number as reorderOfNumber', 'reorderReasons.name as reorderReason'] as const),
] as const;

export const productionOrders = csvList<HubFilter>(
  'production-orders',
  [...orderColumns, 'isLate', 'isAtRisk'],
  inStretches('production_orders', async (reading, { after, upTo, limit, filter }) =>
    reading.db
      .selectFrom('productionOrders as o')
      .innerJoin('productionTypes', 'productionTypes.id', 'o.typeId')
      .innerJoin('productionStatuses', 'productionStatuses.id', 'o.statusId')
      .innerJoin('vendors', 'vendors.id', 'o.vendorId')
      .leftJoin('clients', 'clients.id', 'o.clientId')
      .leftJoin('invoices', 'invoices.id', 'o.invoiceId')
      .leftJoin('sessions', 'sessions.id', 'invoices.sessionId')
      .leftJoin('users', 'users.id', 'o.responsibleUserId')
      .leftJoin('departments', 'departments.id', 'o.departmentId')
      .leftJoin('productionOrders as original', 'original.id', 'o.reorderOfId')
      .leftJoin('reorderReasons', 'reorderReasons.id', 'o.reorderReasonId')
      .select(orderColumns)
      .select([
        sql<boolean>`o.state = 'open' and coalesce(o.due_date < ${reading.today}, false)`.as('isLate'),
        sql<boolean>`o.state = 'open' and coalesce(o.risk_date <= ${reading.today}, false)`.as('isAtRisk'),
      ])
      .where(conditions(reading, filter))
      .where('o.id', '>', after)
      .where('o.id', '<=', upTo)
      .orderBy('o.id')
      .limit(limit)
      .execute(),
  ),
  { value: 'money', vendorInvoiceAmount: 'money' },
);

const lineColumns = [
  ...(['line.id', 'line.orderId', 'o.number as orderNumber', 'line.position', 'line.productId'] as const),
  ...(['products.name as productName', 'line.description', 'line.quantity', 'line.invoiceLineId'] as const),
  ...(['line.invoiceQuantity', 'line.cost', 'line.note'] as const),
] as const;

export const orderLines = csvList<HubFilter>(
  'order-lines',
  lineColumns,
  inStretches('order_lines', async (reading, { after, upTo, limit, filter }) =>
    reading.db
      .selectFrom('orderLines as line')
      .innerJoin('productionOrders as o', 'o.id', 'line.orderId')
      .leftJoin('products', 'products.id', 'line.productId')
      .select(lineColumns)
      .where(conditions(reading, filter))
      .where('line.id', '>', after)
      .where('line.id', '<=', upTo)
      .orderBy('line.id')
      .limit(limit)
      .execute(),
  ),
  { cost: 'money' },
);

const historyColumns = [
  ...(['h.id', 'h.orderId', 'o.number as orderNumber', 'h.kind', 'h.at'] as const),
  ...(['h.through', 'origin.name as fromStatusName', 'target.name as toStatusName'] as const),
  ...(['h.sinceDate as enteredDate', 'h.changeDate', 'h.visitCompletedDate as completedDate', 'h.dueDate'] as const),
  ...(['h.daysLate', 'responsible.name as responsibleUserName', 'departments.name as departmentName'] as const),
  ...(['h.note', 'h.bulkChangeId as batchId', 'h.undoesId'] as const),
] as const;

export const orderHistory = csvList<HubFilter>(
  'order-history',
  [...historyColumns.slice(0, 5), 'who', ...historyColumns.slice(5)],
  inStretches('order_history', async (reading, { after, upTo, limit, filter }) =>
    reading.db
      .selectFrom('orderHistory as h')
      .innerJoin('productionOrders as o', 'o.id', 'h.orderId')
      .leftJoin('productionStatuses as origin', 'origin.id', 'h.fromStatusId')
      .leftJoin('productionStatuses as target', 'target.id', 'h.toStatusId')
      .leftJoin('users', 'users.id', 'h.userId')
      .leftJoin('apiKeys', 'apiKeys.id', 'h.apiKeyId')
      .leftJoin('users as responsible', 'responsible.id', 'h.responsibleUserId')
      .leftJoin('departments', 'departments.id', 'h.departmentId')
      .select(historyColumns)
      .select(sql<string>`coalesce(users.name, h.who, api_keys.name, ${system.name})`.as('who'))
      .where(conditions(reading, filter))
      .where('h.id', '>', after)
      .where('h.id', '<=', upTo)
      .orderBy('h.id')
      .limit(limit)
      .execute(),
  ),
  { at: 'instant' },
);
