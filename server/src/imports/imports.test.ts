import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProducts, listVendors } from '@printrail/contract/catalog';
import { listClients, listSessions } from '@printrail/contract/clients';
import { type ImportMapping, type ImportStep, importFiles } from '@printrail/contract/imports';
import { getInvoice, listInvoices } from '@printrail/contract/invoices';
import { expect, test } from 'vitest';
import { clients, counts, files, sent } from '../testing/imported-invoices.ts';
import { studio } from '../testing/studio.ts';

const root = join(import.meta.dirname, '../../..');
const northwind = join(root, '../shared/data/northwind');
const northwindMapping = JSON.parse(
  readFileSync(join(root, 'examples/northwind/mapping.json'), 'utf8'),
) as ImportMapping;
const hasNorthwind = existsSync(northwind);
const withNorthwind = hasNorthwind ? 'the Northwind data' : `the Northwind data, which is missing at ${northwind},`;

function northwindFiles(): Record<string, string> {
  const names = northwindMapping.steps.map(({ file }) => file);
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(northwind, name), 'utf8')]));
}

test.runIf(hasNorthwind)(`${withNorthwind} comes in whole, and a second time changes nothing`, async () => {
  const s = await studio();
  const body = { mapping: northwindMapping, files: northwindFiles() };
  const first = await s.call(importFiles, { body });
  expect(first.steps.map(({ into, rows, records, added }) => [into, rows, records, added])).toEqual([
    ['clients', 91, 91, 91],
    ['vendors', 29, 29, 29],
    ['products', 77, 77, 77],
    ['invoices', 2155, 830, 830],
  ]);
  const second = await s.call(importFiles, { body });
  expect(second.steps.map(({ changed, added, unchanged }) => [added, changed, unchanged])).toEqual([
    [0, 0, 91],
    [0, 0, 29],
    [0, 0, 77],
    [0, 0, 830],
  ]);
  const lines = await s.studio.database.read
    .selectFrom('invoiceLines')
    .select(({ fn }) => fn.countAll<number>().as('count'));
  expect(await lines.executeTakeFirstOrThrow()).toEqual({ count: 2155 });
  expect(await s.studio.database.read.selectFrom('productionOrders').select('id').execute()).toEqual([]);
});

test.runIf(hasNorthwind)(`an invoice of ${withNorthwind} has its lines, money, dates and status`, async () => {
  const s = await studio();
  await s.call(importFiles, { body: { mapping: northwindMapping, files: northwindFiles() } });
  const [found] = (await s.call(listInvoices, { query: { search: '10250' } })).items;
  const invoice = await s.call(getInvoice, { params: { id: found?.id ?? 0 } });
  // 10 × 7.70, 35 × 42.40 and 15 × 16.80, the last two at 15 % off; freight 65.83.
  expect(invoice).toMatchObject({
    clientName: 'Hanari Carnes',
    date: '1996-07-08',
    deliveryDate: '1996-08-05',
    shipping: 6583,
  });
  expect(invoice).toMatchObject({
    deliveredDate: '1996-07-12',
    statusName: 'Delivered',
    total: 7700 + 126_140 + 21_420 + 6583,
  });
  expect(invoice.lines.map(({ price, quantity, discount }) => [price, quantity, discount])).toEqual([
    [770, 10, 0],
    [4240, 35, 0.15],
    [1680, 15, 0.15],
  ]);
  const [open] = (await s.call(listInvoices, { query: { search: '11077' } })).items;
  expect(open).toMatchObject({ statusName: 'Open', deliveredDate: null });
  const vendors = (await s.call(listVendors)).items;
  expect(vendors.every(({ defaultTypeId }) => defaultTypeId !== null)).toBe(true);
  const inactive = (await s.call(listProducts, { query: { active: false } })).items;
  expect(inactive.map(({ name }) => name)).toContain("Chef Anton's Gumbo Mix");
  expect((await s.call(listClients, { query: { search: 'ana trujillo' } })).items[0]?.address.city).toBe('México D.F.');
});

test('rows become records, and come again as changes to them', async () => {
  const s = await studio();
  const { steps, written } = await s.call(importFiles, sent());
  expect([written, steps.map(({ added }) => added)]).toEqual([true, [2, 2, 2]]);
  const again = await s.call(
    importFiles,
    sent({ 'clients.csv': 'id,name,email\nann,Ann Archer-Bell,\nben,Ben Bell,\ncy,Cy Cole,\n' }),
  );
  expect(again.steps[0]).toMatchObject({ records: 3, added: 1, changed: 1, unchanged: 1 });
  const [ann] = (await s.call(listClients, { query: { search: 'archer' } })).items;
  expect(ann).toMatchObject({ name: 'Ann Archer-Bell', email: null, externalKey: 'ann', version: 2 });
});

test('a check does everything but write', async () => {
  const s = await studio();
  const { body } = sent();
  const answer = await s.call(importFiles, { body: { ...body, check: true } });
  expect([answer.written, answer.steps.map(({ added }) => added)]).toEqual([false, [2, 2, 2]]);
  expect(await counts(s)).toEqual([0, 0, 0]);
});

test('sessions come in by client and stay with theirs', async () => {
  const s = await studio();
  const sessions: ImportStep = {
    ...{ file: 's.csv', into: 'sessions', key: { column: 'id' }, dates: 'dd.MM.yyyy', delimiter: ';' },
    fields: { client: { column: 'client' }, name: { column: 'name' }, date: { column: 'date' } },
  };
  const send = (text: string) => ({
    body: { mapping: { steps: [clients, sessions] }, files: { ...files, 's.csv': text } },
  });
  await s.call(importFiles, send('id;client;name;date\n1;ann;Wedding;05.06.2026\n2;ben;Portrait;\n'));
  const found = (await s.call(listSessions)).items;
  expect(found.map(({ name, clientName, date }) => [name, clientName, date])).toEqual([
    ['Wedding', 'Ann Archer', '2026-06-05'],
    ['Portrait', 'Ben Bell', null],
  ]);
  const problem = await s.refusal(importFiles, send('id;client;name;date\n1;ben;Wedding;05.06.2026\n'));
  expect(problem.errors?.[0]?.field).toBe('s.csv line 2, client');
});

test('an import is audited as one, and starts no automation', async () => {
  const s = await studio();
  await s.call(importFiles, sent());
  const entries = await s.studio.database.read
    .selectFrom('auditEntries')
    .select(['action', 'through', 'userId'])
    .execute();
  expect(entries.filter(({ action }) => action.endsWith('.imported'))).toEqual(
    ['clients', 'products', 'invoices'].map((what) => ({
      action: `${what}.imported`,
      through: 'import',
      userId: s.ownerId,
    })),
  );
});

test('an import that is sent once more with its key is answered as the first time, and changes nothing', async () => {
  const s = await studio();
  const once = { ...sent(), headers: { 'idempotency-key': 'a' } };
  const first = await s.call(importFiles, once);
  expect(await s.call(importFiles, once)).toEqual(first);
  expect(first.steps.map(({ added }) => added)).toEqual([2, 2, 2]);
  expect(await counts(s)).toEqual([2, 2, 2]);
});
