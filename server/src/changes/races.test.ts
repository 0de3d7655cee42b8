import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { changeManyStatuses } from '@printrail/contract/bulk-changes';
import { createAllOrders } from '@printrail/contract/order-creation';
import { getOrder } from '@printrail/contract/orders';
import { expect, onTestFinished, test } from 'vitest';
import { folded } from '../platform/folding.ts';
import { givenClient, givenInvoice, givenOrder, givenProduct, givenType, givenVendor } from '../testing/givens.ts';
import type { Outcome, Task } from '../testing/racer.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const rounds = 20;
const fewRounds = 8;

test('two processes that create the orders of an invoice at once never order anything twice', async () => {
  const { s, race, invoices } = await twoProcesses(rounds);
  for (const { id: invoiceId } of invoices) {
    const outcomes = await race({ does: 'create', invoiceId }, { does: 'create', invoiceId });
    expect(outcomes.map(ordersIn).toSorted()).toEqual([0, 2]);
  }
  await expectOrderedOnce(s);
});

test('two processes that create all necessary orders at once never order anything twice', async () => {
  const { s, race, invoices } = await twoProcesses(rounds);
  const invoiceIds = invoices.map(({ id }) => id);
  const outcomes = await race(
    { does: 'create all', invoiceIds },
    { does: 'create all', invoiceIds: invoiceIds.toReversed() },
  );
  expect(outcomes.map(ordersIn).toSorted((a, b) => a - b)).toEqual([0, 2 * rounds]);
  await expectOrderedOnce(s);
});

test('of two processes that finish the last two orders of an invoice at once, exactly one sees it complete', async () => {
  const { s, race, invoices } = await twoProcesses(rounds);
  await s.call(createAllOrders, { body: {} });
  for (const { id } of invoices) {
    const [one, other] = await ordersOf(s, id);
    const outcomes = await race({ does: 'advance', orderId: one ?? 0 }, { does: 'advance', orderId: other ?? 0 });
    expect(outcomes).toEqual(
      expect.arrayContaining([
        { orders: 1, completed: 0 },
        { orders: 1, completed: 1 },
      ]),
    );
  }
});

test('nor is the completion missed when many orders of many invoices are finished at once', async () => {
  const { s, race, invoices } = await twoProcesses(rounds);
  await s.call(createAllOrders, { body: {} });
  const halves: [number[], number[]] = [[], []];
  for (const { id } of invoices)
    for (const [at, orderId] of (await ordersOf(s, id)).entries()) halves[at % 2 === 0 ? 0 : 1].push(orderId);
  const [one, other] = halves;
  const outcomes = await race(
    { does: 'advance many', orderIds: one },
    { does: 'advance many', orderIds: other.toReversed() },
  );
  expect(outcomes.map(ordersIn)).toEqual([rounds, rounds]);
  expect(outcomes.reduce((sum, outcome) => sum + ('completed' in outcome ? outcome.completed : 0), 0)).toBe(rounds);
});

test('of two changes of the same state of an order one is refused, and without a version both are done in turn', async () => {
  const { s, race, vendorId } = await twoProcesses();
  for (let round = 0; round < fewRounds; round++) {
    const { id: orderId } = await givenOrder(s, { vendorId });
    const task: Task = { does: 'advance', orderId, version: 1 };
    expect(await race(task, task)).toEqual(
      expect.arrayContaining([{ refused: 'change.order_changed' }, { orders: 1, completed: 0 }]),
    );
    expect((await s.call(getOrder, { params: { id: orderId } })).version).toBe(2);
  }
  const print = await givenVendor(s);
  for (let round = 0; round < fewRounds; round++) {
    const { id: orderId } = await givenOrder(s, { vendorId: print.id });
    const task: Task = { does: 'advance', orderId };
    expect((await race(task, task)).map(ordersIn)).toEqual([1, 1]);
    expect(await s.call(getOrder, { params: { id: orderId } })).toMatchObject({
      version: 3,
      statusName: 'At the lab',
    });
  }
});

test('orders added in two processes get numbers of their own', async () => {
  const { s, race, vendorId } = await twoProcesses();
  await givenOrder(s, { vendorId, number: 'PO-00007' });
  const task: Task = { does: 'add order', vendorId };
  for (let round = 0; round < fewRounds; round++) expect((await race(task, task)).map(ordersIn)).toEqual([1, 1]);
  const rows = await s.studio.database.read.selectFrom('productionOrders').select('number').execute();
  expect(new Set(rows.map(({ number }) => number)).size).toBe(2 * fewRounds + 1);
});

test('overlapping bulk changes in two processes wait for one another', async () => {
  const { s, race } = await twoProcesses();
  const print = await givenVendor(s);
  const ids: number[] = [];
  for (let at = 0; at < rounds; at++) ids.push((await givenOrder(s, { vendorId: print.id })).id);
  const outcomes = await race(
    { does: 'advance many', orderIds: ids },
    { does: 'advance many', orderIds: ids.toReversed() },
  );
  expect(outcomes.map(ordersIn)).toEqual([rounds, rounds]);
  const third = await s.call(changeManyStatuses, { body: { selection: { orders: ids.map((id) => ({ id })) } } });
  expect(third.changed).toBe(rounds);
  for (const id of ids) expect((await s.call(getOrder, { params: { id } })).statusName).toBe('Quality check');
});

test('an order created while its client is renamed carries the new name', async () => {
  const { s, race, vendorId } = await twoProcesses();
  const clientId = await givenClient(s);
  for (let version = 1; version <= fewRounds; version++) {
    const name = `Client called ${version}`;
    const outcomes = await race(
      { does: 'rename client', clientId, version, name },
      { does: 'add order', vendorId, clientId },
    );
    expect(outcomes.map(ordersIn)).toEqual([1, 1]);
    const rows = await s.studio.database.read
      .selectFrom('productionOrders')
      .select(['clientKey', 'searchText'])
      .execute();
    expect(rows.filter((row) => row.clientKey !== folded(name) || !row.searchText.includes(folded(name)))).toEqual([]);
  }
});

/** A studio with two further processes on its database, and invoices whose orders, two each, take one step to finish. */
async function twoProcesses(invoiceCount = 0) {
  const s = await studio();
  const type = await givenType(s, [{ name: 'Print', duration: 1 }, { name: 'Complete' }]);
  const [lab, framer] = [
    await givenVendor(s, { defaultTypeId: type.id }),
    await givenVendor(s, { defaultTypeId: type.id }),
  ];
  const print = await givenProduct(s, { preferredVendorId: lab.id });
  const frame = await givenProduct(s, { preferredVendorId: framer.id, vendorMultiplier: 3 });
  const lines = [
    { productId: print.id, quantity: 2 },
    { productId: frame.id, quantity: 1 },
    { productId: print.id, quantity: 4 },
  ];
  const clientId = await givenClient(s);
  const invoices = [];
  for (let at = 0; at < invoiceCount; at++) invoices.push(await givenInvoice(s, { clientId, lines }));
  const racers = [await racer(s), await racer(s)] as const;
  const race = (one: Task, other: Task) => Promise.all([racers[0](one), racers[1](other)]);
  return { s, race, invoices, vendorId: lab.id };
}

async function racer({ location, studio: { clock } }: TestStudio): Promise<(task: Task) => Promise<Outcome>> {
  const script = new URL('../testing/racer.ts', import.meta.url);
  const child: ChildProcess = fork(script, [JSON.stringify({ location, at: clock.now() })], { execArgv: [] });
  onTestFinished(async () => {
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  });
  await once(child, 'message');
  return async (task) => {
    const answered = once(child, 'message') as Promise<[Outcome]>;
    child.send(task);
    return (await answered)[0];
  };
}

function ordersIn(outcome: Outcome): number {
  if ('orders' in outcome) return outcome.orders;
  throw new Error(JSON.stringify(outcome));
}

async function ordersOf(s: TestStudio, invoiceId: number): Promise<number[]> {
  const rows = await s.studio.database.read
    .selectFrom('productionOrders')
    .select('id')
    .where('invoiceId', '=', invoiceId)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

async function expectOrderedOnce(s: TestStudio): Promise<void> {
  const { read } = s.studio.database;
  const ordered = await read
    .selectFrom('orderLines')
    .select(['invoiceLineId', 'invoiceQuantity'])
    .orderBy('invoiceLineId')
    .execute();
  const wanted = await read.selectFrom('invoiceLines').select(['id', 'quantity']).orderBy('id').execute();
  expect(ordered.map((line) => [line.invoiceLineId, line.invoiceQuantity])).toEqual(
    wanted.map((line) => [line.id, line.quantity]),
  );
  expect((await read.selectFrom('productionOrders').select('id').execute()).length).toBe(2 * rounds);
}
