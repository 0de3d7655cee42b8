import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { emptyDatabase } from '../testing/studio.ts';
import { connect, type Database } from './connect.ts';
import { migrate } from './migrate.ts';
import { schemaText } from './schema.ts';

async function database(): Promise<{ first: Database; second: Database }> {
  const { location, remove } = await emptyDatabase();
  const [first, second] = [await connect(location), await connect(location)];
  onTestFinished(async () => {
    await first.close();
    await second.close();
    await remove();
  });
  return { first, second };
}

test('schema.sql is what the migrations make (running schema.ts writes it)', () => {
  expect(readFileSync(new URL('./schema.sql', import.meta.url), 'utf8')).toBe(schemaText());
});

test('two processes that start on a new database migrate it once', async () => {
  const { first, second } = await database();
  const applied = (await Promise.all([migrate(first), migrate(second)])).flat();
  expect(applied).toEqual([...new Set(applied)]);
  expect(applied).toContain('0001-studio-and-people');
  expect(await migrate(second)).toEqual([]);
});

test('a database of a newer version is left alone', async () => {
  const { first } = await database();
  await migrate(first);
  await first.write((tx) => tx.insertInto('migrations').values({ name: '9999-later', appliedAt: 1 }).execute());
  await expect(migrate(first)).rejects.toThrow(/newer Printrail \(9999-later\)/);
});

test('every table but the migrations’ own keeps its dates and flags as the code reads them', async () => {
  const { first } = await database();
  await migrate(first);
  await first.write((tx) =>
    tx.insertInto('closures').values({ fromDate: '2026-12-24', toDate: '2026-12-26', name: 'Christmas' }).execute(),
  );
  const closure = await first.read.selectFrom('closures').selectAll().executeTakeFirstOrThrow();
  expect(closure).toMatchObject({ id: 1, fromDate: '2026-12-24', toDate: '2026-12-26', name: 'Christmas', version: 1 });
  const { rows } = await sql<{ many: number }>`select count(*) as many from closures`.execute(first.read);
  expect(rows).toEqual([{ many: 1 }]);
});
