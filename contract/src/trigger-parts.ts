import type { Trigger, TriggerAction, TriggerRecipient } from './triggers.ts';

/** One thing a trigger does; with a fallback it does the second when the first has no address. */
export type Step = 'task' | 'call' | 'email' | 'letter' | 'sms' | 'webhook';

export const stepsOf: Readonly<Record<TriggerAction, readonly Step[]>> = {
  task: ['task'],
  call: ['call'],
  email: ['email'],
  letter: ['letter'],
  sms: ['sms'],
  webhook: ['webhook'],
  email_else_call: ['email', 'call'],
  email_else_letter: ['email', 'letter'],
  sms_else_call: ['sms', 'call'],
  sms_else_email: ['sms', 'email'],
};

const messageSteps: readonly Step[] = ['email', 'letter', 'sms'];
const withTwoAddresses = ['client', 'vendor'] as const;

/** Who has the address a step needs: users have no phone number, and nobody is sent a task. */
const recipientsOfStep: Readonly<Record<Step, readonly TriggerRecipient[]>> = {
  task: [],
  call: [...withTwoAddresses, 'fixed'],
  email: [...withTwoAddresses, 'responsible', 'department', 'fixed'],
  letter: [...withTwoAddresses, 'fixed'],
  sms: [...withTwoAddresses, 'fixed'],
  webhook: [],
};

/** To whom such a trigger may be; nobody for tasks and webhooks. Invoices have neither a vendor nor a responsible user. */
export function recipientsOf({
  action,
  invoiceStatusId,
}: Pick<Trigger, 'action' | 'invoiceStatusId'>): readonly TriggerRecipient[] {
  const [step = 'task', fallback] = stepsOf[action];
  const allowed = fallback ? withTwoAddresses : recipientsOfStep[step];
  const ofInvoice = (recipient: TriggerRecipient) => recipient !== 'vendor' && recipient !== 'responsible';
  return invoiceStatusId === null ? allowed : allowed.filter(ofInvoice);
}

/** Messages to clients go out once per order, unless told otherwise. */
export function isOncePreset({ action, recipient }: Pick<Trigger, 'action' | 'recipient'>): boolean {
  return recipient === 'client' && stepsOf[action].some((step) => messageSteps.includes(step));
}

/** What a trigger has or has not, depending on what it does and to whom; in the order in which it is checked. */
export const triggerParts = [
  ...(['recipient', 'recipientDepartmentId', 'address', 'templateId'] as const),
  ...(['taskTypeId', 'userId', 'departmentId', 'taskDays', 'description'] as const),
] as const;
export type TriggerPart = (typeof triggerParts)[number];

/** Whether a part must be given, may be, or is refused. */
export type Takes = 'needed' | 'free' | 'none';

/** Which parts a trigger takes. */
export function partsOf(
  trigger: Pick<Trigger, 'action' | 'recipient' | 'invoiceStatusId'>,
): Readonly<Record<TriggerPart, Takes>> {
  const { action, recipient } = trigger;
  const steps = stepsOf[action];
  const isTask = steps.includes('task') || steps.includes('call');
  const neededIf = (isNeeded: boolean): Takes => (isNeeded ? 'needed' : 'none');
  const ofTask: Takes = isTask ? 'free' : 'none';
  return {
    recipient: neededIf(recipientsOf(trigger).length > 0),
    recipientDepartmentId: neededIf(recipient === 'department'),
    address: neededIf(recipient === 'fixed' || action === 'webhook'),
    templateId: steps.some((step) => messageSteps.includes(step)) ? 'needed' : ofTask,
    taskTypeId: neededIf(isTask),
    userId: ofTask,
    departmentId: ofTask,
    taskDays: ofTask,
    description: ofTask,
  };
}
