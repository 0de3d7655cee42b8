import { DatabaseSync } from 'node:sqlite';
import { listFirings, listQueue, processFirings } from '@printrail/contract/firings';
import { listTasks } from '@printrail/contract/tasks';
import { updateTrigger } from '@printrail/contract/triggers';
import type { KyselyPlugin } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Tx } from '../database/connect.ts';
import type { PlaceChanged } from '../orders/orders.events.ts';
import { placeOf } from '../orders/place.ts';
import { system } from '../studio/change.ts';
import { givenOrder } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { givenTrack, givenTrigger, told } from '../testing/triggers.ts';
import { followPlaces } from './plan-firings.ts';
import { processDue } from './worker.ts';

const isSqlite = process.env.PRINTRAIL_TEST_DATABASE !== 'postgres';

/** As many orders like this one, standing where it stands. */
async function multiply(s: TestStudio, orderId: number, many: number): Promise<void> {
  await s.studio.database.write(async (tx) => {
    const order = await tx
      .selectFrom('productionOrders')
      .selectAll()
      .where('id', '=', orderId)
      .executeTakeFirstOrThrow();
    const { id: _, ...columns } = order;
    const copies = Array.from({ length: many }, (_, at) => ({ ...columns, number: `C${at}`, numberKey: `c${at}` }));
    for (let at = 0; at < many; at += 100) {
      await tx
        .insertInto('productionOrders')
        .values(copies.slice(at, at + 100))
        .execute();
    }
  });
}

/** Every order comes from where it stands to a status, as an event tells it; gives how many statements that took. */
async function moveAll(s: TestStudio, statusId: number, entry: number): Promise<number> {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      statements += 1;
      return result;
    },
  };
  await s.studio.write(system, 'bulk', async (change) => {
    const orders = await change.tx.selectFrom('productionOrders').selectAll().execute();
    const moves = orders.map(
      (order): PlaceChanged => ({
        ...{ orderId: order.id, typeId: order.typeId, invoiceId: null, cause: 'changed', before: placeOf(order) },
        after: { ...placeOf(order), statusId, entry, dueDate: '2026-12-01' },
        ...{ stateBefore: 'open', stateAfter: 'open', historyId: entry, undoesId: null },
      }),
    );
    const tx = change.tx.withPlugin(counter) as Tx;
    await followPlaces({ ...change, tx, db: tx }, moves);
    await tx.updateTable('productionOrders').set({ statusId, entry }).execute();
  });
  return statements;
}

test('1,200 orders at once plan and withdraw their firings in few statements', async () => {
  const s = await studio();
  const track = await givenTrack(s);
  const { id } = await givenOrder(s, { vendorId: track.vendor.id });
  await multiply(s, id, 1_199);
  const idle = await moveAll(s, track.packing, 2);
  await givenTrigger(s, track.lab, { when: 'after_due', days: 1 });
  const planning = await moveAll(s, track.lab, 3);
  expect(await told(s, id)).toEqual(['waiting 2026-12-02']);
  const withdrawing = await moveAll(s, track.packing, 4);
  expect(await told(s, id)).toEqual(['withdrawn: left the status before']);
  const states = await s.studio.database.read.selectFrom('firings').select('state').execute();
  expect(states).toHaveLength(1_200);
  // Two to find the triggers and save the status; SQLite inserts fifty rows at once, and updates them one by one.
  expect(idle).toBeLessThanOrEqual(2);
  expect(planning).toBeLessThanOrEqual(isSqlite ? 40 : 16);
  expect(withdrawing).toBeLessThanOrEqual(isSqlite ? 1_220 : 16);
});

test('a queue of many is worked off at once, and by itself', async () => {
  const s = await studio();
  const track = await givenTrack(s);
  const order = await givenOrder(s, { vendorId: track.vendor.id });
  await multiply(s, order.id, 1_199);
  const { id } = await givenTrigger(s, track.lab, { isAutomatic: false });
  await moveAll(s, track.lab, 2);
  expect((await s.call(listQueue)).items).toMatchObject([{ due: 1_000, later: 0 }]);
  await s.call(updateTrigger, { params: { id }, version: 1, body: { isAutomatic: true } });
  expect(await processDue(s.studio)).toBe(1_200);
  await s.call(updateTrigger, { params: { id }, version: 2, body: { isAutomatic: false } });
  await moveAll(s, track.packing, 3);
  await moveAll(s, track.lab, 4);
  const { processed } = await s.call(processFirings, { body: { triggerId: id } });
  expect(processed).toBe(1_200);
  expect((await s.studio.database.read.selectFrom('tasks').select('id').execute()).length).toBe(2_400);
});

test.runIf(isSqlite)('looking for what is due, the queue and lists of tasks go by an index', async () => {
  const s = await studio();
  const track = await givenTrack(s);
  const { id } = await givenTrigger(s, track.retouching);
  const order = await givenOrder(s, { vendorId: track.vendor.id });
  const texts = new Set<string>();
  const prepare = DatabaseSync.prototype.prepare;
  const spy = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, text) {
    texts.add(text);
    return prepare.call(this, text);
  });
  await processDue(s.studio);
  await s.call(listQueue);
  await s.call(listFirings, { query: { triggerId: id } });
  await s.call(listFirings, { query: { triggerId: id, state: 'cannot_be_sent' } });
  await s.call(listFirings, { query: { orderId: order.id } });
  await track.move(order.id, track.lab);
  for (const query of [{}, { orderId: order.id }, { userId: 1 }, { state: 'done' as const }]) {
    await s.call(listTasks, { query });
  }
  spy.mockRestore();
  const database = new DatabaseSync('file' in s.location ? s.location.file : '', { readOnly: true });
  onTestFinished(() => database.close());
  const looking = [...texts].filter((text) => /\b(firings|tasks)\b/.test(text) && !/^\s*insert/.test(text));
  expect(looking.length).toBeGreaterThan(8);
  const plans = looking.map((text) => ({
    text,
    steps: database
      .prepare(`explain query plan ${text}`)
      .all()
      .map(({ detail }) => String(detail)),
  }));
  const scanning = plans.filter(({ steps }) => steps.some((step) => /^SCAN (firings|task)(?! USING)/.test(step)));
  expect(scanning).toEqual([]);
  const due = plans.filter(({ text }) => /is_automatic and due_at/.test(text));
  expect(due.length).toBeGreaterThan(1);
  for (const { steps } of due) expect(steps.join('\n')).toContain('automatic_firings (due_at<?)');
});
