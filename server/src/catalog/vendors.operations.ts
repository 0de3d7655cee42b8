import type * as api from '@printrail/contract/catalog';
import type { Vendor } from '@printrail/contract/catalog';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { Db, Tx } from '../database/connect.ts';
import { lockRows, type Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { differs, refuseTaken, type Unique, type Wanted } from '../studio/keyed-records.ts';
import { decodeCursor, type NameCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import { vendorRenamed } from './catalog.events.ts';
import * as queries from './vendors.queries.ts';
import { changedVendorColumns, type VendorColumns, vendorColumns, vendorOf } from './vendors.rules.ts';

const uniqueName: Unique = { table: 'vendors', field: 'name', code: 'vendor.name_taken' };
const uniqueKey: Unique = { table: 'vendors', field: 'externalKey', code: 'vendor.external_key_taken' };

export async function listVendors(
  { db }: Reading,
  { query }: InputOf<typeof api.listVendors>,
): Promise<AnswerOf<typeof api.listVendors>> {
  const limit = query.limit ?? pageSize;
  const after = decodeCursor<NameCursor>(query.after, 'sn');
  const rows = await queries.vendorsByName(db, query, after, limit + 1);
  return pageOf(rows, limit, (row) => [row.nameKey, row.id], vendorOf);
}

export async function showVendor({ db }: Reading, { params }: InputOf<typeof api.getVendor>): Promise<Vendor> {
  return vendorOf(await queries.getVendor(db, params.id));
}

export async function addVendor(change: Change, { body }: InputOf<typeof api.addVendor>): Promise<Vendor> {
  const after = vendorColumns(body);
  await checkVendors(change.tx, [{ after }]);
  const vendor = vendorOf(await queries.insertVendor(change.tx, after));
  await audit(change, { action: 'vendor.added', record: 'vendor', recordId: vendor.id, after: vendor });
  return vendor;
}

export async function updateVendor(change: Change, input: InputOf<typeof api.updateVendor>): Promise<Vendor> {
  const { tx } = change;
  const { id } = input.params;
  const before = await lockedVendor(tx, id);
  expectVersion(before, input.version);
  const after = changedVendorColumns(before, input.body);
  if (!differs(before, after)) return vendorOf(before);
  await checkVendors(tx, [{ before, after }]);
  const vendor = vendorOf(await queries.saveVendor(tx, id, after));
  const record = { record: 'vendor', recordId: id };
  await audit(change, { action: 'vendor.changed', ...record, before: vendorOf(before), after: vendor });
  if (vendor.name !== before.name) await vendorRenamed.tell(change, [{ vendorId: id, name: vendor.name }]);
  return vendor;
}

export async function deleteVendor(
  change: Change,
  { params, version }: InputOf<typeof api.deleteVendor>,
): Promise<null> {
  const { tx } = change;
  const before = await lockedVendor(tx, params.id);
  expectVersion(before, version);
  const count = await queries.usesOfVendor(tx, params.id);
  if (count > 0) throw new Refusal('vendor.in_use', { name: before.name, count });
  await queries.removeVendor(tx, params.id);
  await audit(change, { action: 'vendor.deleted', record: 'vendor', recordId: params.id, before: vendorOf(before) });
  return null;
}

/** Refuses vendors that take another's name or external key, or have a default type that does not exist. */
export async function checkVendors(db: Db, wanted: readonly Wanted<Row<'vendors'>, VendorColumns>[]): Promise<void> {
  const typeIds = new Set(wanted.flatMap(({ after }) => after.defaultTypeId ?? []));
  const missing = typeIds.size > 0 ? await queries.missingTypeIds(db, [...typeIds]) : [];
  if (missing.length > 0) throw new Refusal('type.not_found', { id: missing[0] }).at('defaultTypeId');
  await refuseTaken(db, uniqueName, wanted);
  await refuseTaken(db, uniqueKey, wanted);
}

async function lockedVendor(tx: Tx, id: number): Promise<Row<'vendors'>> {
  await lockRows(tx, 'vendors', [id]);
  return queries.getVendor(tx, id);
}
