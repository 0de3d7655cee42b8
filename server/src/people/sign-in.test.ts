import { listAudit } from '@printrail/contract/audit';
import { addUser, changePassword, getMe, listUsers, signIn, signOut, updateUser } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { type Browser, type BrowserOptions, browser } from '../testing/browser.ts';
import { studio, type TestOptions, type TestStudio } from '../testing/studio.ts';

const password = 'violet-lamp-over-sand';
const otherPassword = 'green-kettle-by-noon';
const mia = { email: 'mia@studio.example', password };

async function studioWithMia(options?: TestOptions): Promise<TestStudio & { miaId: number }> {
  const s = await studio(options);
  const { id } = await s.call(addUser, { body: { name: 'Mia', ...mia, rights: { invoices: 'change' } } });
  return { ...s, miaId: id };
}

async function signedIn(s: TestStudio, options?: BrowserOptions): Promise<Browser> {
  const b = browser(s, options);
  expect(await b.ask(signIn, { body: mia })).toMatchObject({ status: 200, body: { name: 'Mia' } });
  return b;
}

const wrong = { ...mia, password: 'not the right one' };
const failed = { status: 401, body: { code: 'sign_in.failed' } };
const tooMany = { status: 429, body: { code: 'sign_in.too_many' } };

async function fail(b: Browser, times: number, body = wrong): Promise<void> {
  for (let time = 0; time < times; time++) expect(await b.ask(signIn, { body })).toMatchObject(failed);
}

test('signing in gives the browser a session, and signing out ends it', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  expect(b.given).toMatch(/^printrail=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000$/);
  expect((await b.ask(getMe)).body).toMatchObject({ kind: 'user', name: 'Mia', rights: { invoices: 'change' } });
  const { cookie } = b;
  expect((await b.ask(signOut)).status).toBe(204);
  expect(b.given).toContain('Max-Age=0');
  b.cookie = cookie;
  expect((await b.ask(getMe)).status).toBe(401);
});

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

test('over HTTPS the cookie is bound to the host, and a plain one is not taken for it', async () => {
  const s = await studioWithMia({ trustProxy: true });
  const b = await signedIn(s, { https: true });
  expect(b.given).toMatch(/^__Host-printrail=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000$/);
  expect((await b.ask(getMe)).status).toBe(200);
  b.cookie = b.cookie.replace('__Host-', '');
  expect((await b.ask(getMe)).status).toBe(401);
});

test('a header that claims HTTPS counts only from a trusted proxy', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s, { https: true });
  expect(b.given).toMatch(/^printrail=/);
});

test('another site cannot make a signed-in browser change anything', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
    expect(await b.ask(signOut, { headers })).toMatchObject({ status: 403, body: { code: 'request.cross_site' } });
  }
  expect((await b.ask(getMe)).status).toBe(200);
  expect((await b.ask(signOut, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(204);
});

test('a session ends after 7 days without use', async () => {
  const s = await studioWithMia({ today: '2026-11-01' });
  const b = await signedIn(s);
  s.today('2026-11-07');
  expect((await b.ask(getMe)).status).toBe(200);
  await expect.poll(() => seenAt(s)).toBe(Date.parse('2026-11-07T12:00:00Z'));
  s.today('2026-11-13');
  expect((await b.ask(getMe)).status).toBe(200);
  await expect.poll(() => seenAt(s)).toBe(Date.parse('2026-11-13T12:00:00Z'));
  s.today('2026-11-20');
  expect((await b.ask(getMe)).status).toBe(401);
});

test('a session ends after 30 days, however much it is used', async () => {
  const s = await studioWithMia({ today: '2026-11-01' });
  const b = await signedIn(s);
  for (const date of ['2026-11-06', '2026-11-12', '2026-11-18', '2026-11-24', '2026-11-30']) {
    s.today(date);
    expect((await b.ask(getMe)).status).toBe(200);
    await expect.poll(() => seenAt(s)).toBe(Date.parse(`${date}T12:00:00Z`));
  }
  s.today('2026-12-01');
  expect((await b.ask(getMe)).status).toBe(401);
});

test('the use of a session is noted at most every ten minutes', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  const began = await seenAt(s);
  s.later(9);
  await b.ask(getMe);
  await s.studio.database.write(async () => undefined);
  expect(await seenAt(s)).toBe(began);
  s.later(1);
  await Promise.all([b.ask(getMe), b.ask(getMe), b.ask(getMe)]);
  await expect.poll(() => seenAt(s)).toBe(began + 10 * 60_000);
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

test('a user made inactive is signed out, and stays so', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  await s.call(updateUser, { params: { id: s.miaId }, version: 1, body: { isActive: false } });
  expect((await b.ask(getMe)).status).toBe(401);
  await s.call(updateUser, { params: { id: s.miaId }, version: 2, body: { isActive: true } });
  expect((await b.ask(getMe)).status).toBe(401);
  await signedIn(s);
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

test('signing in again in the same browser ends the session before', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  const { cookie } = b;
  await b.ask(signIn, { body: mia });
  expect((await b.ask(getMe)).status).toBe(200);
  b.cookie = cookie;
  expect((await b.ask(getMe)).status).toBe(401);
});

test('rights hold for a signed-in user', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  expect((await b.ask(listUsers)).status).toBe(200);
  const body = { name: 'Friend', email: 'friend@studio.example', password: otherPassword };
  expect(await b.ask(addUser, { body })).toMatchObject({
    status: 403,
    body: { code: 'access.denied', details: { area: 'people', level: 'add', has: 'none' } },
  });
  expect((await b.ask(listAudit)).status).toBe(403);
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

test('junk cookies and tokens are nobody', async () => {
  const s = await studioWithMia();
  for (const cookie of [
    'printrail=',
    'printrail=%00',
    `printrail=${'x'.repeat(5_000)}`,
    'printrail=prk_abc; printrail=',
  ]) {
    const b = browser(s);
    b.cookie = cookie;
    expect((await b.ask(getMe)).status).toBe(401);
  }
  expect((await browser(s).ask(getMe, { headers: { authorization: 'Bearer prk_x' } })).status).toBe(401);
});

async function seenAt(s: TestStudio): Promise<number> {
  return (await s.studio.database.read.selectFrom('signIns').select('seenAt').executeTakeFirstOrThrow()).seenAt;
}
