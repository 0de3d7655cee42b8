import { isOncePreset, stepsOf } from '@printrail/contract/trigger-parts';
import type { TriggerInput } from '@printrail/contract/triggers';
import { checkResponsible } from '../changes/surroundings.ts';
import { cyclesOf, invoiceStatusOf, statusOf } from '../cycles/cycles.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { getTypeToGive } from '../tasks/task-types.operations.ts';
import { taskTypesInOrder } from '../tasks/task-types.queries.ts';
import type { Trigger } from './firing-plan.rules.ts';
import { checkTrigger, daysOf, doesOf, momentOf } from './trigger.rules.ts';
import { findTemplate } from './triggers.queries.ts';

export type Columns = Omit<Trigger, 'id' | 'version'>;
type Given = Partial<Omit<TriggerInput, 'statusId' | 'invoiceStatusId'>>;

/** The trigger that is asked for, with its presets, checked as one that is added. */
export async function newTrigger(reading: Reading, input: TriggerInput): Promise<Columns> {
  const { statusId, invoiceStatusId, ...given } = input;
  if ((statusId === undefined) === (invoiceStatusId === undefined)) {
    throw new Refusal('trigger.one_status').at(statusId === undefined ? 'statusId' : 'invoiceStatusId');
  }
  await checkStatus(reading, statusId, invoiceStatusId);
  const about = { statusId: statusId ?? null, invoiceStatusId: invoiceStatusId ?? null };
  const columns = await checked(reading, uncheckedTrigger(about, given), undefined);
  return { ...columns, isOncePerOrder: given.isOncePerOrder ?? isOncePreset(columns) };
}

/** A trigger of a status with everything that is not given as it is in a blank one. */
export function uncheckedTrigger(about: Pick<Columns, 'statusId' | 'invoiceStatusId'>, given: Given): Columns {
  return changed({ ...blankTrigger, ...about }, given);
}

/** The trigger as it will be, checked where it changes. */
export function changedTrigger(reading: Reading, before: Columns, given: Given): Promise<Columns> {
  return checked(reading, changed(before, given), before);
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
async function checked(reading: Reading, given: Columns, before: Columns | undefined): Promise<Columns> {
  const columns = { ...given, taskTypeId: await typeIdFor(reading, given, before) };
  checkTrigger(columns);
  const isNew = (field: 'userId' | 'departmentId' | 'recipientDepartmentId' | 'templateId') =>
    columns[field] !== null && columns[field] !== before?.[field];
  if (isNew('userId')) await checkPerson(reading, { responsibleUserId: columns.userId }, 'userId');
  if (isNew('departmentId')) await checkPerson(reading, { departmentId: columns.departmentId }, 'departmentId');
  if (isNew('recipientDepartmentId')) {
    await checkPerson(reading, { departmentId: columns.recipientDepartmentId }, 'recipientDepartmentId');
  }
  if (columns.templateId !== null) await checkTemplate(reading, columns.action, columns.templateId);
  return columns;
}

async function checkStatus(reading: Reading, statusId: number | undefined, invoiceStatusId: number | undefined) {
  const cycles = await cyclesOf(reading);
  try {
    if (statusId !== undefined) statusOf(cycles, statusId);
    if (invoiceStatusId !== undefined) invoiceStatusOf(cycles, invoiceStatusId);
  } catch (error) {
    throw error instanceof Refusal ? error.at(statusId === undefined ? 'invoiceStatusId' : 'statusId') : error;
  }
}

async function checkPerson(
  { db }: Reading,
  person: { responsibleUserId?: number | null; departmentId?: number | null },
  field: string,
): Promise<void> {
  try {
    await checkResponsible(db, person);
  } catch (error) {
    throw error instanceof Refusal ? error.at(field) : error;
  }
}

async function checkTemplate({ db }: Reading, action: Columns['action'], id: number): Promise<void> {
  const template = await findTemplate(db, id);
  if (template && stepsOf[action].some((step) => step === template.channel)) return;
  throw new Refusal('trigger.template', { id, channel: doesOf(action) }).at('templateId');
}

/** The type of the tasks it makes: the one given, else the first that fits. */
async function typeIdFor({ db }: Reading, { action, taskTypeId }: Columns, before: Columns | undefined) {
  const steps = stepsOf[action];
  const isCall = steps.includes('call');
  // What it had from doing something else goes with that.
  if (!isCall && !steps.includes('task')) return taskTypeId === before?.taskTypeId ? null : taskTypeId;
  const types = await taskTypesInOrder(db);
  if (taskTypeId === null) return types.find((type) => type.isActive && type.isCall === isCall)?.id ?? null;
  const stands = before?.taskTypeId === taskTypeId && types.find(({ id }) => id === taskTypeId);
  const type = stands || (await getTypeToGive(db, taskTypeId, 'taskTypeId'));
  if (type.isCall === isCall) return taskTypeId;
  const details = { name: type.name, kind: type.isCall ? 'a call' : 'no call', does: doesOf(action) };
  throw new Refusal('trigger.task_type', details).at('taskTypeId');
}

function withoutUndefined<Fields extends object>(fields: Fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Fields]-?: Exclude<Fields[Field], undefined>;
  };
}
