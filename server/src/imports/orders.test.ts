import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { getHistory, getPlan } from '@printrail/contract/history';
import { type ImportMapping, importFiles } from '@printrail/contract/imports';
import { expect, test } from 'vitest';
import {
  changeRows,
  countsOf,
  faultsOf,
  findings,
  orderNumbered,
  orderRows,
  sent,
  withPeople,
} from '../testing/imported-orders.ts';
import { studio } from '../testing/studio.ts';

test('orders come in with where they are and how they came there, and again change nothing', async () => {
  const s = await withPeople();
  const { steps } = await s.call(importFiles, sent());
  expect(countsOf(steps).slice(4)).toEqual([
    ['productionOrders', 1, 0, 0],
    ['productionOrders', 3, 0, 0],
    ['statusChanges', 4, 0, 0],
  ]);
  expect(await findings(s)).toEqual([]);
  const album = await orderNumbered(s, 'L-1');
  expect(album).toMatchObject({
    statusName: 'At the lab',
    sinceDate: '2026-11-06',
    dueDate: '2026-11-13',
    value: 2_000,
  });
  expect(album).toMatchObject({
    responsibleUserName: 'Ann Bell',
    clientName: 'Ann Archer',
    isLate: true,
    state: 'open',
  });
  expect(album.lines).toMatchObject([{ description: 'Print', quantity: 2, invoiceQuantity: 2 }]);
  expect(await orderNumbered(s, 'L-2')).toMatchObject({ state: 'completed', completedDate: '2026-10-09' });
  expect(await orderNumbered(s, 'L-3')).toMatchObject({ state: 'cancelled', cancelReason: 'Client left' });
  expect(await orderNumbered(s, 'L-4')).toMatchObject({ dueDate: '2026-12-01', isDueDateOverridden: true });
  const again = await s.call(importFiles, sent());
  expect(again.steps.every(({ added, changed }) => added + changed === 0)).toBe(true);
  expect(await s.studio.database.read.selectFrom('notices').select('id').execute()).toEqual([]);
});

test('history and plan of an imported order read as if it had been here', async () => {
  const s = await withPeople();
  await s.call(importFiles, sent());
  const { id } = await orderNumbered(s, 'L-1');
  const { items, daysAtStatus } = await s.call(getHistory, { params: { id } });
  expect(
    items.map(({ kind, who, through, fromStatusName, toStatusName }) => [
      kind,
      who,
      through,
      fromStatusName,
      toStatusName,
    ]),
  ).toEqual([
    ['created', 'Olive Owner', 'import', null, 'Retouching'],
    ['change', 'Ann Bell', 'import', 'Retouching', 'Order review'],
    ['change', 'Zed', 'import', 'Order review', 'On hold'],
    ['change', 'Printrail', 'import', 'On hold', 'Order review'],
    ['change', 'Printrail', 'import', 'Order review', 'At the lab'],
  ]);
  expect(items[1]).toMatchObject({ at: '2026-11-04T09:30:00.000Z', daysLate: 1, completedDate: '2026-11-04' });
  expect(items[2]).toMatchObject({ completedDate: null, enteredDate: '2026-11-04', dueDate: '2026-11-06' });
  expect(items[1]?.note).toBe('late again');
  expect(daysAtStatus.map(({ statusName, visits }) => [statusName, visits])).toEqual([
    ['Retouching', 1],
    ['Order review', 2],
    ['On hold', 1],
    ['At the lab', 1],
  ]);
  const plan = await s.call(getPlan, { params: { id } });
  expect(plan.steps.map(({ place }) => place)).toEqual(['done', 'done', 'current', 'expected', 'expected', 'expected']);
});

test('an imported order goes on like any other; undo goes back to the import and no further', async () => {
  const s = await withPeople();
  await s.call(importFiles, sent());
  const before = await orderNumbered(s, 'L-1');
  const params = { id: before.id };
  await s.call(changeStatus, { params, body: {} });
  expect(await findings(s)).toEqual([]);
  await s.call(undoChange, { params, body: {} });
  expect(await orderNumbered(s, 'L-1')).toEqual({ ...before, version: before.version + 2 });
  expect(await s.refusal(undoChange, { params, body: {} })).toMatchObject({ code: 'change.nothing_to_undo' });
  const parked = await orderNumbered(s, 'L-3');
  expect(await s.refusal(undoChange, { params: { id: parked.id }, body: {} })).toMatchObject({
    code: 'change.order_cancelled',
  });
  expect(await findings(s)).toEqual([]);
});

test('an order that was worked on since keeps its place; the same files are imported again all the same', async () => {
  const s = await withPeople();
  await s.call(importFiles, sent());
  const { id } = await orderNumbered(s, 'L-1');
  await s.call(changeStatus, { params: { id }, body: {} });
  const again = await s.call(importFiles, sent());
  expect(again.steps.every(({ added, changed }) => added + changed === 0)).toBe(true);
  const [first = '', ...rest] = orderRows;
  const rule = 'cannot be imported otherwise than before: L-1 was worked on in Printrail since';
  expect(await faultsOf(s, [first.replace('2026-11-06', '2026-11-07'), ...rest], changeRows)).toEqual([
    ['orders.csv', 2, 'since', rule],
  ]);
  const later = '5,a,At the lab,Quality check,2026-11-10,,,,';
  expect(await faultsOf(s, orderRows, [...changeRows, later])).toEqual([['changes.csv', 6, 'id', rule]]);
  expect((await orderNumbered(s, 'L-1')).statusName).toBe('Quality check');
});

test('history extends an order, and what another system corrected is corrected', async () => {
  const s = await withPeople();
  await s.call(importFiles, sent([orderRows[0] ?? ''], []));
  const { id } = await orderNumbered(s, 'L-1');
  expect((await s.call(getHistory, { params: { id } })).items).toMatchObject([
    { kind: 'created', toStatusName: 'At the lab', changeDate: '2026-11-06' },
  ]);
  const extended = await s.call(importFiles, sent([orderRows[0] ?? ''], changeRows));
  expect(countsOf(extended.steps).slice(4)).toEqual([
    ['productionOrders', 0, 1, 0],
    ['productionOrders', 0, 0, 0],
    ['statusChanges', 4, 0, 0],
  ]);
  const moved = (orderRows[0] ?? '').replace('At the lab,2026-11-06', 'Quality check,2026-11-12');
  const [first = '', ...rest] = changeRows;
  const more = [first.replace('late again', 'on time'), ...rest, '5,a,At the lab,Quality check,2026-11-12,,,,'];
  const next = await s.call(importFiles, sent([moved], more));
  expect(countsOf(next.steps).slice(4)).toEqual([
    ['productionOrders', 0, 1, 0],
    ['productionOrders', 0, 0, 0],
    ['statusChanges', 1, 1, 3],
  ]);
  expect(await findings(s)).toEqual([]);
  expect(await orderNumbered(s, 'L-1')).toMatchObject({ statusName: 'Quality check', sinceDate: '2026-11-12' });
});

test('the example of moving in comes in whole and sound', async () => {
  const s = await studio();
  const folder = join(import.meta.dirname, '../../../examples/moving-in');
  const example = JSON.parse(readFileSync(join(folder, 'mapping.json'), 'utf8')) as ImportMapping;
  const names = example.steps.map(({ file }) => file);
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
  const { steps } = await s.call(importFiles, { body: { mapping: example, files } });
  expect(steps.map(({ added }) => added)).toEqual([2, 2, 2, 2, 2, 3, 3, 9]);
  expect(await findings(s)).toEqual([]);
  const again = await s.call(importFiles, { body: { mapping: example, files } });
  expect(again.steps.every(({ added, changed }) => added + changed === 0)).toBe(true);
});
