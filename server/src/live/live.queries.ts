import type { TouchedRecords } from '@printrail/contract/live';
import { sql } from 'kysely';
import { committedBetween, type Place, placeHere, placeNamed } from '../database/commit-order.ts';
import type { Db, Tx } from '../database/connect.ts';
import { Touched } from '../studio/touched.ts';

const mostRead = 5_000;
const table = 'live_events';

/** What was touched between a place and here, all together; lost when it is no longer kept, or too much to tell. */
export type News = { here: Place; changes: TouchedRecords[]; isLost: boolean };

export async function placeNow(db: Db): Promise<Place> {
  const { rows } = await sql<{ place: string }>`select ${placeHere(db, table)} as place`.execute(db);
  return placeIn(rows[0]);
}

/** What was committed after a place. Read in one statement, so that it and the new place are of the same moment. */
export async function newsAfter(db: Db, after: Place): Promise<News> {
  const { rows } = await sql<{ place: string; oldest: number | null; changes: string | null }>`
    select here.place, here.oldest, events.changes
    from (select ${placeHere(db, table)} as place, (select min(id) from live_events) as oldest) as here
    left join live_events as events on ${committedBetween(db, after, sql`here.place`, sql`events.id`)}
    order by events.id limit ${mostRead + 1}`.execute(db);
  const here = placeIn(rows[0]);
  const isKept = after.from >= (rows[0]?.oldest ?? Number.POSITIVE_INFINITY) && after.to <= here.to;
  if (!isKept || rows.length > mostRead) return { here, changes: [], isLost: true };
  return { here, changes: together(rows.map(({ changes }) => changes ?? '[]')), isLost: false };
}

/** The news after a place given as text; without one, only the place from which to go on. */
export async function newsSince(db: Db, after: string | undefined): Promise<News> {
  const place = after === undefined ? undefined : placeNamed(after);
  if (place) return newsAfter(db, place);
  return { here: await placeNow(db), changes: [], isLost: after !== undefined };
}

function placeIn(row: { place: string } | undefined): Place {
  const place = placeNamed(row?.place ?? '');
  if (!place) throw new Error(`The database gave ${row?.place} as its place.`);
  return place;
}

function together(events: readonly string[]): TouchedRecords[] {
  const touched = new Touched();
  for (const event of events) {
    for (const { record, ids } of JSON.parse(event) as TouchedRecords[]) touched.add(record, ids);
  }
  return touched.list();
}

/** The oldest event to keep: one before all that are recent, and at most so many. */
export async function oldestToKeep(db: Db, recentFrom: number, most: number): Promise<number> {
  const ids = db.selectFrom('liveEvents').select('id');
  const recent = await ids.where('at', '>=', recentFrom).orderBy('id').limit(1).executeTakeFirst();
  let old = ids.orderBy('id', 'desc').limit(1);
  if (recent) old = old.where('id', '<', recent.id);
  const beyond = await ids.orderBy('id', 'desc').limit(1).offset(most).executeTakeFirst();
  return Math.max((await old.executeTakeFirst())?.id ?? 0, beyond?.id ?? 0);
}

/** Forgets some of the events before one; gives how many. */
export async function forgetBefore(tx: Tx, id: number, most: number): Promise<number> {
  const some = tx.selectFrom('liveEvents').select('id').where('id', '<', id).orderBy('id').limit(most);
  const { numDeletedRows } = await tx.deleteFrom('liveEvents').where('id', 'in', some).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Forgets events of transactions that are still to come: they were restored from another server. */
export async function forgetForeign(tx: Tx): Promise<void> {
  const here = await placeNow(tx);
  await tx.deleteFrom('liveEvents').where('id', '>=', here.to).execute();
}
