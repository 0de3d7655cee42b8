import {
  type BusinessCalendar,
  CalendarError,
  createBusinessCalendar,
  type IsoBusinessCalendar,
  onIsoDates,
} from '../calendar/business-days.rules.ts';
import type { Database, Db, Tx, WriteOptions } from '../database/connect.ts';
import { prepared } from '../database/prepared.ts';
import { type Clock, dateIn } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Actor, Change, Reading, Settings, Through } from './change.ts';
import { type StoredPreferences, withDefaults } from './preferences.rules.ts';
import { saveTouched, Touched } from './touched.ts';

/** A studio at work: what reads and what changes go through. */
export type Studio = {
  database: Database;
  clock: Clock;
  log: Log;
  read<Result>(actor: Actor, operation: (reading: Reading) => Promise<Result>): Promise<Result>;
  write<Result>(
    actor: Actor,
    through: Through,
    operation: (change: Change) => Promise<Result>,
    options?: WriteOptions,
  ): Promise<Result>;
  /** Calls the listener whenever this process has saved something that others may look at, until stopped. */
  onSaved(listener: () => void): { stop(): void };
};

type Loaded = { version: number; preferences: StoredPreferences; calendar: IsoBusinessCalendar };

export function createStudio(database: Database, clock: Clock, log: Log): Studio {
  const kept: Settings['kept'] = new Map();
  const listeners = new Set<() => void>();
  let loaded: Loaded | undefined;

  async function settingsOf(db: Db): Promise<Loaded> {
    const version = await settingsVersion(db);
    if (loaded?.version !== version) loaded = await loadSettings(db, version);
    return loaded;
  }

  function forget(): void {
    loaded = undefined;
    kept.clear();
  }

  async function openReading(db: Db, actor: Actor): Promise<Reading> {
    const { version, preferences, calendar } = await settingsOf(db);
    const now = clock.now();
    const settings = { version, kept, isStale: false };
    return { db, actor, now, today: dateIn(preferences.timeZone, now), preferences, calendar, settings };
  }

  function tellSaved(): void {
    for (const listener of listeners) listener();
    database.signal.send();
  }

  return {
    database,
    clock,
    log,
    onSaved: (listener) => {
      listeners.add(listener);
      return { stop: () => void listeners.delete(listener) };
    },
    read: async (actor, operation) => inWords(async () => operation(await openReading(database.read, actor))),
    write: async (actor, through, operation, options) => {
      let effects: (() => void)[] = [];
      const attempt = async (tx: Tx) => {
        // A repeated attempt starts over, with none of the effects of the one before.
        effects = [];
        const afterCommit: Change['afterCommit'] = (effect) => void effects.push(effect);
        const records = new Touched();
        const touched: Change['touched'] = (record, ids) => records.add(record, ids);
        const change: Change = { ...(await openReading(tx, actor)), tx, through, notices: [], afterCommit, touched };
        const result = await inWords(() => operation(change));
        if (await saveTouched(tx, change.now, records)) effects.push(tellSaved);
        return result;
      };
      const result = await database.write(attempt, options).catch((error) => {
        // Settings that were read before their commit failed are not those of that version.
        if (error instanceof Refusal && error.code === 'studio.busy') forget();
        throw error;
      });
      for (const effect of effects) effect();
      return result;
    },
  };
}

const savedSettings = prepared((db) => db.selectFrom('studio').select('settingsVersion'));

async function settingsVersion(db: Db): Promise<number> {
  const [row] = await savedSettings(db, {});
  return row?.settingsVersion ?? 0;
}

async function loadSettings(db: Db, version: number): Promise<Loaded> {
  const row = await db.selectFrom('studio').select('preferences').executeTakeFirst();
  const preferences = withDefaults(row?.preferences ?? '{}');
  return { version, preferences, calendar: onIsoDates(await calendarOf(db, preferences.workWeek)) };
}

/** The studio's calendar with a work week and the closures as they are saved. */
export async function calendarOf(db: Db, workWeek: readonly number[]): Promise<BusinessCalendar> {
  const closures = await db.selectFrom('closures').select(['fromDate as from', 'toDate as to', 'name']).execute();
  return createBusinessCalendar({ workWeek, closures });
}

/** The calendar's own errors are refusals to whoever asked for the date. */
async function inWords<Result>(operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof CalendarError) throw refusalOf(error);
    throw error;
  }
}

function refusalOf(error: CalendarError): Refusal {
  const code = error.rule === 'business-day-left' ? 'calendar.no_business_day' : 'calendar.out_of_range';
  return new Refusal(code, { message: error.message, value: String(error.value), rule: error.rule }, [
    { field: error.field, message: error.message },
  ]);
}
