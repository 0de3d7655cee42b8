import type * as contract from '@printrail/contract/audit';
import type { InputOf } from '@printrail/contract/endpoint';
import { kindsViewableBy } from '../live/live.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import { findAuditEntries } from './audit.queries.ts';

export async function listAudit({ db, actor }: Reading, { query }: InputOf<typeof contract.listAudit>) {
  const { after, limit = pageSize, record, recordId } = query;
  if (recordId !== undefined && record === undefined) {
    const summary = 'recordId needs record, as records of different kinds have the same ids';
    throw new Refusal('request.invalid', { summary }).at('recordId');
  }
  const beforeId = decodeCursor<[number]>(after, 'n')?.[0];
  const entries = await findAuditEntries(db, {
    ...{ beforeId, record, recordId, limit },
    // What changed tells what a record holds: that takes the right to view it.
    kinds: kindsViewableBy(actor),
  });
  return pageOf(
    entries,
    limit,
    ({ id }) => [id],
    (entry) => entry,
  );
}
