import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { CamelCasePlugin, Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { startCheckpoints } from './checkpoints.ts';
import type { Database, Db, Tx } from './connect.ts';
import { camelCase } from './names.ts';
import type { Snapshot } from './snapshot.ts';
import { WriteQueue } from './write-queue.ts';
import { openToWrite } from './writing.ts';

/** Opens (or creates) the studio's one file. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Only its owner may read it; its log and what else lies beside it take that over.
  closeSync(openSync(file, 'a', 0o600));
  const writer = openToWrite(file);
  writer.exec('pragma journal_mode = wal');
  // Checkpoints run in a thread of their own, so that no request waits for one.
  writer.exec('pragma foreign_keys = on; pragma wal_autocheckpoint = 0');
  writer.exec('pragma cache_size = -65536; pragma mmap_size = 1073741824; pragma temp_store = memory');
  const reader = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  reader.exec(
    'pragma query_only = on; pragma cache_size = -131072; pragma mmap_size = 1073741824; pragma temp_store = memory',
  );
  const checkpoints = startCheckpoints(file);

  const read = kyselyOver(reader);
  const queue = new WriteQueue(writer, kyselyOver(writer) as Tx);
  return {
    dialect: 'sqlite',
    read,
    write: (operation, options) => queue.add(operation, options?.alone ?? false),
    // Other processes on the file look for themselves.
    signal: { send: () => undefined, hear: () => ({ stop: () => undefined }) },
    close: async () => {
      await queue.idle();
      await checkpoints.stop();
      reader.close();
      writer.exec('pragma wal_checkpoint(truncate)');
      writer.close();
    },
  };
}

/** Holds one state of the file, which others go on reading and writing; its log grows meanwhile. */
export function openSqliteSnapshot(file: string): Snapshot {
  const connection = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  connection.exec('pragma cache_size = -131072; pragma mmap_size = 1073741824; pragma temp_store = memory');
  connection.exec('begin');
  // What is read first fixes the state.
  connection.prepare('select count(*) from sqlite_master').get();
  return { db: kyselyOver(connection), close: async () => connection.close() };
}

function kyselyOver(connection: DatabaseSync): Db {
  const statements = withStatementCache(connection);
  const db: Db = new Kysely({ dialect: new SqliteDialect({ database: statements }), plugins: [new CamelCasePlugin()] });
  statementsOf.set(db, statements);
  return db;
}

/** A statement kept ready; `named` gives its rows, if it has any, with their names as the code has them. */
type Statement = SqliteStatement & { named(parameters: readonly unknown[]): Record<string, unknown>[] };
type Statements = Omit<SqliteDatabase, 'prepare'> & { prepare(text: string): Statement };

const statementsOf = new WeakMap<Db, Statements>();

/** The statement of a text; undefined for a handle to another database. */
export function statementOn(db: Db, text: string): Statement | undefined {
  return statementsOf.get(db)?.prepare(text);
}

const mostStatements = 500;

/** Statements are prepared once; booleans are stored as 0 and 1 and given back as booleans. */
function withStatementCache(connection: DatabaseSync): Statements {
  const statements = new Map<string, Statement>();
  return {
    close: () => undefined,
    prepare: (text) => {
      let statement = statements.get(text);
      if (!statement) {
        if (statements.size >= mostStatements) statements.clear();
        statement = adapt(connection.prepare(text));
        statements.set(text, statement);
      }
      return statement;
    },
  };
}

function adapt(statement: StatementSync): Statement {
  const columns = statement.columns();
  const booleans = columns.map((column) => column.name).filter(isBooleanColumn);
  const rowsOf = (parameters: readonly unknown[]) => {
    const rows = statement.all(...bound(parameters)) as Record<string, unknown>[];
    for (const name of booleans) for (const row of rows) if (row[name] !== null) row[name] = row[name] === 1;
    return rows;
  };
  const fields = columns.map(({ name }) => [name, camelCase(name)] as const);
  const namedOf = (row: Record<string, unknown>) => {
    const named: Record<string, unknown> = {};
    for (const [name, field] of fields) named[field] = row[name];
    return named;
  };
  return {
    reader: columns.length > 0,
    all: rowsOf,
    run: (parameters) => statement.run(...bound(parameters)),
    named: (parameters) => rowsOf(parameters).map(namedOf),
    iterate: (parameters) => statement.iterate(...bound(parameters)),
  };
}

/** The naming rule that marks a column as a boolean in every table. */
export function isBooleanColumn(name: string): boolean {
  return /^(is|do_not)_/.test(name);
}

function bound(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => (typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)));
}
