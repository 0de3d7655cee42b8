import type * as contract from '@printrail/contract/api-keys';
import type { ApiKey } from '@printrail/contract/api-keys';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import type { Call } from '../studio/route.ts';
import { findApiKeys, getApiKey, insertApiKey, type NewApiKey, setRevoked } from './api-keys.queries.ts';
import { grantedRights, refuseBeyondOwn } from './rights.rules.ts';
import { newApiKey } from './tokens.ts';

export async function listApiKeys({ db }: Reading, { query }: InputOf<typeof contract.listApiKeys>) {
  const { after, limit = pageSize } = query;
  const beforeId = decodeCursor<[number]>(after, 'n')?.[0];
  const keys = await findApiKeys(db, { beforeId, limit });
  return pageOf(
    keys,
    limit,
    ({ id }) => [id],
    (key) => key,
  );
}

/** Keeps a key made by newApiKey; what it gives back holds the prefix only. */
export async function addApiKey(change: Change, { name, rights, key }: NewApiKey): Promise<ApiKey> {
  refuseBeyondOwn(change.actor, { isOwner: false, rights });
  const added = await insertApiKey(change.tx, { name: name.trim(), rights: grantedRights(rights), key }, change.now);
  await audit(change, { action: 'api_key.added', record: 'api_key', recordId: added.id, after: added });
  return added;
}

/**
 * The key is put into the answer outside the change, so that a repeated request (Idempotency-Key) finds it nowhere: the
 * answer kept for that has null in its place.
 */
export async function makeApiKey(
  call: Call,
  { body }: InputOf<typeof contract.addApiKey>,
): Promise<AnswerOf<typeof contract.addApiKey>> {
  const key = newApiKey();
  const added = await call.write(async (change) => ({ ...(await addApiKey(change, { ...body, key })), key: null }));
  return { ...added, key };
}

export async function revokeApiKey(
  change: Change,
  { params: { id } }: InputOf<typeof contract.revokeApiKey>,
): Promise<null> {
  const before = await getApiKey(change.tx, id);
  if (before.revokedAt !== null) return null;
  await setRevoked(change.tx, id, change.now);
  const after = await getApiKey(change.tx, id);
  await audit(change, { action: 'api_key.revoked', record: 'api_key', recordId: id, before, after });
  return null;
}
