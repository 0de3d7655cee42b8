import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addClient, getClient } from '@printrail/contract/clients';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { connect, type Database, type Location } from '../database/connect.ts';
import { appliedMigrations, migrateThrough, migrationNames } from '../database/migrate.ts';
import { openSnapshot } from '../database/snapshot.ts';
import { openStudio } from '../main.ts';
import { archiveOf, folder, linesIn, packed } from '../testing/archives.ts';
import { liveIn } from '../testing/lived-in.ts';
import { emptyDatabase, studio } from '../testing/studio.ts';
import { importArchive } from './import-archive.ts';

/** An empty database of the kind the run is for. */
async function emptyPlace(): Promise<Location> {
  const { location, remove } = await emptyDatabase();
  onTestFinished(remove);
  return location;
}

async function withDatabase<Result>(
  location: Location,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await connect(location);
  return work(database).finally(() => database.close());
}

function read(location: Location, file: string) {
  return withDatabase(location, (database) => importArchive(database, file));
}

/** An archive with its lines changed. */
function changed(file: string, change: (lines: string[]) => readonly string[]): string {
  const path = join(folder(), 'changed.archive');
  writeFileSync(path, packed(change(linesIn(file))));
  return path;
}

test('an archive read into an empty studio, of either kind, gives the same archive again', async () => {
  const s = await studio();
  await liveIn(s);
  const first = await archiveOf(s.location);
  const embedded = { file: join(folder(), 'printrail.db') };
  await read(embedded, first);
  const second = await archiveOf(embedded);
  const place = await emptyPlace();
  await read(place, second);
  const third = await archiveOf(place);
  expect(linesIn(second)).toEqual(linesIn(first));
  expect(linesIn(third)).toEqual(linesIn(first));
  const end = JSON.parse(linesIn(first).at(-1) ?? '') as { rows: Record<string, number> };
  const empty = Object.entries(end.rows).filter(([, many]) => many === 0);
  expect(empty).toEqual([]);
  expect(
    Object.keys(end.rows).filter((table) => /sign_in|idempotency|live_events|delivery_secrets/.test(table)),
  ).toEqual([]);
});

test('the studio read in works on: ids go on where they were, also after deletions', async () => {
  const s = await studio();
  const { id } = await s.call(addClient, { body: { name: 'Gone' } });
  await s.studio.database.write((tx) => tx.deleteFrom('clients').execute());
  const other = await studio();
  await other.studio.database.write(async (tx) => {
    await tx.deleteFrom('users').execute();
  });
  await withDatabase(other.location, async (database) => importArchive(database, await archiveOf(s.location)));
  const added = await other.call(addClient, { body: { name: 'New' } });
  expect(added.id).toBe(id + 1);
  expect(await other.call(getClient, { params: { id: added.id } })).toMatchObject({ name: 'New' });
});

test('an archive of an older form is brought to the newest, as its database would be', async () => {
  const older = migrationNames.slice(0, 7);
  const from = await emptyPlace();
  await withDatabase(from, (database) =>
    database.write(async (tx) => {
      await migrateThrough(tx, older);
      await sql`insert into studio (id, preferences, version, settings_version) values (1, '{}', 4, 9)`.execute(tx);
    }),
  );
  const to = await emptyPlace();
  const file = await archiveOf(from);
  expect(linesIn(file)[0]).toContain('0007-logo');
  await read(to, file);
  await withDatabase(to, async ({ read: db }) => {
    expect(await appliedMigrations(db)).toEqual(migrationNames);
    expect(await db.selectFrom('reorderReasons').select('name').execute()).toHaveLength(3);
    expect(await db.selectFrom('studio').select('version').execute()).toEqual([{ version: 4 }]);
  });
});

test('what is cut off, damaged, or not an archive is refused, and nothing is left of it', async () => {
  const s = await studio();
  await liveIn(s);
  const whole = await archiveOf(s.location);
  const bytes = readFileSync(whole);
  const files: [file: string, reason: string][] = [
    [join(folder(), 'nowhere'), 'there is no such file'],
    [changed(whole, (lines) => lines.toSpliced(-2, 1)), 'rows of it are missing'],
    [changed(whole, (lines) => lines.slice(0, -1)), 'its end is missing'],
    [changed(whole, (lines) => [...lines, '[]']), 'something follows its end'],
    [changed(whole, (lines) => lines.toSpliced(3, 1, '[1]')), 'a row does not fit its table'],
    [changed(whole, (lines) => lines.toSpliced(3, 1, '{"table"')), 'a line of it is not JSON'],
    [changed(whole, (lines) => ['{"format":"zip"}', ...lines.slice(1)]), 'it does not begin like one'],
    [changed(whole, () => ['7']), 'a line of it says nothing'],
    [changed(whole, (lines) => lines.map((line) => line.replace(/"lastId":\d+/, '"lastId":"9"'))), 'the last id of'],
    [changed(whole, () => ['x'.repeat(70_000_000)]), 'a line of it is too long'],
    [
      changed(whole, (lines) => lines.map((line) => line.replace('"table":"clients"', '"table":"moons"'))),
      'no table moons',
    ],
    [
      changed(whole, (lines) => lines.map((line) => line.replace('"columns":["id","name"', '"columns":["id","nom"'))),
      'other columns',
    ],
    [
      changed(whole, (lines) => lines.map((line) => line.replace('"change",', 'null,'))),
      'a row of order_history cannot be',
    ],
  ];
  for (const cut of [0, 1, 9, 60, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const file = join(folder(), 'cut.archive');
    writeFileSync(file, bytes);
    truncateSync(file, cut);
    files.push([file, 'its end is missing']);
  }
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(bytes.length >> 1) ^ 255, bytes.length >> 1);
  files.push([join(folder(), 'flipped.archive'), '']);
  writeFileSync(files.at(-1)?.[0] ?? '', flipped);

  const place = await emptyPlace();
  for (const [file, reason] of files) {
    const refusal = { code: 'archive.unreadable', message: expect.stringContaining(reason) };
    await expect(read(place, file), reason).rejects.toMatchObject(refusal);
  }
  const snapshot = await openSnapshot(place);
  expect(await appliedMigrations(snapshot.db)).toEqual([]);
  await snapshot.close();
});

test('an archive of a newer version, and a studio that is in use or that is none, are refused', async () => {
  const s = await studio();
  const file = await archiveOf(s.location);
  await expect(read(s.location, file)).rejects.toMatchObject({
    code: 'archive.studio_in_use',
    details: { what: 'users' },
  });
  const withForm = (migrations: readonly string[]) =>
    changed(file, ([header = '', ...lines]) => [JSON.stringify({ ...JSON.parse(header), migrations }), ...lines]);
  const place = await emptyPlace();
  await expect(read(place, withForm([...migrationNames, '9999-later']))).rejects.toMatchObject({
    code: 'archive.newer',
    details: { unknown: '9999-later' },
  });
  for (const form of [[], migrationNames.slice(1), migrationNames.toReversed()]) {
    await expect(read(place, withForm(form))).rejects.toMatchObject({ code: 'archive.unreadable' });
  }
  const nothing = await emptyPlace();
  await withDatabase(nothing, async () => undefined);
  await expect(archiveOf(nothing)).rejects.toMatchObject({ code: 'archive.no_studio' });
});

test('of a database in a newer form no archive is written, for it would lack what is new', async () => {
  const s = await studio();
  await s.studio.database.write((tx) =>
    tx.insertInto('migrations').values({ name: '9999-later', appliedAt: 1 }).execute(),
  );
  const refusal = { code: 'archive.form_unknown', details: { unknown: '9999-later' } };
  await expect(archiveOf(s.location)).rejects.toMatchObject(refusal);
});

test('a studio that nobody has used yet takes an archive, also while a server has it open', async () => {
  const s = await studio();
  await liveIn(s);
  const file = await archiveOf(s.location);
  const place = await emptyPlace();
  const open = await openStudio(place);
  onTestFinished(() => open.database.close());
  await read(place, file);
  expect(linesIn(await archiveOf(place))).toEqual(linesIn(file));
  const { many } = await open.database.read
    .selectFrom('productionOrders')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .executeTakeFirstOrThrow();
  expect(many).toBeGreaterThan(5);
});
