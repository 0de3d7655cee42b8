import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { getHistory, getPlan } from '@printrail/contract/history';
import { type ImportMapping, importFiles } from '@printrail/contract/imports';
import { listInvoices } from '@printrail/contract/invoices';
import { getOrder } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { openSnapshot } from '../database/snapshot.ts';
import { givenDepartment, givenUser } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { examine } from '../upkeep/doctor.ts';

const column = (name: string) => ({ column: name });
const keyed = { key: column('id') };

const mapping: ImportMapping = {
  steps: [
    { file: 'clients.csv', into: 'clients', ...keyed, fields: { name: column('name') } },
    { file: 'vendors.csv', into: 'vendors', ...keyed, fields: { name: column('name') } },
    { file: 'products.csv', into: 'products', ...keyed, fields: { name: column('name'), price: column('price') } },
    {
      ...{ file: 'invoices.csv', into: 'invoices', ...keyed },
      fields: {
        number: column('id'),
        client: column('client'),
        date: column('date'),
        deliveryDate: column('delivery'),
      },
      lines: { key: column('product'), fields: { product: column('product'), quantity: column('quantity') } },
    },
    {
      ...{ file: 'orders.csv', into: 'productionOrders', ...keyed },
      fields: {
        number: column('number'),
        type: { constant: 'Print order' },
        vendor: column('vendor'),
        invoice: { column: 'invoice', by: 'number' },
        orderDate: column('ordered'),
        status: column('status'),
        sinceDate: column('since'),
        dueDate: column('due'),
        responsible: { column: 'who', by: 'name' },
        completedDate: column('completed'),
        cancelledDate: column('cancelled'),
        cancelReason: column('why'),
      },
      lines: {
        key: column('product'),
        fields: { invoiceLine: column('product'), quantity: column('quantity') },
      },
    },
    {
      ...{ file: 'changes.csv', into: 'statusChanges', ...keyed },
      fields: {
        order: column('order'),
        from: column('from'),
        to: column('to'),
        date: column('date'),
        recorded: { column: 'recorded', format: 'yyyy-MM-dd HH:mm' },
        who: column('who'),
        dueDate: column('due'),
        note: column('note'),
      },
    },
  ],
};

const orderHead = 'id,number,vendor,invoice,ordered,status,since,due,who,completed,cancelled,why,product,quantity';
const changeHead = 'id,order,from,to,date,recorded,who,due,note';
const orders = [
  'a,L-1,lab,7,2026-11-02,At the lab,2026-11-06,,Ann Bell,,,,print,2',
  'b,L-2,lab,,2026-10-01,Complete,2026-10-09,,,2026-10-09,,,,',
  'c,L-3,lab,,2026-10-01,On hold,2026-10-05,,,,2026-10-20,Client left,,',
  'd,L-4,lab,,2026-11-20,Order review,2026-11-20,2026-12-01,,,,,,',
];
const changes = [
  '1,a,Retouching,Order review,2026-11-04,2026-11-04 09:30,Ann Bell,2026-11-03,late again',
  '2,a,Order review,On hold,2026-11-05,,Zed,2026-11-06,',
  '3,a,On hold,Order review,2026-11-06,,,,',
  '4,a,Order review,At the lab,2026-11-06,2026-11-06 17:00,,2026-11-09,',
];
const others = {
  'clients.csv': 'id,name\nann,Ann Archer\n',
  'vendors.csv': 'id,name\nlab,The Lab\n',
  'products.csv': 'id,name,price\nprint,Print,10\n',
  'invoices.csv': 'id,client,date,delivery,product,quantity\n7,ann,2026-11-01,2026-12-18,print,3\n',
};

/** Orders without lines are of a file of their own, as one of lines is. */
function sent(orderRows: readonly string[] = orders, changeRows: readonly string[] = changes) {
  const [withLines, without] = [
    orderRows.filter((row) => !row.endsWith(',,')),
    orderRows.filter((row) => row.endsWith(',,')),
  ];
  const { lines: _, ...plain } = mapping.steps[4] as ImportMapping['steps'][number];
  const steps = [...mapping.steps.slice(0, 5), { ...plain, file: 'plain.csv' }, ...mapping.steps.slice(5)];
  const files = {
    ...others,
    'orders.csv': [orderHead, ...withLines].join('\n'),
    'plain.csv': [orderHead, ...without].join('\n'),
    'changes.csv': [changeHead, ...changeRows].join('\n'),
  };
  return { body: { mapping: { steps }, files } };
}

async function withPeople(): Promise<TestStudio> {
  const s = await studio();
  await givenUser(s, 'Ann Bell');
  await givenDepartment(s, 'Lab');
  return s;
}

async function orderNumbered(s: TestStudio, number: string) {
  const row = await s.studio.database.read
    .selectFrom('productionOrders')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return s.call(getOrder, { params: { id: row.id } });
}

async function findings(s: TestStudio) {
  const snapshot = await openSnapshot(s.location);
  try {
    return (await examine(snapshot.db)).filter(({ count }) => count > 0);
  } finally {
    await snapshot.close();
  }
}

function countsOf(steps: readonly { into: string; added: number; changed: number; unchanged: number }[]) {
  return steps.map(({ into, added, changed, unchanged }) => [into, added, changed, unchanged]);
}

async function faultsOf(s: TestStudio, orderRows: readonly string[], changeRows: readonly string[] = []) {
  const problem = await s.refusal(importFiles, sent(orderRows, changeRows));
  const { rows } = problem.details as {
    rows: { file: string; line: number; column: string | null; value: string | null; rule: string }[];
  };
  return rows.map(({ file, line, column, rule }) => [file, line, column, rule]);
}

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
  const [first = '', ...rest] = orders;
  const rule = 'cannot be imported otherwise than before: L-1 was worked on in Printrail since';
  expect(await faultsOf(s, [first.replace('2026-11-06', '2026-11-07'), ...rest], changes)).toEqual([
    ['orders.csv', 2, 'since', rule],
  ]);
  const later = '5,a,At the lab,Quality check,2026-11-10,,,,';
  expect(await faultsOf(s, orders, [...changes, later])).toEqual([['changes.csv', 6, 'id', rule]]);
  expect((await orderNumbered(s, 'L-1')).statusName).toBe('Quality check');
});

test('history extends an order, and what another system corrected is corrected', async () => {
  const s = await withPeople();
  await s.call(importFiles, sent([orders[0] ?? ''], []));
  const { id } = await orderNumbered(s, 'L-1');
  expect((await s.call(getHistory, { params: { id } })).items).toMatchObject([
    { kind: 'created', toStatusName: 'At the lab', changeDate: '2026-11-06' },
  ]);
  const extended = await s.call(importFiles, sent([orders[0] ?? ''], changes));
  expect(countsOf(extended.steps).slice(4)).toEqual([
    ['productionOrders', 0, 1, 0],
    ['productionOrders', 0, 0, 0],
    ['statusChanges', 4, 0, 0],
  ]);
  const moved = (orders[0] ?? '').replace('At the lab,2026-11-06', 'Quality check,2026-11-12');
  const [first = '', ...rest] = changes;
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

test('an order whose place cannot be is told by its row', async () => {
  const s = await withPeople();
  const rows = [
    'a,L-1,lab,,2026-11-02,Printing,2026-11-06,,,,,,,',
    'b,L-2,lab,,2026-12-02,Complete,2026-12-09,2026-12-09,,2026-12-10,2026-12-11,x,,',
    'c,L-3,lab,,2026-11-02,Retouching,2026-11-01,,,2026-11-01,,why,,',
    'd,L-4,lab,,2026-11-02,Retouching,2026-11-05,,,,2026-11-04,,,',
    'e,L-3,lab,,2026-11-02,Retouching,,,,,,,,',
    'f,L-6,lab,8,2026-11-02,Retouching,,,Nobody,,,,,',
  ];
  expect(await faultsOf(s, rows)).toEqual([
    ['plain.csv', 7, 'invoice', 'names no invoice there is (by number)'],
    ['plain.csv', 7, 'who', 'names no single user there is (by name)'],
    ['plain.csv', 2, 'status', expect.stringContaining('"Printing" is no status of Print order; it has Retouching,')],
    ['plain.csv', 3, 'ordered', 'must not be after today, 2026-11-23'],
    ['plain.csv', 3, 'since', 'must not be after today, 2026-11-23'],
    ['plain.csv', 3, 'completed', 'must not be after today, 2026-11-23'],
    ['plain.csv', 3, 'completed', 'must be the since-date, 2026-12-09'],
    ['plain.csv', 3, 'due', 'must be empty: the final status, Complete, has no due date'],
    ['plain.csv', 3, 'cancelled', 'must be empty: a completed order cannot be cancelled'],
    ['plain.csv', 3, 'cancelled', 'must not be after today, 2026-11-23'],
    ['plain.csv', 4, 'since', 'must not be before the order date, 2026-11-02'],
    ['plain.csv', 4, 'completed', 'must be empty: Retouching is not the final status'],
    ['plain.csv', 4, 'why', 'must be empty: the order is not cancelled'],
    ['plain.csv', 5, 'cancelled', 'must not be before 2026-11-05'],
  ]);
  expect(await s.studio.database.read.selectFrom('productionOrders').select('id').execute()).toEqual([]);
});

test('lines must fit the invoice they are of', async () => {
  const s = await withPeople();
  const rows = [
    'a,L-1,lab,7,2026-11-02,Retouching,,,,,,,print,2',
    'b,L-2,lab,7,2026-11-02,Retouching,,,,,,,print,2',
    'c,L-3,lab,7,2026-11-02,Retouching,,,,,,,frame,1',
  ];
  expect(await faultsOf(s, rows)).toEqual([
    ['orders.csv', 4, 'product', 'names no line of the order’s invoice: "frame"'],
    ['orders.csv', 3, 'quantity', 'must not order more of Print than the 3 sold on the invoice'],
  ]);
  await s.call(importFiles, sent(rows.slice(0, 1), []));
  const [invoice] = (await s.call(listInvoices)).items;
  expect(invoice).toMatchObject({ number: '7' });
});

test('a history that does not hang together is refused by line and rule', async () => {
  const s = await withPeople();
  const [album = ''] = orders;
  const history = (...rows: string[]) => faultsOf(s, [album], rows);
  const [one = '', two = '', three = '', four = ''] = changes;
  expect(await history(one, three, four)).toEqual([
    ['changes.csv', 3, 'from', 'must be Order review, where the change of 2026-11-04 before it led'],
  ]);
  expect(await history(one, two, three)).toEqual([
    ['orders.csv', 2, 'status', 'must be the last one of its history: its history ends at Order review on 2026-11-06'],
  ]);
  expect(await history(one.replaceAll('2026-11-04', '2026-11-01'), two, three, four)).toEqual([
    ['changes.csv', 2, 'date', 'must not be before 2026-11-02, when the visit that it ends began'],
  ]);
  expect(await history(one, two, three, four.replaceAll('2026-11-06', '2026-11-07'))).toEqual([
    ['orders.csv', 2, 'since', 'must be the date of its last change: its history ends at At the lab on 2026-11-07'],
  ]);
  expect(await history(one, two, three, four.replace('At the lab', 'Gone'), '5,z,a,b,2026-12-01,10 am,,,')).toEqual([
    ['changes.csv', 6, 'recorded', 'must be a date in the format yyyy-MM-dd HH:mm'],
    ['changes.csv', 5, 'to', expect.stringContaining('"Gone" is no status of Print order')],
  ]);
  expect(await history(one, two, three, four, '5,z,a,b,2026-12-01,,,,')).toEqual([
    ['changes.csv', 6, 'order', 'names no production order there is (by external key)'],
  ]);
  expect(await history(one, two, three, four.replace('2026-11-06,', '2026-12-06,'))).toEqual([
    ['changes.csv', 5, 'date', 'must not be after today, 2026-11-23'],
  ]);
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
