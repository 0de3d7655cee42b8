import { dirname } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import type { Location } from '../database/connect.ts';
import { Refusal } from '../platform/refusal.ts';
import { system } from '../studio/change.ts';
import type { Call } from '../studio/route.ts';
import type { Studio } from '../studio/studio.ts';
import { Obstacle, UsageError } from './command.ts';

/** The settings of the environment; an unusable one is a usage error. */
export function config(): Config {
  try {
    return readConfig();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Opens the studio that the environment names, migrated and furnished, for as long as the work takes. */
export async function withStudio<Result>(work: (call: Call, studio: Studio) => Promise<Result>): Promise<Result> {
  const { location } = config();
  const { openStudio } = await import('../main.ts');
  const studio = await explained(location, () => openStudio(location));
  try {
    return await work(callOn(studio), studio);
  } finally {
    await studio.database.close();
  }
}

/** The command line asks as Printrail itself: whoever can run it can read and write the database anyway. */
function callOn(studio: Studio): Call {
  return {
    actor: system,
    remote: '',
    token: undefined,
    read: (operation) => studio.read(system, operation),
    write: (operation, options) => studio.write(system, 'cli', operation, options),
    setToken: () => undefined,
  };
}

/** Runs what opens a database, and says in words which database cannot be used, and why. */
export async function explained<Result>(location: Location, open: () => Promise<Result>): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    const reason = reasonOf(error);
    if (!reason) throw error;
    throw new Obstacle(`${nameOf(location)} cannot be used: ${reason}`);
  }
}

export function nameOf(location: Location): string {
  if ('file' in location) return `The data folder ${dirname(location.file)}`;
  const { hostname, port, pathname } = URL.canParse(location.url)
    ? new URL(location.url)
    : { hostname: '', port: '', pathname: '' };
  return `The PostgreSQL database ${pathname.slice(1)} at ${hostname}${port ? `:${port}` : ''}`;
}

/** Faults of the place, not of Printrail: those of the file system, of SQLite and of PostgreSQL carry a code. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.code === 'studio.busy' ? String(error.details.reason) : undefined;
  const { code, errcode, message } = error as { code?: unknown; errcode?: number; message?: string };
  if (typeof errcode === 'number') return sqliteReasons[errcode & 0xff];
  if (typeof code !== 'string') return undefined;
  if (/^E[A-Z]+$/.test(code) || /^[0-9A-Z]{5}$/.test(code)) return message || code;
  return undefined;
}

const sqliteReasons: Record<number, string> = {
  5: 'another process holds it locked.',
  6: 'another process holds it locked.',
  8: 'printrail.db may only be read.',
  10: 'printrail.db cannot be read or written (input/output error).',
  11: 'printrail.db is damaged.',
  13: 'the disk is full.',
  14: 'printrail.db cannot be opened there.',
  26: 'printrail.db is not a database of Printrail.',
};
