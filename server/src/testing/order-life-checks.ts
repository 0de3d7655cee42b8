import * as history from '@printrail/contract/history';
import { type HubQuery, listOrders } from '@printrail/contract/hub';
import { getOrder, type ProductionOrder } from '@printrail/contract/orders';
import { expect } from 'vitest';
import type { Row } from '../database/rows.ts';
import type { Life } from './order-life.ts';
import { type ModelOrder, stateOf, type World } from './order-model.ts';
import { completionOf, doneOf, expectedOf, isAtRisk, isLate, staysOf } from './order-model-outlook.ts';

/* Whether the application says the same as the model: of each order, its plan, its history and its row in the hub. */

/** All orders as the hub shows them and the database keeps them; those touched also by themselves. */
export async function expectAgreement(life: Life, touched: readonly ModelOrder[] = life.orders): Promise<void> {
  const { world, orders } = life;
  await expectRows(life);
  const rows = new Map((await inHub(life, { state: 'all' })).map((row) => [row.id, row]));
  expect(rows.size, 'orders in the hub').toBe(orders.length);
  for (const order of orders) expect(rows.get(order.id)).toMatchObject(rowOf(world, order));
  for (const order of touched) {
    expect(await expectOrder(life, order)).toMatchObject(rows.get(order.id) ?? {});
    await expectPlan(life, order);
    await expectHistory(life, order);
  }
  const idsOf = async (filter: HubQuery) => (await inHub(life, filter)).map(({ id }) => id).toSorted((a, b) => a - b);
  const expected = (is: typeof isLate) => orders.filter((order) => is(world, order)).map(({ id }) => id);
  expect(await idsOf({ late: true }), 'late in the hub').toEqual(expected(isLate));
  expect(await idsOf({ atRisk: true }), 'at risk in the hub').toEqual(expected(isAtRisk));
}

async function inHub({ s, vendorId }: Life, filter: HubQuery) {
  return (await s.call(listOrders, { query: { vendorId: [vendorId], ...filter } })).items;
}

function rowOf(world: World, order: ModelOrder) {
  const { visit, version, delivery } = order;
  return {
    ...{ statusId: visit.status.id, sinceDate: visit.since, deliveryDate: delivery, version },
    ...{ dueDate: visit.due, isDueDateOverridden: visit.isOverridden },
    ...{ responsibleUserId: visit.userId, departmentId: visit.departmentId },
    ...{ state: stateOf(order), completedDate: visit.completed },
    ...{ isLate: isLate(world, order), isAtRisk: isAtRisk(world, order) },
  };
}

async function expectOrder({ s }: Life, { id, visit, cancelled }: ModelOrder): Promise<ProductionOrder> {
  const shown = await s.call(getOrder, { params: { id } });
  const completedByName = visit.completed ? 'Olive Owner' : null;
  const resumeStatusId = visit.resume?.status.id ?? null;
  expect(shown).toMatchObject({ completedByName, resumeStatusId, cancelledDate: cancelled });
  return shown;
}

async function expectPlan({ s, world }: Life, order: ModelOrder): Promise<void> {
  const { visit, delivery } = order;
  const plan = await s.call(history.getPlan, { params: { id: order.id } });
  expect(plan).toMatchObject({
    ...{ deliveryDate: delivery, expectedCompletion: completionOf(world, order) },
    ...{ isLate: isLate(world, order), isAtRisk: isAtRisk(world, order) },
  });
  const at = (place: string) => plan.steps.filter((step) => step.place === place);
  const ahead = at('expected').map((step) => ({ name: step.statusName, date: step.expectedDate }));
  expect(ahead).toEqual(expectedOf(world, order));
  const done = at('done').map((step) => [step.statusName, step.completedDate] as const);
  expect(new Map(done)).toEqual(doneOf(world, order));
  const isOnTrack = !visit.status.isSide && visit.completed === null;
  expect(at('current').map((step) => step.statusId)).toEqual(isOnTrack ? [visit.status.id] : []);
  expect(plan.sideStatus?.statusId).toBe(visit.status.isSide ? visit.status.id : undefined);
}

async function expectHistory({ s, world }: Life, order: ModelOrder): Promise<void> {
  const { items, daysAtStatus } = await s.call(history.getHistory, { params: { id: order.id } });
  const stays = daysAtStatus.map(
    (stay) => [stay.statusName, [stay.visits, stay.calendarDays, stay.businessDays]] as const,
  );
  expect(new Map(stays)).toEqual(staysOf(world, order));
  const told = items.map((item) => ({
    ...{ kind: item.kind, from: item.fromStatusName, to: item.toStatusName },
    ...{ entered: item.enteredDate, changed: item.changeDate, completed: item.completedDate },
    ...{ due: item.dueDate, daysLate: item.daysLate, note: item.note },
    ...{ isInBatch: item.batchId !== null, isUndone: item.isUndone },
    undoes: item.undoesId === null ? null : items.findIndex(({ id }) => id === item.undoesId),
  }));
  expect(told).toEqual(order.history);
}

/** As the database keeps them: the place of an order, and rows of its history that never change and only grow. */
async function expectRows({ s, orders, rows }: Life): Promise<void> {
  const ids = orders.map(({ id }) => id);
  const { read } = s.studio.database;
  const kept = await read.selectFrom('productionOrders').selectAll().where('id', 'in', ids).execute();
  const all = await read.selectFrom('orderHistory').selectAll().where('orderId', 'in', ids).orderBy('id').execute();
  for (const order of orders) {
    const row = kept.find(({ id }) => id === order.id) as Row<'productionOrders'>;
    expectPlace(row, order, s.ownerId);
    const past = all.filter(({ orderId }) => orderId === order.id);
    const seen = rows.get(order.id) ?? [];
    expect(past.slice(0, seen.length)).toEqual(seen);
    rows.set(order.id, past);
    expect(row.statusId).toBe(past.findLast(({ toStatusId }) => toStatusId !== null)?.toStatusId);
    expect(row.version).toBe(past.filter(({ kind }) => kind !== 'note').length);
  }
}

function expectPlace(row: Row<'productionOrders'>, { visit }: ModelOrder, ownerId: number): void {
  const interrupted = visit.resume?.interrupted;
  expect({ ...row, resume: JSON.parse(row.resume ?? 'null') }).toMatchObject({
    ...{ statusId: visit.status.id, sinceDate: visit.since, entry: visit.entry, daysLeft: visit.daysLeft },
    ...{ dueDate: visit.due, isDueDateOverridden: visit.isOverridden },
    ...{ responsibleUserId: visit.userId, departmentId: visit.departmentId },
    ...{ completedDate: visit.completed, completedById: visit.completed ? ownerId : null },
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
