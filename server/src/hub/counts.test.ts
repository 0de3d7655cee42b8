import { cancelOrder } from '@printrail/contract/cancelling';
import type { HubQuery } from '@printrail/contract/hub';
import { countOrders, countOrdersByDay, findOrder } from '@printrail/contract/hub-counts';
import { type ProductionOrder, updateOrder } from '@printrail/contract/orders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { givenOrder, givenVendor } from '../testing/givens.ts';
import { manyOrders } from '../testing/many-orders.ts';
import { matches } from '../testing/plain-hub.ts';
import { studio } from '../testing/studio.ts';
import { endOfWeek } from './hub.rules.ts';

const today = '2026-11-25';

test('the counts are those of the lists, whatever the filter', async () => {
  const s = await studio({ today });
  const many = await manyOrders(s, 80, today);
  const me = { id: many.userIds[0] ?? 0, departmentIds: [], today };
  const as = { kind: 'user', id: me.id, rights: { production: 'view' } } as const;
  const filters: HubQuery[] = [
    ...[{}, { typeId: many.typeIds.slice(0, 2) }, { vendorId: many.vendorIds.slice(0, 1) }, { search: 'ann' }],
    ...[
      { clientId: many.clientIds[0] ?? 0 },
      { late: true as const },
      { dueTo: '2026-12-01' },
      { mine: true as const },
    ],
  ];
  for (const filter of filters) {
    const count = (query: HubQuery) =>
      many.orders.filter((order) => matches(order, filter, me) && matches(order, query, me)).length;
    expect([filter, await s.call(countOrders, { query: filter, as })]).toEqual([
      filter,
      {
        ...{ open: count({}), late: count({ late: true }), dueToday: count({ dueFrom: today, dueTo: today }) },
        ...{ dueThisWeek: count({ dueFrom: today, dueTo: '2026-11-29' }), atRisk: count({ atRisk: true }) },
        ...{ unassigned: count({ unassigned: true }), mine: count({ mine: true }) },
      },
    ]);
  }
});

test('an API key has no work of its own', async () => {
  const s = await studio({ today });
  const vendorId = (await givenVendor(s)).id;
  const { id, version } = await givenOrder(s, { vendorId });
  await s.call(updateOrder, { params: { id }, version, body: { responsibleUserId: s.ownerId } });
  expect((await s.call(countOrders, { query: {} })).mine).toBe(1);
  const as = { kind: 'api_key', id: s.ownerId, rights: { production: 'view' } } as const;
  expect((await s.call(countOrders, { query: {}, as })).mine).toBe(0);
});

test('the days are those on which open orders are due, with what is late and at risk', async () => {
  const s = await studio({ today });
  const many = await manyOrders(s, 80, today);
  const me = { id: 0, departmentIds: [], today };
  const [from, to] = ['2026-11-10', '2026-12-10'];
  for (const filter of [{}, { typeId: many.typeIds.slice(0, 1) }, { dueFrom: today }, { dueTo: '2026-11-01' }]) {
    const expected = many.orders.filter((order) => matches(order, { ...filter }, me) && isBetween(order, from, to));
    const byDay = Map.groupBy(expected, ({ dueDate }) => dueDate ?? '');
    const { items } = await s.call(countOrdersByDay, { query: { ...filter, from, to } });
    expect(items).toEqual(
      [...byDay].toSorted().map(([date, orders]) => ({
        ...{ date, count: orders.length, late: orders.filter(({ isLate }) => isLate).length },
        ...{ atRisk: orders.filter(({ isAtRisk }) => isAtRisk).length },
        value: orders.reduce((sum, { value }) => sum + value, 0),
      })),
    );
  }
  expect((await s.call(countOrdersByDay, { query: { from: today, to: '2027-03-04' } })).items).toBeDefined();
});

function isBetween({ dueDate }: ProductionOrder, from: string, to: string): boolean {
  return dueDate !== null && dueDate >= from && dueDate <= to;
}

test('days the wrong way round, too many days and a state are refused', async () => {
  const s = await studio({ today });
  const refused = async (query: object) => {
    const { code, errors } = await s.refusal(countOrdersByDay, { query: query as never });
    return [code, errors?.[0]?.field];
  };
  expect(await refused({ from: '2026-11-02', to: '2026-11-01' })).toEqual(['hub.days_backwards', 'to']);
  expect(await refused({ from: '2026-11-25', to: '2027-03-05' })).toEqual(['hub.days_too_many', 'to']);
  expect(await refused({ from: '2026-11-25' })).toEqual(['request.invalid', 'to']);
  expect((await s.refusal(countOrders, { query: { state: 'all' } as never })).code).toBe('request.invalid');
});

test('a scanned number finds its order, of any state, whatever its case', async () => {
  const s = await studio({ today });
  const order = await givenOrder(s, { vendorId: (await givenVendor(s)).id, number: 'Prä-7/A' });
  await givenOrder(s, { vendorId: order.vendorId, number: 'PRA-7/A2' });
  for (const number of ['Prä-7/A', ' pra-7/a ', 'PRÄ-7/A']) {
    expect((await s.call(findOrder, { query: { number } })).id).toBe(order.id);
  }
  await s.call(cancelOrder, { params: { id: order.id }, body: { reason: 'Twice' } });
  expect((await s.call(findOrder, { query: { number: 'Prä-7/A' } })).state).toBe('cancelled');
  for (const number of ['pra-7', 'pra-7/a%', '_ra-7/a']) {
    expect(await s.refusal(findOrder, { query: { number } })).toMatchObject({
      ...{ status: 404, code: 'order.number_unknown' },
    });
  }
  expect((await s.refusal(findOrder, { query: { number: ' ' } })).code).toBe('request.invalid');
});

test('a week ends with the days off behind its work days', () => {
  const usual = [1, 2, 3, 4, 5];
  expect(endOfWeek('2026-11-23', usual)).toBe('2026-11-29');
  expect(endOfWeek('2026-11-29', usual)).toBe('2026-11-29');
  expect(endOfWeek('2026-11-23', [7, 1, 2, 3, 4])).toBe('2026-11-28');
  expect(endOfWeek('2026-11-29', [7, 1, 2, 3, 4])).toBe('2026-12-05');
  expect(endOfWeek('2026-11-25', [1, 2, 3, 4, 5, 6, 7])).toBe('2026-11-29');
  expect(endOfWeek('2026-11-25', [2, 4, 6])).toBe('2026-11-30');
});

test('a week has seven days and holds the date', () => {
  const workWeek = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  const date = fc.integer({ min: dayNumber('1900-01-08'), max: dayNumber('2200-12-01') }).map(dateOfDayNumber);
  fc.assert(
    fc.property(date, workWeek, (day, weekdays) => {
      const end = endOfWeek(day, weekdays);
      const days = dayNumber(end) - dayNumber(day);
      expect(days >= 0 && days < 7).toBe(true);
      expect(endOfWeek(end, weekdays)).toBe(end);
      expect(endOfWeek(dateOfDayNumber(dayNumber(end) + 1), weekdays)).toBe(dateOfDayNumber(dayNumber(end) + 7));
    }),
  );
});
