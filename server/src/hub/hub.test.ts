import { updateVendor } from '@printrail/contract/catalog';
import { changeStatus } from '@printrail/contract/changes';
import { updateClient } from '@printrail/contract/clients';
import * as api from '@printrail/contract/hub';
import { type HubQuery, hubSorts } from '@printrail/contract/hub';
import { getInvoice, updateInvoice } from '@printrail/contract/invoices';
import { getOrder, type ProductionOrder, updateOrder } from '@printrail/contract/orders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded } from '../platform/folding.ts';
import { givenClient, givenOrder, givenOrderFor, givenVendor } from '../testing/givens.ts';
import { type ManyOrders, manyOrders, readOrders } from '../testing/many-orders.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const today = '2026-11-23';
const slowly = { timeout: 120_000 };

test(
  'every filter and sort gives what a plain look at each order gives, page by page, with its totals',
  slowly,
  async () => {
    const s = await studio({ today });
    const many = await manyOrders(s, 140, today);
    await fc.assert(
      fc.asyncProperty(queriesOver(many), async (query) => {
        const expected = sorted(
          many.orders.filter((order) => matches(order, query)),
          query,
        );
        const { ids, totals } = await walk(s, query);
        expect(ids).toEqual(expected.map(({ id }) => id));
        expect(totals).toMatchObject({
          count: expected.length,
          value: expected.reduce((sum, { value }) => sum + value, 0),
          late: expected.filter(({ isLate }) => isLate).length,
          atRisk: expected.filter(({ isAtRisk }) => isAtRisk).length,
        });
        const byStatus = Map.groupBy(expected, ({ statusId }) => statusId);
        const counted = totals?.statuses.map(({ statusId, count }) => [statusId, count]) ?? [];
        expect(new Map(counted as [number, number][])).toEqual(
          new Map([...byStatus].map(([id, orders]) => [id, orders.length])),
        );
      }),
      { numRuns: 80 },
    );
  },
);

test('a walk over the pages gives each unchanged order exactly once while others change', slowly, async () => {
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

test('the search finds any part of a word, whatever its case, accents and signs', async () => {
  const s = await studio();
  const vendor = await givenVendor(s, { name: 'Álbum Artesano' });
  const names = [
    'Šárka Nováková',
    'O’Hara & Sons',
    'Zoë "Zed"',
    '100% Weddings',
    'a_b studio',
    'Weiß\\Gold',
    'ΣΑΣΑ',
    '写真館 山田',
    '😀😃😄 Fun',
  ];
  const byName = new Map<string, number>();
  for (const name of names)
    byName.set(name, (await givenOrder(s, { vendorId: vendor.id, clientId: await givenClient(s, name) })).id);
  const found = async (search: string) => {
    const { items } = await s.call(api.listOrders, { query: { search, sort: 'number' } });
    return items.map(({ clientName }) => clientName);
  };
  for (const [search, ...expected] of [
    ['ARKA', 'Šárka Nováková'],
    ['novakova šár', 'Šárka Nováková'],
    ['v', 'Šárka Nováková'],
    ['ov', 'Šárka Nováková'],
    ["o'h"],
    ['’h', 'O’Hara & Sons'],
    ['"zed"', 'Zoë "Zed"'],
    ['"', 'Zoë "Zed"'],
    ['0%', '100% Weddings'],
    ['00%', '100% Weddings'],
    ['_', 'a_b studio'],
    ['a_b', 'a_b studio'],
    ['weiss\\', 'Weiß\\Gold'],
    ['\\', 'Weiß\\Gold'],
    ['ΣΑΣ', 'ΣΑΣΑ'],
    ['σασ', 'ΣΑΣΑ'],
    ['真館', '写真館 山田'],
    ['写真館', '写真館 山田'],
    ['😃😄', '😀😃😄 Fun'],
    ['😀😃😄', '😀😃😄 Fun'],
    ['AND'],
    ['arka NOT wed'],
    ['weddings*'],
    ['po-00004 artes', '100% Weddings'],
    ['0004', '100% Weddings'],
  ]) {
    expect([search, await found(search as string)]).toEqual([search, expected]);
  }
  expect((await found('')).length).toBe(names.length);
  expect((await found(' \t ')).length).toBe(names.length);
  expect((await found('álbum')).length).toBe(names.length);
});

test('the search says what a plain look says, for any words', slowly, async () => {
  const s = await studio({ today });
  const { orders } = await manyOrders(s, 40, today);
  const texts = orders.map((order) => textOf(order));
  const parts = fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 1, max: 6 }))
    .map(([text, from, length]) => text.slice(from % text.length).slice(0, length));
  const anything = fc.oneof(
    { weight: 4, arbitrary: parts },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 3 }), async (words) => {
      const search = words.join(' ').toWellFormed().replaceAll('\0', '');
      const { items } = await s.call(api.listOrders, { query: { search, state: 'all', limit: 500 } });
      const expected = orders.filter((order) => matches(order, { search, state: 'all' }));
      expect(items.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
        expected.map(({ id }) => id).toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 80 },
  );
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
    { sort: 'due', after: Buffer.from('["due","2026-13-01",1]').toString('base64url') },
    { sort: 'due', after: Buffer.from('["due","2026-11-01","1"]').toString('base64url') },
    { sort: 'due', after: Buffer.from('["due",{"a":1},1]').toString('base64url') },
    { sort: 'number', after: Buffer.from('["number",null,1]').toString('base64url') },
    { sort: 'number', after: Buffer.from('["number","a\\u0000b",1]').toString('base64url') },
    { sort: 'status', after: Buffer.from('["status","x",1]').toString('base64url') },
    { sort: 'status', after: Buffer.from('["status",1e30,1]').toString('base64url') },
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

test('another name of a client or vendor, and another client, number or delivery date of an invoice, reach search, sort and risk', async () => {
  const s = await studio({ today });
  const vendor = await givenVendor(s, { name: 'Atelier' });
  const order = await givenOrderFor(s, { vendor, deliveryDate: '2027-03-31' });
  const other = await givenOrder(s, {
    vendorId: (await givenVendor(s, { name: 'Mill' })).id,
    clientId: await givenClient(s, 'Moss'),
  });
  const found = async (query: HubQuery) => (await s.call(api.listOrders, { query })).items.map(({ id }) => id);
  const versionBefore = (await s.call(getOrder, { params: { id: order.id } })).version;

  await s.call(updateClient, { params: { id: order.clientId ?? 0 }, version: 1, body: { name: 'Zdeněk Zeman' } });
  expect(await found({ search: 'zdenek' })).toEqual([order.id]);
  expect(await found({ search: 'Client' })).toEqual([]);
  expect(await found({ sort: 'client' })).toEqual([other.id, order.id]);
  await s.call(updateVendor, { params: { id: vendor.id }, version: vendor.version, body: { name: 'Zenith' } });
  expect(await found({ search: 'ZENI' })).toEqual([order.id]);
  expect(await found({ search: 'atelier' })).toEqual([]);
  expect(await found({ sort: 'vendor' })).toEqual([other.id, order.id]);

  const clientId = await givenClient(s, 'Adam Able');
  const change = async (body: object) => {
    const { version } = await s.call(getInvoice, { params: { id: order.invoiceId ?? 0 } });
    await s.call(updateInvoice, { params: { id: order.invoiceId ?? 0 }, version, body });
  };
  await change({ clientId, number: 'R-77' });
  expect(await found({ search: 'r-77 adam zenith' })).toEqual([order.id]);
  expect(await found({ search: 'zdenek' })).toEqual([]);
  expect(await found({ sort: 'client' })).toEqual([order.id, other.id]);
  expect(await found({ clientId })).toEqual([order.id]);
  expect(await s.call(getOrder, { params: { id: order.id } })).toMatchObject({
    clientName: 'Adam Able',
    invoiceNumber: 'R-77',
    version: versionBefore,
  });

  expect(await found({ atRisk: true })).toEqual([]);
  await change({ deliveryDate: '2026-12-01' });
  expect(await found({ atRisk: true })).toEqual([order.id]);
  await change({ deliveryDate: null });
  expect(await found({ atRisk: true })).toEqual([]);

  await s.call(updateOrder, { params: { id: order.id }, version: versionBefore, body: { number: 'Special 9' } });
  expect(await found({ search: 'cial 9 adam' })).toEqual([order.id]);
  expect(await found({ search: order.number })).toEqual([]);
});

function queriesOver(many: ManyOrders): fc.Arbitrary<HubQuery> {
  const some = (ids: readonly number[]) => fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 });
  const dates = fc.constantFrom(...many.orders.flatMap(({ dueDate }) => dueDate ?? []));
  const conditions = fc.record(
    {
      ...{ typeId: some(many.typeIds), statusId: some(many.statusIds), vendorId: some(many.vendorIds) },
      ...{ responsibleUserId: some(many.userIds), departmentId: some(many.departmentIds) },
      ...{ clientId: fc.constantFrom(...many.clientIds), sessionId: fc.constantFrom(...many.sessionIds) },
      ...{ invoiceId: fc.constantFrom(...many.invoiceIds), dueFrom: dates, dueTo: dates },
      ...{
        late: fc.constant(true as const),
        atRisk: fc.constant(true as const),
        unassigned: fc.constant(true as const),
      },
      search: fc.constantFrom('a', 'ar', 'ann', 'bell lab', 'PO-000', 'inv', '%'),
    },
    { requiredKeys: [] },
  );
  const fewer = fc.tuple(conditions, fc.uniqueArray(fc.nat(), { maxLength: 2 })).map(([all, kept]) => {
    const names = Object.entries(all);
    return Object.fromEntries(
      kept.flatMap((at) => (names.length > 0 ? [names[at % names.length] as [string, unknown]] : [])),
    );
  });
  const open = fc.record({ sort: fc.constantFrom(...hubSorts), descending: fc.boolean() }, { requiredKeys: [] });
  const closed = fc.record(
    {
      state: fc.constantFrom('completed' as const, 'cancelled' as const, 'all' as const),
      ...{
        sort: fc.constantFrom('number' as const, 'orderDate' as const, 'completed' as const),
        descending: fc.boolean(),
      },
    },
    { requiredKeys: ['state'] },
  );
  const limit = fc.constantFrom(3, 10, 50, 500);
  return fc
    .tuple(fewer, fc.oneof(open, closed), limit)
    .map(([filter, order, most]) => ({ ...filter, ...order, limit: most }) as HubQuery);
}

function matches(order: ProductionOrder, query: HubQuery): boolean {
  const {
    state = 'open',
    typeId,
    statusId,
    vendorId,
    responsibleUserId,
    departmentId,
    clientId,
    sessionId,
    invoiceId,
  } = query;
  const among = (ids: readonly number[] | undefined, id: number | null) =>
    ids === undefined || (id !== null && ids.includes(id));
  const is = (asked: number | undefined, id: number | null) => asked === undefined || asked === id;
  const words = folded(query.search ?? '')
    .split(' ')
    .slice(0, 8);
  return (
    (state === 'all' || order.state === state) &&
    among(typeId, order.typeId) &&
    among(statusId, order.statusId) &&
    among(vendorId, order.vendorId) &&
    among(responsibleUserId, order.responsibleUserId) &&
    among(departmentId, order.departmentId) &&
    is(clientId, order.clientId) &&
    is(sessionId, order.sessionId) &&
    is(invoiceId, order.invoiceId) &&
    (query.dueFrom === undefined || (order.dueDate !== null && order.dueDate >= query.dueFrom)) &&
    (query.dueTo === undefined || (order.dueDate !== null && order.dueDate <= query.dueTo)) &&
    (!query.late || (order.state === 'open' && order.dueDate !== null && order.dueDate < today)) &&
    (!query.atRisk || order.isAtRisk) &&
    (!query.unassigned || (order.responsibleUserId === null && order.departmentId === null)) &&
    words.every((word) => textOf(order).includes(word))
  );
}

function textOf({ number, clientName, invoiceNumber, vendorName }: ProductionOrder): string {
  return folded([number, clientName ?? '', invoiceNumber ?? '', vendorName].join(' '));
}

/** By the sort's value and then the id; those without a value come last either way. */
function sorted(orders: readonly ProductionOrder[], query: HubQuery): ProductionOrder[] {
  const isOpen = (query.state ?? 'open') === 'open';
  const sort = query.sort ?? (isOpen ? 'due' : query.state === 'completed' ? 'completed' : 'orderDate');
  const direction = (query.descending ?? !isOpen) ? -1 : 1;
  const keyOf = (order: ProductionOrder) =>
    ({
      ...{
        due: order.dueDate,
        number: folded(order.number),
        orderDate: order.orderDate,
        completed: order.completedDate,
      },
      ...{ client: folded(order.clientName ?? ''), vendor: folded(order.vendorName), status: order.statusId },
      ...{ since: order.sinceDate, responsible: order.responsibleUserId },
    })[sort];
  return orders.toSorted((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one === null || other === null) return one === other ? direction * (a.id - b.id) : one === null ? 1 : -1;
    const order =
      typeof one === 'number' ? one - Number(other) : Buffer.compare(Buffer.from(one), Buffer.from(String(other)));
    return direction * (order || a.id - b.id);
  });
}

async function walk(s: TestStudio, query: HubQuery) {
  const first = await s.call(api.listOrders, { query });
  const ids = first.items.map(({ id }) => id);
  for (let after = first.next; after; ) {
    const page = await s.call(api.listOrders, { query: { ...query, after } });
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
