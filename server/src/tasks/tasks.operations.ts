import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/tasks';
import type { Task, TaskInput } from '@printrail/contract/tasks';
import { checkResponsible } from '../changes/surroundings.ts';
import { lockRows } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit, auditAll } from '../studio/audit.ts';
import type { Actor, Change, Reading } from '../studio/change.ts';
import { decodeCursor, pageOf, pageSize } from '../studio/pages.ts';
import { expectVersion } from '../studio/versions.ts';
import { getTypeToGive } from './task-types.operations.ts';
import * as queries from './tasks.queries.ts';

export async function listTasks(
  { db, actor, today }: Reading,
  { query }: InputOf<typeof contract.listTasks>,
): Promise<AnswerOf<typeof contract.listTasks>> {
  const isDone = query.state === 'done';
  const cursor = decodeCursor<queries.TaskCursor>(query.after, isDone ? 'nn' : 'Dn');
  const limit = query.limit ?? pageSize;
  // An API key has nothing assigned.
  const mine = query.mine ? (userIdOf(actor) ?? 0) : undefined;
  const rows = await queries.findTasks(db, { ...query, limit, cursor }, mine);
  const cursorOf = (row: queries.TaskRow) => [isDone ? row.doneAt : row.dueDate, row.id];
  return pageOf(rows, limit, cursorOf, (row) => answerOf(row, today));
}

export async function getTask({ db, today }: Reading, { params }: InputOf<typeof contract.getTask>): Promise<Task> {
  return answerOf(await queries.getTaskRow(db, params.id), today);
}

export async function addTask(change: Change, { body }: InputOf<typeof contract.addTask>): Promise<Task> {
  const { tx, actor, today } = change;
  const fields = await checkedFields(change, body);
  const task: queries.NewTask = {
    ...{ ...blankTask, ...fields, createdAt: change.now, createdById: userIdOf(actor) },
  };
  const [added] = await queries.insertTasks(tx, [task]);
  const after = answerOf(await queries.getTaskRow(tx, added?.id ?? 0), today);
  await audit(change, { action: 'task.added', record: 'task', recordId: after.id, after });
  return after;
}

export type DraftedTask = Pick<queries.NewTask, 'typeId' | 'firingId'> & Partial<queries.NewTask>;

/** Adds tasks that follow from something else; their fields are right already. */
export async function addTasks(change: Change, drafts: readonly DraftedTask[]): Promise<void> {
  if (drafts.length === 0) return;
  const tasks = drafts.map((draft) => ({ ...blankTask, ...draft, createdAt: change.now, createdById: null }));
  const byFiring = new Map(tasks.map((task) => [task.firingId, task]));
  const added = await queries.insertTasks(change.tx, tasks);
  await auditAll(
    change,
    added.map(({ id, firingId }) => ({
      ...{ action: 'task.added', record: 'task', recordId: id },
      after: { ...byFiring.get(firingId) },
    })),
  );
}

export async function updateTask(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateTask>,
): Promise<Task> {
  const before = await lockedTask(change, id, version);
  const { status, ...rest } = body;
  const isOnlyOpened = status !== undefined && Object.values(rest).every((value) => value === undefined);
  if (before.doneAt !== null && !isOnlyOpened) throw new Refusal('task.done');
  const { typeId, clientId, invoiceId, orderId, phone } = before;
  const fields = isOnlyOpened
    ? {}
    : await checkedFields(change, { typeId, clientId, invoiceId, orderId, phone, ...rest }, typeId);
  return saved(change, before, { ...fields, ...(status ? { status, doneAt: null, doneById: null } : {}) }, 'changed');
}

export async function finishTask(
  change: Change,
  { params: { id }, body }: InputOf<typeof contract.finishTask>,
): Promise<Task> {
  const before = await lockedTask(change, id, body.version);
  if (before.doneAt !== null) throw new Refusal('task.done');
  const { status = 'done', outcome = before.outcome } = body;
  const done = { status, outcome, doneAt: change.now, doneById: userIdOf(change.actor) };
  return saved(change, before, done, 'finished');
}

export async function deleteTask(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteTask>,
): Promise<null> {
  const before = await lockedTask(change, id, version);
  if (before.firingId !== null) throw new Refusal('task.of_trigger');
  await queries.removeTask(change.tx, id);
  const audited = { record: 'task', recordId: id, before: answerOf(before, change.today) };
  await audit(change, { action: 'task.deleted', ...audited });
  return null;
}

const blankTask: Omit<queries.NewTask, 'typeId' | 'createdAt' | 'createdById'> = {
  ...{ status: 'open', description: '', dueDate: null, priority: 'normal', userId: null, departmentId: null },
  ...{ clientId: null, invoiceId: null, orderId: null, phone: '', outcome: '', firingId: null },
  ...{ doneAt: null, doneById: null },
};

async function saved(
  change: Change,
  before: queries.TaskRow,
  columns: Partial<queries.NewTask>,
  what: 'changed' | 'finished',
): Promise<Task> {
  const { tx, today } = change;
  await queries.saveTask(tx, before.id, columns);
  const after = answerOf(await queries.getTaskRow(tx, before.id), today);
  const states = { before: answerOf(before, today), after };
  await audit(change, { action: `task.${what}`, record: 'task', recordId: before.id, ...states });
  return after;
}

async function lockedTask({ tx }: Change, id: number, version: number | undefined): Promise<queries.TaskRow> {
  await lockRows(tx, 'tasks', [id]);
  const task = await queries.getTaskRow(tx, id);
  expectVersion(task, version);
  return task;
}

/** The fields of a task as they are saved: people that are there, links that belong together, a phone number for calls. */
async function checkedFields(change: Change, given: TaskInput, presentTypeId?: number) {
  const { tx } = change;
  const type = await getTypeToGive(tx, given.typeId, 'typeId', presentTypeId);
  await checkPeople(change, given.userId ?? null, given.departmentId ?? null);
  const links = await linksOf(change, given);
  const phone = given.phone ?? '';
  if (phone !== '' && !type.isCall) throw new Refusal('task.phone_for_calls', { type: type.name }).at('phone');
  const fallback = type.isCall && links.clientId !== null ? await queries.findPhone(tx, links.clientId) : undefined;
  return { ...withoutUndefined(given), ...links, phone: phone || (fallback?.phone ?? '') };
}

async function checkPeople(change: Change, responsibleUserId: number | null, departmentId: number | null) {
  try {
    await checkResponsible(change.tx, { responsibleUserId, departmentId });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'user.not_found') throw error.at('userId');
    throw error;
  }
}

type Links = { clientId: number | null; invoiceId: number | null; orderId: number | null };

/** An order brings its invoice and client along, an invoice its client. */
async function linksOf({ tx }: Change, given: TaskInput): Promise<Links> {
  const { orderId = null } = given;
  const order = orderId === null ? undefined : await queries.findOrderLinks(tx, orderId);
  if (orderId !== null && !order) throw new Refusal('order.not_found', { id: orderId }).at('orderId');
  const invoiceId = given.invoiceId ?? order?.invoiceId ?? null;
  const invoice = invoiceId === null ? undefined : await queries.findInvoiceLinks(tx, invoiceId);
  if (invoiceId !== null && !invoice) throw new Refusal('invoice.not_found', { id: invoiceId }).at('invoiceId');
  const clientId = given.clientId ?? invoice?.clientId ?? order?.clientId ?? null;
  if (clientId !== null && !(await queries.findPhone(tx, clientId))) {
    throw new Refusal('client.not_found', { id: clientId }).at('clientId');
  }
  if (order && (order.invoiceId ?? invoiceId) !== invoiceId) throw otherClient('invoice', invoiceId, 'invoiceId');
  if (order && (order.clientId ?? clientId) !== clientId) throw otherClient('production order', orderId, 'orderId');
  if (invoice && invoice.clientId !== clientId) throw otherClient('invoice', invoiceId, 'invoiceId');
  return { clientId, invoiceId, orderId };
}

function otherClient(record: string, id: number | null, field: string): Refusal {
  return new Refusal('task.other_client', { record, id }).at(field);
}

function withoutUndefined<Given extends object>(given: Given) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Given]-?: Exclude<Given[Field], undefined>;
  };
}

function userIdOf({ kind, id }: Actor): number | null {
  return kind === 'user' ? id : null;
}

function answerOf({ createdAt, createdById: _, doneAt, doneById: __, ...task }: queries.TaskRow, today: string): Task {
  return {
    ...task,
    isLate: doneAt === null && task.dueDate !== null && task.dueDate < today,
    createdAt: new Date(createdAt).toISOString(),
    doneAt: doneAt === null ? null : new Date(doneAt).toISOString(),
  };
}
