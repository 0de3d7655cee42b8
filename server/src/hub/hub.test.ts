import { changeStatus } from '@printrail/contract/changes';
import { addStatus, listTypes } from '@printrail/contract/cycles';
import * as api from '@printrail/contract/hub';
import { type HubQuery, hubSorts } from '@printrail/contract/hub';
import type { ProductionOrder } from '@printrail/contract/orders';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { listing } from '../orders/order-filter.queries.ts';
import { givenClient, givenOrder, givenVendor } from '../testing/givens.ts';
import { type ManyOrders, manyOrders, readOrders } from '../testing/many-orders.ts';
import { type Asker, matches, queriesOver, sorted } from '../testing/plain-hub.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { slices } from './walk.queries.ts';

const today = '2026-11-23';

test('every filter and sort gives what a plain look at each order gives, page by page, with its totals', async () => {
  const s = await studio({ today });
  const many = await manyOrders(s, 140, today);
  const me = await asker(s, many);
  const statusIds = await statusesAsRead(s);
  const before = { slices: { ...slices }, listing: { ...listing } };
  onTestFinished(() => {
    Object.assign(slices, before.slices);
    Object.assign(listing, before.listing);
  });
  await fc.assert(
    fc.asyncProperty(queriesOver(many), anySizes, async (query, sizes) => {
      Object.assign(slices, sizes.slices);
      Object.assign(listing, sizes.listing);
      const expected = sorted(
        many.orders.filter((order) => matches(order, query, me)),
        query,
        statusIds,
      );
      const { ids, totals } = await walk(s, query, me);
      expect(ids).toEqual(expected.map(({ id }) => id));
      const isCounted =
        (query.state ?? 'open') === 'open' || (query.clientId ?? query.sessionId ?? query.invoiceId) !== undefined;
      expect(totals).toEqual(isCounted ? totalsOf(expected, statusIds) : null);
    }),
    { numRuns: 200 },
  );
});

/** Lists that a page is found in at once, listed or walked on, as those of a large studio are. */
const anySizes = fc.record({
  slices: fc.record({ size: fc.constantFrom(1, 4, 7, 1_000), share: fc.constantFrom(1, 100) }),
  listing: fc.record({
    ...{ most: fc.constantFrom(0, 5, 3_000), rare: fc.constantFrom(0, 2, 300) },
    ...{ many: fc.constantFrom(0, 50_000), amongMany: fc.constantFrom(0, 2, 10_000) },
  }),
});

function totalsOf(orders: readonly ProductionOrder[], statusIds: readonly number[]) {
  const value = (some: readonly ProductionOrder[]) => some.reduce((sum, order) => sum + order.value, 0);
  const byStatus = Map.groupBy(orders, ({ statusId }) => statusId);
  return {
    count: orders.length,
    value: value(orders),
    late: orders.filter(({ isLate }) => isLate).length,
    atRisk: orders.filter(({ isAtRisk }) => isAtRisk).length,
    statuses: statusIds.flatMap((statusId) => {
      const some = byStatus.get(statusId) ?? [];
      return some[0]
        ? [
            {
              ...{ statusId, statusName: some[0].statusName, typeId: some[0].typeId },
              ...{ count: some.length, value: value(some) },
            },
          ]
        : [];
    }),
  };
}

test('statuses stand in the order of types, then of the track, then side statuses, also one added in between', async () => {
  const s = await studio({ today });
  const { items: types } = await s.call(listTypes);
  const [first, second] = types;
  if (!first || !second) throw new Error('A new studio has types.');
  const name = 'Proof to be checked';
  const { statuses } = await s.call(addStatus, { params: { id: first.id }, body: { name, duration: 3, position: 2 } });
  const added = statuses.find((status) => status.name === name);
  const statusIds = await statusesAsRead(s);
  const vendor = await givenVendor(s);
  for (const typeId of [second.id, first.id]) {
    for (const statusId of statusIds.toReversed()) {
      const status = (await s.call(listTypes)).items
        .flatMap(({ statuses }) => statuses)
        .find((each) => each.id === statusId);
      if (status?.typeId !== typeId || status.isFinal) continue;
      for (const dueDate of ['2026-12-04', '2026-12-01', null]) {
        const order = await givenOrder(s, { vendorId: vendor.id, typeId });
        if (status.isInitial) continue;
        const body = { statusId, ...(dueDate ? { dueDate } : {}) };
        await s.call(changeStatus, { params: { id: order.id }, body });
      }
    }
  }
  const listed = async (query: HubQuery) => (await walk(s, { sort: 'status', ...query }, undefined)).ids;
  const { items, totals } = await s.call(api.listOrders, { query: { sort: 'status', limit: 500 } });
  const seen = [...new Set(items.map(({ statusId }) => statusId))];
  expect(seen).toEqual(statusIds.filter((id) => seen.includes(id)));
  expect(seen.indexOf(added?.id ?? 0)).toBe(1);
  expect(totals?.statuses.map(({ statusId }) => statusId)).toEqual(seen);
  for (const query of [{}, { typeId: [second.id] }, { statusId: seen.slice(1, 3) }, { dueTo: '2026-12-01' }]) {
    const whole = await listed({ ...query, limit: 500 });
    expect(whole.length).toBeGreaterThan(0);
    expect(await listed({ ...query, limit: 1 })).toEqual(whole);
    expect((await listed({ ...query, limit: 2, descending: true })).length).toBe(whole.length);
  }
  const back = await s.call(api.listOrders, { query: { sort: 'status', descending: true, limit: 500 } });
  expect([...new Set(back.items.map(({ statusId }) => statusId))]).toEqual(seen.toReversed());
});

test('a walk over the pages gives each unchanged order exactly once while others change', async () => {
  const s = await studio({ today });
  const { orders } = await manyOrders(s, 60, today);
  const open = orders.filter(({ state }) => state === 'open');
  for (const sort of hubSorts) {
    const moving = open.filter((_, at) => at % 4 === 0);
    const seen: number[] = [];
    for (let after: string | undefined, page = 0; page === 0 || after; page++) {
      const found = await s.call(api.listOrders, { query: { sort, limit: 5, ...(after ? { after } : {}) } });
      seen.push(...found.items.map(({ id }) => id));
      after = found.next ?? undefined;
      const order = moving[page];
      if (order)
        await s.call(changeStatus, { params: { id: order.id }, body: { statusId: await anotherStatus(s, order) } });
      await givenOrder(s, { vendorId: order?.vendorId ?? open[0]?.vendorId ?? 0 });
    }
    const still = open.filter((order) => !moving.includes(order)).map(({ id }) => id);
    expect(still.filter((id) => seen.filter((each) => each === id).length !== 1)).toEqual([]);
  }
});

test('a place to go on from another sort, or made up, is refused', async () => {
  const s = await studio();
  const vendor = await givenVendor(s);
  for (let at = 0; at < 3; at++) await givenOrder(s, { vendorId: vendor.id });
  const next = async (query: HubQuery) => (await s.call(api.listOrders, { query: { limit: 1, ...query } })).next ?? '';
  const foreign: HubQuery[] = [
    { sort: 'number', after: await next({ sort: 'due' }) },
    { sort: 'due', descending: true, after: await next({ sort: 'due' }) },
    { sort: 'orderDate', after: await next({ sort: 'due' }) },
    { sort: 'due', after: 'nonsense' },
    { sort: 'due', after: '' },
    { sort: 'due', after: Buffer.from('["due",1,"2026-13-01",1]').toString('base64url') },
    { sort: 'due', after: Buffer.from('["due",1,"2026-11-01","1"]').toString('base64url') },
    { sort: 'due', after: Buffer.from('["due",1,{"a":1},1]').toString('base64url') },
    { sort: 'number', after: Buffer.from('["number",1,null,1]').toString('base64url') },
    { sort: 'number', after: Buffer.from('["number",1,"a\\u0000b",1]').toString('base64url') },
    { sort: 'status', after: Buffer.from('["status",1,"x",1]').toString('base64url') },
    { sort: 'status', after: Buffer.from('["status",1e30,null,1]').toString('base64url') },
  ];
  for (const query of foreign) {
    expect([query, (await s.refusal(api.listOrders, { query })).code]).toEqual([query, 'cursor.invalid']);
  }
});

test('closed orders are sorted by number, order date or completion, and by nothing else', async () => {
  const s = await studio();
  for (const state of ['completed', 'cancelled', 'all'] as const) {
    for (const sort of hubSorts) {
      if (['number', 'orderDate', 'completed'].includes(sort)) await s.call(api.listOrders, { query: { state, sort } });
      else {
        const problem = await s.refusal(api.listOrders, { query: { state, sort } });
        expect([problem.code, problem.errors?.[0]?.field]).toEqual(['hub.sort_needs_open_orders', 'sort']);
      }
    }
  }
});

test('totals come with the first page unless told otherwise', async () => {
  const s = await studio();
  const vendor = await givenVendor(s);
  for (let at = 0; at < 2; at++) await givenOrder(s, { vendorId: vendor.id });
  const first = await s.call(api.listOrders, { query: { limit: 1 } });
  expect(first.totals?.count).toBe(2);
  expect((await s.call(api.listOrders, { query: { limit: 1, totals: false } })).totals).toBeNull();
  const after = first.next ?? '';
  expect((await s.call(api.listOrders, { query: { limit: 1, after } })).totals).toBeNull();
  expect((await s.call(api.listOrders, { query: { limit: 1, after, totals: true } })).totals?.count).toBe(2);
});

test('totals are of open orders, and of the orders under one client, session or invoice', async () => {
  const s = await studio();
  const clientId = await givenClient(s, 'Ann Bell');
  const order = await givenOrder(s, { vendorId: (await givenVendor(s)).id, clientId });
  for (const state of ['completed', 'cancelled', 'all'] as const) {
    expect((await s.call(api.listOrders, { query: { state, totals: true } })).totals).toBeNull();
    expect((await s.call(api.listOrders, { query: { state, clientId } })).totals?.count).toBe(state === 'all' ? 1 : 0);
  }
  const below = await s.call(api.listClientOrders, { params: { id: order.clientId ?? 0 }, query: {} });
  expect(below.totals?.count).toBe(1);
});

test('a client, session and invoice list their orders of every state', async () => {
  const s = await studio({ today });
  const { orders, clientIds, sessionIds, invoiceIds } = await manyOrders(s, 50, today);
  const below = async (endpoint: typeof api.listClientOrders, id: number) => {
    const { items } = await s.call(endpoint, { params: { id }, query: { limit: 500 } });
    return items.map((order) => order.id).toSorted((a, b) => a - b);
  };
  const those = (is: (order: ProductionOrder) => boolean) =>
    orders
      .filter(is)
      .map(({ id }) => id)
      .toSorted((a, b) => a - b);
  for (const id of clientIds)
    expect(await below(api.listClientOrders, id)).toEqual(those((order) => order.clientId === id));
  for (const id of sessionIds)
    expect(await below(api.listSessionOrders, id)).toEqual(those((order) => order.sessionId === id));
  for (const id of invoiceIds)
    expect(await below(api.listInvoiceOrders, id)).toEqual(those((order) => order.invoiceId === id));
  const nobody = { params: { id: 999 }, query: {} };
  expect((await s.refusal(api.listClientOrders, nobody)).code).toBe('client.not_found');
  expect((await s.refusal(api.listSessionOrders, nobody)).code).toBe('session.not_found');
  expect((await s.refusal(api.listInvoiceOrders, nobody)).code).toBe('invoice.not_found');
});

/** Someone who has work of their own, and a department. */
async function asker(s: TestStudio, { userIds, departmentIds }: ManyOrders): Promise<Asker> {
  const [id = 0] = userIds;
  const [departmentId = 0] = departmentIds;
  await s.studio.database.write((tx) =>
    tx.insertInto('userDepartments').values({ userId: id, departmentId }).execute(),
  );
  return { id, departmentIds: [departmentId], today };
}

async function statusesAsRead(s: TestStudio): Promise<number[]> {
  const { items } = await s.call(listTypes);
  return items.flatMap(({ statuses }) =>
    [...statuses.filter(({ isSide }) => !isSide), ...statuses.filter(({ isSide }) => isSide)].map(({ id }) => id),
  );
}

async function walk(s: TestStudio, query: HubQuery, me: Asker | undefined) {
  const as = me && ({ kind: 'user', id: me.id, rights: { production: 'view' } } as const);
  const call = (asked: HubQuery) => s.call(api.listOrders, { query: asked, ...(as ? { as } : {}) });
  const first = await call(query);
  const ids = first.items.map(({ id }) => id);
  for (let after = first.next; after; ) {
    const page = await call({ ...query, after });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  }
  return { ids, totals: first.totals };
}

async function anotherStatus(s: TestStudio, { id }: ProductionOrder): Promise<number> {
  const [order] = await readOrders(s, [id]);
  const rows = await s.studio.database.read
    .selectFrom('productionStatuses')
    .select('id')
    .where('typeId', '=', order?.typeId ?? 0)
    .execute();
  return rows.find((row) => row.id !== order?.statusId)?.id ?? 0;
}
