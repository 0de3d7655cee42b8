import * as bulkChanges from '@printrail/contract/bulk-changes';
import * as api from '@printrail/contract/changes';
import * as history from '@printrail/contract/history';
import { getOrder, type ProductionOrder } from '@printrail/contract/orders';
import { expect, onTestFinished, test } from 'vitest';
import { givenOrders, placesOf } from '../testing/bulk-orders.ts';
import { givenOrder, givenUser, givenVendor, statusNamed, typeNamed } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';
import { limits } from './selection.ts';

test('orders of several types go each to its own next status, in one history batch', async () => {
  const s = await studio();
  const [print, album] = [await typeNamed(s, 'Print order'), await typeNamed(s, 'Album order')];
  const orders = await givenOrders(s, [print.id, album.id, print.id]);
  const last = orders[2] as ProductionOrder;
  await s.call(api.changeStatus, { params: { id: last.id }, body: {} });
  const selection = { orders: orders.map(({ id }) => ({ id })) };
  const preview = await s.call(bulkChanges.previewBulkChange, { body: { selection } });
  expect(preview).toMatchObject({ count: 3, canChange: 3, cannotChange: 0, refused: [] });
  expect(preview.moves.map(({ fromStatusName, toStatusName, count }) => [fromStatusName, toStatusName, count])).toEqual(
    expect.arrayContaining([
      ['Retouching', 'Order review', 1],
      ['Album design', 'Client proofing', 1],
      ['Order review', 'At the lab', 1],
    ]),
  );
  const done = await s.call(bulkChanges.changeManyStatuses, { body: { selection, note: 'All on' } });
  expect(done).toMatchObject({ changed: 3, refusedCount: 0 });
  expect(await placesOf(s, orders)).toEqual(['Order review', 'Client proofing', 'At the lab']);
  for (const { id } of orders) {
    const { items } = await s.call(history.getHistory, { params: { id } });
    expect(items.at(-1)).toMatchObject({
      batchId: done.bulkChangeId,
      through: 'bulk',
      note: 'All on',
      completedDate: '2026-11-23',
    });
  }
});

test('a chosen status needs orders of one type, and one that exists', async () => {
  const s = await studio();
  const [print, album] = [await typeNamed(s, 'Print order'), await typeNamed(s, 'Album order')];
  const orders = await givenOrders(s, [print.id, album.id]);
  const selection = { orders: orders.map(({ id }) => ({ id })) };
  const statusId = statusNamed(print, 'Packaging').id;
  const mixed = { code: 'bulk.mixed_types', errors: [{ field: 'statusId' }] };
  expect(
    await s.refusal(bulkChanges.changeManyStatuses, { body: { selection, statusId, skipRefused: true } }),
  ).toMatchObject(mixed);
  expect(await s.refusal(bulkChanges.previewBulkChange, { body: { selection, statusId } })).toMatchObject(mixed);
  const unknown = { code: 'status.not_found', errors: [{ field: 'statusId' }] };
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body: { selection, statusId: 999_999 } })).toMatchObject(
    unknown,
  );
  const responsibleUserId = await givenUser(s, 'Gone User', false);
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body: { selection, responsibleUserId } })).toMatchObject({
    ...{ code: 'user.not_found', errors: [{ field: 'responsibleUserId' }] },
  });
  expect(await placesOf(s, orders)).toEqual(['Retouching', 'Album design']);
});

test('one that cannot change holds back all, is named with its reason, and may be left out', async () => {
  const s = await studio();
  const { id: typeId } = await typeNamed(s, 'Print order');
  const orders = await givenOrders(s, [typeId, typeId, typeId]);
  const [first, second] = orders as [ProductionOrder, ProductionOrder];
  const seen = orders.map(({ id, version }) => ({ id, version }));
  await s.call(api.changeStatus, { params: { id: second.id }, body: {} });
  const body = { selection: { orders: [...seen, { id: 999_999 }] } };
  const refused = [
    { id: second.id, number: second.number, code: 'change.order_changed' },
    { id: 999_999, code: 'order.not_found' },
  ];
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body })).toMatchObject({
    ...{ status: 422, code: 'bulk.refused', details: { count: 2, total: 4, refused } },
  });
  expect(await placesOf(s, orders)).toEqual(['Retouching', 'Order review', 'Retouching']);
  expect((await s.call(getOrder, { params: { id: first.id } })).version).toBe(1);

  const done = await s.call(bulkChanges.changeManyStatuses, { body: { ...body, skipRefused: true } });
  expect(done).toMatchObject({ changed: 2, refusedCount: 2, refused });
  expect(await placesOf(s, orders)).toEqual(['Order review', 'Order review', 'Order review']);
});

test('an order named twice is changed once', async () => {
  const s = await studio();
  const { id: typeId } = await typeNamed(s, 'Print order');
  const [order] = (await givenOrders(s, [typeId])) as [ProductionOrder];
  const selection = { orders: [{ id: order.id }, { id: order.id, version: 1 }] };
  expect(await s.call(bulkChanges.changeManyStatuses, { body: { selection } })).toMatchObject({ changed: 1 });
  expect(await placesOf(s, [order])).toEqual(['Order review']);
});

test('the first hundred that cannot change are named, with how many there are', async () => {
  const s = await studio();
  const selection = { orders: Array.from({ length: 250 }, (_, at) => ({ id: at + 1 })) };
  const problem = await s.refusal(bulkChanges.changeManyStatuses, { body: { selection } });
  expect(problem.details).toMatchObject({ count: 250, total: 250 });
  expect((problem.details?.refused as unknown[]).length).toBe(100);
  const preview = await s.call(bulkChanges.previewBulkChange, { body: { selection } });
  expect([preview.cannotChange, preview.refused.length]).toEqual([250, 100]);
});

test('by a filter, only what the preview counted changes', async () => {
  const s = await studio();
  const type = await typeNamed(s, 'Print order');
  const vendor = await givenVendor(s);
  const orders = [await givenOrder(s, { vendorId: vendor.id }), await givenOrder(s, { vendorId: vendor.id })];
  await givenOrder(s);
  const selection = { filter: { vendorId: [vendor.id], statusId: [statusNamed(type, 'Retouching').id] } };
  const preview = async () => {
    const { count: expectedCount, fingerprint } = await s.call(bulkChanges.previewBulkChange, { body: { selection } });
    return { selection, expectedCount, fingerprint };
  };
  const stale = { status: 409, code: 'bulk.selection_changed' };
  const seen = await preview();
  expect(seen.expectedCount).toBe(2);
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body: { selection } })).toMatchObject(stale);
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body: { selection, expectedCount: 2 } })).toMatchObject(
    stale,
  );

  const added = await givenOrder(s, { vendorId: vendor.id });
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body: seen })).toMatchObject(stale);
  const again = await preview();
  await s.call(api.changeStatus, { params: { id: added.id }, body: {} });
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body: again })).toMatchObject(stale);
  // As many as before, in the state of before, but not the version.
  await s.call(api.undoChange, { params: { id: added.id }, body: {} });
  expect(await s.refusal(bulkChanges.changeManyStatuses, { body: again })).toMatchObject(stale);
  expect(await placesOf(s, [...orders, added])).toEqual(['Retouching', 'Retouching', 'Retouching']);

  expect(await s.call(bulkChanges.changeManyStatuses, { body: await preview() })).toMatchObject({ changed: 3 });
  expect(await placesOf(s, [...orders, added])).toEqual(['Order review', 'Order review', 'Order review']);
  expect(await s.refusal(bulkChanges.previewBulkChange, { body: { selection } })).toMatchObject({ code: 'bulk.empty' });
});

test('a filter that matches more orders than one change takes is refused, and nothing is worked out', async () => {
  const s = await studio();
  const { id: typeId } = await typeNamed(s, 'Print order');
  const orders = await givenOrders(s, [typeId, typeId, typeId]);
  onTestFinished(() => void Object.assign(limits, { most: bulkChanges.mostInBulk }));
  for (const state of ['open', 'all'] as const) {
    limits.most = 2;
    const body = { selection: { filter: { state } } };
    const tooMany = { code: 'bulk.too_many', details: { most: 2 }, errors: [{ field: 'selection.filter' }] };
    expect(await s.refusal(bulkChanges.previewBulkChange, { body })).toMatchObject(tooMany);
    expect(await s.refusal(bulkChanges.changeManyStatuses, { body })).toMatchObject(tooMany);
    limits.most = 3;
    expect(await s.call(bulkChanges.previewBulkChange, { body })).toMatchObject({ count: orders.length });
  }
});

test('a typed due date, responsible and change date apply to all', async () => {
  const s = await studio();
  const { id: typeId } = await typeNamed(s, 'Print order');
  const responsibleUserId = await givenUser(s);
  const orders = await givenOrders(s, [typeId, typeId], '2026-11-16');
  const selection = { orders: orders.map(({ id }) => ({ id })) };
  const body = { selection, dueDate: '2026-12-24', responsibleUserId, changeDate: '2026-11-18' };
  const preview = await s.call(bulkChanges.previewBulkChange, { body });
  expect(preview.moves).toMatchObject([{ count: 2, earliestDueDate: '2026-12-24', latestDueDate: '2026-12-24' }]);
  await s.call(bulkChanges.changeManyStatuses, { body });
  for (const { id } of orders) {
    expect(await s.call(getOrder, { params: { id } })).toMatchObject({
      ...{ dueDate: '2026-12-24', isDueDateOverridden: true, responsibleUserId, sinceDate: '2026-11-18' },
    });
  }
});
