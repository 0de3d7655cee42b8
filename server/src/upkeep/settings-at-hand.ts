import { createBusinessCalendar, type IsoBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import type { Db } from '../database/connect.ts';
import { defaultPreferences, type StoredPreferences, withDefaults } from '../studio/preferences.rules.ts';
import { calendarOf } from '../studio/studio.ts';

/** The studio's settings, or those of a new studio where they cannot be read. */
export type Settings = { preferences: StoredPreferences; calendar: IsoBusinessCalendar; faults: readonly string[] };

export async function settingsAtHand(db: Db): Promise<Settings> {
  const faults: string[] = [];
  const orElse = async <Value>(what: string, value: () => Promise<Value>, other: () => Promise<Value>) => {
    try {
      return await value();
    } catch (error) {
      faults.push(`${what} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      return other();
    }
  };
  const preferences = await orElse(
    'the preferences',
    async () =>
      withDefaults((await db.selectFrom('studio').select('preferences').executeTakeFirstOrThrow()).preferences),
    async () => defaultPreferences,
  );
  const calendar = await orElse(
    'the calendar',
    () => calendarOf(db, preferences.workWeek),
    async () => createBusinessCalendar({ workWeek: defaultPreferences.workWeek, closures: [] }),
  );
  return { preferences, calendar: onIsoDates(calendar), faults };
}
