import type { Vendor } from '@printrail/contract/catalog';
import * as api from '@printrail/contract/catalog';
import { expect, test } from 'vitest';
import { studio, type TestStudio } from '../testing/studio.ts';
import { vendorRenamed } from './catalog.events.ts';

const whole = {
  ...{
    name: 'Fotolab Šárka',
    contactName: 'Zoë',
    email: 'lab@example.org',
    phone: '+420 222-333',
    website: 'lab.example',
  },
  ...{
    accountNumber: 'ACC-9',
    isInHouse: true,
    orderNumbers: 'typed' as const,
    notes: 'n',
    isActive: false,
    externalKey: 'L1',
  },
  address: { street: 's', city: 'Praha', region: 'r', postalCode: '110 00', country: 'Czechia' },
};

test('a vendor is given back as it was added', async () => {
  const s = await studio();
  const defaultTypeId = await someTypeId(s);
  const added = await s.call(api.addVendor, { body: { ...whole, defaultTypeId } });
  expect(added).toEqual({ ...whole, defaultTypeId, id: added.id, version: 1 });
  expect(await s.call(api.getVendor, { params: { id: added.id } })).toEqual(added);
});

test('a vendor of which only the name is known is an active company with numbers by the pattern', async () => {
  const s = await studio();
  const vendor = await s.call(api.addVendor, { body: { name: 'Lab' } });
  expect(vendor).toMatchObject({ isActive: true, isInHouse: false, orderNumbers: 'pattern', defaultTypeId: null });
  expect(vendor.address).toEqual({ street: '', city: '', region: '', postalCode: '', country: '' });
});

test('a change leaves alone what it does not name, and needs the version seen', async () => {
  const s = await studio();
  const added = await s.call(api.addVendor, { body: whole });
  const sent = { params: { id: added.id }, body: { isActive: true, address: { city: 'Brno' } } };
  expect(await s.refusal(api.updateVendor, sent)).toMatchObject({ status: 428 });
  expect(await s.refusal(api.updateVendor, { ...sent, version: 2 })).toMatchObject({ status: 412 });
  const changed = await s.call(api.updateVendor, { ...sent, version: 1 });
  expect(changed).toEqual({ ...added, isActive: true, address: { ...added.address, city: 'Brno' }, version: 2 });
});

test('two vendors cannot share a name, whatever the case and accents, nor an external key', async () => {
  const s = await studio();
  await s.call(api.addVendor, { body: whole });
  const { id } = await s.call(api.addVendor, { body: { name: 'Other' } });
  const nameTaken = { status: 409, code: 'vendor.name_taken', errors: [{ field: 'name' }] };
  expect(await s.refusal(api.addVendor, { body: { name: ' fotolab  SARKA' } })).toMatchObject(nameTaken);
  const sent = { params: { id }, version: 1 };
  expect(await s.refusal(api.updateVendor, { ...sent, body: { name: 'Fotolab Sarka' } })).toMatchObject(nameTaken);
  const keyTaken = { status: 409, code: 'vendor.external_key_taken', errors: [{ field: 'externalKey' }] };
  expect(await s.refusal(api.updateVendor, { ...sent, body: { externalKey: 'L1' } })).toMatchObject(keyTaken);
  expect(await s.call(api.updateVendor, { ...sent, body: { name: 'OTHER' } })).toMatchObject({ name: 'OTHER' });
});

test('of several vendors added with one name at the same moment one is kept', async () => {
  const s = await studio();
  const adding = Array.from({ length: 8 }, () => s.call(api.addVendor, { body: { name: 'Lab' } }));
  const outcomes = await Promise.allSettled(adding);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(String(outcome.reason)).toContain(' 409:');
});

test('unknown fields, unknown types and other values are refused by field', async () => {
  const s = await studio();
  const body = { name: 'Lab', adress: {}, orderNumbers: 'mine' } as unknown as { name: string };
  const problem = await s.refusal(api.addVendor, { body });
  expect(problem.errors?.map(({ field }) => field).sort()).toEqual(['adress', 'orderNumbers']);
  expect(await s.refusal(api.addVendor, { body: { name: 'Lab', defaultTypeId: 999 } })).toMatchObject({
    ...{ status: 404, code: 'type.not_found', errors: [{ field: 'defaultTypeId' }] },
  });
  expect((await s.call(api.listVendors)).items).toEqual([]);
});

test('vendors come by name, page by page, and are found by words, also the account number', async () => {
  const s = await studio();
  await s.call(api.addVendor, { body: whole });
  for (const name of ['Zoë Frames', 'ångström Albums', 'Bindery']) await s.call(api.addVendor, { body: { name } });
  const names = ['ångström Albums', 'Bindery', 'Fotolab Šárka', 'Zoë Frames'];
  expect((await everyVendor(s, { limit: 1 })).map(({ name }) => name)).toEqual(names);
  expect(await everyVendor(s, { search: 'sarka acc-9 222333' })).toMatchObject([{ name: 'Fotolab Šárka' }]);
  expect(await everyVendor(s, { search: 'angstrom' })).toMatchObject([{ name: 'ångström Albums' }]);
  expect(await everyVendor(s, { active: false })).toMatchObject([{ name: 'Fotolab Šárka' }]);
});

test('a vendor nothing refers to can be deleted, another cannot', async () => {
  const s = await studio();
  const { id } = await s.call(api.addVendor, { body: whole });
  const product = await s.call(api.addProduct, { body: { name: 'Print', preferredVendorId: id } });
  expect(await s.refusal(api.deleteVendor, { params: { id }, version: 1 })).toMatchObject({
    ...{ status: 409, code: 'vendor.in_use', details: { name: whole.name, count: 1 } },
  });
  await s.call(api.deleteProduct, { params: { id: product.id }, version: 1 });
  await s.call(api.deleteVendor, { params: { id }, version: 1 });
  expect(await s.refusal(api.getVendor, { params: { id } })).toMatchObject({ status: 404, code: 'vendor.not_found' });
});

test('a new name is told to those who keep it', async () => {
  const told: unknown[] = [];
  vendorRenamed.add(async (_, happenings) => void told.push(...happenings));
  const s = await studio();
  const { id } = await s.call(api.addVendor, { body: { name: 'Lab' } });
  await s.call(api.updateVendor, { params: { id }, version: 1, body: { phone: '1' } });
  await s.call(api.updateVendor, { params: { id }, version: 2, body: { name: 'Läb' } });
  expect(told).toEqual([{ vendorId: id, name: 'Läb' }]);
});

async function someTypeId({ studio: { database } }: TestStudio): Promise<number> {
  return (await database.read.selectFrom('productionTypes').select('id').executeTakeFirstOrThrow()).id;
}

async function everyVendor(
  s: TestStudio,
  query: { limit?: number; search?: string; active?: boolean },
): Promise<Vendor[]> {
  const vendors: Vendor[] = [];
  for (let after: string | undefined; ; ) {
    const page = await s.call(api.listVendors, { query: { ...query, ...(after ? { after } : {}) } });
    vendors.push(...page.items);
    if (!page.next) return vendors;
    after = page.next;
  }
}
