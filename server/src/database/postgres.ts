import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { Refusal } from '../platform/refusal.ts';
import type { Database, Tx } from './connect.ts';
import { openSignal } from './postgres-signal.ts';
import type { Snapshot } from './snapshot.ts';
import type { Tables } from './tables.ts';

const mostConnections = 10;
const mostTries = 8;

/** Opens a PostgreSQL database; several processes may share it. */
export function openPostgres(url: string): Database {
  const pool = openPool(url, mostConnections);
  const kysely = kyselyOver(pool);
  const signal = openSignal(url, kysely);
  return {
    dialect: 'postgres',
    read: kysely,
    write: (operation) =>
      repeatingOnDeadlock(() =>
        kysely.transaction().execute(async (tx) => {
          await sql`select pg_advisory_xact_lock_shared(${settingsLock})`.execute(tx);
          return operation(tx as unknown as Tx);
        }),
      ),
    signal,
    close: async () => {
      await signal.close();
      await kysely.destroy();
    },
  };
}

/** Holds one state of the database, which others go on reading and writing. */
export async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const kysely = kyselyOver(openPool(url, 1));
  try {
    const reading = kysely.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    const db = await reading.execute();
    // What is read first fixes the state.
    await sql`select 1`.execute(db);
    return {
      db,
      close: async () =>
        db
          .rollback()
          .execute()
          .finally(() => kysely.destroy()),
    };
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
}

function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, types: plainTypes });
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

function kyselyOver(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
}

// Every writer holds it shared, so that settings cannot change under an operation that has read them.
const settingsLock = 4_311;

/** Waits until no other writer is at work, and keeps others out until the transaction ends. */
export async function lockOutWriters(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${settingsLock})`.execute(tx);
}

async function repeatingOnDeadlock<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      if ((code === '40P01' || code === '40001') && tries < mostTries) continue;
      if (isOutage(code)) throw new Refusal('studio.busy', { reason: String(error) });
      throw error;
    }
  }
}

/** Connection lost, server starting or stopping, no connection left, disk full. */
function isOutage(code: string): boolean {
  return (
    code.startsWith('08') ||
    code.startsWith('57P') ||
    code.startsWith('53') ||
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET'
  );
}

/** Dates stay strings; counts, sums and identifiers are numbers (all below 2^53). */
const plainTypes = {
  getTypeParser: ((oid: number, format?: 'text') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return Number;
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};
