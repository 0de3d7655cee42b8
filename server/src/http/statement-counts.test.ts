import { changeManyStatuses, undoBulkChange } from '@printrail/contract/bulk-changes';
import { changeStatus, previewStatusChange, undoChange } from '@printrail/contract/changes';
import { getHistory } from '@printrail/contract/history';
import { type HubQuery, listOrders } from '@printrail/contract/hub';
import { getOrder } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { manyOrders } from '../testing/many-orders.ts';
import { statementsOf } from '../testing/statements.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const today = '2026-11-23';
const isSqlite = process.env.PRINTRAIL_TEST_DATABASE !== 'postgres';

/** How many statements a request runs once what is kept between requests is read. */
async function countOf(request: () => Promise<unknown>): Promise<number> {
  await request();
  return (await statementsOf(request)).length;
}

async function openOrders(s: TestStudio, query: HubQuery = {}): Promise<number[]> {
  const { items } = await s.call(listOrders, { query: { limit: 200, ...query } });
  return items.map(({ id }) => id);
}

test.runIf(isSqlite)('a page takes a handful of statements, for two hundred orders as for one', async () => {
  const s = await studio({ today });
  await manyOrders(s, 300, today);
  for (const filter of [
    {},
    { vendorId: [1] },
    { late: true as const },
    { search: 'ann' },
    { sort: 'client' as const },
  ]) {
    const page = (limit: number) => () => s.call(listOrders, { query: { ...filter, limit } });
    expect(await countOf(page(1)), JSON.stringify(filter)).toBeLessThanOrEqual(8);
    expect(await countOf(page(200)), JSON.stringify(filter)).toBeLessThanOrEqual(8);
  }
});

test.runIf(isSqlite)('one order, its history and the preview of a change take a handful of statements', async () => {
  const s = await studio({ today });
  await manyOrders(s, 60, today);
  const [id = 0] = await openOrders(s);
  const params = { id };
  expect(await countOf(() => s.call(getOrder, { params }))).toBeLessThanOrEqual(12);
  expect(await countOf(() => s.call(getHistory, { params }))).toBeLessThanOrEqual(8);
  expect(await countOf(() => s.call(previewStatusChange, { params, body: {} }))).toBeLessThanOrEqual(8);
});

test.runIf(isSqlite)('a status change takes eight statements, and its undo hardly more', async () => {
  const s = await studio({ today });
  await manyOrders(s, 60, today);
  const [first = 0, second = 0] = await openOrders(s, { typeId: [1] });
  await s.call(changeStatus, { params: { id: first }, body: {} });
  const change = await statementsOf(() => s.call(changeStatus, { params: { id: second }, body: {} }));
  expect(change.length).toBeLessThanOrEqual(8);
  const undo = await statementsOf(() => s.call(undoChange, { params: { id: second }, body: {} }));
  expect(undo.length).toBeLessThanOrEqual(10);
});

test.runIf(isSqlite)('of a bulk change a hundred orders more cost a few statements more', async () => {
  const s = await studio({ today });
  await manyOrders(s, 400, today);
  const ids = await openOrders(s);
  const bulk = async (count: number) => {
    const selection = { orders: ids.slice(0, count).map((id) => ({ id })) };
    let bulkChangeId = 0;
    const change = await statementsOf(async () => {
      ({ bulkChangeId } = await s.call(changeManyStatuses, { body: { selection, skipRefused: true } }));
    });
    const undo = await statementsOf(() => s.call(undoBulkChange, { params: { id: bulkChangeId }, body: {} }));
    return { change: change.length, undo: undo.length };
  };
  await bulk(1);
  const [few, many] = [await bulk(10), await bulk(110)];
  // Orders that complete or reopen are written apart from the others, and fewer than twenty of a sort one by one.
  expect(many.change - few.change).toBeLessThan(40);
  expect(many.undo - few.undo).toBeLessThan(40);
});
