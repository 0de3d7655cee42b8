import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addClient } from '@printrail/contract/clients';
import { addNote } from '@printrail/contract/history';
import { expect, onTestFinished, test } from 'vitest';
import { connect, type Location } from '../database/connect.ts';
import { openSnapshot } from '../database/snapshot.ts';
import { openStudio } from '../main.ts';
import { archiveOf, folder, linesIn } from '../testing/archives.ts';
import { type LivedIn, liveIn } from '../testing/lived-in.ts';
import { emptyDatabase, studio, type TestStudio } from '../testing/studio.ts';
import { takeBackup } from './backup.ts';
import { examine } from './doctor.ts';
import { restore } from './restore.ts';

const written = { printrail: '0.0.0', takenAt: '2026-11-23T12:00:00.000Z' };
const plainly = { replace: false, despiteFaults: false, now: Date.parse('2026-11-23T12:00:00Z') };
const isEmbedded = process.env.PRINTRAIL_TEST_DATABASE !== 'postgres';

async function backupOf(s: TestStudio): Promise<string> {
  const file = join(folder(), 'studio.backup');
  expect((await takeBackup(s.location, file, written)).findings.filter(({ count }) => count > 0)).toEqual([]);
  return file;
}

async function emptyPlace(): Promise<Location> {
  const { location, remove } = await emptyDatabase();
  onTestFinished(remove);
  return location;
}

async function brokenRules(location: Location): Promise<string[]> {
  const snapshot = await openSnapshot(location);
  const findings = await examine(snapshot.db).finally(() => snapshot.close());
  return findings.filter(({ count }) => count > 0).map(({ name }) => name);
}

async function notesIn(location: Location): Promise<string[]> {
  const { db, close } = await openSnapshot(location);
  const rows = await db
    .selectFrom('orderHistory')
    .select('note')
    .where('note', 'like', 'Note %')
    .orderBy('id')
    .execute();
  await close();
  return rows.map(({ note }) => note);
}

/** Writes notes one after the other until told to stop; gives those that were acknowledged. */
function keepWriting(s: TestStudio, { orderIds }: LivedIn) {
  const acknowledged: string[] = [];
  let isOn = true;
  const writing = (async () => {
    for (let at = 1; isOn; at++) {
      const note = `Note ${at}`;
      await s.call(addNote, { params: { id: orderIds[at % orderIds.length] ?? 1 }, body: { note } });
      acknowledged.push(note);
      await new Promise(setImmediate);
    }
  })();
  return {
    acknowledged,
    stop: async () => {
      isOn = false;
      await writing;
    },
  };
}

test('what is copied while others write is restored whole: all acknowledged before, nothing torn', async () => {
  const s = await studio();
  const writer = keepWriting(s, await liveIn(s));
  const acknowledged = (many: number) =>
    expect.poll(() => writer.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(many);
  for (const copyOf of [backupOf, (from: TestStudio) => archiveOf(from.location)]) {
    await acknowledged(writer.acknowledged.length + 10);
    const before = writer.acknowledged.length;
    const file = await copyOf(s);
    await acknowledged(before + 10);
    const place = await emptyPlace();
    const { findings, movedTo } = await restore(place, file, plainly);
    expect(movedTo).toBeNull();
    expect(findings.length).toBeGreaterThan(20);
    expect(await brokenRules(place)).toEqual([]);
    const notes = await notesIn(place);
    expect(notes.length).toBeGreaterThanOrEqual(before);
    // What was saved may not have been acknowledged yet.
    expect(notes).toEqual(Array.from(notes, (_, at) => `Note ${at + 1}`));
  }
  await writer.stop();
});

test('only its owner may read a backup, and one that is there is not overwritten', async () => {
  const s = await studio();
  const file = await backupOf(s);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(file);
  await expect(takeBackup(s.location, file, written)).rejects.toMatchObject({ code: 'file.exists' });
  expect(readFileSync(file)).toEqual(bytes);
  expect(readdirSync(dirname(file))).toEqual(['studio.backup']);
});

test('a backup is refused where no file can be made, and never takes the place of one made meanwhile', async () => {
  const s = await studio();
  const nowhere = join(folder(), 'nowhere', 'studio.backup');
  const reason = { code: 'file.unwritable', message: expect.stringContaining('there is no such folder') };
  await expect(takeBackup(s.location, nowhere, written)).rejects.toMatchObject(reason);
  const file = join(folder(), 'studio.backup');
  const meanwhile = { ...written, progress: () => writeFileSync(file, 'mine') };
  await expect(takeBackup(s.location, file, meanwhile)).rejects.toMatchObject({ code: 'file.exists' });
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('a backup of an unsound studio is taken, with what is wrong; restoring it has to be asked for', async () => {
  const s = await studio();
  await liveIn(s);
  await s.studio.database.write((tx) => tx.updateTable('productionOrders').set({ vendorKey: '' }).execute());
  const file = join(folder(), 'studio.backup');
  const { findings } = await takeBackup(s.location, file, written);
  expect(findings.find(({ name }) => name === 'order-names')?.count).toBeGreaterThan(0);
  const place = await emptyPlace();
  const refusal = { code: 'backup.unsound', message: expect.stringContaining('production order PO-') };
  await expect(restore(place, file, plainly)).rejects.toMatchObject(refusal);
  await restore(place, file, { ...plainly, despiteFaults: true });
  expect(await brokenRules(place)).toEqual(['order-names']);
});

test('what is no backup, or a damaged one, is refused and leaves nothing behind', async () => {
  const s = await studio();
  await liveIn(s);
  const file = await backupOf(s);
  const bytes = readFileSync(file);
  const place = await emptyPlace();
  const bad: [name: string, bytes: Buffer][] = [
    ['text', Buffer.from('not a backup at all')],
    ['empty', Buffer.alloc(0)],
    ['half', bytes.subarray(0, bytes.length / 2)],
    ['header', bytes.subarray(0, 100)],
    ['overwritten', Buffer.concat([bytes.subarray(0, 20_000), Buffer.alloc(20_000, 7), bytes.subarray(40_000)])],
  ];
  for (const [name, content] of bad) {
    const path = join(folder(), name);
    writeFileSync(path, content);
    const refusal = { code: expect.stringMatching(/^(restore|backup|archive)\./) };
    await expect(restore(place, path, plainly), name).rejects.toMatchObject(refusal);
  }
  for (const path of [join(folder(), 'nowhere'), folder()]) {
    await expect(restore(place, path, plainly)).rejects.toMatchObject({ code: 'restore.not_a_backup' });
  }
  if ('file' in place) expect(existsSync(place.file)).toBe(false);
  await restore(place, file, plainly);
  expect(await brokenRules(place)).toEqual([]);
});

test('a studio in the way is left alone unless told, and is moved aside, not deleted', async () => {
  const s = await studio();
  await s.call(addClient, { body: { name: 'Of the backup' } });
  const file = await backupOf(s);
  const place = await emptyPlace();
  const former = await openStudio(place);
  await former.database.write((tx) =>
    tx.insertInto('departments').values({ name: 'Former', nameKey: 'former', isActive: true }).execute(),
  );
  if (!isEmbedded) {
    await former.database.write((tx) =>
      tx
        .insertInto('auditEntries')
        .values({ at: 1, through: 'cli', action: 'x', record: 'x', before: '{}', after: '{}' })
        .execute(),
    );
    await former.database.close();
    await expect(restore(place, file, plainly)).rejects.toMatchObject({ code: 'archive.studio_in_use' });
    await expect(restore(place, file, { ...plainly, replace: true })).rejects.toMatchObject({
      code: 'restore.not_a_backup',
    });
    return;
  }
  await expect(restore(place, file, plainly)).rejects.toMatchObject({ code: 'restore.in_the_way' });
  const replacing = { ...plainly, replace: true };
  await expect(restore(place, file, replacing)).rejects.toMatchObject({ code: 'restore.in_use' });
  await former.database.close();
  const { movedTo } = await restore(place, file, replacing);
  expect(movedTo).toMatch(/printrail-until-20261123T120000Z\.db$/);
  const clients = await connect(place).then((database) =>
    database.read
      .selectFrom('clients')
      .select('name')
      .execute()
      .finally(() => database.close()),
  );
  expect(clients).toEqual([{ name: 'Of the backup' }]);
  const aside = await openSnapshot({ file: movedTo ?? '' });
  expect(await aside.db.selectFrom('departments').select('name').execute()).toEqual([{ name: 'Former' }]);
  await aside.close();
});

test('an archive is restored into either kind of studio', async () => {
  const s = await studio();
  await liveIn(s);
  const file = await archiveOf(s.location);
  const embedded = { file: join(folder(), 'new', 'printrail.db') };
  for (const place of [embedded, await emptyPlace()]) {
    await restore(place, file, plainly);
    expect(linesIn(await archiveOf(place)).slice(1)).toEqual(linesIn(file).slice(1));
  }
});

test('a damaged studio is moved aside as it lies there, with its log', async () => {
  const s = await studio();
  const file = await backupOf(s);
  const place = { file: join(folder(), 'printrail.db') };
  mkdirSync(dirname(place.file), { recursive: true });
  writeFileSync(place.file, 'rubbish'.repeat(1_000));
  writeFileSync(`${place.file}-wal`, 'log');
  const { movedTo } = await restore(place, file, { ...plainly, replace: true });
  expect(readFileSync(movedTo ?? '', 'utf8')).toContain('rubbish');
  expect(readFileSync(`${movedTo}-wal`, 'utf8')).toBe('log');
  expect(await brokenRules(place)).toEqual([]);
});

test('a restore takes the place of nothing that comes meanwhile, nor of what was moved aside before', async () => {
  const file = await backupOf(await studio());
  const place = { file: join(folder(), 'printrail.db') };
  writeFileSync(`${place.file}-wal`, 'a log alone');
  await expect(restore(place, file, plainly)).rejects.toMatchObject({ code: 'restore.in_the_way' });
  const replacing = { ...plainly, replace: true };
  const first = await restore(place, file, replacing);
  expect(readFileSync(`${first.movedTo}-wal`, 'utf8')).toBe('a log alone');
  const second = await restore(place, file, replacing);
  expect(second.movedTo).toMatch(/printrail-until-20261123T120000Z-2\.db$/);
  expect(await brokenRules(place)).toEqual([]);

  const other = { file: join(folder(), 'printrail.db') };
  const meanwhile = { ...plainly, progress: () => writeFileSync(other.file, 'mine') };
  await expect(restore(other, file, meanwhile)).rejects.toMatchObject({ code: 'file.exists' });
  expect(readFileSync(other.file, 'utf8')).toBe('mine');
});

test('after a restore everyone signs in again', async () => {
  const s = await studio();
  const session = { tokenHash: 'h', userId: s.ownerId, createdAt: 1, seenAt: 1, expiresAt: 9e12 };
  await s.studio.database.write((tx) => tx.insertInto('signIns').values(session).execute());
  const place = await emptyPlace();
  await restore(place, await backupOf(s), plainly);
  const { db, close } = await openSnapshot(place);
  expect(await db.selectFrom('signIns').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('users').select('name').execute()).toEqual([{ name: 'Olive Owner' }]);
  await close();
});
