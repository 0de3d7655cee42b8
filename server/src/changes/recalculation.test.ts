import { addClosure, getPreferences, type Preferences, updatePreferences } from '@printrail/contract/calendar';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { type ProductionType, updateStatus } from '@printrail/contract/cycles';
import { getHistory } from '@printrail/contract/history';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { updateInvoice } from '@printrail/contract/invoices';
import { getOrder, updateOrder } from '@printrail/contract/orders';
import {
  previewRecalculation,
  type RecalculationPreview,
  recalculate,
  type WhatIf,
} from '@printrail/contract/recalculation';
import { expect, test } from 'vitest';
import { givenOrder, givenOrderFor, givenType, givenVendor, statusNamed } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('a longer duration moves no date by itself; the preview tells whose would, and changes nothing', async () => {
  const { s, type, vendor } = await given();
  const { id, number } = await givenOrder(s, { vendorId: vendor.id });
  await givenOrder(s);
  expect(await preview(s)).toMatchObject({ matching: 2, count: 0, orders: [] });
  const retouching = statusNamed(type, 'Retouching');
  const asked = await preview(s, { durations: [{ statusId: retouching.id, duration: 5 }] });
  expect(asked).toMatchObject({ matching: 2, count: 1, refusedCount: 0 });
  expect(asked.orders).toEqual([
    {
      orderId: id,
      number,
      statusId: retouching.id,
      statusName: 'Retouching',
      dueDate: '2026-11-26',
      newDueDate: '2026-11-30',
    },
  ]);
  expect(await dueDateOf(s, id)).toBe('2026-11-26');
  await setDuration(s, type, 'Retouching', 5);
  expect(await dueDateOf(s, id)).toBe('2026-11-26');
  expect(await preview(s)).toEqual(asked);
});

test('recalculating gives the new dates, and each history has the old and the new one, who and why', async () => {
  const { s, type, vendor } = await given();
  const { id } = await givenOrder(s, { vendorId: vendor.id });
  const next = await givenOrder(s, { vendorId: vendor.id });
  await advance(s, next.id);
  await setDuration(s, type, 'Retouching', 1);
  await setDuration(s, type, 'Printing', null);
  const answer = await apply(s, await preview(s), 'Slower at Christmas');
  expect(answer.recalculated).toBe(2);
  expect(await dueDateOf(s, id)).toBe('2026-11-24');
  expect(await dueDateOf(s, next.id)).toBeNull();
  const { items } = await s.call(getHistory, { params: { id } });
  expect(items.at(-1)).toMatchObject({
    ...{ kind: 'recalculated', who: 'Olive Owner', through: 'bulk', batchId: answer.bulkChangeId },
    ...{ dueDate: '2026-11-26', note: 'Due date 2026-11-26 → 2026-11-24.\nSlower at Christmas' },
  });
  const { items: others } = await s.call(getHistory, { params: { id: next.id } });
  expect(others.at(-1)?.note).toBe('Due date 2026-11-25 → none.\nSlower at Christmas');
  expect(await preview(s)).toMatchObject({ count: 0 });
});

test('it is no status change: undo takes back the one before, and days at a status count on', async () => {
  const { s, type, vendor } = await given();
  const { id } = await givenOrder(s, { vendorId: vendor.id });
  const { changeId } = await advance(s, id);
  await setDuration(s, type, 'Printing', 9);
  await apply(s, await preview(s));
  const { daysAtStatus } = await s.call(getHistory, { params: { id } });
  expect(daysAtStatus.map(({ visits }) => visits)).toEqual([1, 1]);
  const undone = await s.call(undoChange, { params: { id }, body: {} });
  expect(undone.undoneChangeId).toBe(changeId);
  expect(undone.order).toMatchObject({ statusName: 'Retouching', dueDate: '2026-11-26' });
});

test('a due date typed by hand stays', async () => {
  const { s, type, vendor } = await given();
  const { id, version } = await givenOrder(s, { vendorId: vendor.id });
  await s.call(updateOrder, { params: { id }, version, body: { dueDate: '2026-12-24' } });
  await setDuration(s, type, 'Retouching', 5);
  expect(await preview(s)).toMatchObject({ matching: 1, count: 0 });
  await s.call(updateOrder, { params: { id }, version: version + 1, body: { dueDate: null } });
  expect(await dueDateOf(s, id)).toBe('2026-11-30');
});

test('a resumed visit keeps the days it had left, counted on the calendar of today', async () => {
  const { s, type, vendor } = await given();
  const { id } = await givenOrder(s, { vendorId: vendor.id });
  s.today('2026-11-24');
  await advance(s, id, statusNamed(type, 'On hold').id);
  s.today('2026-11-30');
  const { order } = await advance(s, id, statusNamed(type, 'Retouching').id);
  // Due Thu 26, parked Tue 24: two days left, from Mon 30.
  expect(order.dueDate).toBe('2026-12-02');
  await setDuration(s, type, 'Retouching', 9);
  expect(await preview(s)).toMatchObject({ matching: 1, count: 0 });
  await s.call(addClosure, { body: { from: '2026-12-01', name: 'Inventory' } });
  expect((await preview(s)).orders).toMatchObject([{ dueDate: '2026-12-02', newDueDate: '2026-12-03' }]);
});

test('what if: closures, the work week, the method and a delivery date each as they would move the date', async () => {
  const { s, type, vendor } = await given();
  const order = await givenOrderFor(s, { deliveryDate: '2026-12-11', vendor });
  const invoiceId = order.invoiceId ?? 0;
  const closure = await s.call(addClosure, { body: { from: '2026-12-08', to: '2026-12-09', name: 'Feast' } });
  const newDate = async (whatIf: WhatIf) => (await preview(s, whatIf)).orders[0]?.newDueDate;
  const dueDateMethod = 'backward';
  expect(await newDate({})).toBeUndefined();
  expect(await newDate({ closuresToAdd: [{ from: '2026-11-24', to: '2026-11-25', name: 'Snow' }] })).toBe('2026-11-30');
  expect(await newDate({ preferences: { workWeek: [1, 3] } })).toBe('2026-12-02');
  // Fri 11 less two business days, of which Tue 8 and Wed 9 are none; less two calendar days is closed Wed 9.
  expect(await newDate({ preferences: { dueDateMethod } })).toBe('2026-12-07');
  expect(await newDate({ preferences: { dueDateMethod }, closureIdsToRemove: [closure.id] })).toBe('2026-12-09');
  expect(await newDate({ preferences: { dueDateMethod, backwardCounts: 'calendar_days' } })).toBe('2026-12-07');
  const deliveryDates = [{ invoiceId, deliveryDate: '2026-12-21' }];
  expect(await newDate({ preferences: { dueDateMethod }, deliveryDates })).toBe('2026-12-17');
  const noDelivery = [{ invoiceId, deliveryDate: null }];
  expect(await newDate({ preferences: { dueDateMethod }, deliveryDates: noDelivery })).toBeUndefined();
  const durations = [{ statusId: statusNamed(type, 'Printing').id, duration: 4 }];
  expect(await newDate({ durations })).toBeUndefined();
  expect(await newDate({ preferences: { dueDateMethod }, durations })).toBe('2026-12-03');
  expect(await preview(s)).toMatchObject({ count: 0 });

  await prefer(s, { dueDateMethod });
  await s.call(updateInvoice, { params: { id: invoiceId }, version: 1, body: { deliveryDate: '2026-12-21' } });
  await apply(s, await preview(s));
  expect(await dueDateOf(s, order.id)).toBe('2026-12-17');
});

test('late and at risk are counted as they are and as they would be', async () => {
  const { s, type, vendor } = await given();
  await givenOrderFor(s, { deliveryDate: '2026-12-01', vendor });
  await givenOrder(s, { vendorId: vendor.id });
  s.today('2026-11-27');
  const whatIf = { durations: [{ statusId: statusNamed(type, 'Retouching').id, duration: 6 }] };
  expect(await preview(s, whatIf)).toMatchObject({ late: { before: 2, after: 0 }, atRisk: { before: 0, after: 1 } });
  const shorter = { durations: [{ statusId: statusNamed(type, 'Printing').id, duration: 0 }] };
  expect(await preview(s, shorter)).toMatchObject({
    count: 0,
    late: { before: 2, after: 2 },
    atRisk: { before: 0, after: 0 },
  });
});

test('the preview of settings that are then saved holds; anything else that changed is refused', async () => {
  const { s, type, vendor } = await given();
  const { id } = await givenOrder(s, { vendorId: vendor.id });
  const statusId = statusNamed(type, 'Retouching').id;
  const seen = await preview(s, { durations: [{ statusId, duration: 5 }] });
  const unsaved = await s.refusal(recalculate, { body: bodyOf(seen) });
  expect([unsaved.code, unsaved.errors?.[0]?.field]).toEqual(['recalculation.changed', 'fingerprint']);
  await setDuration(s, type, 'Retouching', 5);
  await s.call(updateOrder, { params: { id }, version: 1, body: { vendorNotes: 'Matt' } });
  expect((await s.refusal(recalculate, { body: bodyOf(seen) })).code).toBe('recalculation.changed');
  const again = await preview(s);
  await s.call(addClosure, { body: { from: '2026-11-25', name: 'Snow' } });
  expect((await s.refusal(recalculate, { body: bodyOf(again) })).code).toBe('recalculation.changed');
  const snowed = await preview(s);
  const more = await givenOrder(s, { vendorId: vendor.id, orderDate: '2026-11-20' });
  await setDuration(s, type, 'Retouching', 6);
  expect((await s.refusal(recalculate, { body: bodyOf(snowed) })).code).toBe('recalculation.changed');
  expect([await dueDateOf(s, id), await dueDateOf(s, more.id)]).toEqual(['2026-11-26', '2026-11-30']);
  await apply(s, await preview(s));
  expect([await dueDateOf(s, id), await dueDateOf(s, more.id)]).toEqual(['2026-12-02', '2026-12-01']);
  expect((await s.refusal(recalculate, { body: bodyOf(await preview(s)) })).code).toBe('recalculation.nothing');
});

test('only open orders that match the filter are recalculated', async () => {
  const { s, type, vendor } = await given();
  const other = await givenVendor(s, { defaultTypeId: type.id });
  const [mine, theirs] = [await givenOrder(s, { vendorId: vendor.id }), await givenOrder(s, { vendorId: other.id })];
  const done = await givenOrder(s, { vendorId: other.id });
  await advance(s, done.id, statusNamed(type, 'Complete').id);
  await setDuration(s, type, 'Retouching', 5);
  const filter: HubFilter = { vendorId: [other.id], state: 'all' };
  const seen = await s.call(previewRecalculation, { body: { filter } });
  expect(seen).toMatchObject({ matching: 1, count: 1, orders: [{ orderId: theirs.id }] });
  expect((await s.refusal(recalculate, { body: bodyOf(seen) })).code).toBe('recalculation.changed');
  await s.call(recalculate, { body: { ...bodyOf(seen), filter } });
  expect([await dueDateOf(s, mine.id), await dueDateOf(s, theirs.id)]).toEqual(['2026-11-26', '2026-11-30']);
  const completed = await s.call(previewRecalculation, { body: { filter: { state: 'completed' } } });
  expect(completed).toMatchObject({ matching: 0, count: 0 });
});

test('an order whose due date cannot be counted is named, and keeps the one it has', async () => {
  const { s, vendor } = await given();
  const order = await givenOrder(s, { vendorId: vendor.id });
  const invoiceId = (await givenOrderFor(s, { deliveryDate: '2026-12-11', vendor })).invoiceId ?? 0;
  const deliveryDates = [{ invoiceId, deliveryDate: '1900-01-02' }];
  const seen = await preview(s, { preferences: { dueDateMethod: 'backward' }, deliveryDates });
  expect(seen).toMatchObject({ matching: 2, count: 0, refusedCount: 1, refused: [{ code: 'calendar.out_of_range' }] });
  expect(await dueDateOf(s, order.id)).toBe('2026-11-26');
});

test('settings that could not be saved are refused in a preview too, by their field', async () => {
  const { s, type } = await given();
  const statusId = statusNamed(type, 'Retouching').id;
  const longest = { from: '2020-01-01', to: '2200-12-31', name: 'Gone' };
  const refused: [WhatIf, string, string][] = [
    [{ durations: [{ statusId: 9_999, duration: 1 }] }, 'status.not_found', 'whatIf.durations.0.statusId'],
    [{ durations: [1, 2].map((duration) => ({ statusId, duration })) }, 'recalculation.twice', 'whatIf.durations.1'],
    [
      { durations: [{ statusId: statusNamed(type, 'Complete').id, duration: 1 }] },
      ...(['status.needed', 'whatIf.durations.0.duration'] as const),
    ],
    [{ closureIdsToRemove: [77] }, 'closure.not_found', 'whatIf.closureIdsToRemove.0'],
    [
      { closuresToAdd: [{ from: '2026-12-02', to: '2026-12-01', name: 'Back' }] },
      ...(['closure.dates_reversed', 'whatIf.closuresToAdd.0.to'] as const),
    ],
    [{ closuresToAdd: [longest] }, 'calendar.no_business_day', 'whatIf.closuresToAdd'],
    [
      { deliveryDates: [{ invoiceId: 5, deliveryDate: null }] },
      'invoice.not_found',
      'whatIf.deliveryDates.0.invoiceId',
    ],
  ];
  for (const [whatIf, code, field] of refused) {
    const refusal = await s.refusal(previewRecalculation, { body: { whatIf } });
    expect([refusal.code, refusal.errors?.[0]?.field]).toEqual([code, field]);
  }
});

/** Retouching 3 → Printing 2 → Complete, with On hold beside; a vendor of that type. */
async function given() {
  const s = await studio();
  const type = await givenType(s, [
    { name: 'Retouching', duration: 3 },
    { name: 'Printing', duration: 2 },
    { name: 'Complete' },
    { name: 'On hold', isSide: true },
  ]);
  return { s, type, vendor: await givenVendor(s, { defaultTypeId: type.id }) };
}

function preview(s: TestStudio, whatIf?: WhatIf): Promise<RecalculationPreview> {
  return s.call(previewRecalculation, { body: whatIf ? { whatIf } : {} });
}

function bodyOf({ count, fingerprint }: RecalculationPreview) {
  return { expectedCount: count, fingerprint };
}

function apply(s: TestStudio, seen: RecalculationPreview, note = '') {
  return s.call(recalculate, { body: { ...bodyOf(seen), note } });
}

async function setDuration(s: TestStudio, type: ProductionType, name: string, duration: number | null): Promise<void> {
  const { id } = statusNamed(type, name);
  const { version } = await s.studio.database.read
    .selectFrom('productionStatuses')
    .select('version')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await s.call(updateStatus, { params: { id }, version, body: { duration } });
}

async function prefer(s: TestStudio, body: Partial<Preferences>): Promise<void> {
  const { version } = await s.call(getPreferences);
  await s.call(updatePreferences, { version, body });
}

function advance(s: TestStudio, id: number, statusId?: number) {
  return s.call(changeStatus, { params: { id }, body: statusId === undefined ? {} : { statusId } });
}

async function dueDateOf(s: TestStudio, id: number): Promise<string | null> {
  return (await s.call(getOrder, { params: { id } })).dueDate;
}
