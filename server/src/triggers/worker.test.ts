import { setTimeout as pause } from 'node:timers/promises';
import { changeManyStatuses, undoBulkChange } from '@printrail/contract/bulk-changes';
import { undoChange } from '@printrail/contract/changes';
import { expect, onTestFinished, test } from 'vitest';
import { openStudio } from '../main.ts';
import { givenOrder } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { givenTrack, givenTrigger, told } from '../testing/triggers.ts';
import { claim, processClaimed, processDue, startWorker } from './worker.ts';

const leaseMs = 60_000;

async function given(orders: number) {
  const s = await studio();
  const track = await givenTrack(s);
  const ids: number[] = [];
  for (let at = 0; at < orders; at++) ids.push((await givenOrder(s, { vendorId: track.vendor.id })).id);
  return { s, track, ids };
}

/** A further process on the same database. */
async function anotherProcess({ location, studio: { clock } }: TestStudio) {
  const other = await openStudio(location, clock);
  onTestFinished(() => other.database.close());
  return other;
}

async function tasksByFiring(s: TestStudio): Promise<Map<number | null, unknown[]>> {
  const tasks = await s.studio.database.read.selectFrom('tasks').select('firingId').execute();
  return Map.groupBy(tasks, ({ firingId }) => firingId);
}

test('two at once make every task once', async () => {
  const { s, track, ids } = await given(40);
  for (const _ of [1, 2, 3, 4, 5, 6]) await givenTrigger(s, track.lab);
  const others = [await anotherProcess(s), await anotherProcess(s)];
  const body = { selection: { orders: ids.map((id) => ({ id })) }, statusId: track.lab };
  await s.call(changeManyStatuses, { body });
  const counts = await Promise.all([s.studio, ...others].map((each) => processDue(each)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(240);
  const tasks = await tasksByFiring(s);
  expect(tasks.size).toBe(240);
  expect([...tasks.values()].filter((made) => made.length > 1)).toEqual([]);
});

test('changes of the same orders and processing at once agree in the end', async () => {
  const { s, track, ids } = await given(20);
  for (const statusId of [track.lab, track.packing]) {
    for (const _ of [1, 2, 3]) await givenTrigger(s, statusId);
  }
  const others = [await anotherProcess(s), await anotherProcess(s)];
  const orders = ids.map((id) => ({ id }));
  for (let round = 0; round < 4; round++) {
    const { bulkChangeId } = await s.call(changeManyStatuses, { body: { selection: { orders }, statusId: track.lab } });
    const undoing = s.call(undoBulkChange, { params: { id: bulkChangeId }, body: {} });
    await Promise.all([undoing, ...others.map((each) => processDue(each))]);
    const moving = s.call(changeManyStatuses, { body: { selection: { orders }, statusId: track.packing } });
    await Promise.all([moving, ...others.map((each) => processDue(each))]);
    await s.call(changeManyStatuses, { body: { selection: { orders }, statusId: track.retouching } });
  }
  await processDue(s.studio);
  const firings = await s.studio.database.read.selectFrom('firings').select(['id', 'state']).execute();
  const made = await tasksByFiring(s);
  expect(firings).toHaveLength(4 * 20 * 6);
  for (const { id, state } of firings) {
    expect(['processed', 'withdrawn']).toContain(state);
    expect(made.get(id)?.length ?? 0).toBe(state === 'processed' ? 1 : 0);
  }
});

test('what a process claimed before it ended is taken over once its lease is over, by one', async () => {
  const { s, track, ids } = await given(3);
  await givenTrigger(s, track.lab);
  for (const id of ids) await track.move(id, track.lab);
  const claimed = await claim(s.studio, 'ended', leaseMs);
  expect(claimed).toHaveLength(3);
  expect(await processDue(s.studio)).toBe(0);
  s.later(2);
  const taken = await claim(s.studio, 'taking over', leaseMs);
  expect(taken.toSorted()).toEqual(claimed.toSorted());
  // The first was only slow, and comes back.
  expect(await processClaimed(s.studio, claimed, 'ended')).toBe(0);
  expect(await processClaimed(s.studio, taken, 'taking over')).toBe(3);
  expect(await processClaimed(s.studio, taken, 'taking over')).toBe(0);
  expect((await tasksByFiring(s)).size).toBe(3);
});

test('what was withdrawn or moved after it was claimed is left', async () => {
  const { s, track, ids } = await given(1);
  const [id = 0] = ids;
  await givenTrigger(s, track.lab);
  const moved = await track.move(id, track.lab);
  const claimed = await claim(s.studio, 'one', leaseMs);
  expect(claimed).toHaveLength(1);
  await s.call(undoChange, { params: { id }, body: { changeId: moved.changeId } });
  expect(await processClaimed(s.studio, claimed, 'one')).toBe(0);
  expect(await told(s, id)).toEqual(['withdrawn: the change was undone']);
});

test('one that cannot be processed does not hold up the others', async () => {
  const { s, track, ids } = await given(3);
  const broken = await givenTrigger(s, track.lab);
  await givenTrigger(s, track.lab);
  for (const id of ids) await track.move(id, track.lab);
  const spoil = (taskTypeId: number | null) =>
    s.studio.database.write((tx) =>
      tx.updateTable('triggers').set({ taskTypeId }).where('id', '=', broken.id).execute(),
    );
  await spoil(null);
  // Another process has not kept the trigger as it was.
  const other = await anotherProcess(s);
  expect(await processDue(other)).toBe(3);
  await spoil(broken.taskTypeId);
  s.later(2);
  expect(await processDue(await anotherProcess(s))).toBe(3);
  expect((await tasksByFiring(s)).size).toBe(6);
});

test('a worker processes soon after a change is saved, and ends when it is told', async () => {
  const { s, track, ids } = await given(1);
  await givenTrigger(s, track.lab);
  const worker = startWorker(s.studio, { lookMs: 60_000, gatherMs: 5 });
  await pause(100);
  await track.move(ids[0] ?? 0, track.lab);
  await expect.poll(() => told(s, ids[0] ?? 0)).toEqual(['processed']);
  await worker.stop();
  await track.move(ids[0] ?? 0, track.retouching);
  await track.move(ids[0] ?? 0, track.lab);
  await pause(100);
  expect(await told(s, ids[0] ?? 0)).toEqual(['processed', 'due']);
});

test('a change of many orders plans and withdraws their firings, and its undo brings them back', async () => {
  const { s, track, ids } = await given(3);
  await givenTrigger(s, track.retouching, { when: 'after_due', days: 1 });
  await givenTrigger(s, track.lab, { isAutomatic: false });
  await givenTrigger(s, track.lab, { when: 'before_due', days: 1 });
  const late = await givenOrder(s, { vendorId: track.vendor.id });
  const orders = [...ids, late.id].map((id) => ({ id }));
  const { bulkChangeId } = await s.call(changeManyStatuses, { body: { selection: { orders }, statusId: track.lab } });
  for (const { id } of orders.slice(0, 3)) expect(await told(s, id)).toEqual(['due', 'waiting 2026-11-27']);
  const withdrawn = 'withdrawn: left the status before';
  expect(await told(s, late.id)).toEqual([withdrawn, 'due', 'waiting 2026-11-27']);
  await s.call(undoBulkChange, { params: { id: bulkChangeId }, body: {} });
  const undone = 'withdrawn: the change was undone';
  expect(await told(s, late.id)).toEqual(['waiting 2026-11-26', undone, undone]);
});
