import type { Product, ProductInput } from '@printrail/contract/catalog';
import type { Row } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';

export type ProductColumns = Omit<Row<'products'>, 'id' | 'version'>;
export type ProductRow = Row<'products'> & { preferredVendorName: string | null };

/** The columns of a product; money in minor units; unless told it is active, costs nothing and is ordered one for one. */
export function productColumns(input: ProductInput): ProductColumns {
  const { name, code = null, price = 0, cost = 0, preferredVendorId = null, externalKey = null } = input;
  const { vendorDescription = '', vendorMultiplier = 1, isNotOrdered = false, isActive = true } = input;
  return {
    ...{ name, code, price, cost, preferredVendorId, vendorDescription, vendorMultiplier },
    ...{ isNotOrdered, isActive, externalKey },
    nameKey: folded(name),
    codeKey: code === null ? null : folded(code),
    searchText: folded([name, code, vendorDescription].filter(Boolean).join(' ')),
  };
}

/** A product as the API gives it. */
export function productOf({ nameKey, codeKey, searchText, ...product }: ProductRow): Product {
  return product;
}
