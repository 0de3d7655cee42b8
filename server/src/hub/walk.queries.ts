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
 * How many orders are looked at at a time, so that others get their turn in between: first a few, as most lists fill a page
 * at once. A stretch that ends within the first counts as a part of them. Tests make them small.
 */
export const slices = { first: 4_000, later: 5_000, share: 400 };

/** The first orders of the walk. Undefined when they were not found among the first few looked at. */
export async function firstOfWalk(db: Db, walk: Walk): Promise<FoundOrder[] | undefined> {
  const found: FoundOrder[] = [];
  let left = slices.first;
  for await (const slice of slicesOf(db, walk, slices.first)) {
    found.push(...slice.rows);
    if (found.length >= walk.limit) return found.slice(0, walk.limit);
    left -= slice.isLast ? slices.share : slices.first;
    if (left <= 0) return undefined;
  }
  return found;
}

/** The orders of the walk, however far it goes; others get their turn on the way. */
export async function wholeWalk(db: Db, walk: Walk): Promise<FoundOrder[]> {
  const found: FoundOrder[] = [];
  for await (const { rows } of slicesOf(db, walk, slices.later)) {
    found.push(...rows);
    if (found.length >= walk.limit) return found.slice(0, walk.limit);
    await turn();
  }
  return found;
}

async function* slicesOf(db: Db, walk: Walk, size: number) {
  let after = walk.after;
  for (const stretch of walk.stretches) {
    for (let isLast = false; !isLast; ) {
      const end = walk.conditions.length > 0 ? await endOfSlice(db, walk, stretch, after, size) : undefined;
      isLast = end === undefined;
      yield { rows: await rowsOf(db, walk, stretch, after, end), isLast };
      after = end;
    }
    after = undefined;
  }
}

/** Where so many orders further on the slice ends; undefined when the stretch ends before. */
async function endOfSlice(db: Db, walk: Walk, stretch: Stretch, after: Place | undefined, size: number) {
  const { rows } = await sql<Place>`
    select ${sql.ref(stretch.column)} as key, o.id from production_orders as o
    where ${allOf([stretch.holds, ...rangeOf(walk, stretch, after, undefined)])}
    order by ${orderOf(walk, stretch)} limit 1 offset ${size - 1}`.execute(db);
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
