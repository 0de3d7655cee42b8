import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/tasks';
import type { TaskType } from '@printrail/contract/tasks';
import { numbered } from '../cycles/arrangement.rules.ts';
import { checkPlace } from '../cycles/checks.ts';
import { changedRows } from '../cycles/maintenance.queries.ts';
import type { Db } from '../database/connect.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, type Reading } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import * as queries from './task-types.queries.ts';

export async function listTaskTypes({ db }: Reading): Promise<AnswerOf<typeof contract.listTaskTypes>> {
  return { items: (await queries.taskTypesInOrder(db)).map(answerOf) };
}

export async function addTaskType(
  change: Change,
  { body: { name, isCall = false } }: InputOf<typeof contract.addTaskType>,
): Promise<TaskType> {
  const types = await lockedTypes(change);
  checkName(types, name);
  const row = { name, nameKey: folded(name), isCall, position: types.length + 1, isActive: true };
  const after = answerOf(await queries.insertTaskType(change.tx, row));
  await audit(change, { action: 'task_type.added', record: 'task_type', recordId: after.id, after });
  return after;
}

export async function updateTaskType(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateTaskType>,
): Promise<TaskType> {
  const types = await lockedTypes(change);
  const before = typeIn(types, id);
  expectVersion(before, version);
  if (body.name !== undefined) checkName(types, body.name, id);
  checkPlace(before.name, body.position, types.length);
  const edited = { ...before, ...body, nameKey: folded(body.name ?? before.name) };
  const others = types.filter((type) => type.id !== id);
  await saveInOrder(change, types, others.toSpliced((body.position ?? before.position) - 1, 0, edited));
  const after = answerOf(typeIn(await queries.taskTypesInOrder(change.tx), id));
  const states = { before: answerOf(before), after };
  await audit(change, { action: 'task_type.changed', record: 'task_type', recordId: id, ...states });
  return after;
}

export async function deleteTaskType(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteTaskType>,
): Promise<null> {
  const types = await lockedTypes(change);
  const before = typeIn(types, id);
  expectVersion(before, version);
  if (await queries.isTaskTypeUsed(change.tx, id)) throw new Refusal('task_type.in_use', { name: before.name });
  await queries.removeTaskType(change.tx, id);
  const rest = types.filter((type) => type.id !== id);
  await saveInOrder(change, rest, rest);
  const audited = { record: 'task_type', recordId: id, before: answerOf(before) };
  await audit(change, { action: 'task_type.deleted', ...audited });
  return null;
}

/** The type a task is about to have; refuses one that is not there, or no longer offered unless it has it already. */
export async function getTypeToGive(
  db: Db,
  id: number,
  field: string,
  presentId?: number,
): Promise<queries.TaskTypeRow> {
  const type = typeIn(await queries.taskTypesInOrder(db), id, field);
  if (!type.isActive && id !== presentId) throw new Refusal('task_type.inactive', { name: type.name }).at(field);
  return type;
}

/** The list is short and changes as a whole, so it is locked as a whole. */
async function lockedTypes(change: Change): Promise<queries.TaskTypeRow[]> {
  await lockSettings(change);
  return queries.taskTypesInOrder(change.tx);
}

async function saveInOrder(
  { tx }: Change,
  before: readonly queries.TaskTypeRow[],
  after: readonly queries.TaskTypeRow[],
): Promise<void> {
  await queries.saveTaskTypes(tx, changedRows(before, numbered(after)));
}

function typeIn(types: readonly queries.TaskTypeRow[], id: number, field?: string): queries.TaskTypeRow {
  const type = types.find((each) => each.id === id);
  if (type) return type;
  const refusal = new Refusal('task_type.not_found', { id });
  throw field === undefined ? refusal : refusal.at(field);
}

function checkName(types: readonly queries.TaskTypeRow[], name: string, ofId?: number): void {
  if (types.some((type) => type.id !== ofId && type.nameKey === folded(name))) {
    throw new Refusal('task_type.name_taken', { name }).at('name');
  }
}

function answerOf({ nameKey: _, ...type }: queries.TaskTypeRow): TaskType {
  return type;
}
