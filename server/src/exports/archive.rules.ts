import { type DescribedTable, tablesAfter } from '../database/described-tables.ts';

export const archiveFormat = 'printrail-archive';
export const archiveVersion = 1;

/** The first line of an archive. */
export type ArchiveHeader = {
  format: typeof archiveFormat;
  version: number;
  /** The version of Printrail that wrote it, and when. */
  printrail: string;
  takenAt: string;
  /** The steps of the database's form; the tables and columns follow from them. */
  migrations: readonly string[];
};

/** Before the rows of a table. */
export type ArchiveTable = {
  table: string;
  columns: readonly string[];
  /** The last id given, so that none is given again; null for tables without ids. */
  lastId: number | null;
};

/** The last line. */
export type ArchiveEnd = { end: true; rows: Record<string, number> };

/**
 * What belongs to one installation at one time, not to the studio: who is signed in, what was answered, what is told, and
 * what opens the mail server and the providers.
 */
const leftOutTables = ['sign_ins', 'sign_in_failures', 'idempotency_keys', 'live_events', 'delivery_secrets'];
const leftOutColumns: Readonly<Record<string, Readonly<Record<string, number>>>> = { studio: { settings_version: 0 } };

/** The columns that an archive does not hold, with the value they have once it is read. */
export function unarchivedValues(table: string): Readonly<Record<string, number>> {
  return leftOutColumns[table] ?? {};
}

/** The tables of an archive with the columns it holds, each after those it refers to. */
export function archivedTables(migrations: readonly string[]): DescribedTable[] {
  return tablesAfter(migrations)
    .filter(({ name }) => !leftOutTables.includes(name))
    .map((table) => {
      const leftOut = unarchivedValues(table.name);
      return { ...table, columns: new Map([...table.columns].filter(([column]) => !(column in leftOut))) };
    });
}

/** A value as it stands in an archive: bytes in base64, everything else as JSON has it. */
export function archivedValue(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
