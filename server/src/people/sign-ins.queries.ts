import { createHash } from 'node:crypto';
import type { Db, Tx } from '../database/connect.ts';
import { folded } from '../platform/folding.ts';
import { sessionLastsMs } from './sessions.rules.ts';
import { type Failures, failuresForgottenMs, type LimitOf } from './sign-in-limit.rules.ts';
import { hashOfToken } from './tokens.ts';

export async function insertSignIn(
  tx: Tx,
  { token, userId, now }: { token: string; userId: number; now: number },
): Promise<void> {
  const values = {
    tokenHash: hashOfToken(token),
    userId,
    createdAt: now,
    seenAt: now,
    expiresAt: now + sessionLastsMs,
  };
  await tx.insertInto('signIns').values(values).execute();
}

/** Ends the session of a token; tells whether there was one. */
export async function deleteSignIn(tx: Tx, token: string): Promise<boolean> {
  const deleted = await tx.deleteFrom('signIns').where('tokenHash', '=', hashOfToken(token)).returning('id').execute();
  return deleted.length > 0;
}

/** Ends every session of a user. */
export async function deleteSignInsOf(tx: Tx, userId: number): Promise<void> {
  await tx.deleteFrom('signIns').where('userId', '=', userId).execute();
}

/** Lets go of ended sessions and of failures too old to count. */
export async function deleteEnded(tx: Tx, now: number): Promise<void> {
  await tx.deleteFrom('signIns').where('expiresAt', '<=', now).execute();
  await tx
    .deleteFrom('signInFailures')
    .where('until', '<=', now - failuresForgottenMs)
    .execute();
}

const none: Failures = { count: 0, until: 0 };

export async function findFailures(db: Db, of: LimitOf, who: string): Promise<Failures> {
  const row = await db
    .selectFrom('signInFailures')
    .select(['count', 'until'])
    .where('key', '=', keyOf(of, who))
    .executeTakeFirst();
  return row ?? none;
}

/** The failures so far, held until the transaction ends, so that two processes count two. */
export async function lockFailures(tx: Tx, of: LimitOf, who: string): Promise<Failures> {
  const row = await tx
    .insertInto('signInFailures')
    .values({ key: keyOf(of, who), ...none })
    .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ key: eb.ref('excluded.key') })))
    .returning(['count', 'until'])
    .executeTakeFirstOrThrow();
  return row;
}

export async function saveFailures(tx: Tx, of: LimitOf, who: string, failures: Failures): Promise<void> {
  await tx.updateTable('signInFailures').set(failures).where('key', '=', keyOf(of, who)).execute();
}

export async function forgetFailures(tx: Tx, of: LimitOf, who: string): Promise<void> {
  await tx.deleteFrom('signInFailures').where('key', '=', keyOf(of, who)).execute();
}

/** Hashed, because people type a password where the e-mail address belongs. */
function keyOf(of: LimitOf, who: string): string {
  return createHash('sha256')
    .update(`${of} ${folded(who)}`)
    .digest('base64url');
}
