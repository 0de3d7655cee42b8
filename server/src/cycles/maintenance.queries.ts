import type { Db, Tx } from '../database/connect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Cycle, Status, Type } from './cycle.rules.ts';
import type { InvoiceStatus } from './cycles.queries.ts';
import type { NewStatus } from './new-cycle.rules.ts';

export type NewType = Omit<Type, 'id' | 'version'>;
export type NewInvoiceStatus = Omit<InvoiceStatus, 'id' | 'version'>;

/** A type and its statuses as they are saved at this moment. */
export async function getCycle(db: Db, typeId: number): Promise<Cycle> {
  const type = await db.selectFrom('productionTypes').selectAll().where('id', '=', typeId).executeTakeFirst();
  if (!type) throw new Refusal('type.not_found', { id: typeId });
  const statuses = db.selectFrom('productionStatuses').selectAll().where('typeId', '=', typeId);
  return { type, statuses: await statuses.orderBy('position').orderBy('id').execute() };
}

/** The cycle a status belongs to, and the status in it. */
export async function getCycleAt(db: Db, statusId: number): Promise<{ cycle: Cycle; status: Status }> {
  const row = await db.selectFrom('productionStatuses').select('typeId').where('id', '=', statusId).executeTakeFirst();
  const cycle = row && (await getCycle(db, row.typeId));
  const status = cycle?.statuses.find((each) => each.id === statusId);
  if (!cycle || !status) throw new Refusal('status.not_found', { id: statusId });
  return { cycle, status };
}

export function allTypes(db: Db): Promise<Type[]> {
  return db.selectFrom('productionTypes').selectAll().orderBy('position').orderBy('id').execute();
}

export function allInvoiceStatuses(db: Db): Promise<InvoiceStatus[]> {
  return db.selectFrom('invoiceStatuses').selectAll().orderBy('position').orderBy('id').execute();
}

export async function insertType(tx: Tx, type: NewType): Promise<Type> {
  return tx.insertInto('productionTypes').values(type).returningAll().executeTakeFirstOrThrow();
}

export async function insertStatuses(tx: Tx, statuses: readonly NewStatus[]): Promise<Status[]> {
  return tx.insertInto('productionStatuses').values(statuses).returningAll().execute();
}

export async function insertInvoiceStatus(tx: Tx, status: NewInvoiceStatus): Promise<InvoiceStatus> {
  return tx.insertInto('invoiceStatuses').values(status).returningAll().executeTakeFirstOrThrow();
}

export async function saveTypes(tx: Tx, before: readonly Type[], after: readonly Type[]): Promise<void> {
  for (const { id, version, ...columns } of changedRows(before, after)) {
    const raised = { ...columns, version: version + 1 };
    await tx.updateTable('productionTypes').set(raised).where('id', '=', id).execute();
  }
}

/** Saves what differs in a cycle; the version of the type counts changes of its statuses too. */
export async function saveStatuses(tx: Tx, { type, statuses }: Cycle, after: readonly Status[]): Promise<void> {
  for (const { id, version, ...columns } of withoutFlagsFirst(changedRows(statuses, after))) {
    const raised = { ...columns, version: version + 1 };
    await tx.updateTable('productionStatuses').set(raised).where('id', '=', id).execute();
  }
  await tx
    .updateTable('productionTypes')
    .set({ version: type.version + 1 })
    .where('id', '=', type.id)
    .execute();
}

export async function saveInvoiceStatuses(
  tx: Tx,
  before: readonly InvoiceStatus[],
  after: readonly InvoiceStatus[],
): Promise<void> {
  for (const { id, version, ...columns } of withoutFlagsFirst(changedRows(before, after))) {
    const raised = { ...columns, version: version + 1 };
    await tx.updateTable('invoiceStatuses').set(raised).where('id', '=', id).execute();
  }
}

export async function removeType(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('productionStatuses').where('typeId', '=', id).execute();
  await tx.deleteFrom('productionTypes').where('id', '=', id).execute();
}

export async function removeStatus(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('productionStatuses').where('id', '=', id).execute();
}

export async function removeInvoiceStatus(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('invoiceStatuses').where('id', '=', id).execute();
}

export function changedRows<Row extends { id: number }>(before: readonly Row[], after: readonly Row[]): Row[] {
  const saved = new Map(before.map((row) => [row.id, JSON.stringify(row)]));
  return after.filter((row) => saved.get(row.id) !== JSON.stringify(row));
}

/** A flag is free for its new status only once the former one has given it up. */
function withoutFlagsFirst<Row extends { isInitial: boolean; isFinal: boolean }>(rows: readonly Row[]): Row[] {
  const flags = ({ isInitial, isFinal }: Row) => Number(isInitial || isFinal);
  return rows.toSorted((a, b) => flags(a) - flags(b));
}
