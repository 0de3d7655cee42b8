import type { InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/people';
import type { User } from '@printrail/contract/people';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Actor, Change, Reading } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import { checkPassword } from './passwords.rules.ts';
import { hashPassword, inTurn, isPasswordOf } from './passwords.ts';
import { failuresUntilPause, isPaused, type LimitOf, networkOf, oneMoreFailure } from './sign-in-limit.rules.ts';
import {
  deleteEnded,
  deleteSignIn,
  deleteSignInsOf,
  findFailures,
  forgetFailures,
  insertSignIn,
  lockFailures,
  saveFailures,
} from './sign-ins.queries.ts';
import { newSessionToken } from './tokens.ts';
import { setPassword, shown } from './users.operations.ts';
import { findUserByEmail, getUserById, holdUser, type StoredUser } from './users.queries.ts';

type Counted = { of: LimitOf; who: string };

export async function signIn(call: Call, { body }: InputOf<typeof contract.signIn>): Promise<User> {
  const counted: Counted[] = [
    { of: 'email', who: body.email },
    { of: 'remote', who: networkOf(call.remote) },
  ];
  const user = await inTurn(() => tryPassword(call, counted, body));
  const token = newSessionToken();
  await call.write((change) => beginSession(change, user, { token, endsToken: call.token }));
  call.setToken(token);
  return shown(user);
}

/** The active user the password belongs to. Whether there is such a user shows neither in the answer nor in its time. */
async function tryPassword(
  call: Call,
  counted: readonly Counted[],
  given: { email: string; password: string },
): Promise<StoredUser> {
  const user = await call.read(async (reading) => {
    await refuseInPause(reading, counted);
    return findUserByEmail(reading.db, given.email);
  });
  const isRight = await isPasswordOf(user?.passwordHash, given.password);
  if (user?.isActive && isRight) return user;
  await call.write((change) => countFailure(change, counted, user));
  throw new Refusal('sign_in.failed');
}

/** Lets a user in whose password was found right, if neither it nor the user has changed since. */
export async function beginSession(
  change: Change,
  user: StoredUser,
  { token, endsToken }: { token: string; endsToken?: string | undefined },
): Promise<void> {
  await expectSamePassword(change, user, new Refusal('sign_in.failed'));
  await forgetFailures(change.tx, 'email', user.email);
  await deleteEnded(change.tx, change.now);
  if (endsToken !== undefined) await deleteSignIn(change.tx, endsToken);
  await insertSignIn(change.tx, { token, userId: user.id, now: change.now });
  await audit(as(change, user), { action: 'user.signed_in', record: 'user', recordId: user.id });
}

export async function signOut(call: Call): Promise<null> {
  const { actor, token } = call;
  await call.write(async (change) => {
    if (token === undefined || !(await deleteSignIn(change.tx, token))) return;
    await audit(change, { action: 'user.signed_out', record: 'user', recordId: actor.id });
  });
  call.setToken(null);
  return null;
}

export async function changePassword(call: Call, { body }: InputOf<typeof contract.changePassword>): Promise<null> {
  const { actor } = call;
  if (actor.kind !== 'user') throw new Refusal('access.user_needed');
  const user = await call.read(({ db }) => getUserById(db, actor.id));
  checkPassword(body.newPassword, user, 'newPassword');
  await inTurn(() => tryCurrentPassword(call, user, body.currentPassword));
  const passwordHash = await hashPassword(body.newPassword);
  const token = newSessionToken();
  await call.write(async (change) => {
    await expectSamePassword(change, user, new Refusal('user.password_wrong').at('currentPassword'));
    await setPassword(change, user, passwordHash);
    await forgetFailures(change.tx, 'password', String(user.id));
    await deleteSignInsOf(change.tx, user.id);
    await insertSignIn(change.tx, { token, userId: user.id, now: change.now });
  });
  call.setToken(token);
  return null;
}

async function tryCurrentPassword(call: Call, user: StoredUser, password: string): Promise<void> {
  const counted: Counted[] = [{ of: 'password', who: String(user.id) }];
  await call.read((reading) => refuseInPause(reading, counted));
  if (await isPasswordOf(user.passwordHash, password)) return;
  await call.write((change) => countFailure(change, counted, user));
  throw new Refusal('user.password_wrong').at('currentPassword');
}

async function refuseInPause({ db, now }: Reading, counted: readonly Counted[]): Promise<void> {
  for (const { of, who } of counted) {
    const failures = await findFailures(db, of, who);
    if (!isPaused(failures, failuresUntilPause[of], now)) continue;
    throw new Refusal('sign_in.too_many', { minutes: Math.ceil((failures.until - now) / 60_000) });
  }
}

async function countFailure(change: Change, counted: readonly Counted[], user: StoredUser | undefined): Promise<void> {
  for (const { of, who } of counted) {
    const before = await lockFailures(change.tx, of, who);
    const after = oneMoreFailure(before, failuresUntilPause[of], change.now);
    await saveFailures(change.tx, of, who, after);
    const pauseBegins = after.count !== before.count && isPaused(after, failuresUntilPause[of], change.now);
    if (!pauseBegins || !user || of === 'remote') continue;
    const failures = { failures: after.count, pausedUntil: new Date(after.until).toISOString() };
    await audit(change, { action: 'user.sign_in_paused', record: 'user', recordId: user.id, after: failures });
  }
}

async function expectSamePassword(change: Change, user: StoredUser, refusal: Refusal): Promise<void> {
  await holdUser(change.tx, user.id);
  const now = await getUserById(change.tx, user.id);
  if (!now.isActive || now.passwordHash !== user.passwordHash) throw refusal;
}

/** The change as made by the user themselves, who was nobody yet when they asked. */
export function as(change: Change, { id, name, isOwner, rights }: StoredUser): Change {
  const actor: Actor = { kind: 'user', id, name, isOwner, rights };
  return { ...change, actor };
}
