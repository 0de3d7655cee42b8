import type { HubSort } from '@printrail/contract/hub';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { type RawBuilder, sql } from 'kysely';
import { cyclesOf } from '../cycles/cycles.queries.ts';
import { offIndex } from '../database/off-index.ts';
import { listOf } from '../database/rows.ts';
import {
  allOf,
  conditionsOffIndex,
  fewMatching,
  glanceAt,
  isUnderOne,
  stateIs,
  stateOf,
} from '../orders/order-filter.queries.ts';
import type { Reading } from '../studio/change.ts';
import { statusesOf } from './hub.rules.ts';
import { type FoundOrder, type Place, type Stretch, slices, startWalk, type Walk } from './walk.queries.ts';

/**
 * What a sort orders by, with its kind as a cursor has it ('s' a text, 'n' a number, 'd' a date; a capital: may be null).
 * A status sorts by its place among all statuses and then by due date.
 */
export const sortColumns: Record<HubSort, { column: string; kind: 's' | 'd' | 'D' | 'N' }> = {
  due: { column: 'o.due_date', kind: 'D' },
  number: { column: 'o.number_key', kind: 's' },
  orderDate: { column: 'o.order_date', kind: 'd' },
  completed: { column: 'o.completed_date', kind: 'D' },
  client: { column: 'o.client_key', kind: 's' },
  vendor: { column: 'o.vendor_key', kind: 's' },
  status: { column: 'o.due_date', kind: 'D' },
  since: { column: 'o.since_date', kind: 'd' },
  responsible: { column: 'o.responsible_user_id', kind: 'N' },
};

/** The last order of the page before; its status counts only where the list is sorted by it. */
export type LastSeen = Place & { statusId: number };

export type PageAsked = {
  filter: HubFilter;
  sort: HubSort;
  descending: boolean;
  after: LastSeen | undefined;
  limit: number;
};

/**
 * The orders of one page, in order. Orders without a value of the sort (no due date, nobody responsible) come last either
 * way. Most lists fill a page within the first orders looked at; else those that match are listed if they are few; else
 * the walk goes on.
 */
export async function pageOfOrders(
  reading: Reading,
  asked: PageAsked,
  listed?: readonly number[],
): Promise<FoundOrder[]> {
  if (isNever(asked.filter)) return [];
  if (listed) return listedOf(reading, asked, listed);
  const glance = await glanceAt(reading, asked.filter);
  if (glance && 'ids' in glance) return listedOf(reading, asked, glance.ids);
  const walking = startWalk(reading.db, await walkOf(reading, asked));
  const filled = isUnderOne(asked.filter) ? undefined : await walking.on(reachOf(asked, glance));
  if (filled) return filled;
  const few = await fewMatching(reading, asked.filter);
  return few ? listedOf(reading, asked, few) : ((await walking.on()) ?? []);
}

const mostSlicesAtFirst = 8;

/**
 * So many orders are looked at before those that match are listed: where the words of a search stand in one of a few hundred
 * orders, they are too many for a list, and as many orders as fill the page are soon looked through.
 */
function reachOf({ filter, limit }: PageAsked, glance: { oneIn: number } | undefined): number {
  const { search, state, ...others } = filter;
  const isMore = Object.values(others).some((value) => value !== undefined);
  if (!glance || isMore || stateOf(filter) === 'open') return slices.size;
  const filling = 2 * limit * glance.oneIn;
  return filling > mostSlicesAtFirst * slices.size ? slices.size : Math.max(filling, slices.size);
}

function listedOf(reading: Reading, asked: PageAsked, ids: readonly number[]): Promise<FoundOrder[]> {
  return asked.sort === 'status' ? amongByStatus(reading, asked, ids) : among(reading, asked, ids);
}

/** Orders that are no longer open are neither late nor at risk. */
function isNever(filter: HubFilter): boolean {
  return stateOf(filter) !== 'open' && (filter.late ?? filter.atRisk) === true;
}

async function walkOf(reading: Reading, { filter, sort, descending, after, limit }: PageAsked): Promise<Walk> {
  const { column, kind } = sortColumns[sort];
  const conditions = conditionsOffIndex(reading, filter);
  const stretchesOf = (holds: RawBuilder<unknown>): Stretch[] => [
    { holds, column, hasKey: true },
    ...(kind === 'D' || kind === 'N' ? [{ holds, column, hasKey: false }] : []),
  ];
  if (sort === 'status') {
    const statusIds = await statusesAfter(reading, { filter, descending, after });
    const stretches = statusIds.flatMap((id) => stretchesOf(sql`o.state = 'open' and o.status_id = ${id}`));
    const isIn = after !== undefined && after.statusId === statusIds[0];
    return {
      ...{ stretches: begun(stretches, isIn ? after : undefined), conditions, descending, limit },
      after: isIn ? after : undefined,
    };
  }
  const state = stateOf(filter);
  if (state === 'open' && filter.unassigned && sort === 'due') {
    const { unassigned: _, ...others } = filter;
    const stretches = begun(stretchesOf(unassigned), after);
    return { stretches, conditions: conditionsOffIndex(reading, others), descending, after, limit };
  }
  const holds = state === 'open' || indexedSorts[state]?.includes(sort) ? stateIs(state) : undefined;
  if (!holds && state !== 'all') conditions.unshift(sql`${offIndex(reading.db, 'o.state')} = ${sql.lit(state)}`);
  const stretches = stretchesOf(holds ?? sql`1 = 1`);
  return { stretches: begun(stretches, after), conditions, descending, after, limit };
}

/** Sorts that an index holds over the orders of one state alone; over the open orders there is one for each. */
const indexedSorts: Partial<Record<ReturnType<typeof stateOf>, readonly HubSort[]>> = {
  completed: ['orderDate', 'number'],
  cancelled: ['orderDate'],
};

/** As its index has it: two columns that each have an index of their own would draw those. */
const unassigned = sql`o.state = 'open' and coalesce(o.responsible_user_id, o.department_id) is null`;

/** Behind a place without a key there are none with one. */
function begun(stretches: readonly Stretch[], after: Place | undefined): readonly Stretch[] {
  return after && after.key === null ? stretches.slice(1) : stretches;
}

async function statusesAfter(
  reading: Reading,
  { filter, descending, after }: Pick<PageAsked, 'filter' | 'descending' | 'after'>,
): Promise<number[]> {
  const { all } = await cyclesOf(reading);
  const places = placesOf(statusesOf(all, {}));
  const ids = statusesOf(all, filter);
  const from = after ? (places.get(after.statusId) ?? 0) : undefined;
  const isAhead = (id: number) =>
    from === undefined || (descending ? (places.get(id) ?? 0) <= from : (places.get(id) ?? 0) >= from);
  return (descending ? ids.toReversed() : ids).filter(isAhead);
}

function placesOf(statusIds: readonly number[]): Map<number, number> {
  return new Map(statusIds.map((id, at) => [id, at]));
}

async function among(reading: Reading, asked: PageAsked, ids: readonly number[]): Promise<FoundOrder[]> {
  const { descending, after, limit } = asked;
  const column = sql.ref(sortColumns[asked.sort].column);
  const [direction, beyond] = descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const isBehind =
    after === undefined
      ? sql`1 = 1`
      : after.key === null
        ? sql`(${column} is null and o.id ${beyond} ${after.id})`
        : sql`((${column}, o.id) ${beyond} (${after.key}, ${after.id}) or ${column} is null)`;
  const { rows } = await sql<FoundOrder>`
    select o.id, o.status_id, ${column} as sort_key from production_orders as o
    where ${allOf([sql`o.id in ${listOf(reading.db, ids)}`, isBehind])}
    order by (case when ${column} is null then 1 else 0 end), ${column} ${direction}, o.id ${direction}
    limit ${limit}`.execute(reading.db);
  return rows;
}

async function amongByStatus(reading: Reading, asked: PageAsked, ids: readonly number[]): Promise<FoundOrder[]> {
  const { all } = await cyclesOf(reading);
  const places = placesOf(statusesOf(all, {}));
  const { rows } = await sql<FoundOrder>`
    select o.id, o.status_id, o.due_date as sort_key from production_orders as o
    where o.id in ${listOf(reading.db, ids)}`.execute(reading.db);
  const direction = asked.descending ? -1 : 1;
  const place = ({ statusId }: { statusId: number }) => places.get(statusId) ?? 0;
  const compare = (a: FoundOrder, b: FoundOrder) =>
    direction * (place(a) - place(b)) || compareDates(a.sortKey, b.sortKey, direction) || direction * (a.id - b.id);
  const { after } = asked;
  const seen = after && { id: after.id, statusId: after.statusId, sortKey: after.key };
  return rows
    .filter((row) => !seen || compare(row, seen) > 0)
    .toSorted(compare)
    .slice(0, asked.limit);
}

/** Dates as text; none comes last either way. */
function compareDates(a: FoundOrder['sortKey'], b: FoundOrder['sortKey'], direction: number): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -direction : direction;
}
