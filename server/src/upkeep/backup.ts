import type { Db, Location } from '../database/connect.ts';
import { appliedMigrations, migrationNames } from '../database/migrate.ts';
import { openSnapshot } from '../database/snapshot.ts';
import { storageFaults } from '../database/soundness.ts';
import { copySqlite } from '../database/sqlite-files.ts';
import { writeArchive } from '../exports/archive-file.ts';
import type { Written } from '../exports/write-archive.ts';
import { makeFile } from '../platform/new-file.ts';
import { Refusal } from '../platform/refusal.ts';
import { examine } from './doctor.ts';
import type { Finding } from './findings.ts';

export type BackupTaken = {
  kind: 'database' | 'archive';
  /** What is wrong with the studio itself, as far as the quick checks see; the backup is as it. */
  findings: Finding[];
};

/**
 * Copies a studio into a file, of one moment, while others work with it: the database file itself, or, on PostgreSQL, the
 * archive of the studio. The copy is opened and checked before it has its name.
 */
export async function takeBackup(location: Location, file: string, written: Written): Promise<BackupTaken> {
  return makeFile(file, async (unfinished) => {
    if ('url' in location) return archiveOf(location, unfinished, written);
    const { progress } = written;
    await copySqlite(location.file, unfinished, (share) => progress?.('Copying', share));
    return { kind: 'database', findings: await verify(unfinished, written) };
  });
}

async function archiveOf(location: Location, unfinished: string, written: Written): Promise<BackupTaken> {
  const snapshot = await openSnapshot(location);
  try {
    await writeArchive(snapshot.db, unfinished, written);
    return { kind: 'archive', findings: await quickLook(snapshot.db, written) };
  } finally {
    await snapshot.close();
  }
}

async function verify(file: string, written: Written): Promise<Finding[]> {
  const copy = await openSnapshot({ file });
  try {
    const faults = await storageFaults(copy.db, true);
    if (faults.length > 0) throw new Refusal('backup.unsound', { file: 'The copy', findings: faults.join('; ') });
    return await quickLook(copy.db, written);
  } finally {
    await copy.close();
  }
}

/** Of a database in the form of another version nothing can be said. */
async function quickLook(db: Db, { progress }: Written): Promise<Finding[]> {
  const isNewest = (await appliedMigrations(db)).at(-1) === migrationNames.at(-1);
  return isNewest ? examine(db, { isQuick: true, ...(progress ? { progress } : {}) }) : [];
}
