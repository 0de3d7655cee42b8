import { setTimeout as pause } from 'node:timers/promises';
import { addVendor } from '@printrail/contract/catalog';
import { addClient, listClients } from '@printrail/contract/clients';
import { getHistory } from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import { createSample as api } from '@printrail/contract/sample';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { studio, type TestStudio } from '../testing/studio.ts';
import { createSample } from './create-sample.ts';

const many = 300;

async function fingerprintOf({ studio: { database } }: TestStudio): Promise<unknown> {
  const orders = await database.read.selectFrom('productionOrders').selectAll().orderBy('id').execute();
  const history = await database.read.selectFrom('orderHistory').selectAll().orderBy('id').execute();
  return JSON.stringify({ orders, history });
}

test('a sample has orders at every stage: open, late, completed, on hold', async () => {
  const s = await studio();
  const made = await createSample(s.studio, { orders: many });
  expect(made.orders).toBeGreaterThanOrEqual(many);
  expect(made.openOrders).toBeGreaterThanOrEqual(60);
  const open = await s.call(listOrders, { query: { limit: 500 } });
  expect(open.totals?.count).toBe(made.openOrders);
  expect(open.items).toHaveLength(made.openOrders);
  expect(open.totals?.late).toBe(open.items.filter(({ isLate }) => isLate).length);
  expect(open.totals?.late).toBeGreaterThan(0);
  expect(new Set(open.items.map(({ statusId }) => statusId)).size).toBeGreaterThan(10);
  expect(open.items.some(({ statusName }) => statusName === 'On hold')).toBe(true);
  expect(await countOf(s, 'completed')).toBe(made.orders - made.openOrders);
});

test('every order stands where its history leads', async () => {
  const s = await studio();
  await createSample(s.studio, { orders: many });
  const { rows } = await sql<{ id: number }>`
    select o.id from production_orders as o
    join order_history as h on h.id = (select max(id) from order_history where order_id = o.id and kind <> 'note')
    where h.to_status_id <> o.status_id or h.change_date <> o.since_date`.execute(s.studio.database.read);
  expect(rows).toEqual([]);
  const [late] = (await s.call(listOrders, { query: { late: true, limit: 1 } })).items;
  const { items } = await s.call(getHistory, { params: { id: late?.id ?? 0 } });
  for (const [at, entry] of items.filter(({ kind }) => kind === 'change').entries()) {
    const before = items.filter(({ kind }) => kind === 'change')[at - 1];
    if (before) expect(entry.fromStatusId).toBe(before.toStatusId);
    expect((entry.changeDate ?? '') >= (entry.enteredDate ?? '')).toBe(true);
  }
});

test('the same seed on the same day makes the same sample, and a studio with invoices is left alone', async () => {
  const [first, second] = [await studio(), await studio()];
  await createSample(first.studio, { orders: 60, seed: 7 });
  await createSample(second.studio, { orders: 60, seed: 7 });
  expect(await fingerprintOf(first)).toBe(await fingerprintOf(second));
  await expect(createSample(first.studio, { orders: 60 })).rejects.toThrow(
    /has clients, invoices or production orders already/,
  );
});

test('an owner fills the empty studio, and is told how many were made', async () => {
  const s = await studio();
  await s.call(addVendor, { body: { name: 'Our own lab' } });
  const made = await s.call(api, { body: {} });
  expect(made.orders).toBe(500);
  expect((await countOf(s, 'open')) + (await countOf(s, 'completed'))).toBe(500);
  const audited = s.studio.database.read.selectFrom('auditEntries').select(['userId', 'through', 'after']);
  const [entry] = await audited.where('action', '=', 'sample.created').execute();
  expect(entry).toMatchObject({ userId: s.ownerId, through: 'sample' });
  expect(JSON.parse(entry?.after ?? '{}')).toMatchObject(made);
  expect(await s.refusal(api, { body: {} })).toMatchObject({ code: 'sample.studio_not_empty', status: 409 });
});

test('only an owner, and only a studio without clients', async () => {
  const s = await studio();
  const all = { clients: 'delete', invoices: 'delete', production: 'delete', maintenance: 'delete' } as const;
  expect(await s.refusal(api, { body: {}, as: { rights: all } })).toMatchObject({ code: 'sample.owners_only' });
  for (const orders of [0, 20_001, 1.5]) {
    expect(await s.refusal(api, { body: { orders } })).toMatchObject({ errors: [{ field: 'orders' }] });
  }
  await s.call(addClient, { body: { name: 'Ada' } });
  expect(await s.refusal(api, { body: { orders: 10 } })).toMatchObject({ code: 'sample.studio_not_empty' });
});

test('of two that fill the studio at once one does, and other requests are answered meanwhile', async () => {
  const s = await studio();
  const filling = Promise.allSettled([1, 2].map(() => s.call(api, { body: { orders: 1_000 } })));
  let answered = 0;
  let isDone = false;
  void filling.then(() => {
    isDone = true;
  });
  while (!isDone) {
    await s.call(listClients);
    answered += 1;
    await pause(5);
  }
  expect((await filling).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(answered).toBeGreaterThan(5);
  expect((await countOf(s, 'open')) + (await countOf(s, 'completed'))).toBe(1_000);
});

async function countOf({ studio: { database } }: TestStudio, state: 'open' | 'completed'): Promise<number> {
  const orders = await database.read.selectFrom('productionOrders').select('id').where('state', '=', state).execute();
  return orders.length;
}
