import type { HubFilter } from '@printrail/contract/hub-filter';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { ordersWithWords } from '../database/word-parts.ts';
import { searchWords } from '../platform/folding.ts';
import type { IsoDate } from '../platform/iso-date.ts';

/** The conditions of a filter over production_orders called o; every one must hold. */
export async function conditionsOf(db: Db, filter: HubFilter, today: IsoDate): Promise<RawBuilder<boolean>> {
  const conditions: RawBuilder<unknown>[] = [];
  const state = filter.state ?? 'open';
  // A literal, so that the indexes over open orders apply. Only open orders are late or at risk.
  if (state !== 'all') conditions.push(sql`o.state = ${sql.lit(state)}`);
  if (filter.late || filter.atRisk) conditions.push(sql`o.state = 'open'`);

  const anyOf = (column: string, ids: readonly number[] | undefined) => {
    if (ids?.length === 1) conditions.push(sql`${sql.ref(column)} = ${ids[0]}`);
    else if (ids) conditions.push(sql`${sql.ref(column)} in (${sql.join([...ids])})`);
  };
  anyOf('o.type_id', filter.typeId);
  anyOf('o.status_id', filter.statusId);
  anyOf('o.vendor_id', filter.vendorId);
  anyOf('o.responsible_user_id', filter.responsibleUserId);
  anyOf('o.department_id', filter.departmentId);
  if (filter.clientId) conditions.push(sql`o.client_id = ${filter.clientId}`);
  if (filter.invoiceId) conditions.push(sql`o.invoice_id = ${filter.invoiceId}`);
  if (filter.sessionId)
    conditions.push(sql`o.invoice_id in (select id from invoices where session_id = ${filter.sessionId})`);
  if (filter.dueFrom) conditions.push(sql`o.due_date >= ${filter.dueFrom}`);
  if (filter.dueTo) conditions.push(sql`o.due_date <= ${filter.dueTo}`);
  if (filter.late) conditions.push(sql`o.due_date < ${today}`);
  if (filter.atRisk) conditions.push(sql`o.risk_date <= ${today}`);
  if (filter.unassigned) conditions.push(sql`o.responsible_user_id is null and o.department_id is null`);
  const words = searchWords(filter.search ?? '');
  if (words.length > 0) conditions.push(await ordersWithWords(db, words));
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Ids and versions of all orders that match, by id. */
export async function matchingOrders(
  db: Db,
  filter: HubFilter,
  today: IsoDate,
): Promise<{ id: number; version: number }[]> {
  const conditions = await conditionsOf(db, filter, today);
  const { rows } = await sql<{ id: number; version: number }>`
    select o.id, o.version from production_orders as o where ${conditions} order by o.id`.execute(db);
  return rows;
}
