import { computeBusinessDays, listClosures } from '@printrail/contract/calendar';
import { type ImportMapping, importFiles } from '@printrail/contract/imports';
import { getInvoice } from '@printrail/contract/invoices';
import { expect, test } from 'vitest';
import { givenInvoice } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const column = (name: string) => ({ column: name });

const payments: ImportMapping['steps'][number] = {
  ...{ file: 'p.csv', into: 'payments', key: column('id') },
  fields: {
    invoice: { column: 'invoice', by: 'number' },
    date: column('date'),
    amount: column('amount'),
    note: column('note'),
  },
};

const closures: ImportMapping['steps'][number] = {
  ...{ file: 'c.csv', into: 'closures' },
  fields: { from: column('from'), to: column('to'), name: column('name') },
};

async function send(s: TestStudio, step: ImportMapping['steps'][number], ...rows: string[]) {
  const head = step.into === 'payments' ? 'id,invoice,date,amount,note' : 'from,to,name,id';
  return s.call(importFiles, {
    body: { mapping: { steps: [step] }, files: { [step.file]: [head, ...rows].join('\n') } },
  });
}

async function refused(s: TestStudio, step: ImportMapping['steps'][number], ...rows: string[]) {
  const head = step.into === 'payments' ? 'id,invoice,date,amount,note' : 'from,to,name,id';
  const body = { mapping: { steps: [step] }, files: { [step.file]: [head, ...rows].join('\n') } };
  return (await s.refusal(importFiles, { body })).errors?.map(({ field, message }) => [field, message]);
}

test('payments come into their invoices once, and are corrected when they come again', async () => {
  const s = await studio();
  const [one, two] = [await givenInvoice(s, { number: 'N-1' }), await givenInvoice(s, { number: 'N-2' })];
  const first = await send(
    s,
    payments,
    'a,N-1,2026-11-02,100.00,deposit',
    'b,N-1,2026-11-09,-20.50,',
    'c,N-2,2026-11-09,5,',
  );
  expect(first.steps[0]).toMatchObject({ added: 3, changed: 0, unchanged: 0 });
  expect(await s.call(getInvoice, { params: { id: one.id } })).toMatchObject({ paid: 7_950, version: one.version + 1 });
  const again = await send(
    s,
    payments,
    'a,N-1,2026-11-02,100.00,deposit',
    'b,N-1,2026-11-09,-20.00,',
    'c,N-2,2026-11-09,5,',
  );
  expect(again.steps[0]).toMatchObject({ added: 0, changed: 1, unchanged: 2 });
  expect((await s.call(getInvoice, { params: { id: one.id } })).paid).toBe(8_000);
  expect(await s.call(getInvoice, { params: { id: two.id } })).toMatchObject({ paid: 500, version: two.version + 1 });
  expect(await s.studio.database.read.selectFrom('notices').select('id').execute()).toEqual([]);
});

test('a payment of no invoice, of another one, or too large is refused by its row', async () => {
  const s = await studio();
  await givenInvoice(s, { number: 'N-1' });
  await givenInvoice(s, { number: 'N-2' });
  await send(s, payments, 'a,N-1,2026-11-02,100,');
  const large = 'c,N-1,2026-11-02,999999999.99,';
  const rows = ['a,N-2,2026-11-02,100,', 'b,N-3,2026-11-02,1,', large, 'd,N-1,2026-13-02,1,', ',N-1,2026-11-02,1,'];
  expect(await refused(s, payments, ...rows)).toEqual([
    ['p.csv line 5, date', expect.stringContaining('must be a date that exists')],
    ['p.csv line 6, id', 'must not be empty (it is "")'],
    ['p.csv line 3, invoice', 'names no invoice there is (by number) (it is "N-3")'],
    ['p.csv line 2, invoice', 'must be the invoice that the payment is of already'],
    ['p.csv line 4, amount', 'must not bring what is paid of the invoice over 99999999999 minor units'],
  ]);
});

test('closures are known by dates and name, or by a key, and count at once', async () => {
  const s = await studio();
  const rows = ['2026-12-24,2026-12-31,Christmas,', '2026-12-08,,Conception,'];
  expect((await send(s, closures, ...rows)).steps[0]).toMatchObject({ added: 2 });
  expect((await send(s, closures, ...rows)).steps[0]).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  const query = { date: '2026-12-07', days: 1 };
  expect((await s.call(computeBusinessDays, { query })).result).toBe('2026-12-09');
  const keyed = { ...closures, key: column('id') };
  const withKeys = ['2026-12-24,2026-12-31,Christmas,x', '2027-01-06,,Epiphany,y'];
  expect((await send(s, keyed, ...withKeys)).steps[0]).toMatchObject({ added: 1, changed: 1 });
  const moved = await send(s, keyed, '2026-12-24,2027-01-02,Christmas,x', '2027-01-06,,Epiphany,y');
  expect(moved.steps[0]).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  const { items } = await s.call(listClosures, { query: {} });
  expect(items.map(({ from, to, name }) => [from, to, name])).toEqual([
    ['2026-12-08', '2026-12-08', 'Conception'],
    ['2026-12-24', '2027-01-02', 'Christmas'],
    ['2027-01-06', '2027-01-06', 'Epiphany'],
  ]);
});

test('closures that end before they begin, stand twice or leave no business day are refused', async () => {
  const s = await studio();
  expect(await refused(s, closures, '2026-12-24,2026-12-20,Christmas,', '2026-12-08,,A,', '2026-12-08,,A,')).toEqual([
    ['c.csv line 4, from + to + name', expect.stringContaining('stands in line 3 already')],
    ['c.csv line 2, to', 'must not be before 2026-12-24, the first day of the closure'],
  ]);
  expect(await refused(s, closures, '1900-01-01,2200-12-31,Always,')).toEqual([
    ['c.csv line 2, to', expect.stringContaining('Too few business days')],
  ]);
  expect((await s.call(listClosures, { query: {} })).items).toEqual([]);
});

test('only closures come without a key', async () => {
  const s = await studio();
  const { key: _, ...keyless } = payments;
  expect(await refused(s, keyless, 'a,N-1,2026-11-02,1,')).toEqual([['steps.0.key', 'is missing']]);
});
