import type { HubSort } from '@printrail/contract/hub';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { conditionsOf } from '../orders/order-filter.queries.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Cursor } from '../studio/pages.ts';

/** What a sort orders by; a status sorts by its place in its cycle's settings, so by id and then by due date. */
export const sortColumns: Record<HubSort, { column: string; key: 'number' | 'text' | 'date' }> = {
  due: { column: 'o.due_date', key: 'date' },
  number: { column: 'o.number_key', key: 'text' },
  orderDate: { column: 'o.order_date', key: 'date' },
  completed: { column: 'o.completed_date', key: 'date' },
  client: { column: 'o.client_key', key: 'text' },
  vendor: { column: 'o.vendor_key', key: 'text' },
  status: { column: 'o.status_id', key: 'number' },
  since: { column: 'o.since_date', key: 'date' },
  responsible: { column: 'o.responsible_user_id', key: 'number' },
};

export type PageAsked = {
  filter: HubFilter;
  sort: HubSort;
  descending: boolean;
  after: Cursor | undefined;
  limit: number;
};

export type FoundOrder = { id: number; sortKey: string | number | null };

/**
 * Ids of one page, in order. Orders without a value of the sort (no due date, nobody responsible) come last either way;
 * so the list is two ranges of an index, those with a value and then those without, and a page reads only its own rows.
 */
export async function pageOfOrders(db: Db, today: IsoDate, asked: PageAsked): Promise<FoundOrder[]> {
  const conditions = await conditionsOf(db, asked.filter, today);
  const [key, id] = (asked.after ?? []) as [string | number | null | undefined, number | undefined];
  const column = sql.ref(sortColumns[asked.sort].column);
  const [direction, beyond] = asked.descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const found: FoundOrder[] = [];
  if (key !== null) {
    const from = key === undefined ? sql`${column} is not null` : sql`(${column}, o.id) ${beyond} (${key}, ${id})`;
    found.push(
      ...(await rowsOf(
        db,
        sql`${conditions} and ${from}`,
        sql`${column} ${direction}, o.id ${direction}`,
        column,
        asked.limit,
      )),
    );
  }
  if (found.length < asked.limit) {
    const from = key === null ? sql`${column} is null and o.id ${beyond} ${id}` : sql`${column} is null`;
    found.push(
      ...(await rowsOf(db, sql`${conditions} and ${from}`, sql`o.id ${direction}`, column, asked.limit - found.length)),
    );
  }
  return found;
}

async function rowsOf(
  db: Db,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  column: RawBuilder<unknown>,
  limit: number,
) {
  const { rows } = await sql<FoundOrder>`
    select o.id, ${column} as sort_key from production_orders as o
    where ${where} order by ${order} limit ${limit}`.execute(db);
  return rows;
}

export type StatusTotal = { statusId: number; count: number; value: number; late: number; atRisk: number };

/** Counts and value per status of all that match. */
export async function totalsOf(db: Db, today: IsoDate, filter: HubFilter): Promise<StatusTotal[]> {
  const conditions = await conditionsOf(db, filter, today);
  const { rows } = await sql<StatusTotal>`
    select o.status_id, count(*) as count, sum(o.value) as value,
      count(case when o.state = 'open' and o.due_date < ${today} then 1 end) as late,
      count(case when o.state = 'open' and o.risk_date <= ${today} then 1 end) as at_risk
    from production_orders as o where ${conditions} group by o.status_id`.execute(db);
  return rows;
}
