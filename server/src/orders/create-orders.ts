import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type {
  createAllOrders as allEndpoint,
  createInvoiceOrders as endpoint,
} from '@printrail/contract/order-creation';
import { type Cycles, cyclesToEnter } from '../cycles/cycles.queries.ts';
import { inSlices } from '../database/many-rows.ts';
import { listOf, lockRows } from '../database/rows.ts';
import { orderableLines } from '../invoices/invoice-lines.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { addLinesToOrder } from './add-lines.ts';
import { draftOrder, type OrderDraft, type OrderIdea } from './order-drafts.ts';
import { expectFree, nextOrderNumbers } from './order-numbers.ts';
import { summariesOf } from './orders.queries.ts';
import { saveOrders } from './save-orders.ts';
import {
  type InvoiceToOrder,
  invoicesToOrder,
  type LeftToOrder,
  type LineWithoutVendor,
  leftToOrder,
  lineDraftOf,
  orderedValue,
  type VendorToOrderFrom,
} from './to-order.queries.ts';

type Asked = InputOf<typeof endpoint>['body'];

const mostNamed = 100;
const invoicesInSlice = 50;

/** Creates the orders of one invoice: for one vendor or for all necessary ones, or adds the lines to an open order. */
export async function createInvoiceOrders(
  change: Change,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  await lockRows(change.tx, 'invoices', [params.id]);
  if (body.addToOrderId !== undefined) {
    await invoicesToOrder(change, [params.id]);
    refuseDetails(body);
    const left = await leftToOrder(change, [params.id]);
    await addLinesToOrder(change, body.addToOrderId, { invoiceId: params.id, vendorId: body.vendorId }, left.groups);
    const [addedTo] = await summariesOf(change, [body.addToOrderId]);
    return { created: [], addedTo: addedTo ?? null, linesWithoutVendor: left.withoutVendor };
  }
  const { ids, withoutVendor } = await createOrders(change, [params.id], body);
  return { created: await summariesOf(change, ids), addedTo: null, linesWithoutVendor: withoutVendor };
}

/** An order that lines are added to keeps its number, type, date and notes. */
function refuseDetails({ addToOrderId: _, vendorId: __, ...details }: Asked): void {
  const [field] = Object.keys(details);
  if (field !== undefined) throw new Refusal('order.lines_only', { field }).at(field);
}

/** Creates all necessary orders of many invoices at once. */
export async function createAllOrders(
  change: Change,
  { body }: InputOf<typeof allEndpoint>,
): Promise<AnswerOf<typeof allEndpoint>> {
  const invoiceIds =
    body.invoiceIds ??
    (await change.tx.selectFrom('invoices').select('id').orderBy('id').execute()).map(({ id }) => id);
  await lockRows(change.tx, 'invoices', invoiceIds);
  const all = { createdCount: 0, invoiceCount: 0, withoutVendor: [] as LineWithoutVendor[] };
  for await (const some of inSlices(invoiceIds, invoicesInSlice)) {
    const { ids, invoiceCount, withoutVendor } = await createOrders(change, some, body);
    all.createdCount += ids.length;
    all.invoiceCount += invoiceCount;
    all.withoutVendor.push(...withoutVendor);
  }
  const { withoutVendor, ...counts } = all;
  return {
    ...counts,
    linesWithoutVendorCount: withoutVendor.length,
    linesWithoutVendor: withoutVendor.slice(0, mostNamed),
  };
}

/**
 * One order per invoice and vendor for what is not yet ordered. The invoices are locked by the caller, so that two
 * processes cannot order the same quantity.
 */
export async function createOrders(change: Change, invoiceIds: readonly number[], asked: Asked) {
  await lockNames(change, invoiceIds);
  const invoices = await invoicesToOrder(change, invoiceIds);
  const { groups, withoutVendor } = await leftToOrder(change, invoiceIds);
  const wanted = groups.filter((group) => !asked.vendorId || group.vendor.id === asked.vendorId);
  await checkVendor(change, asked.vendorId);
  const numbers = await numbersFor(change, wanted, asked);
  const cycles = await cyclesToEnter(change);
  const drafts = wanted.map((group, at) =>
    draftOf(change, cycles, { group, invoices, asked, number: numbers[at] ?? '' }),
  );
  const ids = await saveOrders(change, drafts);
  return { ids, withoutVendor, invoiceCount: new Set(wanted.map((group) => group.invoiceId)).size };
}

/** Orders keep the names of client and vendor: they must not change between being read and being kept. */
async function lockNames({ tx }: Change, invoiceIds: readonly number[]): Promise<void> {
  const clients = await tx
    .selectFrom('invoices')
    .select('clientId')
    .where('id', 'in', listOf(tx, invoiceIds))
    .execute();
  await lockRows(tx, 'clients', [...new Set(clients.map(({ clientId }) => clientId))], 'changes');
  const lines = await orderableLines(tx, invoiceIds);
  await lockRows(tx, 'vendors', [...new Set(lines.flatMap(({ vendorId }) => vendorId ?? []))], 'changes');
}

type Drafting = { group: LeftToOrder; invoices: ReadonlyMap<number, InvoiceToOrder>; asked: Asked; number: string };

function draftOf(change: Change, cycles: Cycles, { group, invoices, asked, number }: Drafting): OrderDraft {
  const { vendor, lines } = group;
  const invoice = invoices.get(group.invoiceId);
  if (!invoice) throw new Refusal('invoice.not_found', { id: group.invoiceId });
  const idea: OrderIdea = {
    number,
    typeId: typeFor(vendor, asked.typeId),
    vendor,
    client: { id: invoice.clientId, name: invoice.clientName },
    invoice,
    orderDate: asked.orderDate ?? change.today,
    value: lines.reduce((sum, line) => sum + orderedValue(line), 0),
    details: asked,
    lines: lines.map(lineDraftOf),
  };
  return draftOrder(change, cycles, idea);
}

/** The type chosen, else the vendor's own. */
export function typeFor(vendor: VendorToOrderFrom, typeId: number | undefined): number {
  const id = typeId ?? vendor.defaultTypeId;
  if (id === null) throw new Refusal('order.type_needed', { vendor: vendor.name }).at('typeId');
  if (!vendor.isActive) throw new Refusal('vendor.inactive', { name: vendor.name }).at('vendorId');
  return id;
}

/** A number typed for one order, or by the studio's pattern for each. */
async function numbersFor(change: Change, groups: readonly LeftToOrder[], asked: Asked): Promise<string[]> {
  if (groups.length === 0) return [];
  if (asked.number !== undefined) {
    if (groups.length > 1) throw new Refusal('order.number_for_one', { count: groups.length }).at('number');
    await expectFree(change, asked.number);
    return [asked.number];
  }
  const typed = groups.find(({ vendor }) => vendor.orderNumbers === 'typed');
  if (typed) throw new Refusal('order.number_typed', { vendor: typed.vendor.name }).at('number');
  return nextOrderNumbers(change, groups.length, asked.orderDate ?? change.today);
}

async function checkVendor(change: Change, vendorId: number | undefined): Promise<void> {
  if (vendorId === undefined) return;
  const vendor = await change.tx.selectFrom('vendors').select('id').where('id', '=', vendorId).executeTakeFirst();
  if (!vendor) throw new Refusal('vendor.not_found', { id: vendorId }).at('vendorId');
}
