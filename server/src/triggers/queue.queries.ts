import type { InputOf } from '@printrail/contract/endpoint';
import { type listFirings, mostCounted } from '@printrail/contract/firings';
import { sql } from 'kysely';
import type { Db } from '../database/connect.ts';

type Counts = { due: number; later: number; cannotBeSent: number; nextDueAt: number | null };

/** How many firings of a trigger are due, come later, and cannot be sent; each counted only so far. */
export async function queueCounts(db: Db, triggerId: number, now: number): Promise<Counts> {
  const counted = (condition: ReturnType<typeof sql>) => sql`(select count(*) from (
    select 1 from firings where trigger_id = ${triggerId} and ${condition} limit ${mostCounted}) as counted)`;
  const { rows } = await sql<Counts>`
    select ${counted(sql`state = 'waiting' and due_at <= ${now}`)} as due,
      ${counted(sql`state = 'waiting' and due_at > ${now}`)} as later,
      ${counted(sql`state = 'cannot_be_sent'`)} as cannot_be_sent,
      (select min(due_at) from firings where trigger_id = ${triggerId} and state = 'waiting' and due_at > ${now})
        as next_due_at`.execute(db);
  return rows[0] ?? { due: 0, later: 0, cannotBeSent: 0, nextDueAt: null };
}

export type QueuedFiring = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number];

type Asked = InputOf<typeof listFirings>['query'] & { limit: number; cursor: [number, number] | undefined };

/** Firings as asked for, one more than the limit. */
export function firingsToShow(db: Db, asked: Asked): Promise<QueuedFiring[]> {
  const { triggerId, orderId, invoiceId, state = 'waiting', limit, cursor } = asked;
  let query = shown(db).limit(limit + 1);
  if (triggerId !== undefined) query = query.where('triggerId', '=', triggerId);
  if (orderId !== undefined || invoiceId !== undefined) {
    if (orderId !== undefined) query = query.where('orderId', '=', orderId);
    if (invoiceId !== undefined) query = query.where('invoiceId', '=', invoiceId);
    if (asked.state !== undefined) query = query.where('state', '=', asked.state);
    if (cursor) query = query.where('id', '<', cursor[1]);
    return query.orderBy('id', 'desc').execute();
  }
  // Written out, so that the database sees which of its indexes holds just these.
  query = query.where(state === 'waiting' ? sql<boolean>`state = 'waiting'` : sql<boolean>`state = 'cannot_be_sent'`);
  if (cursor) query = query.where(sql<boolean>`(due_at, id) > (${cursor[0]}, ${cursor[1]})`);
  return query.where('dueAt', 'is not', null).orderBy('dueAt').orderBy('id').execute();
}

function shown(db: Db) {
  return db
    .selectFrom('firings')
    .select(['id', 'triggerId', 'orderId', 'invoiceId', 'state', 'reason', 'dueOn', 'dueAt', 'isAutomatic'])
    .select(['processedAt', 'version']);
}
