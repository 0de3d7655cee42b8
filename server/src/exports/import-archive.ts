import { sql } from 'kysely';
import { countOnFrom } from '../database/chosen-ids.ts';
import type { Database, Tx } from '../database/connect.ts';
import { type DescribedTable, tablesAfter } from '../database/described-tables.ts';
import { dropTables } from '../database/drop-tables.ts';
import { appliedMigrations, migrateThrough, migrationNames, unknownMigrations } from '../database/migrate.ts';
import { camelCase } from '../database/names.ts';
import { type Columns, insertRows } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { type ArchiveHeader, type ArchiveTable, archivedTables, unarchivedValues } from './archive.rules.ts';
import { readArchive, unreadable } from './read-archive.ts';
import type { Progress } from './write-archive.ts';

export type Imported = { header: ArchiveHeader; rows: Record<string, number> };

type Importing = {
  progress?: Progress | undefined;
  /** Looks at what was read, still in the transaction: what it throws takes everything back. */
  check?(tx: Tx): Promise<void>;
};

/**
 * Reads an archive into an empty studio, all or nothing. The database is first given the form that the archive was written
 * from, and after its rows every step since: an archive ages as a database does.
 */
export async function importArchive(
  database: Database,
  file: string,
  { progress, check }: Importing = {},
): Promise<Imported> {
  return database.write(
    async (tx) => {
      const imported = await readInto(tx, file, progress);
      await check?.(tx);
      return imported;
    },
    { alone: true },
  );
}

async function readInto(tx: Tx, file: string, progress?: Progress): Promise<Imported> {
  const settingsVersion = await makeRoom(tx);
  let filling: Filling | undefined;
  for await (const part of readArchive(file, (share) => progress?.('Reading the archive', share))) {
    if ('header' in part) filling = await Filling.begin(tx, file, part.header);
    else if ('table' in part) await filling?.enter(part.table);
    else await filling?.insert(part.rows);
  }
  if (!filling) throw unreadable(file, 'it is empty');
  const imported = await filling.end();
  await migrateThrough(tx, migrationNames);
  // Whoever has kept the settings of before reads them anew.
  await tx
    .updateTable('studio')
    .set({ settingsVersion: settingsVersion + 1 })
    .execute();
  return imported;
}

const signsOfUse = ['users', 'clients', 'vendors', 'products', 'invoices', 'production_orders', 'audit_entries'];

/** Takes the tables of a studio that nobody has used away; refuses any other. Gives the version of its settings. */
async function makeRoom(tx: Tx): Promise<number> {
  const tables = tablesAfter(await appliedMigrations(tx));
  for (const { name } of tables.filter((table) => signsOfUse.includes(table.name))) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx);
    if (rows.length > 0) throw new Refusal('archive.studio_in_use', { what: name.replaceAll('_', ' ') });
  }
  if (tables.length === 0) return 0;
  const studio = await tx.selectFrom('studio').select('settingsVersion').executeTakeFirst();
  await dropTables(tx, tables);
  return studio?.settingsVersion ?? 0;
}

/** Puts the rows of an archive into the tables of its form. */
class Filling {
  private readonly rows: Record<string, number> = {};
  private current: { table: DescribedTable; read: ArchiveTable } | undefined;
  private readonly lastIds = new Map<string, number>();
  private readonly tx: Tx;
  private readonly file: string;
  private readonly header: ArchiveHeader;
  private readonly tables: ReadonlyMap<string, DescribedTable>;

  private constructor(tx: Tx, file: string, header: ArchiveHeader) {
    this.tx = tx;
    this.file = file;
    this.header = header;
    this.tables = new Map(archivedTables(header.migrations).map((table) => [table.name, table]));
  }

  static async begin(tx: Tx, file: string, header: ArchiveHeader): Promise<Filling> {
    const unknown = unknownMigrations(header.migrations);
    if (unknown.length > 0) throw new Refusal('archive.newer', { file, unknown: unknown.join(', ') });
    const isAForm = header.migrations.length > 0 && header.migrations.every((name, at) => name === migrationNames[at]);
    if (!isAForm) throw unreadable(file, 'its form is that of no version');
    await migrateThrough(tx, header.migrations);
    const filling = new Filling(tx, file, header);
    // Some steps bring rows with them.
    for (const name of [...filling.tables.keys()].toReversed()) await sql`delete from ${sql.table(name)}`.execute(tx);
    return filling;
  }

  async enter(read: ArchiveTable): Promise<void> {
    const table = this.tables.get(read.table);
    if (!table) throw unreadable(this.file, `there is no table ${read.table} in its form`);
    const wanted = [...table.columns.keys()];
    if (JSON.stringify(wanted.toSorted()) !== JSON.stringify([...read.columns].toSorted())) {
      throw unreadable(this.file, `the table ${read.table} has other columns in its form`);
    }
    this.current = { table, read };
    this.rows[read.table] = 0;
    if (read.lastId !== null) this.lastIds.set(read.table, read.lastId);
  }

  async insert(rows: readonly unknown[][]): Promise<void> {
    if (!this.current) return;
    const { table, read } = this.current;
    try {
      await insertInto(this.tx, table, read.columns, rows);
    } catch (error) {
      throw unreadable(this.file, `a row of ${table.name} cannot be: ${(error as Error).message}`);
    }
    this.rows[table.name] = (this.rows[table.name] ?? 0) + rows.length;
  }

  async end(): Promise<Imported> {
    const missing = [...this.tables.keys()].filter((name) => this.rows[name] === undefined);
    if (missing.length > 0) throw unreadable(this.file, `it lacks ${missing.join(', ')}`);
    for (const [table, lastId] of this.lastIds) await countOnFrom(this.tx, table, lastId);
    return { header: this.header, rows: this.rows };
  }
}

async function insertInto(
  tx: Tx,
  { name, columns }: DescribedTable,
  order: readonly string[],
  rows: readonly unknown[][],
): Promise<void> {
  const kinds = order.map((column) => columns.get(column));
  if (kinds.includes('bytes')) {
    for (const row of rows) {
      const values = row.map((value, at) => (kinds[at] === 'bytes' && value !== null ? bytesOf(value) : value));
      const list = sql.join(order.map((column) => sql.ref(column)));
      await sql`insert into ${sql.table(name)} (${list}) values (${sql.join(values)})`.execute(tx);
    }
    return;
  }
  const fields = order.map(camelCase);
  const unarchived = Object.entries(unarchivedValues(name));
  const others = Object.fromEntries(unarchived.map(([column, value]) => [camelCase(column), value]));
  const records = rows.map((row) => ({
    ...others,
    ...Object.fromEntries(row.map((value, at) => [fields[at], value])),
  }));
  const types = Object.fromEntries([...columns, ...unarchived.map(([column]) => [column, 'int'])]) as Columns;
  await insertRows(tx, name, types, records);
}

function bytesOf(base64: unknown): Buffer {
  return Buffer.from(String(base64), 'base64');
}
