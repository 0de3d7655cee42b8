import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/connect.ts';
import { savedPreferences } from '../studio/preferences.queries.ts';
import type { Cycle } from './cycle.rules.ts';

/** Open orders that stand at a status. */
export async function countOpenOrders(db: Db, statusId: number): Promise<number> {
  const { count } = await db
    .selectFrom('productionOrders')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'open')
    .where('statusId', '=', statusId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether any order stands at a status, has stood there, or comes back there from a side status. */
export async function isStatusUsed(db: Db, cycle: Cycle, statusId: number): Promise<boolean> {
  const standing = db.selectFrom('productionOrders').select('id').where('statusId', '=', statusId);
  if (await standing.limit(1).executeTakeFirst()) return true;
  const sideIds = cycle.statuses.filter((status) => status.isSide).map((status) => status.id);
  const parked = db.selectFrom('productionOrders').select('id').where('statusId', 'in', sideIds);
  if (sideIds.length > 0 && (await parked.where(resumesAt(statusId)).limit(1).executeTakeFirst())) return true;
  if (await wasEntered(db, [statusId])) return true;
  const wasParked = db
    .selectFrom('orderHistory')
    .select('id')
    .where('resume', 'is not', null)
    .where(resumesAt(statusId));
  return (await wasParked.limit(1).executeTakeFirst()) !== undefined;
}

/** Who uses a type, in words; undefined when nobody does. */
export async function usersOfType(db: Db, cycle: Cycle): Promise<string | undefined> {
  const typeId = cycle.type.id;
  const order = db.selectFrom('productionOrders').select('id').where('typeId', '=', typeId).limit(1);
  if (await order.executeTakeFirst()) return 'production orders';
  const vendor = db
    .selectFrom('vendors')
    .select('name')
    .where('defaultTypeId', '=', typeId)
    .orderBy('nameKey')
    .limit(1);
  const named = await vendor.executeTakeFirst();
  if (named) return `the vendor ${named.name}`;
  const ids = cycle.statuses.map((status) => status.id);
  return (await wasEntered(db, ids)) ? 'the history of production orders' : undefined;
}

/** Who uses an invoice status, in words; undefined when nobody does. */
export async function usersOfInvoiceStatus(db: Db, id: number): Promise<string | undefined> {
  const invoice = db.selectFrom('invoices').select('id').where('statusId', '=', id).limit(1);
  if (await invoice.executeTakeFirst()) return 'invoices';
  const effect = db.selectFrom('invoiceEffects').select('id').where('statusId', '=', id).limit(1);
  if (await effect.executeTakeFirst()) return 'invoices that automation changed';
  return (await isInvoiceStatusPreferred(db, id)) ? 'the preferences' : undefined;
}

/** Whether automation sets an invoice status or waits for it. */
export async function isInvoiceStatusPreferred(db: Db, id: number): Promise<boolean> {
  const { orderCreation, invoiceCompletion } = await savedPreferences(db);
  return orderCreation.invoiceStatusId === id || invoiceCompletion.setStatusId === id;
}

/** Orders leave only what they entered, so the statuses entered are all that the history knows. */
async function wasEntered(db: Db, statusIds: readonly number[]): Promise<boolean> {
  const entries = db.selectFrom('orderHistory').select('id').where('toStatusId', 'in', statusIds);
  return (await entries.limit(1).executeTakeFirst()) !== undefined;
}

/** A resume place is saved as JSON: {"statusId":7, …}. */
function resumesAt(statusId: number): RawBuilder<boolean> {
  return sql`(resume like ${`%"statusId":${statusId},%`} or resume like ${`%"statusId":${statusId}}%`})`;
}
