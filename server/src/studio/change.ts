import type { Area, Level } from '@printrail/contract/endpoint';
import type { Notice } from '@printrail/contract/notices';
import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import type { Db, Tx } from '../database/connect.ts';
import { lockWriters } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { StoredPreferences } from './preferences.rules.ts';

/** Who asks: a person, an API key, or Printrail itself (imports, automation, the command line). */
export type Actor = {
  kind: 'user' | 'api_key' | 'system';
  id: number;
  name: string;
  isOwner: boolean;
  rights: Partial<Record<Area, Level>>;
};

export const system: Actor = { kind: 'system', id: 0, name: 'Printrail', isOwner: true, rights: {} };

/** Through what a change was asked for. */
export type Through = 'web' | 'api' | 'cli' | 'import' | 'automation' | 'barcode' | 'bulk' | 'sample';

/** What a reading operation is given, read once. */
export type Reading = {
  db: Db;
  actor: Actor;
  /** UTC milliseconds. */
  now: number;
  /** Today in the studio's time zone. */
  today: IsoDate;
  preferences: StoredPreferences;
  calendar: IsoBusinessCalendar;
  settings: Settings;
};

/** What a changing operation is given. `db` and `tx` are the same transaction; `tx` is for writing. */
export type Change = Reading & {
  tx: Tx;
  through: Through;
  /** What Printrail did by itself because of this change; answered with it. */
  notices: Notice[];
  /** Runs the effect once the change is on disk; dropped if it is not. */
  afterCommit(effect: () => void): void;
  /** Says which records are no longer as they were, for those who look at them; null: any of the kind. */
  touched(record: string, ids: readonly number[] | null): void;
};

/** What was computed from the studio's settings, kept while they stay as they are. */
export type Settings = {
  version: number;
  kept: Map<string, { version: number; value: unknown }>;
  /** Set when this very change alters settings: from then on nothing is kept. */
  isStale: boolean;
};

/** The value as loaded for the current settings; loaded once, not once per request. */
export async function remember<Value>(
  reading: Reading,
  name: string,
  load: (db: Db) => Promise<Value>,
): Promise<Value> {
  const { settings } = reading;
  if (settings.isStale) return load(reading.db);
  const kept = settings.kept.get(name);
  if (kept?.version === settings.version) return kept.value as Value;
  const value = await load(reading.db);
  settings.kept.set(name, { version: settings.version, value });
  return value;
}

/** Waits until no one else is writing and has the settings loaded anew; called before deciding from them. */
export async function lockSettings(change: Change): Promise<void> {
  change.settings.isStale = true;
  await lockWriters(change.tx);
}

/** Says that settings changed, so that every process loads them anew. */
export async function settingsChanged(change: Change): Promise<void> {
  change.settings.isStale = true;
  await change.tx
    .updateTable('studio')
    .set((eb) => ({ settingsVersion: eb('settingsVersion', '+', 1) }))
    .execute();
}
