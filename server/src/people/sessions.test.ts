import { listAudit } from '@printrail/contract/audit';
import { addUser, getMe, listUsers, signIn, signOut, updateUser } from '@printrail/contract/people';
import { expect, test } from 'vitest';
import { browser } from '../testing/browser.ts';
import { mia, otherPassword, signedIn, studioWithMia } from '../testing/signing-in.ts';
import type { TestStudio } from '../testing/studio.ts';

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

test('a user made inactive is signed out, and stays so', async () => {
  const s = await studioWithMia();
  const b = await signedIn(s);
  await s.call(updateUser, { params: { id: s.miaId }, version: 1, body: { isActive: false } });
  expect((await b.ask(getMe)).status).toBe(401);
  await s.call(updateUser, { params: { id: s.miaId }, version: 2, body: { isActive: true } });
  expect((await b.ask(getMe)).status).toBe(401);
  await signedIn(s);
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
