import { type Kysely, PostgresAdapter } from 'kysely';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

declare const writes: unique symbol;

/** A handle that only reads. */
export type Db = Kysely<Tables>;

/** A handle inside a transaction; in a signature it means: this writes. */
export type Tx = Kysely<Tables> & { readonly [writes]: true };

export type WriteOptions = {
  /** A long write that shares no commit with others and may let other work run between its statements. */
  alone?: boolean;
};

/** A studio's database: one handle to read, one way to write. */
export type Database = {
  dialect: 'sqlite' | 'postgres';
  read: Db;
  /** Runs the operation in a transaction; what it returns is acknowledged only when it is on disk. */
  write<Result>(operation: (tx: Tx) => Promise<Result>, options?: WriteOptions): Promise<Result>;
  /** How the processes on one database tell one another that something was saved. */
  signal: Signal;
  close(): Promise<void>;
};

export type Signal = {
  /** Tells the others, soon and once for many; heard late or not at all when a connection breaks. */
  send(): void;
  /** Calls the listener whenever another process may have saved something, until stopped. */
  hear(listener: () => void): { stop(): void };
};

export type Location = { file: string } | { url: string };

export async function connect(location: Location): Promise<Database> {
  return 'url' in location ? openPostgres(location.url) : openSqlite(location.file);
}

/** Which database a handle speaks to; only database/ and the search ask. */
export function dialectOf(db: Db): Database['dialect'] {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
