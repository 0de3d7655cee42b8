import * as bulkChanges from '@printrail/contract/bulk-changes';
import * as api from '@printrail/contract/changes';
import * as history from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import type { ProductionOrder } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { givenOrders, placesOf } from '../testing/bulk-orders.ts';
import { givenOrder, typeNamed } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('undone together, all stand where they stood; again there is nothing to undo', async () => {
  const s = await studio();
  const [print, album] = [await typeNamed(s, 'Print order'), await typeNamed(s, 'Album order')];
  const orders = await givenOrders(s, [print.id, album.id]);
  const before = await rowsOf(s, orders);
  const { bulkChangeId: id } = await s.call(bulkChanges.changeManyStatuses, {
    body: { selection: { orders: orders.map((each) => ({ id: each.id })) } },
  });
  const undone = await s.call(bulkChanges.undoBulkChange, { params: { id }, body: { note: 'Too early' } });
  expect(undone).toMatchObject({ undone: 2, skippedCount: 0, skipped: [] });
  expect(await rowsOf(s, orders)).toEqual(before.map((row) => ({ ...row, version: 3 })));
  for (const order of orders) {
    const { items } = await s.call(history.getHistory, { params: { id: order.id } });
    expect(items.map(({ kind, isUndone, batchId, note }) => [kind, isUndone, batchId, note])).toEqual([
      ['created', false, null, ''],
      ['change', true, id, ''],
      ['undo', false, undone.bulkChangeId, 'Too early'],
    ]);
  }
  for (const skipMovedOn of [false, true]) {
    expect(await s.refusal(bulkChanges.undoBulkChange, { params: { id }, body: { skipMovedOn } })).toMatchObject({
      ...{ code: 'bulk.already_undone', status: 409 },
      detail: `The bulk change ${id} is already undone; nothing of it is left to take back.`,
    });
  }
  await s.refusal(bulkChanges.undoBulkChange, { params: { id: undone.bulkChangeId }, body: {} });
  expect(await rowsOf(s, orders)).toEqual(before.map((row) => ({ ...row, version: 3 })));
  expect(await s.refusal(bulkChanges.undoBulkChange, { params: { id: 999 }, body: {} })).toMatchObject({
    code: 'bulk.not_found',
  });
});

test('orders that moved on since are named, or skipped when asked', async () => {
  const s = await studio();
  const { id: typeId } = await typeNamed(s, 'Print order');
  const orders = await givenOrders(s, [typeId, typeId, typeId]);
  const [, second, third] = orders as [ProductionOrder, ProductionOrder, ProductionOrder];
  const { bulkChangeId: id } = await s.call(bulkChanges.changeManyStatuses, {
    body: { selection: { orders: orders.map((each) => ({ id: each.id })) } },
  });
  await s.call(api.changeStatus, { params: { id: second.id }, body: {} });
  await s.call(api.undoChange, { params: { id: third.id }, body: {} });
  const names = [
    { id: second.id, number: second.number, code: 'change.undo_moved_on' },
    { id: third.id, number: third.number, code: 'change.undo_moved_on' },
  ];
  expect(await s.refusal(bulkChanges.undoBulkChange, { params: { id }, body: {} })).toMatchObject({
    ...{ code: 'bulk.refused', details: { count: 2, total: 3, refused: names } },
  });
  expect(await placesOf(s, orders)).toEqual(['Order review', 'At the lab', 'Retouching']);
  expect(await s.call(bulkChanges.undoBulkChange, { params: { id }, body: { skipMovedOn: true } })).toMatchObject({
    ...{ undone: 1, skippedCount: 2, skipped: names },
  });
  expect(await placesOf(s, orders)).toEqual(['Retouching', 'At the lab', 'Retouching']);

  for (const body of [{}, { skipMovedOn: true }]) {
    expect(await s.refusal(bulkChanges.undoBulkChange, { params: { id }, body })).toMatchObject({
      ...{ code: 'bulk.refused', details: { count: 3, total: 3 } },
    });
  }

  // The order that moved on can go back one by one, past the bulk change.
  for (const _ of [1, 2]) await s.call(api.undoChange, { params: { id: second.id }, body: {} });
  expect(await placesOf(s, [second])).toEqual(['Retouching']);
  expect(await s.refusal(api.undoChange, { params: { id: second.id }, body: {} })).toMatchObject({
    code: 'change.nothing_to_undo',
  });
});

test('a note written since is no moving on', async () => {
  const s = await studio();
  const { id: typeId } = await typeNamed(s, 'Print order');
  const orders = await givenOrders(s, [typeId]);
  const { bulkChangeId: id } = await s.call(bulkChanges.changeManyStatuses, {
    body: { selection: { orders: orders.map((each) => ({ id: each.id })) } },
  });
  await s.call(history.addNote, { params: { id: orders[0]?.id ?? 0 }, body: { note: 'Called' } });
  expect(await s.call(bulkChanges.undoBulkChange, { params: { id }, body: {} })).toMatchObject({ undone: 1 });
});

test('twelve hundred orders change in one call and come back in another', async () => {
  const s = await studio();
  const order = await givenOrder(s);
  await multiply(s, order.id, 1_199);
  const { totals } = await s.call(listOrders, { query: {} });
  expect(totals?.count).toBe(1_200);
  const selection = { filter: {} };
  const { count: expectedCount, fingerprint } = await s.call(bulkChanges.previewBulkChange, { body: { selection } });
  const done = await s.call(bulkChanges.changeManyStatuses, { body: { selection, expectedCount, fingerprint } });
  expect(done.changed).toBe(1_200);
  const after = await s.call(listOrders, { query: {} });
  expect(after.totals?.statuses.map(({ statusName, count }) => [statusName, count])).toEqual([['Order review', 1_200]]);
  expect(await s.call(bulkChanges.undoBulkChange, { params: { id: done.bulkChangeId }, body: {} })).toMatchObject({
    undone: 1_200,
  });
  const back = await s.call(listOrders, { query: {} });
  expect(back.totals?.statuses.map(({ statusName, count }) => [statusName, count])).toEqual([['Retouching', 1_200]]);
});

function rowsOf(s: TestStudio, orders: readonly { id: number }[]) {
  const ids = orders.map(({ id }) => id);
  return s.studio.database.read
    .selectFrom('productionOrders')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
}

/** Copies of an order, for when there must be many. */
async function multiply(s: TestStudio, id: number, count: number): Promise<void> {
  const { id: _, ...row } = await s.studio.database.read
    .selectFrom('productionOrders')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const copies = Array.from({ length: count }, (__, at) => ({ ...row, number: `COPY-${at}`, numberKey: `copy-${at}` }));
  await s.studio.database.write(async (tx) => {
    for (let from = 0; from < count; from += 500) {
      await tx
        .insertInto('productionOrders')
        .values(copies.slice(from, from + 500))
        .execute();
    }
  });
}
