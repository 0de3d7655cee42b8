import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { studio } from '../testing/studio.ts';
import { connect, type Database } from './connect.ts';
import { whileUnchanged } from './unchanged.ts';

const isSqlite = process.env.PRINTRAIL_TEST_DATABASE !== 'postgres';

test('what is kept is read anew once this or another process has changed something', async () => {
  const { studio: own, location } = await studio();
  const other = await connect(location);
  onTestFinished(() => other.close());
  let times = 0;
  const ask = () => whileUnchanged(own.database.read, 'how often', async () => ++times);
  const change = (database: Database) =>
    database.write((tx) => sql`update studio set settings_version = settings_version + 1`.execute(tx));
  let before = await ask();
  // On PostgreSQL other tests in the same server count as a change.
  if (isSqlite) expect(await ask()).toBe(before);
  for (const database of [other, own.database, other]) {
    await change(database);
    expect(await ask()).toBeGreaterThan(before);
    before = times;
  }
});

test('a question that fails is asked again', async () => {
  const { studio: own } = await studio();
  const ask = (read: () => Promise<string>) => whileUnchanged(own.database.read, 'who', read);
  await expect(ask(() => Promise.reject(new Error('Not now')))).rejects.toThrow('Not now');
  expect(await ask(async () => 'Anna')).toBe('Anna');
});
