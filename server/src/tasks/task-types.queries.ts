import type { Db, Tx } from '../database/connect.ts';
import { updateRows } from '../database/many-rows.ts';
import type { Row } from '../database/rows.ts';

export type TaskTypeRow = Row<'taskTypes'>;

export function taskTypesInOrder(db: Db): Promise<TaskTypeRow[]> {
  return db.selectFrom('taskTypes').selectAll().orderBy('position').orderBy('id').execute();
}

export function insertTaskType(tx: Tx, type: Omit<TaskTypeRow, 'id' | 'version'>): Promise<TaskTypeRow> {
  return tx.insertInto('taskTypes').values(type).returningAll().executeTakeFirstOrThrow();
}

const columns = { name: 'text', name_key: 'text', position: 'int', is_active: 'bool' } as const;

export async function saveTaskTypes(tx: Tx, changed: readonly TaskTypeRow[]): Promise<void> {
  if (changed.length > 0) await updateRows(tx, 'task_types', columns, changed);
}

export async function removeTaskType(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('taskTypes').where('id', '=', id).execute();
}

export async function isTaskTypeUsed(db: Db, id: number): Promise<boolean> {
  const trigger = db.selectFrom('triggers').select('id').where('taskTypeId', '=', id).limit(1);
  if (await trigger.executeTakeFirst()) return true;
  const task = db.selectFrom('tasks').select('id').where('typeId', '=', id).limit(1);
  return (await task.executeTakeFirst()) !== undefined;
}
