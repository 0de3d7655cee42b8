import { highestId, lastIdOf } from '../database/chosen-ids.ts';
import type { Db } from '../database/connect.ts';
import type { DescribedTable } from '../database/described-tables.ts';
import { appliedMigrations, unknownMigrations } from '../database/migrate.ts';
import { pagesOf } from '../database/table-pages.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  type ArchiveEnd,
  type ArchiveHeader,
  type ArchiveTable,
  archivedTables,
  archivedValue,
  archiveFormat,
  archiveVersion,
} from './archive.rules.ts';

export type Progress = (what: string, share: number) => void;

export type Written = Pick<ArchiveHeader, 'printrail' | 'takenAt'> & { progress?: Progress | undefined };

/**
 * One state of a database, of this version's form or an older one, as the lines of an archive: JSON texts, each ended by a
 * line break. Memory is bounded whatever the size.
 */
export async function* archiveLines(db: Db, { printrail, takenAt, progress }: Written): AsyncGenerator<string> {
  const migrations = await appliedMigrations(db);
  if (migrations.length === 0) throw new Refusal('archive.no_studio');
  const unknown = unknownMigrations(migrations);
  if (unknown.length > 0) throw new Refusal('archive.form_unknown', { unknown: unknown.join(', ') });
  const header: ArchiveHeader = { format: archiveFormat, version: archiveVersion, printrail, takenAt, migrations };
  yield line(header);
  const tables = archivedTables(migrations);
  const shares = await sharesOf(db, tables);
  const rows: Record<string, number> = {};
  for (const table of tables) {
    const { from = 0, to = 1, highest = 0 } = shares.get(table.name) ?? {};
    const columns = [...table.columns.keys()];
    const lastId = table.hasIds ? await lastIdOf(db, table.name) : null;
    yield line({ table: table.name, columns, lastId } satisfies ArchiveTable);
    rows[table.name] = 0;
    for await (const page of pagesOf(db, table, columns)) {
      yield page.map((row) => line(columns.map((column) => archivedValue(row[column])))).join('');
      rows[table.name] = (rows[table.name] ?? 0) + page.length;
      progress?.('Writing the archive', from + ((to - from) * Number(page.at(-1)?.id ?? highest)) / (highest || 1));
    }
  }
  yield line({ end: true, rows } satisfies ArchiveEnd);
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** What part of the whole each table is, about. */
async function sharesOf(db: Db, tables: readonly DescribedTable[]) {
  const highest: number[] = [];
  for (const { name, hasIds } of tables) highest.push(hasIds ? await highestId(db, name) : 1);
  const all = highest.reduce((sum, many) => sum + many, 0);
  let sum = 0;
  const shares = tables.map(({ name }, at) => {
    const from = sum / all;
    sum += highest[at] ?? 0;
    return [name, { from, to: sum / all, highest: highest[at] ?? 0 }] as const;
  });
  return new Map(shares);
}
