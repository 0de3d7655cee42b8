import type { InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/people';
import type { User } from '@printrail/contract/people';
import { Refusal } from '../platform/refusal.ts';
import { type Change, lockSettings, type Reading } from '../studio/change.ts';
import { updatePreferences } from '../studio/preferences.operations.ts';
import type { StoredPreferences } from '../studio/preferences.rules.ts';
import type { Call } from '../studio/route.ts';
import { checkPassword } from './passwords.rules.ts';
import { hashPassword } from './passwords.ts';
import { as, beginSession } from './sign-in.ts';
import { newSessionToken } from './tokens.ts';
import { addUser, shown, type UserInput } from './users.operations.ts';
import { getUserById, hasOwner } from './users.queries.ts';

export async function whatIsMissing({ db }: Reading): Promise<{ needsOwner: boolean }> {
  return { needsOwner: !(await hasOwner(db)) };
}

export async function setUp(call: Call, { body }: InputOf<typeof contract.setUp>): Promise<User> {
  await call.read(refuseSetUp);
  checkPassword(body.password, body);
  const passwordHash = await hashPassword(body.password);
  const token = newSessionToken();
  const { name, email, password: _, ...preferences } = body;
  const owner = await call.write((change) => addFirstOwner(change, { name, email, passwordHash }, preferences, token));
  call.setToken(token);
  return owner;
}

async function addFirstOwner(
  change: Change,
  input: UserInput,
  preferences: Partial<StoredPreferences>,
  token: string,
): Promise<User> {
  // Of two processes setting up at once the second waits here, and then finds the owner.
  await lockSettings(change);
  await refuseSetUp(change);
  const { id } = await addUser(change, { ...input, isOwner: true });
  const owner = await getUserById(change.db, id);
  if (Object.keys(preferences).length > 0) {
    await updatePreferences(as(change, owner), { params: undefined, query: undefined, body: preferences });
  }
  await beginSession(change, owner, { token });
  return shown(owner);
}

async function refuseSetUp({ db }: Reading): Promise<void> {
  if (await hasOwner(db)) throw new Refusal('studio.already_set_up');
}
