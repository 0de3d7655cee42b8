import { cancelOrder } from '@printrail/contract/cancelling';
import { addVendor } from '@printrail/contract/catalog';
import { changeStatus } from '@printrail/contract/changes';
import { addClient, addSession } from '@printrail/contract/clients';
import { addInvoice } from '@printrail/contract/invoices';
import { searchEverything } from '@printrail/contract/search';
import { expect, test } from 'vitest';
import { saveClients } from '../clients/save-clients.ts';
import { system } from '../studio/change.ts';
import { givenClient, givenInvoice, givenOrder, givenType, givenVendor, statusNamed } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const none = { orders: [], invoices: [], clients: [], sessions: [], vendors: [] };

test('one search finds records of every kind, with what tells them apart', async () => {
  const s = await studio();
  const email = 'zoe@home.example';
  const client = await s.call(addClient, { body: { name: 'Zoë Ångström', email, phone: '555 17' } });
  const session = await s.call(addSession, {
    body: { clientId: client.id, name: 'Newborn', date: '2026-11-02' },
  });
  const invoice = await s.call(addInvoice, { body: { clientId: client.id, sessionId: session.id } });
  const vendor = await s.call(addVendor, { body: { name: 'Angstrom Frames', contactName: 'Nils' } });
  const type = await givenType(s, [{ name: 'To be ordered', duration: 1 }, { name: 'Done' }]);
  const order = await givenOrder(s, { vendorId: vendor.id, typeId: type.id, clientId: client.id });
  expect(await search(s, 'angstr')).toEqual({
    orders: [{ id: order.id, title: order.number, detail: 'Zoë Ångström · To be ordered' }],
    invoices: [{ id: invoice.id, title: invoice.number, detail: 'Zoë Ångström · Newborn · Open' }],
    clients: [{ id: client.id, title: 'Zoë Ångström', detail: `${email} · 555 17` }],
    sessions: [{ id: session.id, title: 'Newborn', detail: 'Zoë Ångström · Mon 2 Nov' }],
    vendors: [{ id: vendor.id, title: 'Angstrom Frames', detail: 'Nils' }],
  });
  expect(await search(s, ' \t ')).toEqual(none);
  expect(await search(s, '%')).toEqual(none);
});

test('a kind that someone may not view has nothing', async () => {
  const s = await studio();
  const clientId = await givenClient(s, 'Anna');
  await givenInvoice(s, { clientId });
  await givenOrder(s, { clientId });
  const found = async (rights: Record<string, 'view'>) => {
    const answer = await s.call(searchEverything, { query: { text: 'anna' }, as: { rights } });
    return Object.entries(answer).flatMap(([kind, items]) => (items.length > 0 ? [kind] : []));
  };
  expect(await found({})).toEqual([]);
  expect(await found({ production: 'view' })).toEqual(['orders']);
  expect(await found({ invoices: 'view', catalog: 'view' })).toEqual(['invoices']);
  expect(await found({ clients: 'view' })).toEqual(['clients']);
});

test('what thousands hold is found, the newest first, whether it stands among the newest of all or not', async () => {
  const s = await studio();
  const named = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ name: `${name} ${at}`, externalKey: `${name}${at}` }));
  const clients = [...named('Oldfield', 300), ...named('Sawyer', 11_000), ...named('Newman', 2_100)];
  await s.studio.write(system, 'import', (change) => saveClients(change, clients), { alone: true });
  const found = async (text: string) => (await search(s, text)).clients.map(({ title }) => title);
  const newest = (name: string, last: number) => Array.from({ length: 6 }, (_, at) => `${name} ${last - at}`);
  expect(await found('newman')).toEqual(newest('Newman', 2_099));
  expect(await found('oldfield')).toEqual(newest('Oldfield', 299));
  expect(await found('sawyer')).toEqual(newest('Sawyer', 10_999));
  expect(await found('sawyer 7799')).toEqual(['Sawyer 7799']);
  expect(await found('oldfield newman')).toEqual([]);
});

test('the exact number comes first, then open orders, then closed ones; six at most', async () => {
  const s = await studio();
  const type = await givenType(s, [{ name: 'Make', duration: 1 }, { name: 'Done' }]);
  const { id: vendorId } = await givenVendor(s, { defaultTypeId: type.id, orderNumbers: 'typed' });
  const give = (number: string) => givenOrder(s, { vendorId, number });
  const exact = await give('PO-7');
  await s.call(changeStatus, { params: { id: exact.id }, body: { statusId: statusNamed(type, 'Done').id } });
  const gone = await give('PO-71');
  await s.call(cancelOrder, { params: { id: gone.id }, body: { reason: 'Gone' } });
  for (const number of ['PO-72', 'PO-73', 'PO-74']) await give(number);
  const few = await search(s, 'po-7');
  expect(few.orders.map(({ title, detail }) => [title, detail])).toEqual([
    ['PO-7', 'Done'],
    ...['PO-72', 'PO-73', 'PO-74'].map((number) => [number, 'Make']),
    ['PO-71', 'Cancelled'],
  ]);
  for (const number of ['PO-75', 'PO-76', 'PO-77']) await give(number);
  const many = await search(s, 'PO-7');
  expect(many.orders.map(({ title }) => title)).toEqual(['PO-7', 'PO-72', 'PO-73', 'PO-74', 'PO-75', 'PO-76']);

  const clientId = await givenClient(s);
  for (const number of ['R-1', 'R-11', 'R-12', 'R-13', 'R-14', 'R-15', 'R-16']) {
    await givenInvoice(s, { clientId, number });
  }
  expect((await search(s, 'r-1')).invoices.map(({ title }) => title)).toEqual([
    ...['R-1', 'R-16', 'R-15', 'R-14', 'R-13', 'R-12'],
  ]);
});

function search(s: TestStudio, text: string) {
  return s.call(searchEverything, { query: { text } });
}
