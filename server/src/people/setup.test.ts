import { listAudit } from '@printrail/contract/audit';
import { getPreferences } from '@printrail/contract/calendar';
import { getMe, getSetup, setUp } from '@printrail/contract/people';
import { expect, onTestFinished, test } from 'vitest';
import { type Started, start } from '../main.ts';
import { createSample } from '../sample/create-sample.ts';
import { browser } from '../testing/browser.ts';
import { emptyDatabase } from '../testing/studio.ts';

const ada = { name: 'Ada Owner', email: 'ada@studio.example', password: 'violet-lamp-over-sand' };

/** Processes on one new database. */
async function newStudio(processes = 1): Promise<[Started, ...Started[]]> {
  const { location, remove } = await emptyDatabase();
  const first = await start({ location });
  const started: [Started, ...Started[]] = [first];
  while (started.length < processes) started.push(await start({ location }));
  onTestFinished(async () => {
    for (const each of started.toReversed()) await each.close();
    await remove();
  });
  return started;
}

test('a new studio asks for its owner, who is signed in at once and may name the studio', async () => {
  const [s] = await newStudio();
  const b = browser(s);
  expect((await b.ask(getSetup)).body).toEqual({ needsOwner: true });
  const { status, body } = await b.ask(setUp, { body: { ...ada, studioName: 'Lumen & Co' } });
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'Ada Owner', isOwner: true, isActive: true, version: 1 });
  expect((await b.ask(getMe)).body).toMatchObject({ kind: 'user', name: 'Ada Owner', rights: { people: 'delete' } });
  expect((await b.ask(getPreferences)).body).toMatchObject({ studioName: 'Lumen & Co' });
  expect((await b.ask(getSetup)).body).toEqual({ needsOwner: false });
  const { body: audit } = await b.ask(listAudit);
  const entries = audit.items as { action: string; who: string }[];
  expect(entries.map(({ action }) => action)).toEqual(['user.signed_in', 'preferences.changed', 'user.added']);
  expect(JSON.stringify(audit)).not.toContain('argon2');
});

test('preferences sent with the owner are set with it, by the same rules, or nothing is', async () => {
  const [s] = await newStudio();
  const b = browser(s);
  const first = { studioName: 'Lumen', timeZone: 'Europe/Lisbon', currency: 'EUR', locale: 'pt-PT' };
  const more = { workWeek: [2, 3, 4, 5, 6], paperSize: 'A4' as const };
  const wrong = [
    { body: { timeZone: 'Mars/Base' }, code: 'preferences.unknown_time_zone', field: 'timeZone' },
    { body: { currency: 'XXQ' }, code: 'preferences.unknown_currency', field: 'currency' },
    { body: { locale: 'klingon-' }, code: 'preferences.unknown_locale', field: 'locale' },
    { body: { workWeek: [] }, code: 'request.invalid', field: 'workWeek' },
  ];
  for (const { body, code, field } of wrong) {
    const answer = await b.ask(setUp, { body: { ...ada, ...first, ...body } });
    expect(answer.body).toMatchObject({ code, errors: [{ field }] });
  }
  expect(b.cookie).toBe('');
  expect((await b.ask(getSetup)).body).toEqual({ needsOwner: true });
  expect((await b.ask(setUp, { body: { ...ada, ...first, ...more } })).status).toBe(201);
  expect((await b.ask(getPreferences)).body).toMatchObject({ ...first, ...more, version: 2 });
});

test('users without an owner, such as those of a sample, do not count as set up', async () => {
  const [s] = await newStudio();
  await createSample(s.studio, { orders: 1 });
  const b = browser(s);
  expect((await b.ask(getSetup)).body).toEqual({ needsOwner: true });
  const { email } = await s.studio.database.read.selectFrom('users').select('email').limit(1).executeTakeFirstOrThrow();
  const taken = await b.ask(setUp, { body: { ...ada, email } });
  expect(taken.body).toMatchObject({ code: 'user.email_taken', errors: [{ field: 'email' }] });
  expect((await b.ask(setUp, { body: ada })).status).toBe(201);
  expect((await b.ask(getSetup)).body).toEqual({ needsOwner: false });
});

test('setting up works once', async () => {
  const [s] = await newStudio();
  await browser(s).ask(setUp, { body: ada });
  const second = browser(s);
  expect(await second.ask(setUp, { body: { ...ada, email: 'eve@else.example' } })).toMatchObject({
    status: 409,
    body: { code: 'studio.already_set_up' },
  });
  expect(second.cookie).toBe('');
});

test('of several processes setting up at the same moment one makes the owner', async () => {
  const started = await newStudio(2);
  const tries = [0, 1, 2, 3].map(async (n) => {
    const s = started[n % 2] ?? started[0];
    return (await browser(s).ask(setUp, { body: { ...ada, email: `owner${n}@studio.example` } })).status;
  });
  expect((await Promise.all(tries)).toSorted()).toEqual([201, 409, 409, 409]);
  const users = await started[0].studio.database.read.selectFrom('users').select('id').execute();
  expect(users).toHaveLength(1);
});

test('a weak password makes no owner, and says what is missing', async () => {
  const [s] = await newStudio();
  const { status, body } = await browser(s).ask(setUp, { body: { ...ada, password: 'short' } });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    code: 'user.password_weak',
    detail: 'The password needs at least 12 characters (it has 5).',
    errors: [{ field: 'password' }],
  });
  expect((await browser(s).ask(getSetup)).body).toEqual({ needsOwner: true });
});
