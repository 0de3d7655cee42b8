import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { connect, type Database, type Location, type Tx } from '../database/connect.ts';
import { appliedMigrations, migrate, unknownMigrations } from '../database/migrate.ts';
import { openSnapshot } from '../database/snapshot.ts';
import { filesOf, foldIntoOneFile, sqliteFault } from '../database/sqlite-files.ts';
import { kindOfFile } from '../exports/archive-file.ts';
import { importArchive } from '../exports/import-archive.ts';
import type { Progress } from '../exports/write-archive.ts';
import { putInPlace } from '../platform/new-file.ts';
import { Refusal } from '../platform/refusal.ts';
import { examine } from './doctor.ts';
import type { Finding } from './findings.ts';

export type RestoreAsked = {
  /** Moves the studio that is there aside. */
  replace: boolean;
  /** Restores even what breaks a rule. */
  despiteFaults: boolean;
  now: number;
  progress?: Progress | undefined;
};

/** Where the studio that was there is now, if there was one, and what is wrong with the one restored. */
export type Restored = { movedTo: string | null; findings: Finding[] };

/** Puts a backup or an archive in the place of a studio, once it is found sound; everyone signs in again. */
export async function restore(location: Location, file: string, asked: RestoreAsked): Promise<Restored> {
  const kind = await kindOfFile(file);
  const refuse = (reason: string) => new Refusal('restore.not_a_backup', { file, reason });
  if (kind === undefined) throw refuse('there is no such file, or it may not be read');
  if (kind === 'other') throw refuse('it is neither a backup nor an archive of a studio');
  if ('file' in location) return restoreFile(location.file, file, kind, asked);
  if (kind === 'database')
    throw refuse('it is a database file; restore it into a data folder, and export it from there');
  if (asked.replace)
    throw refuse('a PostgreSQL database is not replaced; restore into a new one, and use that instead');
  return { movedTo: null, findings: await restoreInto(location, file, asked) };
}

/** Reads an archive into the empty database that is there; what is unsound is taken back. */
export async function restoreInto(location: Location, file: string, asked: RestoreAsked): Promise<Finding[]> {
  const database = await connect(location);
  try {
    let findings: Finding[] = [];
    const check = async (tx: Tx) => {
      findings = await examine(tx, progressOf(asked));
      refuseUnsound(file, findings, asked);
    };
    await importArchive(database, file, { progress: asked.progress, check });
    return findings;
  } finally {
    await database.close();
  }
}

async function restoreFile(
  place: string,
  file: string,
  kind: 'archive' | 'database',
  asked: RestoreAsked,
): Promise<Restored> {
  // A log without its database would be read into the new one.
  const isTaken = filesOf(place).some((part) => existsSync(part));
  if (isTaken && !asked.replace) throw new Refusal('restore.in_the_way', { place });
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  const unfinished = `${place}.restoring`;
  await removeAll(unfinished);
  try {
    const findings = await prepare(unfinished, file, kind, asked);
    const movedTo = isTaken ? await moveAside(place, asked.now) : null;
    await putInPlace(unfinished, place);
    return { movedTo, findings };
  } finally {
    await removeAll(unfinished);
  }
}

/** Makes the restored database in a file of its own, in the form of this version, and looks at it. */
async function prepare(
  unfinished: string,
  file: string,
  kind: 'archive' | 'database',
  asked: RestoreAsked,
): Promise<Finding[]> {
  try {
    if (kind === 'database') await copyFile(file, unfinished, constants.COPYFILE_FICLONE);
    const database = await connect({ file: unfinished });
    try {
      await chmod(unfinished, 0o600);
      if (kind === 'archive') await importArchive(database, file, { progress: asked.progress });
      else await bringUp(database, file);
    } finally {
      await database.close();
    }
    const findings = await findingsIn(unfinished, asked);
    refuseUnsound(file, findings, asked);
    foldIntoOneFile(unfinished);
    return findings;
  } catch (error) {
    if (sqliteFault(error) === 'damaged') throw new Refusal('restore.not_a_backup', { file, reason: 'it is damaged' });
    throw error;
  }
}

async function bringUp(database: Database, file: string): Promise<void> {
  const applied = await appliedMigrations(database.read);
  if (applied.length === 0) throw new Refusal('restore.not_a_backup', { file, reason: 'it holds no studio' });
  const unknown = unknownMigrations(applied);
  if (unknown.length > 0) throw new Refusal('archive.newer', { file, unknown: unknown.join(', ') });
  await migrate(database);
  await database.write((tx) => tx.deleteFrom('signIns').execute());
}

async function findingsIn(file: string, asked: RestoreAsked): Promise<Finding[]> {
  const snapshot = await openSnapshot({ file });
  try {
    return await examine(snapshot.db, progressOf(asked));
  } finally {
    await snapshot.close();
  }
}

function progressOf({ progress }: RestoreAsked) {
  return progress ? { progress } : {};
}

function refuseUnsound(file: string, findings: readonly Finding[], { despiteFaults }: RestoreAsked): void {
  const broken = findings.filter(({ count }) => count > 0);
  if (broken.length === 0 || despiteFaults) return;
  const said = broken.map(({ rule, offences: [first] }) => `${rule} (${first?.record}: ${first?.says})`);
  throw new Refusal('backup.unsound', { file, findings: said.join('\n') });
}

/** The studio stays beside the new one, under a name that says when. */
async function moveAside(place: string, now: number): Promise<string> {
  await expectNobodyAt(place);
  const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const aside = freeName(join(dirname(place), `printrail-until-${stamp}`));
  const beside = filesOf(aside);
  for (const [at, part] of filesOf(place).entries()) if (existsSync(part)) await rename(part, beside[at] ?? aside);
  return aside;
}

function freeName(name: string): string {
  for (let more = 1; ; more++) {
    const file = more === 1 ? `${name}.db` : `${name}-${more}.db`;
    if (!filesOf(file).some((part) => existsSync(part))) return file;
  }
}

/** Opening what is no database any more would take its log away, so that is moved as it lies there. */
async function expectNobodyAt(place: string): Promise<void> {
  if ((await kindOfFile(place)) !== 'database') return;
  try {
    foldIntoOneFile(place);
  } catch (error) {
    if (sqliteFault(error) === 'locked') throw new Refusal('restore.in_use', { place });
    if (sqliteFault(error) !== 'damaged') throw error;
  }
}

async function removeAll(file: string): Promise<void> {
  for (const part of filesOf(file)) await rm(part, { force: true });
}
