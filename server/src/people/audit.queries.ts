import type { AuditEntry } from '@printrail/contract/audit';
import type { Db } from '../database/connect.ts';
import { system } from '../studio/change.ts';

export type AuditWanted = {
  beforeId: number | undefined;
  record: string | undefined;
  recordId: number | undefined;
  /** Only of these kinds; undefined for all. */
  kinds: readonly string[] | undefined;
  limit: number;
};

/** Audit entries, newest first, from after the cursor, one more than asked for. */
export async function findAuditEntries(
  db: Db,
  { beforeId, record, recordId, kinds, limit }: AuditWanted,
): Promise<AuditEntry[]> {
  let query = db
    .selectFrom('auditEntries as entry')
    .leftJoin('users', 'users.id', 'entry.userId')
    .leftJoin('apiKeys', 'apiKeys.id', 'entry.apiKeyId')
    .select(['entry.id', 'entry.at', 'entry.through', 'entry.action', 'entry.record', 'entry.recordId'])
    .select(['entry.before', 'entry.after', 'users.name as userName', 'apiKeys.name as keyName'])
    .orderBy('entry.id', 'desc')
    .limit(limit + 1);
  if (kinds !== undefined) query = query.where('entry.record', 'in', kinds);
  if (record !== undefined) query = query.where('entry.record', '=', record);
  if (recordId !== undefined) query = query.where('entry.recordId', '=', recordId);
  if (beforeId !== undefined) query = query.where('entry.id', '<', beforeId);
  return (await query.execute()).map(({ userName, keyName, at, before, after, ...entry }) => ({
    ...entry,
    at: new Date(at).toISOString(),
    who: userName ?? keyName ?? system.name,
    before: JSON.parse(before) as Record<string, unknown>,
    after: JSON.parse(after) as Record<string, unknown>,
  }));
}
