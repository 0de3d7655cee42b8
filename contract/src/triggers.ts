import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Name, Nullable, OneOf, PartOf, Prose, Version } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';
import { taskPriorities } from './tasks.ts';

export const triggerRefusals = {
  'trigger.not_found': { status: 404, says: 'There is no trigger {id}.' },
  'trigger.one_status': {
    status: 422,
    says: 'A trigger belongs to one status: send either `statusId` or `invoiceStatusId`.',
  },
  'trigger.needs': { status: 422, says: 'A trigger that {does} needs `{field}`.' },
  'trigger.not_for': { status: 422, says: 'A trigger that {does} takes no `{field}`.' },
  'trigger.days': { status: 422, says: 'A trigger {when} takes {rule}, not {days}.' },
  'trigger.recipient': { status: 422, says: 'A trigger that {does} is for {allowed}, not for {recipient}.' },
  'trigger.address': { status: 422, says: '{address} is not {wanted}.' },
  'trigger.template': { status: 422, says: 'There is no template {id} for {channel}.' },
  'trigger.task_type': { status: 422, says: 'The type {name} does not fit: it is {kind}, and the trigger {does}.' },
  'trigger.in_use': {
    status: 409,
    says: 'The trigger has fired or is about to, so it cannot be deleted. Make it inactive instead.',
  },
} as const satisfies RefusalTexts;

/** What a trigger does; after "_else_" comes what it does when the first has no address. */
export const triggerActions = [
  'task',
  'call',
  'email',
  'letter',
  'sms',
  'webhook',
  'email_else_call',
  'email_else_letter',
  'sms_else_call',
  'sms_else_email',
] as const;
export type TriggerAction = (typeof triggerActions)[number];

export const triggerRecipients = ['client', 'vendor', 'responsible', 'department', 'fixed'] as const;
export type TriggerRecipient = (typeof triggerRecipients)[number];

export const triggerMoments = ['entered', 'before_due', 'after_due'] as const;

const Days = Type.Integer({ minimum: 0, maximum: 999 });

const fields = {
  when: OneOf(triggerMoments, 'When the status is entered, or days before or after the status due date.'),
  days: Type.Integer({ ...Days, description: 'How many days before or after; 0 when entered.' }),
  counts: OneOf(['business', 'calendar'], 'Which days are counted.'),
  action: OneOf(triggerActions),
  recipient: Nullable(OneOf(triggerRecipients, 'To whom; none for tasks and webhooks.')),
  recipientDepartmentId: Nullable(Id),
  address: Type.String({ maxLength: 2_000, description: 'The fixed address, or where the webhook goes.' }),
  isDoNotCallExcluded: Type.Boolean({ description: 'Does nothing for clients marked “do not call”.' }),
  isDoNotMarketExcluded: Type.Boolean({ description: 'Does nothing for clients marked “do not market”.' }),
  isOncePerOrder: Type.Boolean({ description: 'Set for messages to clients, unless told.' }),
  templateId: Nullable(Id),
  taskTypeId: Nullable(Id),
  description: Type.String({ ...Prose, description: 'What its tasks and calls say.' }),
  priority: OneOf(taskPriorities),
  userId: Nullable(Type.Integer({ ...Id, description: 'Who gets its tasks; else whoever is responsible.' })),
  departmentId: Nullable(Id),
  taskDays: Nullable(Type.Integer({ ...Days, description: 'Business days after which its tasks are due.' })),
  isAutomatic: Type.Boolean({ description: 'Processed by itself when due; else it waits in the queue.' }),
  isActive: Type.Boolean(),
};

export const Trigger = Fields(
  {
    id: Id,
    statusId: Nullable(Id),
    invoiceStatusId: Nullable(Id),
    statusName: Name,
    typeId: Nullable(Id),
    ...fields,
    sentence: Type.String({ description: 'What the trigger does, as a sentence.' }),
    version: Version,
  },
  'Trigger',
);
export type Trigger = Static<typeof Trigger>;

const { when, action, ...others } = fields;
const OtherFields = PartOf(Fields(others));

export const TriggerInput = Fields({
  statusId: Type.Optional(Id),
  invoiceStatusId: Type.Optional(Id),
  when,
  action,
  ...OtherFields.properties,
});
export type TriggerInput = Static<typeof TriggerInput>;

/** What may be wrong with a trigger that is added, changed or tried. */
export const triggerFaults = [
  'trigger.needs',
  'trigger.not_for',
  'trigger.days',
  'trigger.recipient',
  'trigger.address',
  'trigger.template',
  'trigger.task_type',
  'task_type.not_found',
  'task_type.inactive',
  'user.not_found',
  'department.not_found',
] as const;

export const listTriggers = endpoint({
  id: 'listTriggers',
  method: 'GET',
  path: '/triggers',
  tag: 'Triggers',
  summary: 'Triggers, in the order of their statuses and of their moments',
  access: { area: 'maintenance', level: 'view' },
  query: Fields({
    statusId: Type.Optional(Id),
    invoiceStatusId: Type.Optional(Id),
    typeId: Type.Optional(Id),
    active: Type.Optional(Type.Boolean()),
  }),
  answer: Fields({ items: Type.Array(Trigger) }),
});

export const getTrigger = endpoint({
  id: 'getTrigger',
  method: 'GET',
  path: '/triggers/{id}',
  tag: 'Triggers',
  summary: 'A trigger',
  access: { area: 'maintenance', level: 'view' },
  params: ById,
  answer: Trigger,
  refusals: ['trigger.not_found'],
});

export const addTrigger = endpoint({
  id: 'addTrigger',
  method: 'POST',
  path: '/triggers',
  tag: 'Triggers',
  summary: 'Add a trigger to a production status or invoice status',
  description:
    'It ignores the past: it fires for what enters its status from now on. By hand and active unless told otherwise.',
  access: { area: 'maintenance', level: 'add' },
  body: TriggerInput,
  answer: Trigger,
  status: 201,
  refusals: ['trigger.one_status', 'status.not_found', 'invoice_status.not_found', ...triggerFaults],
});

export const updateTrigger = endpoint({
  id: 'updateTrigger',
  method: 'PATCH',
  path: '/triggers/{id}',
  tag: 'Triggers',
  summary: 'Change a trigger, or make it inactive',
  description:
    'What it has planned keeps its time and does what the trigger says by then. An inactive trigger plans nothing, and what it had planned is withdrawn for good.',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(Fields(fields)),
  answer: Trigger,
  refusals: ['trigger.not_found', ...triggerFaults],
});

export const deleteTrigger = endpoint({
  id: 'deleteTrigger',
  method: 'DELETE',
  path: '/triggers/{id}',
  tag: 'Triggers',
  summary: 'Delete a trigger that never fired',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['trigger.not_found', 'trigger.in_use'],
});
