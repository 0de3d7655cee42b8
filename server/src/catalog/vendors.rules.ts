import type { Vendor, VendorInput } from '@printrail/contract/catalog';
import { addressColumns, addressOf, contactSearchText } from '../clients/address.rules.ts';
import type { Row } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';

export type VendorColumns = Omit<Row<'vendors'>, 'id' | 'version'>;

/** The columns of a vendor; unless told, an active company whose order numbers follow the studio's pattern. */
export function vendorColumns(input: VendorInput): VendorColumns {
  const { name, contactName = '', email = null, phone = '', website = '', accountNumber = '', notes = '' } = input;
  const {
    isInHouse = false,
    isActive = true,
    defaultTypeId = null,
    orderNumbers = 'pattern',
    externalKey = null,
  } = input;
  return {
    ...{ name, contactName, email, phone, website, accountNumber, notes },
    ...{ isInHouse, isActive, defaultTypeId, orderNumbers, externalKey },
    ...addressColumns(input.address),
    nameKey: folded(name),
    searchText: contactSearchText([name, contactName, email, accountNumber], phone),
  };
}

/** A vendor as the API gives it. */
export function vendorOf(row: Row<'vendors'>): Vendor {
  const { nameKey, searchText, street, city, region, postalCode, country, ...vendor } = row;
  return { ...vendor, address: addressOf(row) };
}

/** The columns a vendor has after a change: fields and parts of the address that are not given stay. */
export function changedVendorColumns(before: Row<'vendors'>, change: Partial<VendorInput>): VendorColumns {
  return vendorColumns({ ...before, ...change, address: { ...addressOf(before), ...change.address } });
}
