import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import type { Db, Signal } from './connect.ts';

const channel = 'printrail_saved';
const gatherMs = 30;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Signals by LISTEN and NOTIFY. They are sent after the commit, not within it: a transaction that notifies holds a lock
 * on the whole server until it is on disk, so that commits would wait for one another.
 */
export function openSignal(url: string, db: Db): Signal & { close(): Promise<void> } {
  const ownName = randomUUID();
  let due: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();

  function notify(): void {
    due = undefined;
    // Who listens looks for itself now and then, too.
    sending = sql`select pg_notify(${channel}, ${ownName})`.execute(db).catch(() => undefined);
  }

  return {
    send: () => {
      due ??= setTimeout(notify, gatherMs);
    },
    hear: (listener) =>
      keepListening(url, (sender) => {
        if (sender !== ownName) listener();
      }),
    close: async () => {
      if (due) {
        clearTimeout(due);
        notify();
      }
      await sending;
    },
  };
}

/** One connection that listens, opened again when it breaks; then what came meanwhile may have been missed. */
function keepListening(url: string, heard: (sender: string | undefined) => void): { stop(): void } {
  let client: pg.Client | undefined;
  let pause: NodeJS.Timeout | undefined;
  let pauseMs = firstPauseMs;
  let isStopped = false;

  function open(): void {
    const opened = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 });
    client = opened;
    opened.on('notification', ({ payload }) => heard(payload));
    opened.on('error', () => again(opened));
    opened.on('end', () => again(opened));
    opened
      .connect()
      .then(() => opened.query(`listen ${channel}`))
      .then(() => {
        pauseMs = firstPauseMs;
        heard(undefined);
      })
      .catch(() => again(opened));
  }

  function again(broken: pg.Client): void {
    if (client !== broken) return;
    client = undefined;
    broken.end().catch(() => undefined);
    if (isStopped) return;
    pause = setTimeout(open, pauseMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }

  open();
  return {
    stop: () => {
      isStopped = true;
      clearTimeout(pause);
      client?.end().catch(() => undefined);
    },
  };
}
