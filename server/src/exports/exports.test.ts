import { listClients } from '@printrail/contract/clients';
import type { Endpoint } from '@printrail/contract/endpoint';
import * as contract from '@printrail/contract/exports';
import { listOrders } from '@printrail/contract/hub';
import { getInvoice } from '@printrail/contract/invoices';
import { getOrder } from '@printrail/contract/orders';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { folded } from '../platform/folding.ts';
import { givenClient } from '../testing/givens.ts';
import { liveIn } from '../testing/lived-in.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

type Row = Record<string, string>;

async function textOf(s: TestStudio, endpoint: object, query: object = {}): Promise<string> {
  const response = await s.send(endpoint as never, { query: query as never });
  expect(response.statusCode, response.body).toBe(200);
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  return response.body;
}

async function rowsOf(s: TestStudio, endpoint: object, query: object = {}): Promise<Row[]> {
  return parse(await textOf(s, endpoint, query), { columns: true, bom: true });
}

const lists = Object.values(contract).filter((value) => typeof value === 'object' && 'path' in value) as Endpoint[];

test('every list of a studio is exported with all its rows, by id, under one header', async () => {
  const s = await studio();
  await liveIn(s);
  const { read } = s.studio.database;
  for (const endpoint of lists) {
    const list = endpoint.path.replace('/exports/', '');
    const rows = await rowsOf(s, endpoint);
    const tables: Row = { audit: 'auditEntries' };
    const table = tables[list] ?? list.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const stored = await read
      .selectFrom(table as 'clients')
      .select('id')
      .orderBy('id')
      .execute();
    expect
      .soft(
        rows.map(({ id }) => Number(id)),
        list,
      )
      .toEqual(stored.map(({ id }) => id));
    expect.soft(rows.length, list).toBeGreaterThan(0);
  }
  expect(lists.length).toBe(18);
});

test('a file says what the API says: names, dates, money in units, texts exactly as they are', async () => {
  const s = await studio();
  const { invoiceId, orderIds } = await liveIn(s);
  const [client] = (await rowsOf(s, contract.exportClients)) as [Row];
  const { items } = await s.call(listClients);
  expect(items.map(({ name }) => name)).toContain(client.name);
  expect(client).toMatchObject({ name: 'Zoë "Zed" Ångström, & Söhne\nAbt. 1', is_active: 'true', external_key: '' });
  const invoice = await s.call(getInvoice, { params: { id: invoiceId } });
  expect((await rowsOf(s, contract.exportInvoices))[0]).toMatchObject({
    ...{ number: invoice.number, date: '2026-11-01', tax: '3.33', paid: '50.00', session_name: 'Wedding' },
    ...{ total: (invoice.total / 100).toFixed(2), delivered_date: '' },
  });
  expect((await rowsOf(s, contract.exportInvoiceLines))[0]).toMatchObject({
    price: '9.99',
    quantity: '7',
    discount: '0.1255',
  });
  const order = await s.call(getOrder, { params: { id: orderIds[0] ?? 0 } });
  expect((await rowsOf(s, contract.exportOrders))[0]).toMatchObject({
    ...{ number: order.number, status_name: order.statusName, due_date: order.dueDate, is_late: String(order.isLate) },
    ...{ invoice_number: invoice.number, value: (order.value / 100).toFixed(2) },
  });
  const [created] = (await rowsOf(s, contract.exportOrderHistory)) as [Row];
  expect(created).toMatchObject({ kind: 'created', who: 'Olive Owner', at: '2026-11-23T12:00:00.000Z' });
});

test('the orders exported are those that the hub’s filter finds', async () => {
  const s = await studio();
  await liveIn(s);
  for (const query of [
    { state: 'completed' },
    { state: 'open' },
    { search: 'zed' },
    { late: true },
    { statusId: [2, 3] },
  ]) {
    const found = await s.call(listOrders, { query: { state: 'all', ...query, limit: 100 } as never });
    const numbers = found.items.map(({ number }) => number).toSorted();
    expect.soft((await rowsOf(s, contract.exportOrders, query)).map(({ number }) => number)).toEqual(numbers);
    const orders = new Set((await rowsOf(s, contract.exportOrderHistory, query)).map((row) => row.order_number));
    expect.soft([...orders].toSorted()).toEqual(numbers);
  }
});

test('for a spreadsheet the file begins with the mark of UTF-8, and no text is a formula', async () => {
  const s = await studio();
  await givenClient(s, '=HYPERLINK("http://evil.example")');
  const exact = await textOf(s, contract.exportClients);
  expect(exact).toMatch(/^id,name,.*\r\n1,"=HYPERLINK\(""http:\/\/evil\.example""\)",/);
  const guarded = await textOf(s, contract.exportClients, { spreadsheet: true });
  expect(guarded.startsWith('\ufeffid,name,')).toBe(true);
  expect(guarded).toContain(`1,"'=HYPERLINK(`);
});

test('no secret is exported', async () => {
  const s = await studio();
  await liveIn(s);
  const text = (
    await Promise.all([contract.exportUsers, contract.exportApiKeys].map((list) => textOf(s, list)))
  ).join();
  expect(text).not.toContain('a hash');
  expect(text).not.toMatch(/hash/i);
});

test('a long list comes in pages, each row once, also when rows are added meanwhile', async () => {
  const s = await studio();
  const names = Array.from({ length: 1_700 }, (_, at) => `Client ${at}`);
  await s.studio.database.write(async (tx) => {
    for (const name of names) {
      const texts = {
        email: null,
        phone: '',
        street: '',
        city: '',
        region: '',
        postalCode: '',
        country: '',
        contactName: '',
      };
      const flags = { doNotCall: false, doNotMarket: false, isActive: true };
      const values = {
        name,
        nameKey: folded(name),
        searchText: folded(name),
        notes: '',
        externalKey: null,
        ...texts,
        ...flags,
      };
      await tx.insertInto('clients').values(values).execute();
    }
  });
  const [rows] = await Promise.all([rowsOf(s, contract.exportClients), givenClient(s)]);
  expect(rows.slice(0, 1_700).map(({ name }) => name)).toEqual(names);
});

test('a list needs the right to view it', async () => {
  const s = await studio();
  const as = { id: 7, name: 'Sam', rights: { clients: 'view' } } as const;
  expect((await s.send(contract.exportClients, { as })).statusCode).toBe(200);
  expect(await s.refusal(contract.exportInvoices, { as })).toMatchObject({ code: 'access.denied', status: 403 });
  expect(await s.refusal(contract.exportUsers, { as })).toMatchObject({ code: 'access.denied' });
});
