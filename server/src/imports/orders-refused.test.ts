import { importFiles } from '@printrail/contract/imports';
import { listInvoices } from '@printrail/contract/invoices';
import { expect, test } from 'vitest';
import { changeRows, faultsOf, orderRows, sent, withPeople } from '../testing/imported-orders.ts';

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

test('lines of two files must fit the invoice together', async () => {
  const s = await withPeople();
  const { mapping, files } = sent(['a,L-1,lab,7,2026-11-02,Retouching,,,,,,,print,2'], []).body;
  const step = mapping.steps.findLast(({ file }) => file === 'orders.csv');
  if (!step) throw new Error('There is no step for orders with lines.');
  const more = { 'more.csv': files['orders.csv']?.replace('a,L-1', 'b,L-2') ?? '' };
  const body = {
    mapping: { ...mapping, steps: [...mapping.steps, { ...step, file: 'more.csv' }] },
    files: { ...files, ...more },
  };
  const refusal = await s.refusal(importFiles, { body });
  expect(refusal.code).toBe('import.rows_refused');
  expect(JSON.stringify(refusal)).toContain('must not order more of Print than the 3 sold on the invoice');
});

test('a history that does not hang together is refused by line and rule', async () => {
  const s = await withPeople();
  const [album = ''] = orderRows;
  const history = (...rows: string[]) => faultsOf(s, [album], rows);
  const [one = '', two = '', three = '', four = ''] = changeRows;
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
