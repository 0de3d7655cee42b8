import { partsOf, recipientsOf, type Step, stepsOf } from '@printrail/contract/trigger-parts';
import type { Trigger, TriggerAction, TriggerInput, TriggerRecipient } from '@printrail/contract/triggers';

/** A trigger that is about to be added, as the server would save it without being told more. */
export const blankTrigger: Trigger = {
  ...{ id: 0, statusId: null, invoiceStatusId: null, statusName: '', typeId: null, sentence: '', version: 1 },
  ...{ when: 'entered', days: 0, counts: 'business', action: 'task', recipient: null, address: '' },
  ...{ recipientDepartmentId: null, isDoNotCallExcluded: false, isDoNotMarketExcluded: false, isOncePerOrder: false },
  ...{ templateId: null, taskTypeId: null, description: '', priority: 'normal', userId: null, departmentId: null },
  ...{ taskDays: null, isAutomatic: false, isActive: true },
};

type Fields = Required<Omit<TriggerInput, 'statusId' | 'invoiceStatusId'>>;

/** What a trigger may refer to; undefined as long as it is not known. */
export type Known = {
  taskTypes: readonly { id: number; isCall: boolean; isActive: boolean }[] | undefined;
  templates: readonly { id: number; channel: string }[] | undefined;
};

/**
 * What a trigger comes to with what was typed: parts that it does not take are empty, the only recipient there can be is
 * the one, and a task without a type has the first that fits. What was typed is kept, for when it fits again.
 */
export function fitted(trigger: Trigger, known: Known): Trigger {
  const recipient = recipientFor(trigger);
  const takes = partsOf({ ...trigger, recipient });
  const only = <Value, None>(part: keyof typeof takes, value: Value, none: None) =>
    takes[part] === 'none' ? none : value;
  return {
    ...trigger,
    days: trigger.when === 'entered' ? 0 : trigger.days,
    recipient,
    recipientDepartmentId: only('recipientDepartmentId', trigger.recipientDepartmentId, null),
    address: only('address', trigger.address, ''),
    templateId: only('templateId', templateFor(trigger, known.templates), null),
    taskTypeId: only('taskTypeId', taskTypeFor(trigger, known.taskTypes), null),
    description: only('description', trigger.description, ''),
    userId: only('userId', trigger.userId, null),
    departmentId: only('departmentId', trigger.departmentId, null),
    taskDays: only('taskDays', trigger.taskDays, null),
  };
}

function recipientFor(trigger: Trigger): TriggerRecipient | null {
  const allowed = recipientsOf(trigger);
  if (trigger.recipient && allowed.includes(trigger.recipient)) return trigger.recipient;
  return allowed.length === 1 ? (allowed[0] ?? null) : null;
}

function templateFor({ templateId, action }: Trigger, templates: Known['templates']): number | null {
  const template = templates?.find(({ id }) => id === templateId);
  return template && !stepsOf[action].some((step) => step === template.channel) ? null : templateId;
}

function taskTypeFor({ taskTypeId, action }: Trigger, types: Known['taskTypes']): number | null {
  if (!types) return taskTypeId;
  const isCall = isCallMade(action);
  const fits = types.filter((type) => type.isCall === isCall);
  return (fits.find(({ id }) => id === taskTypeId) ?? fits.find(({ isActive }) => isActive))?.id ?? null;
}

export function isCallMade(action: TriggerAction): boolean {
  return stepsOf[action].includes('call');
}

/** The channel whose templates are offered: that of the first step, by which a fallback writes as well. */
export function channelOf(action: TriggerAction): Step {
  return stepsOf[action][0] ?? 'task';
}

/** Everything of a trigger but its status, as it is sent. */
export function fieldsOf(trigger: Trigger): Fields {
  const { id: _, statusId: __, invoiceStatusId: ___, statusName: ____, typeId, sentence, version, ...fields } = trigger;
  return fields;
}

/** The trigger as it is added or tried. */
export function inputOf(trigger: Trigger): TriggerInput {
  const { statusId, invoiceStatusId } = trigger;
  return {
    ...(statusId === null ? {} : { statusId }),
    ...(invoiceStatusId === null ? {} : { invoiceStatusId }),
    ...fieldsOf(trigger),
  };
}

/** What is to be changed to make one trigger of the other. */
export function changesTo(before: Trigger, after: Trigger): Partial<Fields> {
  const was = fieldsOf(before);
  const changed = Object.entries(fieldsOf(after)).filter(([field, value]) => value !== was[field as keyof Fields]);
  return Object.fromEntries(changed) as Partial<Fields>;
}
