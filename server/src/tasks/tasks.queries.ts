import type { InputOf } from '@printrail/contract/endpoint';
import type { listTasks } from '@printrail/contract/tasks';
import { sql } from 'kysely';
import type { Db, Tx } from '../database/connect.ts';
import { type Columns, insertRows, type Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';

export type TaskRow = Awaited<ReturnType<ReturnType<typeof namedTasks>['execute']>>[number];
export type NewTask = Omit<Row<'tasks'>, 'id' | 'version'>;
/** Where a list of tasks goes on: after the due date (of finished ones when they were finished) and id. */
export type TaskCursor = [at: string | number | null, id: number];

type Asked = InputOf<typeof listTasks>['query'] & { limit: number; cursor: TaskCursor | undefined };

/** Tasks as asked for, one more than the limit. */
export async function findTasks(db: Db, asked: Asked, mineOfUserId: number | undefined): Promise<TaskRow[]> {
  const { calls, state, limit, cursor } = asked;
  let query = namedTasks(db).limit(limit + 1);
  for (const column of ['userId', 'departmentId', 'clientId', 'invoiceId', 'orderId'] as const) {
    const id = asked[column];
    if (id !== undefined) query = query.where(`task.${column}`, '=', id);
  }
  if (calls !== undefined) query = query.where('type.isCall', '=', calls);
  if (mineOfUserId !== undefined) {
    query = query.where(({ eb, or }) =>
      or([
        eb('task.userId', '=', mineOfUserId),
        eb(
          'task.departmentId',
          'in',
          db.selectFrom('userDepartments').select('departmentId').where('userId', '=', mineOfUserId),
        ),
      ]),
    );
  }
  if (state === 'done') {
    query = query.where('task.doneAt', 'is not', null).orderBy('task.doneAt', 'desc').orderBy('task.id', 'desc');
    if (cursor) query = query.where(sql<boolean>`(task.done_at, task.id) < (${cursor[0]}, ${cursor[1]})`);
    return query.execute();
  }
  query = query.where('task.doneAt', 'is', null);
  if (cursor) query = query.where(afterDue(cursor));
  return query.orderBy(sql`task.due_date asc nulls last`).orderBy('task.id').execute();
}

function afterDue([dueDate, id]: TaskCursor) {
  if (dueDate === null) return sql<boolean>`(task.due_date is null and task.id > ${id})`;
  return sql<boolean>`(task.due_date > ${dueDate} or (task.due_date = ${dueDate} and task.id > ${id})
    or task.due_date is null)`;
}

export async function getTaskRow(db: Db, id: number): Promise<TaskRow> {
  const task = await namedTasks(db).where('task.id', '=', id).executeTakeFirst();
  if (!task) throw new Refusal('task.not_found', { id });
  return task;
}

function namedTasks(db: Db) {
  return db
    .selectFrom('tasks as task')
    .innerJoin('taskTypes as type', 'type.id', 'task.typeId')
    .leftJoin('users as user', 'user.id', 'task.userId')
    .leftJoin('departments as department', 'department.id', 'task.departmentId')
    .leftJoin('clients as client', 'client.id', 'task.clientId')
    .leftJoin('invoices as invoice', 'invoice.id', 'task.invoiceId')
    .leftJoin('productionOrders as order', 'order.id', 'task.orderId')
    .leftJoin('users as doneBy', 'doneBy.id', 'task.doneById')
    .selectAll('task')
    .select([
      'type.name as typeName',
      'type.isCall',
      'user.name as userName',
      'department.name as departmentName',
      'client.name as clientName',
      'invoice.number as invoiceNumber',
      'order.number as orderNumber',
      'doneBy.name as doneByName',
    ]);
}

const columns: Columns = {
  ...{ type_id: 'int', status: 'text', description: 'text', due_date: 'date', priority: 'text' },
  ...{ user_id: 'int', department_id: 'int', client_id: 'int', invoice_id: 'int', order_id: 'int' },
  ...{ phone: 'text', outcome: 'text', firing_id: 'int', created_at: 'int', created_by_id: 'int' },
};

/** Gives the ids in no particular order, each with the firing that made it. */
export function insertTasks(tx: Tx, tasks: readonly NewTask[]): Promise<{ id: number; firingId: number | null }[]> {
  return insertRows(tx, 'tasks', columns, tasks, ['id', 'firing_id']);
}

export async function saveTask(tx: Tx, id: number, changed: Partial<NewTask>): Promise<void> {
  await tx
    .updateTable('tasks')
    .set((eb) => ({ ...changed, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function removeTask(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('tasks').where('id', '=', id).execute();
}

/** What an order brings along for a task. */
export function findOrderLinks(db: Db, orderId: number) {
  const order = db.selectFrom('productionOrders').select(['invoiceId', 'clientId']).where('id', '=', orderId);
  return order.executeTakeFirst();
}

export function findInvoiceLinks(db: Db, invoiceId: number) {
  return db.selectFrom('invoices').select('clientId').where('id', '=', invoiceId).executeTakeFirst();
}

export function findPhone(db: Db, clientId: number) {
  return db.selectFrom('clients').select('phone').where('id', '=', clientId).executeTakeFirst();
}
