import type { OrderCounts, OrderDay } from '@printrail/contract/hub-counts';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { type RawBuilder, sql } from 'kysely';
import { offIndex } from '../database/off-index.ts';
import { listOf } from '../database/rows.ts';
import {
  allOf,
  conditionsOffIndex,
  fewMatching,
  isUnderOne,
  openMatching,
  stateIs,
  stateOf,
  workOf,
} from '../orders/order-filter.queries.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Reading } from '../studio/change.ts';

export type StatusTotal = { statusId: number; count: number; value: number; late: number; atRisk: number };

/** Counts and value per status of all that match; of those listed when they are known. */
export async function totalsOf(
  reading: Reading,
  filter: HubFilter,
  listed: readonly number[] | undefined,
): Promise<StatusTotal[]> {
  const { db, today } = reading;
  const { rows } = await sql<StatusTotal>`
    select o.status_id, count(*) as count, sum(o.value) as value,
      count(case when o.state = 'open' and o.due_date < ${today} then 1 end) as late,
      count(case when o.state = 'open' and o.risk_date <= ${today} then 1 end) as at_risk
    from production_orders as o where ${await among(reading, filter, listed)} group by o.status_id`.execute(db);
  return rows;
}

/** How many open orders match, and how many of them fulfil each condition more. */
export async function countsOf(reading: Reading, filter: HubFilter, endOfWeek: IsoDate): Promise<OrderCounts> {
  const { db, today, actor } = reading;
  const that = (condition: RawBuilder<unknown>) => sql`count(case when ${condition} then 1 end)`;
  const { rows } = await sql<OrderCounts>`
    select count(*) as open,
      ${that(sql`o.due_date < ${today}`)} as late,
      ${that(sql`o.due_date = ${today}`)} as due_today,
      ${that(sql`o.due_date >= ${today} and o.due_date <= ${endOfWeek}`)} as due_this_week,
      ${that(sql`o.risk_date <= ${today}`)} as at_risk,
      ${that(sql`o.responsible_user_id is null and o.department_id is null`)} as unassigned,
      ${that(workOf(actor, (column) => sql.ref(`o.${column}`)))} as mine
    from production_orders as o where ${await among(reading, filter, undefined)}`.execute(db);
  return rows[0] ?? { open: 0, late: 0, dueToday: 0, dueThisWeek: 0, atRisk: 0, unassigned: 0, mine: 0 };
}

/** Open orders that match by their due date, days without any left out. */
export async function daysOf(reading: Reading, filter: HubFilter): Promise<OrderDay[]> {
  const { db, today } = reading;
  const { rows } = await sql<OrderDay>`
    select ${offIndex(db, 'o.due_date')} as date, count(*) as count,
      count(case when o.due_date < ${today} then 1 end) as late,
      count(case when o.risk_date <= ${today} then 1 end) as at_risk,
      sum(o.value) as value
    from production_orders as o where ${await among(reading, filter, undefined)}
    group by ${offIndex(db, 'o.due_date')}`.execute(db);
  return rows.toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** The orders to count: those listed; or all that match, as the index over the open orders gives them. */
async function among(
  reading: Reading,
  filter: HubFilter,
  listed: readonly number[] | undefined,
): Promise<RawBuilder<unknown>> {
  const few = listed ?? (isUnderOne(filter) ? await fewMatching(reading, filter) : undefined);
  if (few) return allOf([sql`o.id in ${listOf(reading.db, few)}`]);
  if (stateOf(filter) === 'open') return openMatching(reading, filter);
  return allOf([stateIs(stateOf(filter)), ...conditionsOffIndex(reading, filter)]);
}
