import { updateVendor } from '@printrail/contract/catalog';
import { updateClient } from '@printrail/contract/clients';
import type { HubQuery } from '@printrail/contract/hub';
import * as api from '@printrail/contract/hub';
import { getInvoice, updateInvoice } from '@printrail/contract/invoices';
import { getOrder, updateOrder } from '@printrail/contract/orders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { givenClient, givenOrder, givenOrderFor, givenVendor } from '../testing/givens.ts';
import { manyOrders } from '../testing/many-orders.ts';
import { matches, textOf } from '../testing/plain-hub.ts';
import { studio } from '../testing/studio.ts';

const today = '2026-11-23';

test('the search finds any part of a word, whatever its case, accents and signs', async () => {
  const s = await studio();
  const vendor = await givenVendor(s, { name: 'Álbum Artesano' });
  const names = [
    'Šárka Nováková',
    'O’Hara & Sons',
    'Zoë "Zed"',
    '100% Weddings',
    'a_b studio',
    'Weiß\\Gold',
    'ΣΑΣΑ',
    '写真館 山田',
    '😀😃😄 Fun',
  ];
  const byName = new Map<string, number>();
  for (const name of names)
    byName.set(name, (await givenOrder(s, { vendorId: vendor.id, clientId: await givenClient(s, name) })).id);
  const found = async (search: string) => {
    const { items } = await s.call(api.listOrders, { query: { search, sort: 'number' } });
    return items.map(({ clientName }) => clientName);
  };
  for (const [search, ...expected] of [
    ['ARKA', 'Šárka Nováková'],
    ['novakova šár', 'Šárka Nováková'],
    ['v', 'Šárka Nováková'],
    ['ov', 'Šárka Nováková'],
    ["o'h"],
    ['’h', 'O’Hara & Sons'],
    ['"zed"', 'Zoë "Zed"'],
    ['"', 'Zoë "Zed"'],
    ['0%', '100% Weddings'],
    ['00%', '100% Weddings'],
    ['_', 'a_b studio'],
    ['a_b', 'a_b studio'],
    ['weiss\\', 'Weiß\\Gold'],
    ['\\', 'Weiß\\Gold'],
    ['ΣΑΣ', 'ΣΑΣΑ'],
    ['σασ', 'ΣΑΣΑ'],
    ['真館', '写真館 山田'],
    ['写真館', '写真館 山田'],
    ['😃😄', '😀😃😄 Fun'],
    ['😀😃😄', '😀😃😄 Fun'],
    ['AND'],
    ['arka NOT wed'],
    ['weddings*'],
    ['po-00004 artes', '100% Weddings'],
    ['0004', '100% Weddings'],
  ]) {
    expect([search, await found(search as string)]).toEqual([search, expected]);
  }
  expect((await found('')).length).toBe(names.length);
  expect((await found(' \t ')).length).toBe(names.length);
  expect((await found('álbum')).length).toBe(names.length);
});

test('the search says what a plain look says, for any words', async () => {
  const s = await studio({ today });
  const { orders } = await manyOrders(s, 40, today);
  const texts = orders.map((order) => textOf(order));
  const parts = fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.integer({ min: 1, max: 6 }))
    .map(([text, from, length]) => text.slice(from % text.length).slice(0, length));
  const anything = fc.oneof(
    { weight: 4, arbitrary: parts },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
  );
  const anyState = fc.constantFrom('open' as const, 'all' as const);
  await fc.assert(
    fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 3 }), anyState, async (words, state) => {
      const search = words.join(' ').toWellFormed().replaceAll('\0', '');
      const { items } = await s.call(api.listOrders, { query: { search, state, limit: 500 } });
      const expected = orders.filter((order) => matches(order, { search, state }, { id: 0, departmentIds: [], today }));
      expect(items.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
        expected.map(({ id }) => id).toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 80 },
  );
});

test('every word of a search counts, however many there are', async () => {
  const s = await studio();
  const clientId = await givenClient(s, 'a1 b2 c3 d4 e5 f6 g7 h8 i9 j10');
  const order = await givenOrder(s, { vendorId: (await givenVendor(s)).id, clientId });
  const found = async (search: string) =>
    (await s.call(api.listOrders, { query: { search } })).items.map(({ id }) => id);
  expect(await found('a1 b2 c3 d4 e5 f6 g7 h8 i9 j10')).toEqual([order.id]);
  expect(await found('a1 b2 c3 d4 e5 f6 g7 h8 i9 j11')).toEqual([]);
});

test('another name of a client or vendor, and another client, number or delivery date of an invoice, reach search, sort and risk', async () => {
  const s = await studio({ today });
  const vendor = await givenVendor(s, { name: 'Atelier' });
  const order = await givenOrderFor(s, { vendor, deliveryDate: '2027-03-31' });
  const other = await givenOrder(s, {
    vendorId: (await givenVendor(s, { name: 'Mill' })).id,
    clientId: await givenClient(s, 'Moss'),
  });
  const found = async (query: HubQuery) => (await s.call(api.listOrders, { query })).items.map(({ id }) => id);
  const versionBefore = (await s.call(getOrder, { params: { id: order.id } })).version;

  await s.call(updateClient, { params: { id: order.clientId ?? 0 }, version: 1, body: { name: 'Zdeněk Zeman' } });
  expect(await found({ search: 'zdenek' })).toEqual([order.id]);
  expect(await found({ search: 'Client' })).toEqual([]);
  expect(await found({ sort: 'client' })).toEqual([other.id, order.id]);
  await s.call(updateVendor, { params: { id: vendor.id }, version: vendor.version, body: { name: 'Zenith' } });
  expect(await found({ search: 'ZENI' })).toEqual([order.id]);
  expect(await found({ search: 'atelier' })).toEqual([]);
  expect(await found({ sort: 'vendor' })).toEqual([other.id, order.id]);

  const clientId = await givenClient(s, 'Adam Able');
  const change = async (body: object) => {
    const { version } = await s.call(getInvoice, { params: { id: order.invoiceId ?? 0 } });
    await s.call(updateInvoice, { params: { id: order.invoiceId ?? 0 }, version, body });
  };
  await change({ clientId, number: 'R-77' });
  expect(await found({ search: 'r-77 adam zenith' })).toEqual([order.id]);
  expect(await found({ search: 'zdenek' })).toEqual([]);
  expect(await found({ sort: 'client' })).toEqual([order.id, other.id]);
  expect(await found({ clientId })).toEqual([order.id]);
  expect(await s.call(getOrder, { params: { id: order.id } })).toMatchObject({
    clientName: 'Adam Able',
    invoiceNumber: 'R-77',
    version: versionBefore,
  });

  expect(await found({ atRisk: true })).toEqual([]);
  await change({ deliveryDate: '2026-12-01' });
  expect(await found({ atRisk: true })).toEqual([order.id]);
  await change({ deliveryDate: null });
  expect(await found({ atRisk: true })).toEqual([]);

  await s.call(updateOrder, { params: { id: order.id }, version: versionBefore, body: { number: 'Special 9' } });
  expect(await found({ search: 'cial 9 adam' })).toEqual([order.id]);
  expect(await found({ search: order.number })).toEqual([]);
});
