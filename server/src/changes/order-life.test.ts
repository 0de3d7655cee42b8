import * as bulkChanges from '@printrail/contract/bulk-changes';
import { addClosure, getPreferences, updatePreferences } from '@printrail/contract/calendar';
import * as api from '@printrail/contract/changes';
import { updateStatus } from '@printrail/contract/cycles';
import * as history from '@printrail/contract/history';
import { type HubQuery, listOrders } from '@printrail/contract/hub';
import { getOrder, updateOrder } from '@printrail/contract/orders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';
import {
  givenDepartment,
  givenOrder,
  givenOrderFor,
  givenType,
  givenUser,
  givenVendor,
  statusNamed,
} from '../testing/givens.ts';
import {
  type Asked,
  applyChange,
  applyEdit,
  applyNote,
  applyUndo,
  changeOf,
  doneOf,
  expectedOf,
  type ModelOrder,
  newOrder,
  staysOf,
  type World,
} from '../testing/order-model.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const begin = '2026-11-20';
const daysOn = (date: IsoDate, days: number) => dateOfDayNumber(dayNumber(date) + days);

const asked = fc.record(
  {
    status: fc.nat({ max: 8 }),
    backdated: fc.integer({ min: -1, max: 8 }),
    dueInDays: fc.option(fc.integer({ min: -3, max: 20 })),
    user: fc.option(fc.nat({ max: 1 })),
    department: fc.option(fc.nat({ max: 1 })),
    notComplete: fc.boolean(),
    note: fc.constantFrom('', 'Ring the client'),
  },
  { requiredKeys: [] },
);
type Wish = typeof asked extends fc.Arbitrary<infer Value> ? Value : never;
const who = fc.nat({ max: 2 });
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ does: fc.constant('change' as const), who, wish: asked }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('advance' as const), who }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('park' as const), who }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('stale' as const), who }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('undo' as const), who }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('edit' as const), who, wish: asked }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('note' as const), who }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('bulk' as const), wish: asked, skip: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('undo bulk' as const), skip: fc.boolean() }) },
    { weight: 5, arbitrary: fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 6 }) }) },
  ),
  { minLength: 1, maxLength: 14 },
);
type Step = typeof steps extends fc.Arbitrary<(infer Value)[]> ? Value : never;

const parkedAndResumed: Step[] = [
  ...[{ does: 'park', who: 0 } as const, { does: 'wait', days: 5 } as const, { does: 'advance', who: 0 } as const],
  ...[{ does: 'park', who: 0 } as const, { does: 'advance', who: 0 } as const, { does: 'advance', who: 0 } as const],
];

type Life = {
  s: TestStudio;
  world: World;
  orders: ModelOrder[];
  users: number[];
  departments: number[];
  bulk: { id: number; at: Map<ModelOrder, number> } | undefined;
  /** The rows of the history as first seen, by order. */
  rows: Map<number, unknown[]>;
};

test.each([
  'forward',
  'backward',
] as const)('by the %s method, order, history, plan and hub agree with a simple model over random lives', {
  timeout: 120_000,
}, async (method) => {
  const s = await studio({ today: begin });
  const place = await givenPlace(s, method);
  await fc.assert(
    fc.asyncProperty(steps, async (life) => {
      s.today(begin);
      const { typeId, vendor, world } = place;
      const near = await givenOrderFor(s, { deliveryDate: '2026-12-08', orderDate: '2026-11-18', vendor });
      const far = await givenOrderFor(s, { deliveryDate: '2027-01-17', vendor });
      const free = await givenOrder(s, { vendorId: vendor.id, typeId });
      const now: Life = {
        ...{ s, ...place, bulk: undefined, rows: new Map(), world: { ...world, today: begin } },
        orders: [
          newOrder(world, near.id, '2026-12-08', '2026-11-18'),
          newOrder(world, far.id, '2027-01-17', begin),
          newOrder(world, free.id, null, begin),
        ],
      };
      for (const order of now.orders) await expectAgreement(now, order);
      for (const step of life) {
        await take(now, step);
        for (const order of now.orders) await expectAgreement(now, order);
      }
      await undoEverything(now);
    }),
    { numRuns: 12, examples: [[parkedAndResumed]] },
  );
});

async function givenPlace(s: TestStudio, method: World['method']) {
  const users = [await givenUser(s), await givenUser(s)];
  const departments = [await givenDepartment(s), await givenDepartment(s)];
  const [userId, departmentId] = [users[0] ?? 0, departments[0] ?? 0];
  const type = await givenType(s, [
    { name: 'Retouching', duration: 2, userId },
    { name: 'Printing', duration: 5, departmentId },
    { name: 'Framing', duration: 4 },
    { name: 'Drying', duration: null },
    { name: 'Check', duration: 0, userId, departmentId },
    { name: 'Complete' },
    { name: 'Waiting on client', duration: 5, isSide: true, userId },
    { name: 'On hold', isSide: true },
  ]);
  const framing = statusNamed(type, 'Framing');
  const { statuses } = await s.call(updateStatus, {
    params: { id: framing.id },
    version: framing.version,
    body: { isActive: false },
  });
  await s.call(addClosure, { body: { from: '2026-11-26', to: '2026-11-27', name: 'Thanksgiving' } });
  const { version } = await s.call(getPreferences);
  await s.call(updatePreferences, { version, body: { dueDateMethod: method } });
  const vendor = await givenVendor(s, { defaultTypeId: type.id });
  const world: World = { today: begin, method, statuses, closed: new Set(['2026-11-26', '2026-11-27']) };
  return { users, departments, typeId: type.id, vendor, world };
}

async function take(life: Life, step: Step): Promise<void> {
  const { s, orders, world } = life;
  if (step.does === 'wait') {
    world.today = daysOn(world.today, step.days);
    return s.today(world.today);
  }
  if (step.does === 'bulk') return takeBulk(life, step.wish, step.skip);
  if (step.does === 'undo bulk') return takeBulkBack(life, step.skip);
  const order = orders[step.who] as ModelOrder;
  const params = { id: order.id };
  if (step.does === 'change') return change(life, order, wishOf(life, order, step.wish));
  if (step.does === 'advance') return change(life, order, {});
  if (step.does === 'park') return change(life, order, { statusId: world.statuses.at(-1)?.id ?? 0 });
  if (step.does === 'undo') return undo(life, order);
  if (step.does === 'edit') return edit(life, order, wishOf(life, order, step.wish));
  if (step.does === 'note') {
    applyNote(order, 'Ask again');
    await s.call(history.addNote, { params, body: { note: 'Ask again' } });
  } else {
    const problem = await s.refusal(api.changeStatus, { params, body: { version: order.version + 1 } });
    expect(problem).toMatchObject({ code: 'change.order_changed', errors: [{ field: 'version' }] });
  }
}

function wishOf({ world, users, departments }: Life, { visit }: ModelOrder, wish: Wish): Asked {
  const status = wish.status === undefined ? undefined : world.statuses[wish.status];
  return {
    ...(wish.status === undefined ? {} : { statusId: status?.id ?? 999_999 }),
    ...(wish.backdated === undefined ? {} : { changeDate: daysOn(visit.since, wish.backdated) }),
    ...(wish.dueInDays === undefined
      ? {}
      : { dueDate: wish.dueInDays === null ? null : daysOn(world.today, wish.dueInDays) }),
    ...(wish.user === undefined ? {} : { responsibleUserId: wish.user === null ? null : (users[wish.user] ?? null) }),
    ...(wish.department === undefined
      ? {}
      : { departmentId: wish.department === null ? null : (departments[wish.department] ?? null) }),
    ...(wish.notComplete === undefined ? {} : { notComplete: wish.notComplete }),
    ...(wish.note === undefined ? {} : { note: wish.note }),
  };
}

async function change({ s, world }: Life, order: ModelOrder, body: Asked): Promise<void> {
  const params = { id: order.id };
  const expected = changeOf(world, order, body);
  if (typeof expected === 'string') {
    expect((await s.refusal(api.previewStatusChange, { params, body })).code).toBe(expected);
    expect((await s.refusal(api.changeStatus, { params, body })).code).toBe(expected);
    return;
  }
  const preview = await s.call(api.previewStatusChange, { params, body: { ...body, version: order.version } });
  const answer = await s.call(api.changeStatus, { params, body: { ...body, version: preview.version } });
  applyChange(order, expected);
  const { dueDate, responsibleUserId, departmentId, isDueDateOverridden, statusId, version } = answer.order;
  expect(preview).toMatchObject({
    dueDate,
    responsibleUserId,
    departmentId,
    isDueDateOverridden,
    statusId,
    version: version - 1,
  });
}

async function undo({ s, world }: Life, order: ModelOrder): Promise<void> {
  const [params, body] = [{ id: order.id }, { version: order.version, note: 'Sorry' }];
  if (applyUndo(world, order, 'Sorry')) await s.call(api.undoChange, { params, body });
  else expect((await s.refusal(api.undoChange, { params, body })).code).toBe('change.nothing_to_undo');
}

async function edit({ s, world }: Life, order: ModelOrder, wish: Asked): Promise<void> {
  const { statusId: _, changeDate: __, notComplete: ___, ...body } = wish;
  if (body.dueDate === undefined && body.responsibleUserId === undefined && body.departmentId === undefined) return;
  const sent = { params: { id: order.id }, version: order.version, body };
  const code = applyEdit(world, order, body);
  if (code) expect((await s.refusal(updateOrder, sent)).code).toBe(code);
  else await s.call(updateOrder, sent);
}

async function takeBulk(life: Life, wish: Wish, skipRefused: boolean): Promise<void> {
  const { s, world, orders } = life;
  const { backdated: _, ...rest } = wish;
  const asks = wishOf(life, orders[0] as ModelOrder, rest);
  const selection = { orders: orders.map(({ id, version }) => ({ id, version })) };
  const decided = orders.map((order) => ({ order, decision: changeOf(world, order, asks) }));
  const refused = decided.filter(({ decision }) => typeof decision === 'string');
  const preview =
    asks.statusId === 999_999
      ? undefined
      : await s.call(bulkChanges.previewBulkChange, { body: { selection, ...asks } });
  if (preview)
    expect([preview.canChange, preview.cannotChange]).toEqual([decided.length - refused.length, refused.length]);
  if (refused.length === decided.length || (refused.length > 0 && !skipRefused)) {
    const problem = await s.refusal(bulkChanges.changeManyStatuses, { body: { selection, ...asks, skipRefused } });
    if (asks.statusId !== 999_999)
      expect(problem).toMatchObject({ code: 'bulk.refused', details: { count: refused.length, total: 3 } });
    return;
  }
  const done = await s.call(bulkChanges.changeManyStatuses, { body: { selection, ...asks, skipRefused } });
  expect(done.refused.map(({ id, code }) => [id, code])).toEqual(
    refused.map(({ order, decision }) => [order.id, decision]),
  );
  life.bulk = { id: done.bulkChangeId, at: new Map() };
  for (const { order, decision } of decided) {
    if (typeof decision === 'string') continue;
    life.bulk.at.set(order, order.history.length);
    applyChange(order, decision, true);
  }
}

async function takeBulkBack({ s, world, bulk }: Life, skipMovedOn: boolean): Promise<void> {
  if (!bulk) return;
  const [params, body] = [{ id: bulk.id }, { skipMovedOn }];
  const latest = [...bulk.at].filter(([order, at]) => order.undoable.at(-1)?.at === at).map(([order]) => order);
  if (latest.length === 0 || (latest.length < bulk.at.size && !skipMovedOn)) {
    await s.refusal(bulkChanges.undoBulkChange, { params, body });
    return;
  }
  const answer = await s.call(bulkChanges.undoBulkChange, { params, body });
  expect([answer.undone, answer.skippedCount]).toEqual([latest.length, bulk.at.size - latest.length]);
  for (const order of latest) applyUndo(world, order, '', true);
}

async function undoEverything(life: Life): Promise<void> {
  for (const order of life.orders) {
    while (order.undoable.length > 0) {
      await undo(life, order);
      await expectAgreement(life, order);
    }
    await undo(life, order);
    await expectAgreement(life, order);
  }
}

async function expectAgreement(life: Life, order: ModelOrder): Promise<void> {
  const { s, world } = life;
  const { visit } = order;
  const shown = await s.call(getOrder, { params: { id: order.id } });
  const plan = await s.call(history.getPlan, { params: { id: order.id } });
  const expected = expectedOf(world, order);
  const isAtRisk = order.delivery !== null && (expected.at(-1)?.date ?? '') > order.delivery;
  const isLate = visit.completed === null && visit.due !== null && visit.due < world.today;
  expect(shown).toMatchObject({
    ...{
      statusId: visit.status.id,
      sinceDate: visit.since,
      dueDate: visit.due,
      isDueDateOverridden: visit.isOverridden,
    },
    ...{
      responsibleUserId: visit.userId,
      departmentId: visit.departmentId,
      resumeStatusId: visit.resume?.status.id ?? null,
    },
    ...{ state: visit.completed ? 'completed' : 'open', completedDate: visit.completed, version: order.version },
    ...{ completedByName: visit.completed ? 'Olive Owner' : null, isLate, isAtRisk },
  });
  expect(plan).toMatchObject({
    isLate,
    isAtRisk,
    deliveryDate: order.delivery,
    expectedCompletion: expected.at(-1)?.date ?? null,
  });
  const ahead = plan.steps.filter((step) => step.place === 'expected');
  expect(ahead.map((step) => ({ name: step.statusName, date: step.expectedDate }))).toEqual(expected);
  const side = new Set(world.statuses.filter((status) => status.isSide || !status.isActive).map(({ name }) => name));
  const done = plan.steps.filter((step) => step.place === 'done').map((step) => [step.statusName, step.completedDate]);
  const names = expected.map(({ name }) => name);
  const behind = doneOf(order, names).filter(([name]) => !side.has(name));
  expect(new Map(done as [string, string][])).toEqual(new Map(behind));
  const current = plan.steps.filter((step) => step.place === 'current').map((step) => step.statusId);
  expect(current).toEqual(visit.status.isSide || visit.completed ? [] : [visit.status.id]);
  expect(plan.sideStatus?.statusId).toBe(visit.status.isSide ? visit.status.id : undefined);
  await expectPlaceKept(life, order);
  await expectHistory(life, order);
  await expectInHub(s, shown, { state: 'all' }, true);
  await expectInHub(s, shown, { late: true }, isLate);
  await expectInHub(s, shown, { atRisk: true }, isAtRisk);
}

async function expectInHub(
  s: TestStudio,
  order: { id: number; number: string },
  filter: HubQuery,
  isThere: boolean,
): Promise<void> {
  const { items } = await s.call(listOrders, { query: { search: order.number, ...filter } });
  expect(items.map(({ id }) => id)).toEqual(isThere ? [order.id] : []);
  if (items[0]) expect(order).toMatchObject(items[0]);
}

/** Every column of the place as the database keeps it. */
async function expectPlaceKept({ s }: Life, { id, visit }: ModelOrder): Promise<void> {
  const row = await s.studio.database.read
    .selectFrom('productionOrders')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const interrupted = visit.resume?.interrupted;
  expect({ ...row, resume: JSON.parse(row.resume ?? 'null') }).toMatchObject({
    ...{
      statusId: visit.status.id,
      sinceDate: visit.since,
      dueDate: visit.due,
      isDueDateOverridden: visit.isOverridden,
    },
    ...{
      responsibleUserId: visit.userId,
      departmentId: visit.departmentId,
      entry: visit.entry,
      daysLeft: visit.daysLeft,
    },
    ...{ completedDate: visit.completed, completedById: visit.completed ? s.ownerId : null },
    resume: visit.resume && {
      statusId: visit.resume.status.id,
      interrupted: interrupted
        ? {
            ...{ entry: interrupted.visit.entry, parkedDate: interrupted.parked, dueDate: interrupted.visit.due },
            ...{ responsibleUserId: interrupted.visit.userId, departmentId: interrupted.visit.departmentId },
          }
        : null,
    },
  });
}

async function expectHistory({ s, world, rows }: Life, order: ModelOrder): Promise<void> {
  const { items, daysAtStatus } = await s.call(history.getHistory, { params: { id: order.id } });
  const stays = daysAtStatus.map(
    (stay) => [stay.statusName, [stay.visits, stay.calendarDays, stay.businessDays]] as const,
  );
  expect(new Map(stays)).toEqual(staysOf(world, order));
  const told = items.map((item) => ({
    ...{
      kind: item.kind,
      from: item.fromStatusName,
      to: item.toStatusName,
      entered: item.enteredDate,
      changed: item.changeDate,
    },
    ...{ completed: item.completedDate, due: item.dueDate, daysLate: item.daysLate, note: item.note },
    ...{ isInBatch: item.batchId !== null, isUndone: item.isUndone },
    undoes: item.undoesId === null ? null : items.findIndex(({ id }) => id === item.undoesId),
  }));
  expect(told).toEqual(order.history);
  const kept = rows.get(order.id) ?? [];
  const now = await s.studio.database.read
    .selectFrom('orderHistory')
    .selectAll()
    .where('orderId', '=', order.id)
    .orderBy('id')
    .execute();
  expect(now.slice(0, kept.length)).toEqual(kept);
  rows.set(order.id, now);
}
