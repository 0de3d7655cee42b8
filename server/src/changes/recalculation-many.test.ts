import {
  addClosure,
  deleteClosure,
  getPreferences,
  listClosures,
  updatePreferences,
} from '@printrail/contract/calendar';
import { listTypes, updateStatus } from '@printrail/contract/cycles';
import { previewRecalculation, recalculate, type WhatIf } from '@printrail/contract/recalculation';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CalendarError, createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { dueDateOf } from '../cycles/due-date.rules.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import { ordersAtPlace } from '../orders/orders.queries.ts';
import { resumePlaceOf } from '../orders/place.ts';
import { dates } from '../testing/cycles.arbitrary.ts';
import { manyOrders } from '../testing/many-orders.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const today = '2026-11-23';

const settings = fc.record({
  workWeek: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  dueDateMethod: fc.constantFrom('forward', 'backward'),
  backwardCounts: fc.constantFrom('business_days', 'calendar_days'),
  closuresToAdd: fc.array(fc.record({ from: dates, name: fc.constant('Closed') }), { maxLength: 4 }),
  durations: fc.uniqueArray(fc.record({ at: fc.nat(), duration: fc.option(fc.integer({ min: 0, max: 20 })) }), {
    ...{ maxLength: 6, selector: ({ at }) => at % 19 },
  }),
});
type Settings = typeof settings extends fc.Arbitrary<infer One> ? One : never;

test('the dates previewed, and then given, are those each order has by the rule', async () => {
  const s = await studio({ today });
  await manyOrders(s, 40, today);
  const runs = { numRuns: 8, endOnFailure: true };
  await fc.assert(
    fc.asyncProperty(settings, (wanted) => recalculateAndCheck(s, wanted)),
    runs,
  );
});

async function recalculateAndCheck(s: TestStudio, wanted: Settings): Promise<void> {
  const whatIf = await whatIfOf(s, wanted);
  const before = await openOrders(s);
  const asked = await s.call(previewRecalculation, { body: { whatIf } });
  expect(await openOrders(s)).toEqual(before);
  await save(s, whatIf);
  expect((await openOrders(s)).map(placeAndVersion)).toEqual(before.map(placeAndVersion));

  const seen = await s.call(previewRecalculation, { body: {} });
  expect(seen).toEqual({ ...asked, atRisk: { ...asked.atRisk, before: seen.atRisk.before } });
  const expected = await expectedDates(s);
  const moving = before.filter(({ id, dueDate }) => expected.get(id)?.dueDate !== dueDate);
  const newDates = seen.orders.map(({ orderId, newDueDate }) => [orderId, newDueDate]);
  expect(newDates).toEqual(moving.map(({ id }) => [id, expected.get(id)?.dueDate]));
  expect(seen.count).toBe(moving.length);
  if (moving.length === 0) return;

  await s.call(recalculate, { body: { expectedCount: seen.count, fingerprint: seen.fingerprint } });
  const after = await openOrders(s);
  expect(after.map(({ id, dueDate, riskDate }) => [id, { dueDate, riskDate }])).toEqual([...expected]);
  const late = after.filter(({ dueDate }) => dueDate !== null && dueDate < today).length;
  const atRisk = after.filter(({ riskDate }) => riskDate !== null && riskDate <= today).length;
  expect([seen.late.after, seen.atRisk.after]).toEqual([late, atRisk]);
  const staying = before.filter((order) => !moving.includes(order)).map(placeAndVersion);
  const stayed = after.filter(({ id }) => staying.some((order) => order.id === id)).map(placeAndVersion);
  expect(stayed).toEqual(staying);
}

type Open = Awaited<ReturnType<typeof openOrders>>[number];

function placeAndVersion({ riskDate: _, ...order }: Open) {
  return order;
}

async function openOrders(s: TestStudio) {
  const { read } = s.studio.database;
  const open = await read
    .selectFrom('productionOrders')
    .select(['id', 'riskDate'])
    .where('state', '=', 'open')
    .execute();
  const riskDates = new Map(open.map(({ id, riskDate }) => [id, riskDate]));
  const orders = await ordersAtPlace(read, [...riskDates.keys()]);
  return orders.map((order) => ({ ...order, riskDate: riskDates.get(order.id) ?? null }));
}

/** By the rules, order for order, with the settings as they are saved. */
async function expectedDates(s: TestStudio) {
  const { workWeek, dueDateMethod: method, backwardCounts } = await s.call(getPreferences);
  const { items: closures } = await s.call(listClosures);
  const calendar = onIsoDates(createBusinessCalendar({ workWeek, closures }));
  const { items: types } = await s.call(listTypes);
  const dates = (await openOrders(s)).map((order) => {
    const { statuses: answered = [], ...type } = types.find(({ id }) => id === order.typeId) ?? {};
    const statuses = answered.map((status) => ({ ...status, nameKey: '' }));
    const cycle = { type: { ...type, nameKey: '' } as never, statuses };
    const status = statuses.find(({ id }) => id === order.statusId) as (typeof statuses)[number];
    const entry = { cycle, status, entryDate: order.sinceDate, deliveryDate: order.deliveryDate };
    const given = { ...entry, daysLeft: order.daysLeft };
    let { dueDate } = order;
    try {
      if (!order.isDueDateOverridden) dueDate = dueDateOf({ calendar, method, backwardCounts, today }, given).date;
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
    }
    const at = { cycle, status, dueDate, resume: resumePlaceOf(order) };
    return [order.id, { dueDate, riskDate: riskDateOf(calendar, at, order.deliveryDate) }] as const;
  });
  return new Map(dates);
}

async function whatIfOf(s: TestStudio, { workWeek, dueDateMethod, backwardCounts, ...wanted }: Settings) {
  const { items: closures } = await s.call(listClosures);
  const { items: types } = await s.call(listTypes);
  const statuses = types.flatMap((type) => type.statuses).filter(({ isFinal }) => !isFinal);
  return {
    preferences: { workWeek, dueDateMethod, backwardCounts },
    closuresToAdd: wanted.closuresToAdd,
    closureIdsToRemove: closures.map(({ id }) => id),
    durations: wanted.durations.flatMap(({ at, duration }) => {
      const status = statuses[at % 19];
      return status ? [{ statusId: status.id, duration }] : [];
    }),
  } satisfies WhatIf;
}

async function save(s: TestStudio, whatIf: Awaited<ReturnType<typeof whatIfOf>>): Promise<void> {
  const { version } = await s.call(getPreferences);
  await s.call(updatePreferences, { version, body: whatIf.preferences });
  for (const id of whatIf.closureIdsToRemove) await s.call(deleteClosure, { params: { id }, version: 1 });
  for (const body of whatIf.closuresToAdd) await s.call(addClosure, { body });
  for (const { statusId: id, duration } of whatIf.durations) {
    const { items } = await s.call(listTypes);
    const version = items.flatMap(({ statuses }) => statuses).find((status) => status.id === id)?.version;
    await s.call(updateStatus, { params: { id }, ...(version && { version }), body: { duration } });
  }
}
