import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/triggers';
import type { Trigger as TriggerAnswer, TriggerInput } from '@printrail/contract/triggers';
import { checkResponsible } from '../changes/surroundings.ts';
import { cyclesOf, invoiceStatusOf, statusOf } from '../cycles/cycles.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, type Reading, settingsChanged } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import { getTypeToGive } from '../tasks/task-types.operations.ts';
import { taskTypesInOrder } from '../tasks/task-types.queries.ts';
import type { Trigger } from './firing-plan.rules.ts';
import { hasFirings, setAutomatic, withdrawAll } from './firings.queries.ts';
import { checkTrigger, daysOf, doesOf, isOncePreset, momentOf, stepsOf } from './trigger.rules.ts';
import { sentenceOf } from './trigger-sentence.rules.ts';
import * as queries from './triggers.queries.ts';

type Columns = Omit<Trigger, 'id' | 'version'>;
type Given = Partial<Omit<TriggerInput, 'statusId' | 'invoiceStatusId'>>;

export async function listTriggers(
  { db }: Reading,
  { query }: InputOf<typeof contract.listTriggers>,
): Promise<AnswerOf<typeof contract.listTriggers>> {
  const { active, ...wanted } = query;
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const isAsked = (trigger: queries.NamedTrigger) =>
    (active === undefined || trigger.isActive === active) &&
    asked.every(([field, value]) => trigger[field as keyof typeof wanted] === value);
  return { items: (await queries.namedTriggers(db)).filter(isAsked).map(answerOf) };
}

export async function getTrigger(
  { db }: Reading,
  { params }: InputOf<typeof contract.getTrigger>,
): Promise<TriggerAnswer> {
  return answerOf(await queries.getNamedTrigger(db, params.id));
}

export async function addTrigger(
  change: Change,
  { body }: InputOf<typeof contract.addTrigger>,
): Promise<TriggerAnswer> {
  await lockSettings(change);
  const { statusId, invoiceStatusId, ...given } = body;
  if ((statusId === undefined) === (invoiceStatusId === undefined)) {
    throw new Refusal('trigger.one_status').at(statusId === undefined ? 'statusId' : 'invoiceStatusId');
  }
  await checkStatus(change, statusId, invoiceStatusId);
  const about = { statusId: statusId ?? null, invoiceStatusId: invoiceStatusId ?? null };
  const columns = await checked(change, changed({ ...blankTrigger, ...about }, given), undefined);
  const isOncePerOrder = given.isOncePerOrder ?? isOncePreset(columns);
  const id = await queries.insertTrigger(change.tx, { ...columns, isOncePerOrder });
  await settingsChanged(change);
  const after = answerOf(await queries.getNamedTrigger(change.tx, id));
  await audit(change, { action: 'trigger.added', record: 'trigger', recordId: id, after });
  return after;
}

export async function updateTrigger(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateTrigger>,
): Promise<TriggerAnswer> {
  await lockSettings(change);
  const row = await queries.getNamedTrigger(change.tx, id);
  expectVersion(row, version);
  const before = answerOf(row);
  const columns = await checked(change, changed(columnsOf(row), body), row);
  await queries.saveTrigger(change.tx, id, columns);
  await settingsChanged(change);
  if (row.isActive && !columns.isActive) await withdrawAll(change.tx, id);
  else if (row.isAutomatic !== columns.isAutomatic) await setAutomatic(change.tx, id, columns.isAutomatic);
  change.touched('firing', null);
  const after = answerOf(await queries.getNamedTrigger(change.tx, id));
  await audit(change, { action: 'trigger.changed', record: 'trigger', recordId: id, before, after });
  return after;
}

export async function deleteTrigger(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteTrigger>,
): Promise<null> {
  await lockSettings(change);
  const row = await queries.getNamedTrigger(change.tx, id);
  expectVersion(row, version);
  if (await hasFirings(change.tx, id)) throw new Refusal('trigger.in_use');
  await queries.removeTrigger(change.tx, id);
  await settingsChanged(change);
  await audit(change, { action: 'trigger.deleted', record: 'trigger', recordId: id, before: answerOf(row) });
  return null;
}

const blankTrigger: Columns = {
  ...{
    action: 'task',
    statusId: null,
    invoiceStatusId: null,
    days: null,
    counts: 'business',
    recipient: null,
    address: '',
  },
  ...{ recipientDepartmentId: null, isDoNotCallExcluded: false, isDoNotMarketExcluded: false, isOncePerOrder: false },
  ...{ templateId: null, taskTypeId: null, description: '', priority: 'normal', userId: null, departmentId: null },
  ...{ taskDays: null, isAutomatic: false, isActive: true },
};

function changed(before: Columns, given: Given): Columns {
  const { when, days, ...fields } = given;
  const stands = momentOf(before.days);
  const moment = when ?? stands.when;
  // Another moment begins with no days of its own.
  const many = days ?? (moment === stands.when ? stands.days : 0);
  return { ...before, ...withoutUndefined(fields), days: daysOf(moment, many) };
}

/** The trigger with its parts checked against one another, and against what they refer to where that is new. */
async function checked(change: Change, given: Columns, before: Trigger | undefined): Promise<Columns> {
  const columns = { ...given, taskTypeId: await typeIdFor(change, given, before) };
  checkTrigger(columns);
  const isNew = (field: 'userId' | 'departmentId' | 'recipientDepartmentId' | 'templateId') =>
    columns[field] !== null && columns[field] !== before?.[field];
  if (isNew('userId')) await checkPerson(change, { responsibleUserId: columns.userId }, 'userId');
  if (isNew('departmentId')) await checkPerson(change, { departmentId: columns.departmentId }, 'departmentId');
  if (isNew('recipientDepartmentId')) {
    await checkPerson(change, { departmentId: columns.recipientDepartmentId }, 'recipientDepartmentId');
  }
  if (columns.templateId !== null) await checkTemplate(change, columns.action, columns.templateId);
  return columns;
}

async function checkStatus(change: Change, statusId: number | undefined, invoiceStatusId: number | undefined) {
  const cycles = await cyclesOf(change);
  try {
    if (statusId !== undefined) statusOf(cycles, statusId);
    if (invoiceStatusId !== undefined) invoiceStatusOf(cycles, invoiceStatusId);
  } catch (error) {
    throw error instanceof Refusal ? error.at(statusId === undefined ? 'invoiceStatusId' : 'statusId') : error;
  }
}

async function checkPerson(
  { tx }: Change,
  person: { responsibleUserId?: number | null; departmentId?: number | null },
  field: string,
): Promise<void> {
  try {
    await checkResponsible(tx, person);
  } catch (error) {
    throw error instanceof Refusal ? error.at(field) : error;
  }
}

async function checkTemplate({ tx }: Change, action: Columns['action'], id: number): Promise<void> {
  const template = await queries.findTemplate(tx, id);
  if (template && stepsOf[action].some((step) => step === template.channel)) return;
  throw new Refusal('trigger.template', { id, channel: doesOf(action) }).at('templateId');
}

/** The type of the tasks it makes: the one given, else the first that fits. */
async function typeIdFor({ tx }: Change, { action, taskTypeId }: Columns, before: Trigger | undefined) {
  const steps = stepsOf[action];
  const isCall = steps.includes('call');
  // What it had from doing something else goes with that.
  if (!isCall && !steps.includes('task')) return taskTypeId === before?.taskTypeId ? null : taskTypeId;
  const types = await taskTypesInOrder(tx);
  if (taskTypeId === null) return types.find((type) => type.isActive && type.isCall === isCall)?.id ?? null;
  const stands = before?.taskTypeId === taskTypeId && types.find(({ id }) => id === taskTypeId);
  const type = stands || (await getTypeToGive(tx, taskTypeId, 'taskTypeId'));
  if (type.isCall === isCall) return taskTypeId;
  const details = { name: type.name, kind: type.isCall ? 'a call' : 'no call', does: doesOf(action) };
  throw new Refusal('trigger.task_type', details).at('taskTypeId');
}

function columnsOf(row: queries.NamedTrigger): Columns {
  const { id: _, version: __, statusName, recipientDepartmentName, userName, departmentName, typeId, ...columns } = row;
  return columns;
}

function withoutUndefined<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Fields]-?: Exclude<Fields[Field], undefined>;
  };
}

function answerOf(row: queries.NamedTrigger): TriggerAnswer {
  const { id, version, statusName, typeId } = row;
  return { ...columnsOf(row), ...momentOf(row.days), id, version, statusName, typeId, sentence: sentenceOf(row, row) };
}
