import type { Db, Tx } from '../database/connect.ts';
import { type Means, type SecretName, type Secrets, type StoredSettings, settingsFrom } from './settings.rules.ts';

/** What messages are sent with, secrets included: for the sender alone. */
export async function meansOf(db: Db): Promise<Means> {
  const { settings, version } = await savedSettings(db);
  const rows = await db.selectFrom('deliverySecrets').selectAll().execute();
  const secrets: Secrets = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  return { settings, secrets, version };
}

export async function savedSettings(db: Db): Promise<{ settings: StoredSettings; version: number }> {
  const row = await db.selectFrom('deliverySettings').select(['settings', 'version']).executeTakeFirstOrThrow();
  return { settings: settingsFrom(row.settings), version: row.version };
}

/** Saves the settings if they are still as they were seen. */
export async function saveSettings(tx: Tx, settings: StoredSettings, seen: number): Promise<boolean> {
  const saved = await tx
    .updateTable('deliverySettings')
    .set((eb) => ({ settings: JSON.stringify(settings), version: eb('version', '+', 1) }))
    .where('version', '=', seen)
    .executeTakeFirst();
  return Number(saved.numUpdatedRows) === 1;
}

export async function saveSecret(tx: Tx, name: SecretName, value: string | null): Promise<void> {
  await tx.deleteFrom('deliverySecrets').where('name', '=', name).execute();
  if (value !== null) await tx.insertInto('deliverySecrets').values({ name, value }).execute();
}
