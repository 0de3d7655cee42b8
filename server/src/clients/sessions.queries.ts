import type { Session } from '@printrail/contract/clients';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { listOf, type Row } from '../database/rows.ts';
import { hasWords } from '../database/words.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { fewSessions } from './client-search.queries.ts';

export type SessionColumns = Omit<Row<'sessions'>, 'id' | 'version'>;
export type SessionRow = Row<'sessions'> & { clientName: string };

export async function getSession(db: Db, id: number): Promise<SessionRow> {
  const row = await sessionRows(db).where('sessions.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('session.not_found', { id });
  return row;
}

export type SessionFilter = { search?: string; clientId?: number };
export type DateCursor = [dateKey: IsoDate, id: number];

// Sessions without a date come after all others, and are read from the same index.
const dateKey = sql<IsoDate>`coalesce(sessions.date, '1900-01-01')`;

export async function sessionsByDate(
  db: Db,
  { search, clientId }: SessionFilter,
  after: DateCursor | undefined,
  limit: number,
): Promise<(SessionRow & { dateKey: IsoDate })[]> {
  const searched = sql<string>`sessions.name_key || ' ' || clients.name_key`;
  let query = sessionRows(db).select(dateKey.as('dateKey')).where(hasWords(searched, search));
  const few = clientId === undefined ? await fewSessions(db, search) : undefined;
  if (few) query = query.where('sessions.id', 'in', listOf(db, few));
  if (clientId !== undefined) query = query.where('sessions.clientId', '=', clientId);
  if (after) query = query.where(sql<boolean>`(${dateKey}, sessions.id) < (${after[0]}, ${after[1]})`);
  return query.orderBy(dateKey, 'desc').orderBy('sessions.id', 'desc').limit(limit).execute();
}

export async function insertSession(tx: Tx, columns: SessionColumns): Promise<SessionRow> {
  const { id } = await tx.insertInto('sessions').values(columns).returning('id').executeTakeFirstOrThrow();
  return getSession(tx, id);
}

export async function saveSession(tx: Tx, id: number, columns: SessionColumns): Promise<SessionRow> {
  await tx
    .updateTable('sessions')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
  return getSession(tx, id);
}

export async function removeSession(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('sessions').where('id', '=', id).execute();
}

export async function invoicesOfSession(db: Db, id: number): Promise<number> {
  const { count } = await db
    .selectFrom('invoices')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sessionId', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}

export function sessionOf({ id, clientId, clientName, name, date, notes, externalKey, version }: SessionRow): Session {
  return { id, clientId, clientName, name, date, notes, externalKey, version };
}

function sessionRows(db: Db) {
  return db
    .selectFrom('sessions')
    .innerJoin('clients', 'clients.id', 'sessions.clientId')
    .selectAll('sessions')
    .select('clients.name as clientName');
}
