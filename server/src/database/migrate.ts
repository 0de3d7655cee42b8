import { sql } from 'kysely';
import { type Database, type Db, dialectOf, type Tx } from './connect.ts';
import { studioAndPeople } from './migrations/0001-studio-and-people.ts';
import { clientsAndCatalog } from './migrations/0002-clients-and-catalog.ts';
import { invoices } from './migrations/0003-invoices.ts';
import { productionOrders } from './migrations/0004-production-orders.ts';
import { hub } from './migrations/0005-hub.ts';
import { automation } from './migrations/0006-automation.ts';
import { logo } from './migrations/0007-logo.ts';
import { reorders } from './migrations/0008-reorders.ts';
import { live } from './migrations/0009-live.ts';
import { savedViews } from './migrations/0010-saved-views.ts';
import { importedHistory } from './migrations/0012-imported-history.ts';
import { tasksAndTriggers } from './migrations/0013-tasks-and-triggers.ts';
import { delivery } from './migrations/0014-delivery.ts';

/** What the two databases call differently: migrations are SQL that both read, with these words filled in. */
export type Words = {
  id: string;
  /** The same for a table that rows are only added to: no number can come twice, so none has to be remembered. */
  addedId: string;
  /** An id that says where in the order of commits the row was written; at most one row of a transaction has it. */
  commitId: string;
  int: string;
  text: string;
  key: string;
  date: string;
  bool: string;
  json: string;
  bytes: string;
  strict: string;
  /** Statements for finding any part of a word in a column. */
  wordParts(name: string, table: string, column: string): string[];
};

const migrations: readonly { name: string; statements(words: Words): string[] }[] = [
  { name: '0001-studio-and-people', statements: studioAndPeople },
  { name: '0002-clients-and-catalog', statements: clientsAndCatalog },
  { name: '0003-invoices', statements: invoices },
  { name: '0004-production-orders', statements: productionOrders },
  { name: '0005-hub', statements: hub },
  { name: '0006-automation', statements: automation },
  { name: '0007-logo', statements: logo },
  { name: '0008-reorders', statements: reorders },
  { name: '0009-live', statements: live },
  { name: '0010-saved-views', statements: savedViews },
  { name: '0012-imported-history', statements: importedHistory },
  { name: '0013-tasks-and-triggers', statements: tasksAndTriggers },
  { name: '0014-delivery', statements: delivery },
];

/** Brings the database to the newest form; gives the names of the steps taken. Safe to call from several processes. */
export async function migrate(database: Database): Promise<string[]> {
  return database.write((tx) => migrateThrough(tx, migrationNames));
}

/** Every step, in order. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

/** Takes those of the named steps that are still to be taken; gives their names. */
export async function migrateThrough(tx: Tx, names: readonly string[]): Promise<string[]> {
  const isPostgres = dialectOf(tx) === 'postgres';
  if (isPostgres) await sql`select pg_advisory_xact_lock(4310)`.execute(tx);
  const words = isPostgres ? postgresWords : sqliteWords;
  await sql
    .raw(
      `create table if not exists migrations (name ${words.key} primary key, applied_at ${words.int} not null)${words.strict}`,
    )
    .execute(tx);
  const applied = await appliedMigrations(tx);
  const unknown = unknownMigrations(applied);
  if (unknown.length > 0) {
    throw new Error(`This database was used by a newer Printrail (${unknown.join(', ')}); start that version instead.`);
  }
  const missing = migrations.filter(({ name }) => names.includes(name) && !applied.includes(name));
  for (const migration of missing) await apply(tx, migration.name, migration.statements(words));
  return missing.map(({ name }) => name);
}

/** The names of the steps that a database has taken; none when it is empty. */
export async function appliedMigrations(db: Db): Promise<string[]> {
  const catalog =
    dialectOf(db) === 'sqlite'
      ? sql`sqlite_master where name`
      : sql`pg_tables where schemaname = current_schema() and tablename`;
  const { rows } = await sql`select 1 from ${catalog} = 'migrations'`.execute(db);
  if (rows.length === 0) return [];
  return (await db.selectFrom('migrations').select('name').orderBy('name').execute()).map(({ name }) => name);
}

/** Those of the named steps that this version does not know. */
export function unknownMigrations(names: readonly string[]): string[] {
  return names.filter((name) => !migrationNames.includes(name));
}

/** Every statement of every migration, as the embedded database gets them. */
export function sqliteStatements(): string[] {
  return statementsOf(migrationNames, sqliteWords);
}

/** The statements of the named migrations in the words given. */
export function statementsOf(names: readonly string[], words: Words): string[] {
  return migrations.filter(({ name }) => names.includes(name)).flatMap((migration) => migration.statements(words));
}

async function apply(tx: Tx, name: string, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(tx);
  await tx.insertInto('migrations').values({ name, appliedAt: Date.now() }).execute();
}

const sqliteWords: Words = {
  // Writers come one after the other, so that counting is enough.
  commitId: 'integer primary key',
  id: 'integer primary key autoincrement',
  addedId: 'integer primary key',
  int: 'integer',
  text: 'text',
  key: 'text',
  date: 'text',
  bool: 'integer',
  json: 'text',
  bytes: 'blob',
  strict: ' strict',
  wordParts: (name, table, column) => [
    `create virtual table ${name} using fts5(${column}, content='${table}', content_rowid='id',
      tokenize="trigram case_sensitive 1", detail=none, columnsize=0)`,
    `create trigger ${name}_added after insert on ${table} begin
      insert into ${name} (rowid, ${column}) values (new.id, new.${column});
    end`,
    `create trigger ${name}_changed after update of ${column} on ${table} begin
      insert into ${name} (${name}, rowid, ${column}) values ('delete', old.id, old.${column});
      insert into ${name} (rowid, ${column}) values (new.id, new.${column});
    end`,
    `create trigger ${name}_removed after delete on ${table} begin
      insert into ${name} (${name}, rowid, ${column}) values ('delete', old.id, old.${column});
    end`,
    `create virtual table ${name}_terms using fts5vocab('${name}', 'row')`,
  ],
};

const postgresWords: Words = {
  commitId: 'bigint primary key default (pg_current_xact_id()::text::bigint)',
  id: 'bigint generated by default as identity primary key',
  addedId: 'bigint generated by default as identity primary key',
  int: 'bigint',
  text: 'text',
  key: 'text collate "C"',
  date: 'date',
  bool: 'boolean',
  json: 'text',
  bytes: 'bytea',
  strict: '',
  wordParts: (name, table, column) => [
    'create extension if not exists pg_trgm',
    `create index ${name} on ${table} using gin (${column} gin_trgm_ops)`,
  ],
};
