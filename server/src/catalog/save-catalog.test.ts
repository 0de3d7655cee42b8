import * as api from '@printrail/contract/catalog';
import { expect, test } from 'vitest';
import { system } from '../studio/change.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { vendorRenamed } from './catalog.events.ts';
import { type KeyedProduct, type KeyedVendor, saveProducts, saveVendors } from './save-catalog.ts';

const vendor = {
  ...{ name: 'Lab', contactName: 'Zoë', email: 'lab@example.org', phone: '1', website: 'w', accountNumber: '01' },
  ...{
    isInHouse: true,
    defaultTypeId: null,
    orderNumbers: 'typed' as const,
    notes: 'n',
    isActive: false,
    externalKey: '001',
  },
  address: { street: 's', city: 'c', region: 'r', postalCode: '01234', country: 'x' },
};
const product = {
  ...{ name: 'Print', code: '0123', price: 995, cost: 100, vendorDescription: 'd', vendorMultiplier: 8 },
  ...{ isNotOrdered: true, isActive: false, externalKey: '001' },
};

test('an import of vendors and products keeps every field', async () => {
  const s = await studio();
  const [id = 0] = (await vendors(s, [vendor])).ids.values();
  expect(await s.call(api.getVendor, { params: { id } })).toEqual({ ...vendor, id, version: 1 });
  const [productId = 0] = (await products(s, [{ ...product, preferredVendorId: id }])).ids.values();
  const saved = { ...product, preferredVendorId: id, preferredVendorName: 'Lab', id: productId, version: 1 };
  expect(await s.call(api.getProduct, { params: { id: productId } })).toEqual(saved);

  const again = await products(s, [{ name: 'Print', externalKey: '001', price: 1000 }]);
  expect(again).toMatchObject({ added: 0, changed: 1, unchanged: 0 });
  expect(await s.call(api.getProduct, { params: { id: productId } })).toEqual({ ...saved, price: 1000, version: 2 });
  expect(await vendors(s, [vendor])).toMatchObject({ unchanged: 1 });
});

test('an import may pass names and codes on from one record to another', async () => {
  const told: unknown[] = [];
  vendorRenamed.add(async (_, happenings) => void told.push(...happenings));
  const s = await studio();
  const { ids } = await vendors(s, [
    { name: 'A', externalKey: '1' },
    { name: 'B', externalKey: '2' },
  ]);
  await vendors(s, [
    { name: 'B', externalKey: '1' },
    { name: 'C', externalKey: '2' },
    { name: 'A', externalKey: '3' },
  ]);
  expect((await s.call(api.listVendors)).items.map(({ name, externalKey }) => name + externalKey)).toEqual([
    'A3',
    'B1',
    'C2',
  ]);
  expect(told).toEqual([
    { vendorId: ids.get('1'), name: 'B' },
    { vendorId: ids.get('2'), name: 'C' },
  ]);

  const row = (externalKey: string, code: string | null) => ({ name: 'P', externalKey, code });
  await products(s, [row('1', 'x'), row('2', 'y'), row('3', null)]);
  await products(s, [row('1', 'y'), row('2', null), row('3', 'x')]);
  const codes = (await s.call(api.listProducts)).items.map(({ code, externalKey }) => `${externalKey}${code}`);
  expect(codes.sort()).toEqual(['1y', '2null', '3x']);
});

test('a name or code that stands twice, or is another’s, is refused by its place, and nothing is saved', async () => {
  const s = await studio();
  await s.call(api.addVendor, { body: { name: 'Läb' } });
  const given = [
    { name: 'New', externalKey: '1' },
    { name: 'LAB', externalKey: '2' },
    { name: 'new', externalKey: '3' },
  ];
  await expect(vendors(s, given)).rejects.toMatchObject({
    ...{ code: 'vendor.name_taken', details: { name: 'LAB' } },
    fields: [{ field: '1.name', message: 'There is already a vendor called LAB.' }, { field: '2.name' }],
  });
  await expect(vendors(s, [{ name: 'lab', externalKey: '1' }])).rejects.toMatchObject({
    fields: [{ field: '0.name' }],
  });
  expect((await s.call(api.listVendors)).items).toHaveLength(1);
  const row = { name: 'P', code: 'x' };
  await expect(
    products(s, [
      { ...row, externalKey: '1' },
      { ...row, externalKey: '2' },
    ]),
  ).rejects.toMatchObject({
    code: 'product.code_taken',
  });
  await expect(products(s, [{ ...row, externalKey: '1', preferredVendorId: 99 }])).rejects.toMatchObject({
    code: 'vendor.not_found',
  });
});

test('thousands of products may each take the next one’s code', async () => {
  const s = await studio();
  const rows = Array.from({ length: 2_500 }, (_, at) => ({ ...product, code: `C${at}`, externalKey: `K${at}` }));
  expect(await products(s, rows)).toMatchObject({ added: 2_500 });
  const shifted = rows.map((row, at) => ({ ...row, code: `C${(at + 1) % rows.length}` }));
  expect(await products(s, shifted)).toMatchObject({ changed: 2_500 });
  expect(await products(s, shifted)).toMatchObject({ unchanged: 2_500 });
});

function vendors(s: TestStudio, rows: readonly KeyedVendor[]) {
  return s.studio.write(system, 'import', (change) => saveVendors(change, rows), { alone: true });
}

function products(s: TestStudio, rows: readonly KeyedProduct[]) {
  return s.studio.write(system, 'import', (change) => saveProducts(change, rows), { alone: true });
}
