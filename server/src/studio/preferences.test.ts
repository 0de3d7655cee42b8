import { listAudit } from '@printrail/contract/audit';
import * as api from '@printrail/contract/calendar';
import type { InputOf } from '@printrail/contract/endpoint';
import { listInvoiceStatuses, updateInvoiceStatus } from '@printrail/contract/invoice-statuses';
import { expect, test } from 'vitest';
import { studio } from '../testing/studio.ts';
import type { Change } from './change.ts';
import { defaultPreferences } from './preferences.rules.ts';
import { calendarChanged } from './studio.events.ts';

type Sent = InputOf<typeof api.updatePreferences>['body'];

async function withPreferences() {
  const s = await studio();
  const version = async () => (await s.call(api.getPreferences)).version;
  return {
    s,
    update: async (body: Sent) => s.call(api.updatePreferences, { body, version: await version() }),
    refused: async (body: Sent) => {
      const { status, code, errors } = await s.refusal(api.updatePreferences, { body, version: await version() });
      return [status, code, errors?.[0]?.field];
    },
  };
}

test('a new studio works Monday to Friday, forward, in UTC and dollars', async () => {
  const { s } = await withPreferences();
  const { version, ...preferences } = await s.call(api.getPreferences, { as: { rights: {} } });
  expect(version).toBe(1);
  expect(preferences).toMatchObject({
    ...defaultPreferences,
    invoiceCompletion: { setDeliveredDate: false, notifyUser: true },
  });
});

test('only what is sent changes, and everyone sees it at once', async () => {
  const { s, update } = await withPreferences();
  const before = await s.call(api.getPreferences);
  const sent = {
    studioName: 'Åsa & Co',
    timeZone: 'Europe/Lisbon',
    locale: 'pt-PT',
    currency: 'EUR',
    address: { city: 'Porto' },
  };
  expect(await update(sent)).toEqual({ ...before, ...sent, version: 2 });
  expect(await s.call(api.getPreferences)).toEqual({ ...before, ...sent, version: 2 });
});

test('a change from an older state is refused, as is one without the right or the version', async () => {
  const { s, update } = await withPreferences();
  await update({ phone: '1' });
  const body = { phone: '2' };
  expect((await s.refusal(api.updatePreferences, { body, version: 1 })).code).toBe('request.version_stale');
  expect((await s.refusal(api.updatePreferences, { body })).code).toBe('request.version_needed');
  const as = { rights: { maintenance: 'add' } } as const;
  expect((await s.refusal(api.updatePreferences, { body, version: 2, as })).status).toBe(403);
});

test('what the studio could not work with is refused by its field, and nothing changes', async () => {
  const { s, refused } = await withPreferences();
  expect(await refused({ timeZone: 'Mars/Base', phone: '7' })).toEqual([
    422,
    'preferences.unknown_time_zone',
    'timeZone',
  ]);
  expect(await refused({ locale: 'english' })).toEqual([422, 'preferences.unknown_locale', 'locale']);
  expect(await refused({ currency: 'XQZ' })).toEqual([422, 'preferences.unknown_currency', 'currency']);
  expect(await refused({ orderNumberPattern: 'PO' })).toEqual([
    422,
    'preferences.number_pattern',
    'orderNumberPattern',
  ]);
  expect(await refused({ invoiceNumberPattern: '{n}{n}' })).toEqual([
    422,
    'preferences.number_pattern',
    'invoiceNumberPattern',
  ]);
  expect((await refused({ workWeek: [] }))[1]).toBe('request.invalid');
  expect((await refused({ workWeek: [8] }))[1]).toBe('request.invalid');
  expect((await refused({ workWeek: [1, 1] }))[1]).toBe('request.invalid');
  expect((await s.call(api.getPreferences)).version).toBe(1);
});

test('creating orders at an event needs what the event waits for', async () => {
  const { s, update, refused } = await withPreferences();
  const creation = (orderCreation: object) => ({
    orderCreation: { how: 'offered', ...orderCreation } as api.Preferences['orderCreation'],
  });
  expect(await refused(creation({ event: 'paid_percent' }))).toEqual([
    ...[422, 'preferences.creation_incomplete', 'orderCreation.percent'],
  ]);
  expect(await refused(creation({ event: 'invoice_status' }))).toEqual([
    ...[422, 'preferences.creation_incomplete', 'orderCreation.invoiceStatusId'],
  ]);
  expect(await refused(creation({ event: 'invoice_status', invoiceStatusId: 999 }))).toEqual([
    ...[422, 'preferences.unknown_status', 'orderCreation.invoiceStatusId'],
  ]);
  const [first] = (await s.call(listInvoiceStatuses)).items;
  const chosen = creation({ event: 'invoice_status', invoiceStatusId: first?.id });
  expect(await update(chosen)).toMatchObject(chosen);
});

test('an inactive invoice status cannot be set at completion', async () => {
  const { s, refused } = await withPreferences();
  const [, second] = (await s.call(listInvoiceStatuses)).items;
  const { id = 0, version = 0 } = second ?? {};
  await s.call(updateInvoiceStatus, { params: { id }, body: { isActive: false }, version });
  const invoiceCompletion = { setStatusId: id, setDeliveredDate: true, notifyUser: true };
  expect(await refused({ invoiceCompletion })).toEqual([
    422,
    'preferences.unknown_status',
    'invoiceCompletion.setStatusId',
  ]);
});

test('a work week that the closures leave too little of is refused', async () => {
  const { s, refused, update } = await withPreferences();
  await s.call(api.addClosure, { body: { from: '2026-12-01', to: '2190-12-31', name: 'Long away' } });
  expect(await refused({ workWeek: [7] })).toEqual([422, 'calendar.no_business_day', 'workWeek']);
  expect(await update({ workWeek: [6, 7] })).toMatchObject({ workWeek: [6, 7] });
});

test('whoever listens to the calendar is told with the new one', async () => {
  const { s, update } = await withPreferences();
  const told: { what: string[]; change: Change }[] = [];
  calendarChanged.add(
    async (change, happenings) => void told.push({ what: happenings.map(({ what }) => what), change }),
  );
  await update({ studioName: 'Other' });
  expect(told).toEqual([]);
  await update({ workWeek: [6, 7], timeZone: 'Pacific/Kiritimati', dueDateMethod: 'backward' });
  expect(told.map(({ what }) => what)).toEqual([['work_week', 'method', 'time_zone']]);
  const [change] = told.map((each) => each.change);
  expect([change?.today, change?.preferences.timeZone]).toEqual(['2026-11-24', 'Pacific/Kiritimati']);
  expect(change?.calendar.add('2026-11-23', 1)).toBe('2026-11-28');
  expect((await s.call(api.computeBusinessDays, { query: { date: '2026-11-23', days: 1 } })).result).toBe('2026-11-28');
});

test('a change is in the audit with the fields that differ', async () => {
  const { s, update } = await withPreferences();
  await update({ currency: 'EUR', locale: 'en-US' });
  const { items } = await s.call(listAudit, { query: { record: 'preferences' } });
  expect(items).toMatchObject([
    { action: 'preferences.changed', before: { currency: 'USD' }, after: { currency: 'EUR' } },
  ]);
  expect(Object.keys(items[0]?.after ?? {})).toEqual(['currency']);
});
