import type { SessionInput } from '@printrail/contract/clients';
import type { Columns, Row } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { refuseTaken, type Saved, saveRecords, type Unique, wantedRecords } from '../studio/keyed-records.ts';

export type KeyedSession = SessionInput & { externalKey: string };

const uniqueKey: Unique = { table: 'sessions', field: 'externalKey', code: 'session.external_key_taken' };

/** Adds sessions, or changes those whose external key is known; a session stays with its client. */
export async function saveSessions(change: Change, sessions: readonly KeyedSession[]): Promise<Saved> {
  const { tx } = change;
  const wanted = await wantedRecords(tx, 'sessions', sessions, columnsOf);
  await refuseTaken(tx, uniqueKey, wanted);
  const moved = [...wanted.entries()].filter(([, { before, after }]) => before && before.clientId !== after.clientId);
  if (moved.length > 0) throw movedRefusal(moved.map(([index, { before }]) => ({ index, id: before?.id })));
  const { ids, ...counts } = await saveRecords(tx, 'sessions', columns, wanted);
  await audit(change, { action: 'sessions.imported', record: 'session', recordId: null, after: counts });
  return { ids, ...counts };
}

function columnsOf({ clientId, externalKey, ...given }: KeyedSession, before: Row<'sessions'> | undefined) {
  const { name, date, notes } = { date: null, notes: '', ...before, ...given };
  return { clientId, externalKey, name, nameKey: folded(name), date, notes };
}

function movedRefusal(moved: readonly { index: number; id: number | undefined }[]): Refusal {
  const refusals = moved.map(({ index, id }) =>
    new Refusal('session.of_another_client', { id }).at(`${index}.clientId`),
  );
  return new Refusal(
    'session.of_another_client',
    refusals[0]?.details,
    refusals.flatMap(({ fields }) => fields),
  );
}

const columns: Columns = {
  ...{ client_id: 'int', external_key: 'text' },
  ...{ name: 'text', name_key: 'text', date: 'date', notes: 'text' },
};
