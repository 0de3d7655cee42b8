import { listAudit } from '@printrail/contract/audit';
import { changePassword, getMe, signIn, signOut, updateUser } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { type Browser, browser } from '../testing/browser.ts';
import { mia, otherPassword, password, signedIn, studioWithMia } from '../testing/signing-in.ts';
import { studio } from '../testing/studio.ts';

const wrong = { ...mia, password: 'not the right one' };
const failed = { status: 401, body: { code: 'sign_in.failed' } };
const tooMany = { status: 429, body: { code: 'sign_in.too_many' } };

async function fail(b: Browser, times: number, body = wrong): Promise<void> {
  for (let time = 0; time < times; time++) expect(await b.ask(signIn, { body })).toMatchObject(failed);
}

test('the database holds neither tokens nor passwords', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  await b.ask(signIn, { body: mia, headers: { 'idempotency-key': 'sign-in-1' } });
  const token = b.cookie.split('=')[1] ?? '?';
  const { read } = s.studio.database;
  const tables = ['users', 'signIns', 'auditEntries', 'idempotencyKeys'] as const;
  for (const table of tables) {
    const kept = JSON.stringify(await read.selectFrom(table).selectAll().execute());
    expect(kept).not.toContain(token);
    expect(kept).not.toContain(password);
  }
  expect(await read.selectFrom('idempotencyKeys').selectAll().execute()).toEqual([]);
  const { passwordHash } = await read
    .selectFrom('users')
    .selectAll()
    .where('name', '=', 'Mia')
    .executeTakeFirstOrThrow();
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
});

test('an unknown address, a wrong password and an inactive user are answered alike', async () => {
  const s = await studioWithMia();
  const unknown = await browser(s).ask(signIn, { body: { ...mia, email: 'nobody@studio.example' } });
  const wrongOne = await browser(s).ask(signIn, { body: wrong });
  await s.call(updateUser, { params: { id: s.miaId }, version: 1, body: { isActive: false } });
  const inactive = await browser(s).ask(signIn, { body: mia });
  const noPassword = await browser(s).ask(signIn, { body: { email: 'olive@studio.example', password: ' ' } });
  expect(unknown).toMatchObject(failed);
  for (const other of [wrongOne, inactive, noPassword]) expect(other).toEqual(unknown);
});

test('an unknown address takes as long as a known one', async () => {
  const s = await studioWithMia();
  const timeOf = async (email: string) => {
    const times: number[] = [];
    for (let time = 0; time < 5; time++) {
      const from = performance.now();
      await browser(s).ask(signIn, { body: { email, password: 'not the right one' } });
      times.push(performance.now() - from);
    }
    return Math.min(...times);
  };
  const [known, unknown] = [await timeOf(mia.email), await timeOf('nobody@studio.example')];
  expect(unknown).toBeGreaterThan(known / 3);
});

test('the address is the same in other case and with spaces around it', async () => {
  const s = await studioWithMia();
  expect((await browser(s).ask(signIn, { body: { ...mia, email: ' MIA@Studio.example ' } })).status).toBe(200);
});

test('after ten failures an address waits, wherever it is tried from, and then starts over', async () => {
  const s = await studioWithMia();
  await fail(browser(s), 10);
  expect(await browser(s, { remote: '10.0.0.1' }).ask(signIn, { body: mia })).toMatchObject(tooMany);
  s.later(14);
  expect((await browser(s).ask(signIn, { body: mia })).body).toMatchObject({ details: { minutes: 1 } });
  s.later(1);
  await signedIn(s);
  await fail(browser(s), 9);
  await signedIn(s);
});

test('an unknown address waits just as a known one does', async () => {
  const s = await studio();
  const nobody = { email: 'nobody@studio.example', password: 'not the right one' };
  await fail(browser(s), 10, nobody);
  expect(await browser(s).ask(signIn, { body: nobody })).toMatchObject(tooMany);
});

test('thirty failures from one place make that place wait, whatever address they were for', async () => {
  const s = await studioWithMia();
  const evil = browser(s, { remote: '203.0.113.9' });
  for (let n = 0; n < 30; n++) await fail(evil, 1, { email: `user${n}@studio.example`, password: 'x' });
  expect(await evil.ask(signIn, { body: mia })).toMatchObject(tooMany);
  await signedIn(s);
  s.later(15);
  expect((await evil.ask(signIn, { body: mia })).status).toBe(200);
});

test('tries sent all at once are counted too', async () => {
  const s = await studioWithMia();
  const tries = Array.from({ length: 30 }, () => browser(s).ask(signIn, { body: wrong }));
  const answers = (await Promise.all(tries)).map(({ status }) => status);
  expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(11);
  expect(answers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(19);
});

test('changing the password needs the current one and signs out everywhere else, with a new session here', async () => {
  const s = await studioWithMia();
  const [here, there] = [await signedIn(s), await signedIn(s)];
  const change = (currentPassword: string, newPassword: string) =>
    here.ask(changePassword, { body: { currentPassword, newPassword } });
  expect(await change('not the right one', otherPassword)).toMatchObject({
    status: 422,
    body: { code: 'user.password_wrong' },
  });
  expect(await change(password, 'mia mia mia mia')).toMatchObject({
    status: 422,
    body: { code: 'user.password_weak', errors: [{ field: 'newPassword' }] },
  });
  expect((await there.ask(getMe)).status).toBe(200);
  const { cookie } = here;
  expect((await change(password, otherPassword)).status).toBe(204);
  expect((await here.ask(getMe)).status).toBe(200);
  expect((await browser(s).ask(getMe, { headers: { cookie } })).status).toBe(401);
  expect((await there.ask(getMe)).status).toBe(401);
  expect(await browser(s).ask(signIn, { body: mia })).toMatchObject(failed);
  expect((await browser(s).ask(signIn, { body: { ...mia, password: otherPassword } })).status).toBe(200);
});

test('guessing the current password is limited, without keeping the user from signing in', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  const body = { currentPassword: 'not the right one', newPassword: otherPassword };
  for (let time = 0; time < 10; time++) expect((await b.ask(changePassword, { body })).status).toBe(422);
  expect(await b.ask(changePassword, { body: { ...body, currentPassword: password } })).toMatchObject(tooMany);
  await signedIn(s);
  s.later(15);
  expect((await b.ask(changePassword, { body: { ...body, currentPassword: password } })).status).toBe(204);
});

test('a new password from an owner signs the user out and ends a pause', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  await fail(browser(s), 10);
  await s.call(updateUser, { params: { id: s.miaId }, version: 1, body: { password: otherPassword } });
  expect((await b.ask(getMe)).status).toBe(401);
  expect((await browser(s).ask(signIn, { body: { ...mia, password: otherPassword } })).status).toBe(200);
});

test('who signs in with the old password while it is replaced is not left signed in', async () => {
  const s = await studioWithMia();
  let current = password;
  for (let version = 1; version <= 4; version++) {
    const next = `${otherPassword} ${version}`;
    const b = browser(s);
    await Promise.all([
      b.ask(signIn, { body: { ...mia, password: current } }),
      s.call(updateUser, { params: { id: s.miaId }, version, body: { password: next } }),
    ]);
    expect((await b.ask(getMe)).status).toBe(401);
    current = next;
  }
});

test('who signs in and out stands in the audit, and so does a pause', async () => {
  const s = await studioWithMia();
  await (await signedIn(s)).ask(signOut);
  await fail(browser(s), 10);
  const { items } = await s.call(listAudit, { query: { record: 'user', recordId: s.miaId } });
  const lines = items.map(({ action, who, through }) => `${who} ${action} ${through}`);
  expect(lines).toEqual([
    'Printrail user.sign_in_paused api',
    'Mia user.signed_out web',
    'Mia user.signed_in api',
    'Olive Owner user.added api',
  ]);
});
