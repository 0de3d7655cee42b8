import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Location } from '../server/src/database/connect.ts';

/** Looks into the database from outside while it is worked on; closed before a killed server is started again. */
export type Eye = { count(query: string): Promise<number>; close(): Promise<void> };

export async function openEye(location: Location): Promise<Eye> {
  if ('file' in location) {
    const connection = new DatabaseSync(location.file, { readOnly: true, timeout: 5_000 });
    return {
      count: async (query) => Number(connection.prepare(`select count(*) as many from ${query}`).get()?.many),
      close: async () => connection.close(),
    };
  }
  const client = new pg.Client({ connectionString: location.url });
  // Told by the next question.
  client.on('error', () => undefined);
  await client.connect();
  return {
    count: async (query) => Number((await client.query(`select count(*) as many from ${query}`)).rows[0]?.many),
    close: () => client.end(),
  };
}
