import type { Closure } from '@printrail/contract/calendar';
import type { Db, Tx } from '../database/connect.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';

export type ClosureDates = Pick<Closure, 'from' | 'to' | 'name'>;

const columns = ['id', 'fromDate as from', 'toDate as to', 'name', 'version'] as const;

/** Closures that touch the span, by date; either end may be open. */
export async function closuresBetween(db: Db, from?: IsoDate, to?: IsoDate): Promise<Closure[]> {
  let query = db.selectFrom('closures').select(columns).orderBy('fromDate').orderBy('id');
  if (from !== undefined) query = query.where('toDate', '>=', from);
  if (to !== undefined) query = query.where('fromDate', '<=', to);
  return query.execute();
}

export async function getClosure(db: Db, id: number): Promise<Closure> {
  const closure = await db.selectFrom('closures').select(columns).where('id', '=', id).executeTakeFirst();
  if (!closure) throw new Refusal('closure.not_found', { id });
  return closure;
}

export async function insertClosure(tx: Tx, { from, to, name }: ClosureDates): Promise<Closure> {
  return tx
    .insertInto('closures')
    .values({ fromDate: from, toDate: to, name })
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** Gives them back in the order of the list. */
export async function insertClosures(tx: Tx, closures: readonly ClosureDates[]): Promise<Closure[]> {
  const inserted = await tx
    .insertInto('closures')
    .values(closures.map(({ from, to, name }) => ({ fromDate: from, toDate: to, name })))
    .returning(columns)
    .execute();
  return inserted.toSorted((a, b) => a.id - b.id);
}

export async function saveClosure(tx: Tx, id: number, { from, to, name }: ClosureDates): Promise<Closure> {
  return tx
    .updateTable('closures')
    .set((eb) => ({ fromDate: from, toDate: to, name, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function removeClosure(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('closures').where('id', '=', id).execute();
}
