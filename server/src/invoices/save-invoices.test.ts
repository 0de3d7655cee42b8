import * as api from '@printrail/contract/invoices';
import { createInvoiceOrders } from '@printrail/contract/order-creation';
import { expect, test } from 'vitest';
import { system } from '../studio/change.ts';
import { givenClient, givenInvoice, givenProduct, givenVendor } from '../testing/givens.ts';
import { statementsOf } from '../testing/statements.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { orderableLines } from './invoice-lines.queries.ts';
import { type InvoiceChanged, invoiceChanged } from './invoices.events.ts';
import { type KeyedInvoice, saveInvoices } from './save-invoices.ts';

test('an import adds what is new, changes what differs and leaves the rest', async () => {
  const { s, clientId, productId } = await stocked();
  const lines = ['1', '2'].map((externalKey) => ({ externalKey, productId, quantity: 2, discount: 0.25 }));
  const rows = ['A', 'B', 'C'].map((key) => ({ clientId, externalKey: key, number: key, date: '2026-01-05', lines }));
  const first = await save(s, rows);
  expect(first).toMatchObject({ added: 3, changed: 0, unchanged: 0 });
  expect(await save(s, rows)).toMatchObject({ ids: first.ids, added: 0, changed: 0, unchanged: 3 });
  const [a, b, c] = rows;
  if (!a || !b || !c) throw new Error('Rows are missing.');
  const again = [
    {
      ...a,
      lines: [
        { externalKey: '2', productId, quantity: 3 },
        { externalKey: '3', productId, quantity: 1 },
      ],
    },
    { ...b, shipping: 40, notes: 'late' },
    c,
  ];
  expect(await save(s, again)).toMatchObject({ added: 0, changed: 2, unchanged: 1 });
  const shown = async (key: string) => s.call(api.getInvoice, { params: { id: first.ids.get(key) ?? 0 } });
  expect(await shown('A')).toMatchObject({
    ...{ version: 2, total: 1_500 + 2_250 + 1_000 },
    lines: [
      { externalKey: '1', position: 1, quantity: 2, discount: 0.25 },
      { externalKey: '2', position: 2, quantity: 3, discount: 0.25 },
      { externalKey: '3', position: 3, quantity: 1, discount: 0 },
    ],
  });
  expect(await shown('B')).toMatchObject({ version: 2, total: 3_040, notes: 'late', statusSinceDate: '2026-01-05' });
  expect(await shown('C')).toMatchObject({ version: 1, total: 3_000 });
});

test('an import gives numbers to invoices that bring none, and lets invoices exchange theirs', async () => {
  const { s, clientId } = await stocked();
  await givenInvoice(s, { clientId, number: 'INV-00002' });
  const rows = [{ externalKey: 'A' }, { externalKey: 'B', number: 'inv-00001' }, { externalKey: 'C' }];
  const { ids } = await save(
    s,
    rows.map((row) => ({ ...row, clientId })),
  );
  const numberOf = async (key: string) => (await s.call(api.getInvoice, { params: { id: ids.get(key) ?? 0 } })).number;
  expect([await numberOf('A'), await numberOf('C')]).toEqual(['INV-00003', 'INV-00004']);
  const exchanged = [
    { externalKey: 'A', number: 'INV-00004' },
    { externalKey: 'C', number: 'INV-00003' },
  ];
  await save(
    s,
    exchanged.map((row) => ({ ...row, clientId })),
  );
  expect([await numberOf('A'), await numberOf('C')]).toEqual(['INV-00004', 'INV-00003']);
});

test('an import names every row that cannot be, and saves none', async () => {
  const { s, clientId, productId } = await stocked();
  const row = (externalKey: string, rest: Partial<KeyedInvoice> = {}) => ({ clientId, externalKey, ...rest });
  const line = { externalKey: '1', productId, quantity: 1 };
  const rows = [
    row('A', { clientId: 999 }),
    row('B'),
    row('C', { lines: [line, { ...line, externalKey: '2', productId: 999 }] }),
    row('D', { lines: [line, line] }),
    row('F', { statusId: 999 }),
    row('E', { tax: 99_999_999_999, shipping: 1 }),
  ];
  await expect(save(s, rows)).rejects.toMatchObject({
    code: 'client.not_found',
    fields: [
      { field: '0.clientId' },
      { field: '2.lines.1.productId' },
      { field: '3.lines.1.externalKey' },
      { field: '4.statusId' },
      { field: '5', message: expect.stringContaining('99999999999') },
    ],
  });
  await expect(save(s, [row('A', { number: '1' }), row('A', { number: '2' })])).rejects.toMatchObject({
    code: 'invoice.external_key_taken',
    fields: [{ field: '1.externalKey' }],
  });
  await expect(save(s, [row('A', { number: '1' }), row('B', { number: '1' })])).rejects.toMatchObject({
    code: 'invoice.number_taken',
    fields: [{ field: '1.number' }],
  });
  expect((await s.call(api.listInvoices)).items).toEqual([]);
});

test('an import leaves the status, what it does not say, and what is ordered', async () => {
  const { s, clientId, productId } = await stocked();
  const line = { externalKey: '1', productId, quantity: 4, price: 10 };
  const row = { clientId, externalKey: 'A', number: 'A', notes: 'n', lines: [line] };
  const { ids } = await save(s, [row]);
  const params = { id: ids.get('A') ?? 0 };
  await s.call(createInvoiceOrders, { params, body: {} });
  const { statusId } = await s.call(api.getInvoice, { params });
  await s.call(api.changeInvoiceStatus, { params, body: { statusId: statusId + 1 } });
  expect(await save(s, [{ clientId, externalKey: 'A', statusId }])).toMatchObject({ unchanged: 1 });
  expect(await s.call(api.getInvoice, { params })).toMatchObject({ statusId: statusId + 1, notes: 'n', total: 40 });
  await expect(save(s, [{ ...row, lines: [{ ...line, quantity: 3 }] }])).rejects.toMatchObject({
    code: 'invoice_line.ordered',
    fields: [{ field: '0.lines.0.quantity' }],
  });
});

test('an import is one entry of the audit and tells only what others keep a copy of', async () => {
  const told: InvoiceChanged[] = [];
  invoiceChanged.add(async (_, changes) => void told.push(...changes));
  const { s, clientId, productId } = await stocked();
  const row = { clientId, externalKey: 'A', number: 'A', lines: [{ externalKey: '1', productId, quantity: 1 }] };
  const { ids } = await save(s, [row]);
  await save(s, [{ ...row, number: 'B', tax: 7 }]);
  expect(told).toEqual([{ invoiceId: ids.get('A'), what: 'number', numberBefore: 'A', numberAfter: 'B' }]);
  const entries = await s.studio.database.read
    .selectFrom('auditEntries')
    .select(['action', 'after'])
    .where('record', '=', 'invoice')
    .execute();
  expect(entries.map(({ action }) => action)).toEqual(['invoices.imported', 'invoices.imported']);
  expect(entries.map(({ after }) => JSON.parse(after))).toMatchObject([{ added: 1 }, { changed: 1 }]);
});

test('thousands of invoices are saved, saved again and read for ordering in slices of many', async () => {
  const { s, clientId, productId } = await stocked();
  const lines = ['1', '2', '3'].map((externalKey) => ({ externalKey, productId, quantity: 5, discount: 0.05 }));
  const rows = (tax: number): KeyedInvoice[] =>
    Array.from({ length: 5_000 }, (_, at) => ({
      ...{ clientId, externalKey: `N${at}`, number: `N${at}`, date: '2026-01-05', tax, lines },
    }));
  expect(await inFewStatements(() => save(s, rows(1)))).toMatchObject({ added: 5_000 });
  expect(await inFewStatements(() => save(s, rows(2)))).toMatchObject({ changed: 5_000 });
  const { ids, unchanged } = await inFewStatements(() => save(s, rows(2)));
  expect(unchanged).toBe(5_000);
  const left = await inFewStatements(() => orderableLines(s.studio.database.read, [...ids.values()]));
  expect(left).toHaveLength(5_000 * 3);
  expect(left[0]).toMatchObject({
    position: 1,
    left: 5,
    multiplier: 2,
    cost: 300,
    lineTotal: 4_750,
    lineQuantity: 5,
  });
});

async function stocked() {
  const s = await studio();
  const { id: preferredVendorId } = await givenVendor(s);
  const product = await givenProduct(s, { preferredVendorId, vendorMultiplier: 2 });
  return { s, clientId: await givenClient(s), productId: product.id };
}

function save(s: TestStudio, rows: readonly KeyedInvoice[]) {
  return s.studio.write(system, 'import', (change) => saveInvoices(change, rows), { alone: true });
}

/** On PostgreSQL statements are not counted. */
async function inFewStatements<Result>(work: () => Promise<Result>): Promise<Result> {
  let result: Result | undefined;
  const statements = await statementsOf(async () => {
    result = await work();
  });
  expect(statements.length).toBeLessThan(1_000);
  return result as Result;
}
