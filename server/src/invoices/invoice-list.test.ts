import { addSession } from '@printrail/contract/clients';
import * as api from '@printrail/contract/invoices';
import { expect, test } from 'vitest';
import { givenClient, givenInvoice, givenProduct, givenVendor } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('invoices are listed latest first, a page at a time', async () => {
  const s = await studio();
  const clientId = await givenClient(s);
  const dates = ['2026-03-01', '2026-05-01', '2026-03-01', '2026-04-01', '2026-03-01'];
  for (const [at, date] of dates.entries()) await givenInvoice(s, { clientId, date, number: `${at}` });
  const numbers: string[] = [];
  let after: string | null | undefined;
  do {
    const page = await s.call(api.listInvoices, { query: { limit: 2, ...(after ? { after } : {}) } });
    numbers.push(...page.items.map(({ number }) => number));
    after = page.next;
  } while (after);
  expect(numbers).toEqual(['1', '3', '4', '2', '0']);
});

test('invoices are found by parts of words of number, client and session', async () => {
  const s = await studio();
  const clientId = await givenClient(s, 'Zoë Åström');
  const { id: sessionId } = await s.call(addSession, { body: { clientId, name: 'Été in Paris' } });
  await givenInvoice(s, { clientId, sessionId, number: 'A_1' });
  await givenInvoice(s, { clientId, number: 'B%2' });
  await givenInvoice(s, { number: 'AX1' });
  expect(await found(s, 'astr')).toEqual(['B%2', 'A_1']);
  expect(await found(s, 'ETE strom')).toEqual(['A_1']);
  expect(await found(s, 'a_1')).toEqual(['A_1']);
  expect(await found(s, '%')).toEqual(['B%2']);
  expect(await found(s, 'paris b%2')).toEqual([]);
});

test('invoices are filtered by client, session and status', async () => {
  const s = await studio();
  const clientId = await givenClient(s);
  const { id: sessionId } = await s.call(addSession, { body: { clientId, name: 'S' } });
  const one = await givenInvoice(s, { clientId, sessionId });
  const two = await givenInvoice(s, { clientId });
  const three = await givenInvoice(s);
  const filtered = async (query: { clientId?: number; sessionId?: number; statusId?: number }) =>
    (await s.call(api.listInvoices, { query })).items.map(({ id }) => id);
  expect(await filtered({ clientId })).toEqual([two.id, one.id]);
  expect(await filtered({ sessionId })).toEqual([one.id]);
  expect(await filtered({ statusId: one.statusId })).toEqual([three.id, two.id, one.id]);
  expect(await filtered({ statusId: 999 })).toEqual([]);
});

test('a place to go on that the list never gave is refused', async () => {
  const s = await studio();
  const cursors = [['x', 1], ['2026-02-30', 1], ['2026-02-03', 'x'], ['2026-02-03'], { a: 1 }, null];
  for (const keys of cursors) {
    const after = Buffer.from(JSON.stringify(keys)).toString('base64url');
    expect(await s.refusal(api.listInvoices, { query: { after } })).toMatchObject({ code: 'cursor.invalid' });
  }
  const last = Buffer.from(JSON.stringify(['1900-01-01', -(2 ** 53 - 1)])).toString('base64url');
  expect(await s.call(api.listInvoices, { query: { after: last } })).toEqual({ items: [], next: null });
});

test('a line is ordered from its own vendor, else the product’s, or from no one', async () => {
  const s = await studio();
  const [lab, framer] = [await givenVendor(s, { name: 'Lab' }), await givenVendor(s, { name: 'Framer' })];
  const preferred = await givenProduct(s, { preferredVendorId: lab.id });
  const none = await givenProduct(s);
  const file = await givenProduct(s, { preferredVendorId: lab.id, isNotOrdered: true });
  const { lines } = await givenInvoice(s, {
    lines: [
      { productId: preferred.id, quantity: 1 },
      { productId: preferred.id, quantity: 1, vendorId: framer.id },
      { productId: none.id, quantity: 1 },
      { productId: file.id, quantity: 1, vendorId: framer.id },
      { productId: preferred.id, quantity: 1, isNotOrdered: true },
    ],
  });
  expect(lines.map((line) => line.orderFromVendorName)).toEqual(['Lab', 'Framer', null, null, null]);
  expect(lines.map((line) => line.orderFromVendorId)).toEqual([lab.id, framer.id, null, null, null]);
  expect(lines.map((line) => line.vendorId)).toEqual([null, framer.id, null, framer.id, null]);
});

test('each right allows what it names', async () => {
  const s = await studio();
  const { id, clientId } = await givenInvoice(s);
  const params = { id };
  const as = (level: 'view' | 'add' | 'change') => ({ as: { rights: { invoices: level } } });
  await s.call(api.listInvoices, as('view'));
  const denied = { status: 403, code: 'access.denied' };
  expect(await s.refusal(api.listInvoices, { as: { rights: { production: 'delete' } } })).toMatchObject(denied);
  expect(await s.refusal(api.addInvoice, { body: { clientId }, ...as('view') })).toMatchObject(denied);
  expect(await s.refusal(api.updateInvoice, { params, version: 1, body: {}, ...as('add') })).toMatchObject(denied);
  expect(await s.refusal(api.deleteInvoice, { params, version: 1, ...as('change') })).toMatchObject(denied);
});

async function found(s: TestStudio, search: string): Promise<string[]> {
  return (await s.call(api.listInvoices, { query: { search } })).items.map(({ number }) => number);
}
