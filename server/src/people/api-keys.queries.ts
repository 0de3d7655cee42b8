import type { ApiKey } from '@printrail/contract/api-keys';
import type { Rights } from '@printrail/contract/people';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { hashOfToken } from './tokens.ts';

const shownCharacters = 12;

/** API keys, newest first, from after the cursor, one more than asked for. */
export async function findApiKeys(
  db: Db,
  { beforeId, limit }: { beforeId: number | undefined; limit: number },
): Promise<ApiKey[]> {
  let query = db
    .selectFrom('apiKeys')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return (await query.execute()).map(toApiKey);
}

export async function getApiKey(db: Db, id: number): Promise<ApiKey> {
  const row = await db.selectFrom('apiKeys').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('api_key.not_found', { id });
  return toApiKey(row);
}

export type NewApiKey = { name: string; rights: Rights; key: string };

export async function insertApiKey(tx: Tx, { name, rights, key }: NewApiKey, now: number): Promise<ApiKey> {
  const row = await tx
    .insertInto('apiKeys')
    .values({
      name,
      prefix: key.slice(0, shownCharacters),
      tokenHash: hashOfToken(key),
      rights: JSON.stringify(rights),
      createdAt: now,
      lastUsedAt: null,
      revokedAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toApiKey(row);
}

export async function setRevoked(tx: Tx, id: number, now: number): Promise<void> {
  await tx.updateTable('apiKeys').set({ revokedAt: now }).where('id', '=', id).execute();
}

function toApiKey({ id, name, prefix, rights, createdAt, lastUsedAt, revokedAt }: Row<'apiKeys'>): ApiKey {
  return {
    ...{ id, name, prefix },
    rights: JSON.parse(rights) as Rights,
    createdAt: instant(createdAt),
    lastUsedAt: lastUsedAt === null ? null : instant(lastUsedAt),
    revokedAt: revokedAt === null ? null : instant(revokedAt),
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
