import { backup, DatabaseSync } from 'node:sqlite';
import { openToWrite } from './writing.ts';

const pagesAtOnce = 4_000;

/** Copies one state of a database file into another file, while others go on writing to the first. */
export async function copySqlite(from: string, to: string, progress?: (share: number) => void): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
  try {
    // One reading transaction over all steps of the copy: otherwise each change by someone else would start it anew.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_master').get();
    await backup(source, to, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) => progress?.(1 - remainingPages / totalPages),
    });
  } finally {
    source.close();
  }
  foldIntoOneFile(to);
}

/** Brings a database into its one file, without a log beside it; throws when someone else has it open. */
export function foldIntoOneFile(file: string): void {
  const connection = openToWrite(file);
  try {
    connection.exec('pragma journal_mode = delete');
  } finally {
    connection.close();
  }
}

/** Why a file cannot be used as a database; undefined for an error of another kind. */
export function sqliteFault(error: unknown): 'locked' | 'damaged' | undefined {
  const code = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
  if (code === 5 || code === 6) return 'locked';
  if (code === 11 || code === 26) return 'damaged';
  return undefined;
}

/** The database file and what may lie beside it. */
export function filesOf(file: string): string[] {
  return [file, `${file}-wal`, `${file}-shm`, `${file}-journal`];
}
