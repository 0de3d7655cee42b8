import type { Db } from '../database/connect.ts';
import { listOf } from '../database/rows.ts';
import { type OrderableLine, orderableLines } from '../invoices/invoice-lines.queries.ts';
import { mostMoney } from '../invoices/totals.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import type { LineDraft } from './order-drafts.ts';

export type VendorToOrderFrom = {
  id: number;
  name: string;
  isActive: boolean;
  orderNumbers: 'pattern' | 'typed';
  defaultTypeId: number | null;
};

/** What is left to order of one invoice from one vendor. */
export type LeftToOrder = { invoiceId: number; vendor: VendorToOrderFrom; lines: OrderableLine[] };

export type LineWithoutVendor = {
  invoiceId: number;
  id: number;
  position: number;
  productId: number;
  productName: string;
  quantity: number;
};

/** What is left to order of the invoices: by invoice and vendor, and the lines nobody is known to order from. */
export async function leftToOrder(
  { db }: Reading,
  invoiceIds: readonly number[],
): Promise<{ groups: LeftToOrder[]; withoutVendor: LineWithoutVendor[] }> {
  const lines = (await orderableLines(db, invoiceIds)).filter((line) => line.left > 0 && !line.isNotOrdered);
  const vendors = await vendorsToOrderFrom(db, [...new Set(lines.flatMap((line) => line.vendorId ?? []))]);
  const groups = new Map<string, LeftToOrder>();
  const withoutVendor: LineWithoutVendor[] = [];
  for (const line of lines) {
    const vendor = line.vendorId === null ? undefined : vendors.get(line.vendorId);
    if (!vendor) {
      const { invoiceId, invoiceLineId: id, position, productId, productName, left: quantity } = line;
      withoutVendor.push({ invoiceId, id, position, productId, productName, quantity });
      continue;
    }
    const key = `${line.invoiceId}:${vendor.id}`;
    const group = groups.get(key) ?? { invoiceId: line.invoiceId, vendor, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  return { groups: [...groups.values()], withoutVendor };
}

async function vendorsToOrderFrom(db: Db, ids: readonly number[]): Promise<Map<number, VendorToOrderFrom>> {
  const rows = await db
    .selectFrom('vendors')
    .select(['id', 'name', 'isActive', 'orderNumbers', 'defaultTypeId'])
    .where('id', 'in', listOf(db, ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function getVendorToOrderFrom(db: Db, id: number): Promise<VendorToOrderFrom> {
  const vendor = (await vendorsToOrderFrom(db, [id])).get(id);
  if (!vendor) throw new Refusal('vendor.not_found', { id }).at('vendorId');
  return vendor;
}

export type InvoiceToOrder = {
  id: number;
  number: string;
  clientId: number;
  clientName: string;
  deliveryDate: string | null;
};

/** The invoices by id; refuses when one does not exist. */
export async function invoicesToOrder({ db }: Reading, ids: readonly number[]): Promise<Map<number, InvoiceToOrder>> {
  const rows = await db
    .selectFrom('invoices')
    .innerJoin('clients', 'clients.id', 'invoices.clientId')
    .select([
      'invoices.id',
      'invoices.number',
      'invoices.clientId',
      'clients.name as clientName',
      'invoices.deliveryDate',
    ])
    .where('invoices.id', 'in', listOf(db, ids))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const missing = ids.find((id) => !byId.has(id));
  if (missing !== undefined) throw new Refusal('invoice.not_found', { id: missing });
  return byId;
}

/** The line of an order for all that is left of an invoice line. */
export function lineDraftOf(line: OrderableLine): LineDraft {
  return {
    invoiceLineId: line.invoiceLineId,
    productId: line.productId,
    description: line.description || line.productName,
    invoiceQuantity: line.left,
    quantity: line.left * line.multiplier,
    // Beyond what is kept of money, a cost is a slip of the price list, and no reason to order nothing.
    cost: Math.min(line.cost * line.left, mostMoney),
    note: '',
  };
}

/** What the client pays for the part of the line that is ordered, in minor units. */
export function orderedValue(line: OrderableLine): number {
  return Math.round((line.lineTotal * line.left) / line.lineQuantity);
}
