import type * as api from '@printrail/contract/catalog';
import type { Product } from '@printrail/contract/catalog';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { Db, Tx } from '../database/connect.ts';
import { lockRows, type Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { differs, refuseTaken, type Unique, type Wanted } from '../studio/keyed-records.ts';
import { decodeCursor, type NameCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import { productNotOrdered } from './catalog.events.ts';
import * as queries from './products.queries.ts';
import { type ProductColumns, type ProductRow, productColumns, productOf } from './products.rules.ts';
import { vendorsByIds } from './vendors.queries.ts';

const uniqueCode: Unique = { table: 'products', field: 'code', code: 'product.code_taken' };
const uniqueKey: Unique = { table: 'products', field: 'externalKey', code: 'product.external_key_taken' };

export async function listProducts(
  { db }: Reading,
  { query }: InputOf<typeof api.listProducts>,
): Promise<AnswerOf<typeof api.listProducts>> {
  const limit = query.limit ?? pageSize;
  const after = decodeCursor<NameCursor>(query.after, 'sn');
  const rows = await queries.productsByName(db, query, after, limit + 1);
  return pageOf(rows, limit, (row) => [row.nameKey, row.id], productOf);
}

export async function showProduct({ db }: Reading, { params }: InputOf<typeof api.getProduct>): Promise<Product> {
  return productOf(await queries.getProduct(db, params.id));
}

export async function addProduct(change: Change, { body }: InputOf<typeof api.addProduct>): Promise<Product> {
  const after = productColumns(body);
  await checkProducts(change.tx, [{ after }]);
  const product = productOf(await queries.insertProduct(change.tx, after));
  await audit(change, { action: 'product.added', record: 'product', recordId: product.id, after: product });
  return product;
}

export async function updateProduct(change: Change, input: InputOf<typeof api.updateProduct>): Promise<Product> {
  const { tx } = change;
  const { id } = input.params;
  const before = await lockedProduct(tx, id);
  expectVersion(before, input.version);
  const after = productColumns({ ...before, ...input.body });
  if (!differs(before, after)) return productOf(before);
  await checkProducts(tx, [{ before, after }]);
  const product = productOf(await queries.saveProduct(tx, id, after));
  const record = { record: 'product', recordId: id };
  await audit(change, { action: 'product.changed', ...record, before: productOf(before), after: product });
  if (product.isNotOrdered && !before.isNotOrdered) await productNotOrdered.tell(change, [{ productId: id }]);
  return product;
}

export async function deleteProduct(
  change: Change,
  { params, version }: InputOf<typeof api.deleteProduct>,
): Promise<null> {
  const { tx } = change;
  const before = await lockedProduct(tx, params.id);
  expectVersion(before, version);
  const count = await queries.usesOfProduct(tx, params.id);
  if (count > 0) throw new Refusal('product.in_use', { name: before.name, count });
  await queries.removeProduct(tx, params.id);
  const record = { record: 'product', recordId: params.id };
  await audit(change, { action: 'product.deleted', ...record, before: productOf(before) });
  return null;
}

/** Refuses products that take another's code or external key, or prefer a vendor that does not exist. */
export async function checkProducts(db: Db, wanted: readonly Wanted<Row<'products'>, ProductColumns>[]): Promise<void> {
  const vendorIds = [...new Set(wanted.flatMap(({ after }) => after.preferredVendorId ?? []))];
  const vendors = vendorIds.length > 0 ? await vendorsByIds(db, vendorIds) : new Map();
  const missing = vendorIds.find((id) => !vendors.has(id));
  if (missing !== undefined) throw new Refusal('vendor.not_found', { id: missing }).at('preferredVendorId');
  await refuseTaken(db, uniqueCode, wanted);
  await refuseTaken(db, uniqueKey, wanted);
}

async function lockedProduct(tx: Tx, id: number): Promise<ProductRow> {
  await lockRows(tx, 'products', [id]);
  return queries.getProduct(tx, id);
}
