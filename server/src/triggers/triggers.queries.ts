import type { TriggerNames } from '@printrail/contract/trigger-sentence';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reading, remember } from '../studio/change.ts';
import type { Trigger } from './firing-plan.rules.ts';

export type NamedTrigger = Trigger & TriggerNames & { typeId: number | null };

/** Every trigger of the studio, kept in memory while the settings stay as they are. */
export type Triggers = {
  byId: ReadonlyMap<number, Trigger>;
  byStatus: ReadonlyMap<number, readonly Trigger[]>;
  byInvoiceStatus: ReadonlyMap<number, readonly Trigger[]>;
};

export function triggersOf(reading: Reading): Promise<Triggers> {
  return remember(reading, 'triggers', async (db) => {
    const all = await db.selectFrom('triggers').selectAll().orderBy('id').execute();
    return {
      byId: new Map(all.map((trigger) => [trigger.id, trigger])),
      byStatus: Map.groupBy(all, ({ statusId }) => statusId ?? 0),
      byInvoiceStatus: Map.groupBy(all, ({ invoiceStatusId }) => invoiceStatusId ?? 0),
    };
  });
}

/** Triggers with the names of what they refer to, in the order of their statuses and moments. */
export function namedTriggers(db: Db): Promise<NamedTrigger[]> {
  return named(db)
    .orderBy(sql`type.position asc nulls last`)
    .orderBy('type.id')
    .orderBy('status.position')
    .orderBy('invoiceStatus.position')
    .orderBy(sql`trigger.days asc nulls first`)
    .orderBy('trigger.id')
    .execute();
}

export async function getNamedTrigger(db: Db, id: number): Promise<NamedTrigger> {
  const trigger = await named(db).where('trigger.id', '=', id).executeTakeFirst();
  if (!trigger) throw new Refusal('trigger.not_found', { id });
  return trigger;
}

function named(db: Db) {
  return db
    .selectFrom('triggers as trigger')
    .leftJoin('productionStatuses as status', 'status.id', 'trigger.statusId')
    .leftJoin('productionTypes as type', 'type.id', 'status.typeId')
    .leftJoin('invoiceStatuses as invoiceStatus', 'invoiceStatus.id', 'trigger.invoiceStatusId')
    .leftJoin('departments as recipientDepartment', 'recipientDepartment.id', 'trigger.recipientDepartmentId')
    .leftJoin('users as user', 'user.id', 'trigger.userId')
    .leftJoin('departments as department', 'department.id', 'trigger.departmentId')
    .selectAll('trigger')
    .select((eb) => [
      eb.fn.coalesce('status.name', 'invoiceStatus.name', eb.val('')).as('statusName'),
      'status.typeId',
      'recipientDepartment.name as recipientDepartmentName',
      'user.name as userName',
      'department.name as departmentName',
    ]);
}

export async function insertTrigger(tx: Tx, trigger: Omit<Trigger, 'id' | 'version'>): Promise<number> {
  const { id } = await tx.insertInto('triggers').values(trigger).returning('id').executeTakeFirstOrThrow();
  return id;
}

export async function saveTrigger(tx: Tx, id: number, trigger: Omit<Trigger, 'id' | 'version'>): Promise<void> {
  await tx
    .updateTable('triggers')
    .set((eb) => ({ ...trigger, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function removeTrigger(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('triggers').where('id', '=', id).execute();
}

export function findTemplate(db: Db, id: number): Promise<Pick<Row<'templates'>, 'channel'> | undefined> {
  return db.selectFrom('templates').select('channel').where('id', '=', id).executeTakeFirst();
}
