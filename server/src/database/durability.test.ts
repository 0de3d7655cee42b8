import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase, studio } from '../testing/studio.ts';
import { foldIntoOneFile } from './sqlite-files.ts';
import { openToWrite } from './writing.ts';

const isOnPostgres = process.env.PRINTRAIL_TEST_DATABASE === 'postgres';
const source = join(import.meta.dirname, '..');

test('a commit is answered once it is on disk', async () => {
  const { studio: s } = await studio();
  const settings = await s.database.write(async (tx) => {
    const setting = async (text: string) => (await sql.raw(text).execute(tx)).rows[0];
    if (isOnPostgres) return [await setting('show synchronous_commit'), await setting('show fsync')];
    return [
      await setting('pragma synchronous'),
      await setting('pragma journal_mode'),
      await setting('pragma foreign_keys'),
    ];
  });
  // The server of the tests forgets everything anyway; of another one fsync is its own to say.
  if (isOnPostgres) expect(settings).toMatchObject([{ synchronousCommit: 'on' }, { fsync: expect.any(String) }]);
  else expect(settings).toEqual([{ synchronous: 2 }, { journalMode: 'wal' }, { foreignKeys: 1 }]);
});

test.skipIf(isOnPostgres)('every connection that writes to a file waits for the disk', async () => {
  const { location, remove } = await emptyDatabase();
  onTestFinished(remove);
  const { file } = location as { file: string };
  const connection = openToWrite(file);
  expect(connection.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
  connection.close();
  foldIntoOneFile(file);
  const files = globSync('**/*.ts', { cwd: source }).filter((name) => !/test|described-tables|schema\.ts$/.test(name));
  const opened = files.flatMap((name) => {
    const text = readFileSync(join(source, name), 'utf8');
    return [...text.matchAll(/new DatabaseSync\((.*)\)/g)].map(([, how]) => `${name}: ${how}`);
  });
  expect(opened.filter((how) => !how.includes('readOnly: true'))).toEqual([
    'database/writing.ts: file, { timeout: 0 }',
  ]);
});
