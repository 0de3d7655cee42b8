import { listVendors } from '@printrail/contract/catalog';
import { importFiles } from '@printrail/contract/imports';
import { expect, test } from 'vitest';
import { clients, counts, invoices, mapping, products, sent } from '../testing/imported-invoices.ts';
import { studio } from '../testing/studio.ts';

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
