import type { Preferences, updatePreferences as updatePreferencesEndpoint } from '@printrail/contract/calendar';
import type { InputOf } from '@printrail/contract/endpoint';
import { onIsoDates } from '../calendar/business-days.rules.ts';
import { dateIn } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from './audit.ts';
import { type Change, lockSettings, type Reading, settingsChanged } from './change.ts';
import { hasActiveInvoiceStatus, savedPreferences, savePreferences } from './preferences.queries.ts';
import {
  calendarDifferences,
  checkCurrency,
  checkLocale,
  checkNumberPattern,
  checkOrderCreation,
  checkReach,
  checkTimeZone,
  type StoredPreferences,
} from './preferences.rules.ts';
import { calendarChanged } from './studio.events.ts';
import { calendarOf } from './studio.ts';
import { expectVersion } from './versions.ts';

export function readPreferences({ db }: Reading): Promise<Preferences> {
  return savedPreferences(db);
}

export async function updatePreferences(
  change: Change,
  { body, version }: InputOf<typeof updatePreferencesEndpoint>,
): Promise<Preferences> {
  await lockSettings(change);
  const before = await savedPreferences(change.tx);
  expectVersion(before, version);
  const { version: _, ...after } = { ...before, ...body };
  checkWords(body);
  await checkInvoiceStatuses(change, body);
  const today = dateIn(after.timeZone, change.now);
  const calendar = onIsoDates(await calendarOf(change.tx, after.workWeek));
  if (body.workWeek) checkReach(calendar, today, 'workWeek');

  await savePreferences(change.tx, after);
  await settingsChanged(change);
  await audit(change, { action: 'preferences.changed', record: 'preferences', recordId: null, before, after });
  const differences = calendarDifferences(before, after);
  await calendarChanged.tell({ ...change, preferences: after, calendar, today }, differences);
  return { ...after, version: before.version + 1 };
}

/** Only what is sent is checked: a preference that a newer release would refuse must not block the others. */
function checkWords(sent: Partial<StoredPreferences>): void {
  if (sent.timeZone !== undefined) checkTimeZone(sent.timeZone);
  if (sent.locale !== undefined) checkLocale(sent.locale);
  if (sent.currency !== undefined) checkCurrency(sent.currency);
  if (sent.orderNumberPattern !== undefined) checkNumberPattern('orderNumberPattern', sent.orderNumberPattern);
  if (sent.invoiceNumberPattern !== undefined) checkNumberPattern('invoiceNumberPattern', sent.invoiceNumberPattern);
  if (sent.orderCreation !== undefined) checkOrderCreation(sent.orderCreation);
}

async function checkInvoiceStatuses({ tx }: Change, sent: Partial<StoredPreferences>): Promise<void> {
  const chosen = {
    'orderCreation.invoiceStatusId': sent.orderCreation?.invoiceStatusId,
    'invoiceCompletion.setStatusId': sent.invoiceCompletion?.setStatusId,
  };
  for (const [field, id] of Object.entries(chosen)) {
    if (id == null || (await hasActiveInvoiceStatus(tx, id))) continue;
    throw new Refusal('preferences.unknown_status', { id, field }).at(field);
  }
}
