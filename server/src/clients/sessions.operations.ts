import type * as api from '@printrail/contract/clients';
import type { Session, SessionInput } from '@printrail/contract/clients';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { Tx } from '../database/connect.ts';
import { lockRows } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { differs, refuseTaken, type Unique } from '../studio/keyed-records.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import { clientsByIds } from './clients.queries.ts';
import * as queries from './sessions.queries.ts';

const uniqueSessionKey: Unique = { table: 'sessions', field: 'externalKey', code: 'session.external_key_taken' };

export async function listSessions(
  { db }: Reading,
  { query }: InputOf<typeof api.listSessions>,
): Promise<AnswerOf<typeof api.listSessions>> {
  const limit = query.limit ?? pageSize;
  const after = decodeCursor<queries.DateCursor>(query.after, 'dn');
  const rows = await queries.sessionsByDate(db, query, after, limit + 1);
  return pageOf(rows, limit, (row) => [row.dateKey, row.id], queries.sessionOf);
}

export async function showSession({ db }: Reading, { params }: InputOf<typeof api.getSession>): Promise<Session> {
  return queries.sessionOf(await queries.getSession(db, params.id));
}

export async function addSession(change: Change, { body }: InputOf<typeof api.addSession>): Promise<Session> {
  const { tx } = change;
  const clients = await clientsByIds(tx, [body.clientId]);
  if (!clients.has(body.clientId)) throw new Refusal('client.not_found', { id: body.clientId }).at('clientId');
  const after = sessionColumns(body);
  await refuseTaken(tx, uniqueSessionKey, [{ after }]);
  const session = queries.sessionOf(await queries.insertSession(tx, after));
  await audit(change, { action: 'session.added', record: 'session', recordId: session.id, after: session });
  return session;
}

export async function updateSession(change: Change, input: InputOf<typeof api.updateSession>): Promise<Session> {
  const { tx } = change;
  const { id } = input.params;
  const before = await lockedSession(tx, id);
  expectVersion(before, input.version);
  const after = sessionColumns({ ...before, ...input.body });
  if (!differs(before, after)) return queries.sessionOf(before);
  await refuseTaken(tx, uniqueSessionKey, [{ before, after }]);
  const session = queries.sessionOf(await queries.saveSession(tx, id, after));
  await audit(change, {
    ...{ action: 'session.changed', record: 'session', recordId: id },
    ...{ before: queries.sessionOf(before), after: session },
  });
  return session;
}

export async function deleteSession(
  change: Change,
  { params, version }: InputOf<typeof api.deleteSession>,
): Promise<null> {
  const { tx } = change;
  const before = await lockedSession(tx, params.id);
  expectVersion(before, version);
  const count = await queries.invoicesOfSession(tx, params.id);
  if (count > 0) throw new Refusal('session.in_use', { name: before.name, count });
  await queries.removeSession(tx, params.id);
  const record = { record: 'session', recordId: params.id };
  await audit(change, { action: 'session.deleted', ...record, before: queries.sessionOf(before) });
  return null;
}

function sessionColumns({
  clientId,
  name,
  date = null,
  notes = '',
  externalKey = null,
}: SessionInput): queries.SessionColumns {
  return { clientId, name, nameKey: folded(name), date, notes, externalKey };
}

async function lockedSession(tx: Tx, id: number): Promise<queries.SessionRow> {
  await lockRows(tx, 'sessions', [id]);
  return queries.getSession(tx, id);
}
