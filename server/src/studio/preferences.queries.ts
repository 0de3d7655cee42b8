import type { Preferences } from '@printrail/contract/calendar';
import type { Db, Tx } from '../database/connect.ts';
import { type StoredPreferences, withDefaults } from './preferences.rules.ts';

/** The preferences as they are saved at this moment. */
export async function savedPreferences(db: Db): Promise<Preferences> {
  const row = await db.selectFrom('studio').select(['preferences', 'version']).executeTakeFirstOrThrow();
  return { ...withDefaults(row.preferences), version: row.version };
}

export async function savePreferences(tx: Tx, preferences: StoredPreferences): Promise<void> {
  await tx
    .updateTable('studio')
    .set((eb) => ({ preferences: JSON.stringify(preferences), version: eb('version', '+', 1) }))
    .execute();
}

export async function hasActiveInvoiceStatus(db: Db, id: number): Promise<boolean> {
  const status = await db.selectFrom('invoiceStatuses').select('isActive').where('id', '=', id).executeTakeFirst();
  return status?.isActive ?? false;
}
