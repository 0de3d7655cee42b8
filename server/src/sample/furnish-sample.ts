import { productColumns } from '../catalog/products.rules.ts';
import { vendorColumns } from '../catalog/vendors.rules.ts';
import { type Cycles, cyclesOf } from '../cycles/cycles.queries.ts';
import type { Tx } from '../database/connect.ts';
import type { Tables } from '../database/tables.ts';
import { folded } from '../platform/folding.ts';
import { type Change, settingsChanged } from '../studio/change.ts';
import { departmentOfStatus, sampleDepartments, samplePriceList, sampleVendors } from './price-list.rules.ts';
import type { PricedProduct } from './sales.rules.ts';

/** What a sample studio works with, as it is saved. */
export type Furniture = {
  products: ReadonlyMap<string, PricedProduct>;
  vendors: ReadonlyMap<number, { id: number; name: string; typeId: number }>;
  peopleOf(departmentId: number | null): readonly number[];
  cycles: Cycles;
};

/** Gives the studio departments, people who cannot sign in, vendors and a price list; those of the same name stay. */
export async function furnishSample(change: Change): Promise<Furniture> {
  const { tx } = change;
  const departments = await addDepartments(tx);
  const people = await addPeople(change, departments);
  await giveStatusesDepartments(change, departments);
  const cycles = await cyclesOf(change);
  const vendors = await addVendors(tx, cycles);
  const vendorByName = new Map(vendors.map((vendor) => [vendor.name, vendor.id]));
  const everyone = [...people.values()].flat();
  return {
    products: await addProducts(tx, vendorByName),
    vendors: new Map(vendors.map((vendor) => [vendor.id, vendor])),
    peopleOf: (departmentId) => people.get(departmentId ?? 0) ?? everyone,
    cycles,
  };
}

async function addDepartments(tx: Tx): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { name } of sampleDepartments) {
    const nameKey = folded(name);
    const known = await tx.selectFrom('departments').select('id').where('nameKey', '=', nameKey).executeTakeFirst();
    ids.set(name, known?.id ?? (await insert(tx, 'departments', { name, nameKey, isActive: true })));
  }
  return ids;
}

/** User ids by department. */
async function addPeople(change: Change, departments: ReadonlyMap<string, number>): Promise<Map<number, number[]>> {
  const { tx } = change;
  const people = new Map<number, number[]>();
  for (const { name: department, people: names } of sampleDepartments) {
    const departmentId = departments.get(department) ?? 0;
    const ids: number[] = [];
    for (const name of names) {
      const email = `${folded(name)
        .replace(/ł/g, 'l')
        .replace(/[^a-z]+/g, '.')}@studio.example`;
      const known = await tx.selectFrom('users').select('id').where('emailKey', '=', email).executeTakeFirst();
      ids.push(known?.id ?? (await addPerson(change, { name, email, departmentId })));
    }
    people.set(departmentId, ids);
  }
  return people;
}

/** Without a password hash nobody can sign in as this user. */
async function addPerson(
  { tx, now }: Change,
  { name, email, departmentId }: { name: string; email: string; departmentId: number },
) {
  const rights = JSON.stringify({ production: 'change', clients: 'view', invoices: 'view', catalog: 'view' });
  const userId = await insert(tx, 'users', {
    ...{ name, nameKey: folded(name), email, emailKey: email, passwordHash: '' },
    ...{ isOwner: false, isActive: true, rights, createdAt: now },
  });
  await tx.insertInto('userDepartments').values({ userId, departmentId }).execute();
  return userId;
}

async function giveStatusesDepartments(change: Change, departments: ReadonlyMap<string, number>): Promise<void> {
  for (const [status, department] of Object.entries(departmentOfStatus)) {
    await change.tx
      .updateTable('productionStatuses')
      .set((eb) => ({ departmentId: departments.get(department) ?? null, version: eb('version', '+', 1) }))
      .where('nameKey', '=', folded(status))
      .where('departmentId', 'is', null)
      .execute();
  }
  await settingsChanged(change);
}

async function addVendors(tx: Tx, cycles: Cycles) {
  const vendors: { id: number; name: string; typeId: number }[] = [];
  for (const { type, ...input } of sampleVendors) {
    const cycle =
      cycles.all.find((each) => each.type.nameKey === folded(type)) ?? cycles.all.find((each) => each.type.isActive);
    if (!cycle) throw new Error('The studio has no production order type.');
    const known = await tx
      .selectFrom('vendors')
      .select(['id', 'defaultTypeId'])
      .where('nameKey', '=', folded(input.name))
      .executeTakeFirst();
    const id = known?.id ?? (await insert(tx, 'vendors', vendorColumns({ ...input, defaultTypeId: cycle.type.id })));
    vendors.push({ id, name: input.name, typeId: known?.defaultTypeId ?? cycle.type.id });
  }
  return vendors;
}

async function addProducts(tx: Tx, vendors: ReadonlyMap<string, number>): Promise<Map<string, PricedProduct>> {
  const products = new Map<string, PricedProduct>();
  for (const { vendor, ...input } of samplePriceList) {
    const vendorId = vendor === null ? null : (vendors.get(vendor) ?? null);
    const columns = productColumns({ ...input, preferredVendorId: vendorId });
    const known = await tx
      .selectFrom('products')
      .select('id')
      .where('codeKey', '=', folded(input.code))
      .executeTakeFirst();
    const id = known?.id ?? (await insert(tx, 'products', columns));
    const { name, price, cost, vendorMultiplier, vendorDescription } = columns;
    products.set(input.code, {
      id,
      code: input.code,
      name,
      price,
      cost,
      vendorId,
      vendorMultiplier,
      vendorDescription: vendorDescription || name,
    });
  }
  return products;
}

async function insert<Table extends 'departments' | 'users' | 'vendors' | 'products'>(
  tx: Tx,
  table: Table,
  values: Omit<{ [Column in keyof Tables[Table]]: unknown }, 'id' | 'version'>,
): Promise<number> {
  const { id } = await tx
    .insertInto(table)
    .values(values as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as number;
}
