import type { Rights } from '@printrail/contract/people';
import type { Db, Tx } from '../database/connect.ts';
import { type Named, prepared } from '../database/prepared.ts';
import { type Actor, system } from '../studio/change.ts';
import type { Studio } from '../studio/studio.ts';
import { hasEnded, useNotedEveryMs } from './sessions.rules.ts';
import { apiKeyStart, hashOfToken } from './tokens.ts';

type Carried = { token: string; kind: 'api_key' | 'session' };
type Bearer = { actor: Actor; usedAt: number | null };

/** Who the token belongs to; undefined when it is unknown, ended or revoked, or its user is inactive. */
export async function authenticate(studio: Studio, { token, kind }: Carried): Promise<Actor | undefined> {
  if (kind === 'api_key' && !token.startsWith(apiKeyStart)) return undefined;
  const now = studio.clock.now();
  const tokenHash = hashOfToken(token);
  const find = kind === 'api_key' ? findApiKey : findSession;
  const bearer = await find(studio.database.read, tokenHash, now);
  if (bearer && (bearer.usedAt ?? 0) <= now - useNotedEveryMs) noteUse(studio, kind, tokenHash);
  return bearer?.actor;
}

async function findSession(db: Db, tokenHash: string, now: number): Promise<Bearer | undefined> {
  const [row] = await sessionsOfToken(db, { tokenHash });
  if (!row?.isActive || hasEnded(row, now)) return undefined;
  const { id, name, isOwner, rights, seenAt } = row;
  return { actor: { kind: 'user', id, name, isOwner, rights: JSON.parse(rights) as Rights }, usedAt: seenAt };
}

async function findApiKey(db: Db, tokenHash: string): Promise<Bearer | undefined> {
  const [row] = await apiKeysOfToken(db, { tokenHash });
  if (!row || row.revokedAt !== null) return undefined;
  const { id, name, rights, lastUsedAt } = row;
  const actor: Actor = { kind: 'api_key', id, name, isOwner: false, rights: JSON.parse(rights) as Rights };
  return { actor, usedAt: lastUsedAt };
}

const sessionsOfToken = prepared((db, value: Named<{ tokenHash: string }>) =>
  db
    .selectFrom('signIns')
    .innerJoin('users', 'users.id', 'signIns.userId')
    .select(['users.id', 'users.name', 'users.isOwner', 'users.isActive', 'users.rights'])
    .select(['signIns.seenAt', 'signIns.expiresAt'])
    .where('signIns.tokenHash', '=', value('tokenHash')),
);

const apiKeysOfToken = prepared((db, value: Named<{ tokenHash: string }>) =>
  db
    .selectFrom('apiKeys')
    .select(['id', 'name', 'rights', 'lastUsedAt', 'revokedAt'])
    .where('tokenHash', '=', value('tokenHash')),
);

const beingNoted = new Set<string>();

/** The request does not wait for this, and many at once note it once. */
function noteUse(studio: Studio, kind: Carried['kind'], tokenHash: string): void {
  if (beingNoted.has(tokenHash)) return;
  beingNoted.add(tokenHash);
  const save = kind === 'api_key' ? saveKeyUse : saveSessionUse;
  studio
    .write(system, 'api', ({ tx, now }) => save(tx, tokenHash, now))
    .catch((error: unknown) => studio.log.error('people.use_not_noted', error, { kind }))
    .finally(() => beingNoted.delete(tokenHash));
}

async function saveSessionUse(tx: Tx, tokenHash: string, now: number): Promise<void> {
  await tx.updateTable('signIns').set({ seenAt: now }).where('tokenHash', '=', tokenHash).execute();
}

async function saveKeyUse(tx: Tx, tokenHash: string, now: number): Promise<void> {
  await tx.updateTable('apiKeys').set({ lastUsedAt: now }).where('tokenHash', '=', tokenHash).execute();
}
