import { type Columns, insertRows } from '../database/rows.ts';
import type { Change } from './change.ts';

export type Audited = {
  /** What was done, such as 'client.changed'. */
  action: string;
  /** Kind of record, such as 'client'. */
  record: string;
  recordId: number | null;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/** Records who changed what; of a change, only the fields that differ. Those who look at the record are told. */
export async function audit(change: Change, audited: Audited): Promise<void> {
  touch(change, audited);
  await change.tx.insertInto('auditEntries').values(entryOf(change, audited)).execute();
}

/** Records what was done to many records at once. */
export async function auditAll(change: Change, all: readonly Audited[]): Promise<void> {
  for (const audited of all) touch(change, audited);
  const entries = all.map((audited) => entryOf(change, audited));
  await insertRows(change.tx, 'audit_entries', entryColumns, entries);
}

function touch(change: Change, { record, recordId }: Audited): void {
  change.touched(record, recordId === null ? null : [recordId]);
}

const entryColumns: Columns = {
  ...{ at: 'int', user_id: 'int', api_key_id: 'int', through: 'text', action: 'text' },
  ...{ record: 'text', record_id: 'int', before: 'text', after: 'text' },
};

function entryOf(change: Change, { action, record, recordId, before = {}, after = {} }: Audited) {
  const differing = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => field !== 'version' && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return {
    at: change.now,
    ...actorColumns(change),
    through: change.through,
    action,
    record,
    recordId,
    before: JSON.stringify(pick(before, differing)),
    after: JSON.stringify(pick(after, differing)),
  };
}

/** Who acts, as the two columns every record of an action has. */
export function actorColumns({ actor }: Pick<Change, 'actor'>): { userId: number | null; apiKeyId: number | null } {
  return {
    userId: actor.kind === 'user' ? actor.id : null,
    apiKeyId: actor.kind === 'api_key' ? actor.id : null,
  };
}

function pick(fields: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}
