import { setImmediate as turn } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { allOf } from '../orders/order-filter.queries.ts';

type Key = string | number | null;
export type FoundOrder = { id: number; statusId: number; sortKey: Key };

/** A part of a sorted list that one index holds in order: the orders with a sort key, or those without. */
export type Stretch = { holds: RawBuilder<unknown>; column: string; hasKey: boolean };

export type Walk = {
  stretches: readonly Stretch[];
  /** What the orders must fulfil besides; none of it may draw another index. */
  conditions: readonly RawBuilder<unknown>[];
  descending: boolean;
  /** Where in the first stretch to begin. */
  after: Place | undefined;
  limit: number;
};

export type Place = { key: Key; id: number };

/**
 * How many orders are looked at at a time, so that others get their turn in between; a stretch that ends before counts as a
 * share of them. Tests make them small.
 */
export const slices = { size: 4_000, share: 400 };

/** A walk under way. */
export type Walking = {
  /** Walks on until a page is full or the list ends, and gives it; undefined once so many more orders were looked at. */
  on(lookingAt?: number): Promise<FoundOrder[] | undefined>;
};

export function startWalk(db: Db, walk: Walk): Walking {
  const found: FoundOrder[] = [];
  const coming = slicesOf(db, walk);
  const on = async (lookingAt = Number.POSITIVE_INFINITY) => {
    for (let left = lookingAt; left > 0; await turn()) {
      const { value: slice, done } = await coming.next();
      if (done) return found;
      found.push(...slice.rows);
      if (found.length >= walk.limit) return found.slice(0, walk.limit);
      left -= slice.isLast ? slices.share : slices.size;
    }
    return undefined;
  };
  return { on };
}

async function* slicesOf(db: Db, walk: Walk) {
  let after = walk.after;
  for (const stretch of walk.stretches) {
    for (let isLast = false; !isLast; ) {
      const end = walk.conditions.length > 0 ? await endOfSlice(db, walk, stretch, after) : undefined;
      isLast = end === undefined;
      yield { rows: await rowsOf(db, walk, stretch, after, end), isLast };
      after = end;
    }
    after = undefined;
  }
}

/** Where so many orders further on the slice ends; undefined when the stretch ends before. */
async function endOfSlice(db: Db, walk: Walk, stretch: Stretch, after: Place | undefined) {
  const { rows } = await sql<Place>`
    select ${sql.ref(stretch.column)} as key, o.id from production_orders as o
    where ${allOf([stretch.holds, ...rangeOf(walk, stretch, after, undefined)])}
    order by ${orderOf(walk, stretch)} limit 1 offset ${slices.size - 1}`.execute(db);
  return rows[0];
}

async function rowsOf(db: Db, walk: Walk, stretch: Stretch, after: Place | undefined, end: Place | undefined) {
  const { rows } = await sql<FoundOrder>`
    select o.id, o.status_id, ${sql.ref(stretch.column)} as sort_key from production_orders as o
    where ${allOf([stretch.holds, ...rangeOf(walk, stretch, after, end), ...walk.conditions])}
    order by ${orderOf(walk, stretch)} limit ${walk.limit}`.execute(db);
  return rows;
}

function rangeOf({ descending }: Walk, { column, hasKey }: Stretch, after: Place | undefined, end: Place | undefined) {
  const key = sql.ref(column);
  const [beyond, upTo] = descending ? [sql`<`, sql`>=`] : [sql`>`, sql`<=`];
  if (!hasKey) {
    return [
      sql`${key} is null`,
      ...(after ? [sql`o.id ${beyond} ${after.id}`] : []),
      ...(end ? [sql`o.id ${upTo} ${end.id}`] : []),
    ];
  }
  return [
    after ? sql`(${key}, o.id) ${beyond} (${after.key}, ${after.id})` : sql`${key} is not null`,
    ...(end ? [sql`(${key}, o.id) ${upTo} (${end.key}, ${end.id})`] : []),
  ];
}

function orderOf({ descending }: Walk, { column, hasKey }: Stretch): RawBuilder<unknown> {
  const direction = descending ? sql`desc` : sql`asc`;
  return hasKey ? sql`${sql.ref(column)} ${direction}, o.id ${direction}` : sql`o.id ${direction}`;
}
