import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { CamelCasePlugin, Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { startCheckpoints } from './checkpoints.ts';
import type { Database, Db, Tx } from './connect.ts';
import type { Snapshot } from './snapshot.ts';
import { WriteQueue } from './write-queue.ts';

/** Opens (or creates) the studio's one file. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const writer = new DatabaseSync(file, { timeout: 0 });
  writer.exec('pragma journal_mode = wal');
  // Checkpoints run in a thread of their own, so that no request waits for one.
  writer.exec('pragma synchronous = full; pragma foreign_keys = on; pragma wal_autocheckpoint = 0');
  writer.exec('pragma cache_size = -65536; pragma temp_store = memory');
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
  return new Kysely({
    dialect: new SqliteDialect({ database: withStatementCache(connection) }),
    plugins: [new CamelCasePlugin()],
  });
}

const mostStatements = 500;

/** Statements are prepared once; booleans are stored as 0 and 1 and given back as booleans. */
function withStatementCache(connection: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
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

function adapt(statement: StatementSync): SqliteStatement {
  const columns = statement.columns();
  const booleans = columns.map((column) => column.name).filter(isBooleanColumn);
  const rowsOf = (parameters: readonly unknown[]) => {
    const rows = statement.all(...bound(parameters)) as Record<string, unknown>[];
    for (const name of booleans) for (const row of rows) if (row[name] !== null) row[name] = row[name] === 1;
    return rows;
  };
  return {
    reader: columns.length > 0,
    all: rowsOf,
    run: (parameters) => statement.run(...bound(parameters)),
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
