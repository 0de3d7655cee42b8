import type { Db, Location } from './connect.ts';
import { openPostgresSnapshot } from './postgres.ts';
import { openSqliteSnapshot } from './sqlite.ts';

/** The database as it is at one moment, to be read at leisure while others go on writing. */
export type Snapshot = { db: Db; close(): Promise<void> };

export async function openSnapshot(location: Location): Promise<Snapshot> {
  return 'url' in location ? openPostgresSnapshot(location.url) : openSqliteSnapshot(location.file);
}
