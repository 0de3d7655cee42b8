import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProducts, listVendors } from '@printrail/contract/catalog';
import { listClients, listSessions } from '@printrail/contract/clients';
import { type ImportMapping, type ImportStep, importFiles } from '@printrail/contract/imports';
import { getInvoice, listInvoices } from '@printrail/contract/invoices';
import { expect, test } from 'vitest';
import { studio, type TestStudio } from '../testing/studio.ts';

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

const clients = {
  file: 'clients.csv',
  into: 'clients',
  key: { column: 'id' },
  fields: { name: { column: 'name' }, email: { column: 'email' } },
} as const;

const products = {
  file: 'products.csv',
  into: 'products',
  key: { column: 'id' },
  fields: { name: { column: 'name' }, price: { column: 'price' } },
} as const;

const invoices = {
  file: 'invoices.csv',
  into: 'invoices',
  key: { column: 'id' },
  fields: {
    number: { column: 'id' },
    client: { column: 'client' },
    date: { column: 'date' },
    deliveryDate: { column: 'delivery' },
    deliveredDate: { column: 'delivered' },
  },
  statusWhenDelivered: 'Delivered',
  lines: {
    key: { column: 'product' },
    fields: { product: { column: 'product' }, quantity: { column: 'quantity' }, discount: { column: 'discount' } },
  },
} as const;

const files = {
  'clients.csv': 'id,name,email\nann,Ann Archer,ann@client.example\nben,Ben Bell,\n',
  'products.csv': 'id,name,price\nprint,Print 20x30,12.50\nalbum,Album,400\n',
  'invoices.csv': [
    'id,client,date,delivery,delivered,product,quantity,discount',
    '1,ann,2026-11-02,2026-11-20,2026-11-18,print,2,0.1',
    '1,ann,2026-11-02,2026-11-20,2026-11-18,album,1,',
    '2,ben,2026-11-03,,,print,3,0',
    '',
  ].join('\n'),
};
const mapping: ImportMapping = { steps: [clients, products, invoices] };

/** Imports the small files with some of them otherwise. */
function sent(others: Partial<typeof files> = {}, steps: ImportMapping['steps'] = mapping.steps) {
  return { body: { mapping: { steps }, files: { ...files, ...others } } };
}

async function counts(s: TestStudio) {
  const [all, priced, billed] = [await s.call(listClients), await s.call(listProducts), await s.call(listInvoices)];
  return [all.items.length, priced.items.length, billed.items.length];
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

test('every bad row is told with file, line, column, value and rule, and nothing is written', async () => {
  const s = await studio();
  const problem = await s.refusal(
    importFiles,
    sent({
      'clients.csv': 'id,name,email\nann,Ann Archer,not an address\nben,,\nben,Ben Bell,\n,Cy,\ndot,Dot\n',
      'products.csv': 'id,name,price\nprint,Print 20x30,12.505\nalbum,Album,-400\n',
      'invoices.csv': [
        'id,client,date,delivery,delivered,product,quantity,discount',
        '1,ann,2026-11-02,2026-11-20,,print,-2,0.1',
        '2,zoe,2026-11-03,,,print,3,0',
        '3,ben,31.11.2026,,,print,3,15',
        '4,zoe,2026-11-03,,,camera,3,0',
        '4,ann,2026-11-03,,,print,3,0',
        '5,zed,2026-11-03,,,print,3,0',
        '5,zed,2026-11-03,,,print,4,0',
      ].join('\n'),
    }),
  );
  expect(problem).toMatchObject({ status: 422, code: 'import.rows_refused' });
  const rows = (problem.details as { rows: Record<string, unknown>[] }).rows;
  expect(rows.map(({ file, line, column, value, rule }) => [file, line, column, value, rule])).toEqual([
    ['clients.csv', 2, 'email', 'not an address', 'must be an e-mail address'],
    ['clients.csv', 3, 'name', '', 'must not be empty'],
    ['clients.csv', 4, 'id', 'ben', 'stands in line 3 already'],
    ['clients.csv', 5, 'id', '', 'must not be empty'],
    ['clients.csv', 6, null, null, 'has 2 columns; the header has 3'],
    ['products.csv', 2, 'price', '12.505', 'must have at most 2 decimals'],
    ['products.csv', 3, 'price', '-400', 'must be at least 0'],
    ['invoices.csv', 2, 'quantity', '-2', 'must be at least 1'],
    ['invoices.csv', 4, 'date', '31.11.2026', 'must be a date in the format yyyy-MM-dd'],
    ['invoices.csv', 4, 'discount', '15', 'must be at most 1'],
    ['invoices.csv', 6, 'client', 'ann', 'must be as in line 5 of the same record, "zoe"'],
    ['invoices.csv', 8, 'product', 'print', 'stands in line 7 already'],
    ['invoices.csv', 3, 'client', 'zoe', 'names no client there is (by external key)'],
  ]);
  expect(problem.errors?.[0]).toEqual({
    field: 'clients.csv line 2, email',
    message: 'must be an e-mail address (it is "not an address")',
  });
  expect(await counts(s)).toEqual([0, 0, 0]);
});

test('a record that collides with what is there is told by its row, with those after it', async () => {
  const s = await studio();
  await s.call(importFiles, sent());
  const problem = await s.refusal(
    importFiles,
    sent({
      'invoices.csv': [
        'id,client,date,delivery,delivered,product,quantity,discount',
        '7,ann,2026-11-02,2026-11-01,,print,2,0',
        '8,ann,2026-11-02,,,print,2,0',
      ].join('\n'),
      'products.csv': 'id,name,price\nprint,Print 20x30,12.50\nalbum,Album,1000000000000\n',
    }),
  );
  const rows = (problem.details as { rows: Record<string, unknown>[] }).rows;
  expect(rows).toMatchObject([
    { file: 'products.csv', line: 3, column: 'price' },
    { file: 'invoices.csv', line: 2, column: 'delivery' },
  ]);
  expect(await counts(s)).toEqual([2, 2, 2]);
});

test('vendors of one name are refused by row, however many there are', async () => {
  const s = await studio();
  const vendors = {
    file: 'v.csv',
    into: 'vendors',
    key: { column: 'id' },
    fields: { name: { column: 'name' } },
  } as const;
  const text = ['id,name', ...Array.from({ length: 301 }, (_, at) => `v${at},Lab`)].join('\n');
  const problem = await s.refusal(importFiles, { body: { mapping: { steps: [vendors] }, files: { 'v.csv': text } } });
  expect(problem.details).toMatchObject({ count: 300 });
  expect(problem.errors?.[0]).toEqual({
    field: 'v.csv line 3, name',
    message: 'There is already a vendor called Lab.',
  });
  expect((await s.call(listVendors)).items).toEqual([]);
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

test('importing needs the right to change each area it writes to', async () => {
  const s = await studio();
  const rights = { maintenance: 'add', clients: 'change', catalog: 'change', invoices: 'add' } as const;
  expect(await s.refusal(importFiles, { ...sent(), as: { rights } })).toMatchObject({
    status: 403,
    code: 'access.denied',
  });
  expect((await s.call(importFiles, { ...sent(), as: { rights: { ...rights, invoices: 'change' } } })).written).toBe(
    true,
  );
});

test('an unknown type, status or file, and an empty file, are refused by name', async () => {
  const s = await studio();
  const unknown = await s.refusal(
    importFiles,
    sent({}, [clients, products, { ...invoices, statusWhenDelivered: 'Gone' }]),
  );
  expect(unknown).toMatchObject({
    code: 'import.mapping_invalid',
    errors: [{ field: 'steps.2.statusWhenDelivered', message: 'names no invoice status there is (by name): "Gone"' }],
  });
  expect(await s.refusal(importFiles, sent({ 'clients.csv': '' }))).toMatchObject({ code: 'import.file_unreadable' });
  const missing = await s.refusal(importFiles, { body: { mapping, files: {} } });
  expect(missing.detail).toBe('clients.csv cannot be read: it is not among the files sent');
  expect(await counts(s)).toEqual([0, 0, 0]);
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
