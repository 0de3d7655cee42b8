import { updatePreferences } from '@printrail/contract/calendar';
import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import { undoChange } from '@printrail/contract/changes';
import { updateOrder } from '@printrail/contract/orders';
import { getTask, listTasks } from '@printrail/contract/tasks';
import { updateTrigger } from '@printrail/contract/triggers';
import { changeType } from '@printrail/contract/type-changes';
import { expect, test } from 'vitest';
import { addOrder } from '../orders/orders.operations.ts';
import { system } from '../studio/change.ts';
import { givenOrder } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { firingsOfOrder, givenTrack, givenTrigger, told } from '../testing/triggers.ts';
import { processDue } from './worker.ts';

// Monday 2026-11-23: Retouching is due Wed 25, At the lab five business days after it is entered.
const before = { when: 'before_due', days: 1 } as const;
const after = { when: 'after_due', days: 3 } as const;

async function given(): Promise<{
  s: TestStudio;
  track: Awaited<ReturnType<typeof givenTrack>>;
  order(): Promise<number>;
}> {
  const s = await studio();
  const track = await givenTrack(s);
  return { s, track, order: async () => (await givenOrder(s, { vendorId: track.vendor.id })).id };
}

const version = async (s: TestStudio, id: number) =>
  (
    await s.studio.database.read
      .selectFrom('productionOrders')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirst()
  )?.version ?? 0;
const edit = async (s: TestStudio, id: number, dueDate: string | null) =>
  s.call(updateOrder, { params: { id }, version: await version(s, id), body: { dueDate } });

test('it fires when the status is entered: a new order enters its initial status', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, { description: 'Begin' });
  await givenTrigger(s, track.lab);
  const id = await order();
  expect(await told(s, id)).toEqual(['due']);
  expect(await processDue(s.studio)).toBe(1);
  expect(await told(s, id)).toEqual(['processed']);
  const { items } = await s.call(listTasks, { query: { orderId: id } });
  expect(items).toMatchObject([{ description: 'Begin', typeName: 'Check the order', status: 'open' }]);
  expect((await s.call(getTask, { params: { id: items[0]?.id ?? 0 } })).firingId).not.toBeNull();
});

test('or days before or after its due date, counted in business or calendar days', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, before);
  await givenTrigger(s, track.retouching, after);
  await givenTrigger(s, track.retouching, { ...after, counts: 'calendar' });
  const id = await order();
  expect(await told(s, id)).toEqual(['waiting 2026-11-24', 'waiting 2026-11-30', 'waiting 2026-11-28']);
  expect(await processDue(s.studio)).toBe(0);
  s.today('2026-11-28');
  expect(await processDue(s.studio)).toBe(2);
  expect(await told(s, id)).toEqual(['processed', 'waiting 2026-11-30', 'processed']);
});

test('without a due date nothing is due, until there is one', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.packing, after);
  const id = await order();
  await track.move(id, track.packing);
  expect(await told(s, id)).toEqual(['waiting']);
  await edit(s, id, '2026-11-24');
  expect(await told(s, id)).toEqual(['waiting 2026-11-27']);
  await edit(s, id, null);
  expect(await told(s, id)).toEqual(['waiting']);
});

test('leaving the status before the date withdraws it, and what was due by then stays', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, { ...before, isAutomatic: false });
  await givenTrigger(s, track.retouching, { ...after, isAutomatic: false });
  const id = await order();
  s.today('2026-11-24');
  await track.move(id, track.lab);
  expect(await told(s, id)).toEqual(['due', 'withdrawn: left the status before']);
});

test('a moved due date moves it, and one that was sent is not sent again', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, before);
  await givenTrigger(s, track.retouching, after);
  const id = await order();
  s.today('2026-11-24');
  expect(await processDue(s.studio)).toBe(1);
  await edit(s, id, '2026-12-01');
  expect(await told(s, id)).toEqual(['processed', 'waiting 2026-12-04']);
  await edit(s, id, '2026-11-20');
  expect(await told(s, id)).toEqual(['processed', 'waiting 2026-11-25']);
});

test('a “before” date already past is due at once while the due date is ahead, else it is skipped', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.lab, { ...before, days: 9 });
  const [ahead, past] = [await order(), await order()];
  await track.move(ahead, track.lab);
  await track.move(past, track.lab, { dueDate: '2026-11-20' });
  expect(await told(s, ahead)).toEqual(['due']);
  expect(await told(s, past)).toEqual(['skipped: already past']);
  await edit(s, past, '2026-12-31');
  expect(await told(s, past)).toEqual(['waiting 2026-12-18']);
});

test('an “after” date already past is due at once', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.lab, after);
  const id = await order();
  await track.move(id, track.lab, { dueDate: '2026-11-02' });
  expect(await told(s, id)).toEqual(['due']);
});

test('a new trigger ignores the past, and so does one that is active again', async () => {
  const { s, track, order } = await given();
  const [early, id] = [await order(), await order()];
  const trigger = await givenTrigger(s, track.retouching, after);
  await edit(s, early, '2026-12-01');
  expect(await told(s, early)).toEqual([]);
  const later = await order();
  const params = { id: trigger.id };
  await s.call(updateTrigger, { params, version: 1, body: { isActive: false } });
  expect(await told(s, later)).toEqual(['withdrawn: the trigger was made inactive']);
  const meanwhile = await order();
  await s.call(updateTrigger, { params, version: 2, body: { isActive: true } });
  await edit(s, later, '2026-12-01');
  await track.move(id, track.lab);
  for (const each of [early, id, meanwhile]) expect(await told(s, each)).toEqual([]);
  expect(await told(s, later)).toEqual(['withdrawn: the trigger was made inactive']);
  expect(await told(s, await order())).toEqual(['waiting 2026-11-30']);
});

test('a changed trigger leaves the time of what it had planned', async () => {
  const { s, track, order } = await given();
  const trigger = await givenTrigger(s, track.retouching, after);
  const id = await order();
  await s.call(updateTrigger, { params: { id: trigger.id }, version: 1, body: { days: 5, description: 'New' } });
  expect(await told(s, id)).toEqual(['waiting 2026-11-30']);
  expect(await told(s, await order())).toEqual(['waiting 2026-12-02']);
  s.today('2026-11-30');
  await processDue(s.studio);
  expect((await s.call(listTasks, { query: { orderId: id } })).items[0]?.description).toBe('New');
});

test('resuming a not-complete status continues its entry: nothing fires again, what waited moves', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching);
  await givenTrigger(s, track.retouching, after);
  const id = await order();
  expect(await processDue(s.studio)).toBe(1);
  s.today('2026-11-24');
  await track.move(id, track.hold);
  expect(await told(s, id)).toEqual(['processed', 'withdrawn: left the status before']);
  s.today('2026-12-07');
  await track.move(id, track.retouching);
  // One business day was left: due on Tue 8.
  expect(await told(s, id)).toEqual(['processed', 'waiting 2026-12-11']);
  await s.call(undoChange, { params: { id }, body: {} });
  expect(await told(s, id)).toEqual(['processed', 'withdrawn: the change was undone']);
  await s.call(undoChange, { params: { id }, body: {} });
  expect(await told(s, id)).toEqual(['processed', 'due']);
});

test('a real re-entry fires again, unless the trigger says once per order', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.lab);
  await givenTrigger(s, track.lab, { isOncePerOrder: true });
  const id = await order();
  await track.move(id, track.lab);
  expect(await processDue(s.studio)).toBe(2);
  await track.move(id, track.retouching);
  await track.move(id, track.lab);
  expect(await told(s, id)).toEqual(['processed', 'processed', 'due']);
  expect(await processDue(s.studio)).toBe(1);
});

test('once per order counts what fired: what was withdrawn does not, nor come back beside it', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, { ...after, isOncePerOrder: true });
  const id = await order();
  await track.move(id, track.lab, { notComplete: false });
  await track.move(id, track.retouching, { dueDate: '2026-11-02' });
  expect(await told(s, id)).toEqual(['withdrawn: left the status before', 'due']);
  expect(await processDue(s.studio)).toBe(1);
  for (const _ of [1, 2]) await s.call(undoChange, { params: { id }, body: {} });
  expect(await told(s, id)).toEqual(['withdrawn: left the status before', 'processed']);
});

test('cancelling withdraws everything, reopening restores what is still ahead', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, { isAutomatic: false });
  await givenTrigger(s, track.retouching, after);
  await givenTrigger(s, track.retouching, { ...after, days: 20 });
  const id = await order();
  await s.call(cancelOrder, { params: { id }, body: { reason: 'Sold out' } });
  expect(await told(s, id)).toEqual(Array(3).fill('withdrawn: the order was cancelled'));
  s.today('2026-12-02');
  await s.call(reopenOrder, { params: { id }, body: {} });
  expect(await told(s, id)).toEqual([
    'withdrawn: the order was cancelled',
    'withdrawn: the order was cancelled',
    'waiting 2026-12-23',
  ]);
});

test('undo is not an entry: nothing fires, what it entered is taken back, what it withdrew comes back', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, { isAutomatic: false });
  await givenTrigger(s, track.retouching, after);
  await givenTrigger(s, track.lab, { isAutomatic: false });
  const id = await order();
  await track.move(id, track.lab);
  expect(await told(s, id)).toEqual(['due', 'withdrawn: left the status before', 'due']);
  await s.call(undoChange, { params: { id }, body: {} });
  expect(await told(s, id)).toEqual(['due', 'waiting 2026-11-30', 'withdrawn: the change was undone']);
  await track.move(id, track.lab);
  expect(await told(s, id)).toHaveLength(4);
});

test('entering the final status fires, and so does entering the status of another type', async () => {
  const { s, track, order } = await given();
  const other = await givenTrack(s);
  await givenTrigger(s, track.done);
  await givenTrigger(s, other.lab, after);
  const id = await order();
  await track.move(id, track.done);
  expect(await told(s, id)).toEqual(['due']);
  const moved = await order();
  await s.call(changeType, { params: { id: moved }, body: { typeId: other.type.id, statusId: other.lab } });
  expect(await told(s, moved)).toEqual(['waiting 2026-12-03']);
});

test('what is imported plans nothing', async () => {
  const { s, track } = await given();
  await givenTrigger(s, track.retouching);
  const input = { params: undefined, query: undefined, body: { vendorId: track.vendor.id } };
  for (const through of ['import', 'sample'] as const) {
    const { id } = await s.studio.write(system, through, (change) => addOrder(change, input));
    expect(await told(s, id)).toEqual([]);
  }
  const { id } = await s.studio.write(system, 'automation', (change) => addOrder(change, input));
  expect(await told(s, id)).toEqual(['due']);
});

test('another time zone moves the moments, not the dates', async () => {
  const { s, track, order } = await given();
  await givenTrigger(s, track.retouching, after);
  const id = await order();
  expect((await firingsOfOrder(s, id))[0]?.dueAt).toBe('2026-11-30T00:00:00.000Z');
  await s.call(updatePreferences, { version: 1, body: { timeZone: 'America/New_York' } });
  expect(await firingsOfOrder(s, id)).toMatchObject([{ dueAt: '2026-11-30T05:00:00.000Z', dueOn: '2026-11-30' }]);
});
