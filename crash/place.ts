import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Location } from '../server/src/database/connect.ts';
import { startPostgres } from '../server/src/testing/embedded-postgres.ts';

/** A database that is thrown away: a file, or a PostgreSQL of its own. */
export async function openPlace(
  database: 'sqlite' | 'postgres',
): Promise<{ location: Location; remove(): Promise<void> | void }> {
  if (database === 'postgres') {
    const postgres = await startPostgres();
    return { location: { url: postgres.adminUrl }, remove: postgres.stop };
  }
  const folder = mkdtempSync(join(tmpdir(), 'printrail-place-'));
  return {
    location: { file: join(folder, 'printrail.db') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
