import { DatabaseSync } from 'node:sqlite';

/** The only way a file is opened to be written: each commit waits for the disk, and a lock for nobody. */
export function openToWrite(file: string): DatabaseSync {
  const connection = new DatabaseSync(file, { timeout: 0 });
  connection.exec('pragma synchronous = full');
  return connection;
}
