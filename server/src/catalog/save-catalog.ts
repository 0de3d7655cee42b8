import type { ProductInput, VendorInput } from '@printrail/contract/catalog';
import type { Columns, Row } from '../database/rows.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { type Saved, saveRecords, wantedRecords } from '../studio/keyed-records.ts';
import { vendorRenamed } from './catalog.events.ts';
import { checkProducts } from './products.operations.ts';
import { productColumns } from './products.rules.ts';
import { checkVendors } from './vendors.operations.ts';
import { changedVendorColumns, vendorColumns } from './vendors.rules.ts';

export type KeyedVendor = VendorInput & { externalKey: string };
export type KeyedProduct = ProductInput & { externalKey: string };

/** Adds vendors, or changes those whose external key is known; what a row does not say stays as it is. */
export async function saveVendors(change: Change, vendors: readonly KeyedVendor[]): Promise<Saved> {
  const { tx } = change;
  const wanted = await wantedRecords(tx, 'vendors', vendors, (given, before: Row<'vendors'> | undefined) =>
    before ? changedVendorColumns(before, given) : vendorColumns(given),
  );
  await checkVendors(tx, wanted);
  const { ids, ...counts } = await saveRecords(tx, 'vendors', vendorTypes, wanted, 'name');
  await audit(change, { action: 'vendors.imported', record: 'vendor', recordId: null, after: counts });
  const renamed = wanted.flatMap(({ before, after: { name } }) =>
    before && before.name !== name ? [{ vendorId: before.id, name }] : [],
  );
  await vendorRenamed.tell(change, renamed);
  return { ids, ...counts };
}

/** Adds products, or changes those whose external key is known; what a row does not say stays as it is. */
export async function saveProducts(change: Change, products: readonly KeyedProduct[]): Promise<Saved> {
  const { tx } = change;
  const wanted = await wantedRecords(tx, 'products', products, (given, before: Row<'products'> | undefined) =>
    productColumns({ ...before, ...given }),
  );
  await checkProducts(tx, wanted);
  const { ids, ...counts } = await saveRecords(tx, 'products', productTypes, wanted, 'code');
  await audit(change, { action: 'products.imported', record: 'product', recordId: null, after: counts });
  return { ids, ...counts };
}

const vendorTypes: Columns = {
  ...{ name: 'text', name_key: 'text', search_text: 'text', contact_name: 'text', email: 'text', phone: 'text' },
  ...{ street: 'text', city: 'text', region: 'text', postal_code: 'text', country: 'text', website: 'text' },
  ...{ account_number: 'text', is_in_house: 'bool', default_type_id: 'int', order_numbers: 'text', notes: 'text' },
  ...{ is_active: 'bool', external_key: 'text' },
};

const productTypes: Columns = {
  ...{ name: 'text', name_key: 'text', search_text: 'text', code: 'text', code_key: 'text', price: 'int', cost: 'int' },
  ...{ preferred_vendor_id: 'int', vendor_description: 'text', vendor_multiplier: 'int', is_not_ordered: 'bool' },
  ...{ is_active: 'bool', external_key: 'text' },
};
