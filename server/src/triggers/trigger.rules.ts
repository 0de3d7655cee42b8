import type { TriggerAction, TriggerRecipient } from '@printrail/contract/triggers';
import { Refusal } from '../platform/refusal.ts';
import type { Trigger } from './firing-plan.rules.ts';

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

const doesWords: Readonly<Record<Step, string>> = {
  task: 'creates a task',
  call: 'creates a call',
  email: 'sends an e-mail',
  letter: 'prepares a letter',
  sms: 'sends a text message',
  webhook: 'calls a webhook',
};

/** What a trigger of this action does, in words. */
export function doesOf(action: TriggerAction): string {
  return stepsOf[action].map((step) => doesWords[step]).join(', else ');
}

/** To whom such a trigger may be; nobody for tasks and webhooks. Invoices have neither a vendor nor a responsible user. */
export function recipientsOf({ action, invoiceStatusId }: Pick<Trigger, 'action' | 'invoiceStatusId'>) {
  const [step = 'task', fallback] = stepsOf[action];
  const allowed = fallback ? withTwoAddresses : recipientsOfStep[step];
  const ofInvoice = (recipient: TriggerRecipient) => recipient !== 'vendor' && recipient !== 'responsible';
  return invoiceStatusId === null ? allowed : allowed.filter(ofInvoice);
}

/** Messages to clients go out once per order, unless told otherwise. */
export function isOncePreset({ action, recipient }: Pick<Trigger, 'action' | 'recipient'>): boolean {
  return recipient === 'client' && stepsOf[action].some((step) => messageSteps.includes(step));
}

/** Refuses a trigger whose parts do not fit together, by the field. */
export function checkTrigger(trigger: Omit<Trigger, 'id' | 'version'>): void {
  const { action, recipient, address } = trigger;
  const does = doesOf(action);
  const steps = stepsOf[action];
  const needs = (field: string) => new Refusal('trigger.needs', { does, field }).at(field);
  const notFor = (field: string) => new Refusal('trigger.not_for', { does, field }).at(field);
  const allowed: readonly TriggerRecipient[] = recipientsOf(trigger);
  if (recipient === null && allowed.length > 0) throw needs('recipient');
  if (recipient !== null && allowed.length === 0) throw notFor('recipient');
  if (recipient !== null && !allowed.includes(recipient)) {
    const list = allowed.map((each) => recipientWords[each]).join(', ');
    throw new Refusal('trigger.recipient', { does, allowed: list, recipient: recipientWords[recipient] }).at(
      'recipient',
    );
  }
  const toDepartment = recipient === 'department';
  if (toDepartment && trigger.recipientDepartmentId === null) throw needs('recipientDepartmentId');
  if (!toDepartment && trigger.recipientDepartmentId !== null) throw notFor('recipientDepartmentId');
  const hasAddress = recipient === 'fixed' || action === 'webhook';
  if (hasAddress && address.trim() === '') throw needs('address');
  if (!hasAddress && address !== '') throw notFor('address');
  if (hasAddress) checkAddress(steps[0] ?? 'task', address);
  const isMessage = steps.some((step) => messageSteps.includes(step));
  if (isMessage && trigger.templateId === null) throw needs('templateId');
  const isTask = steps.some((step) => step === 'task' || step === 'call');
  if (isTask && trigger.taskTypeId === null) throw needs('taskTypeId');
  for (const field of ['userId', 'departmentId', 'taskDays', 'taskTypeId'] as const) {
    if (!isTask && trigger[field] !== null) throw notFor(field);
  }
  if (!isTask && trigger.description !== '') throw notFor('description');
}

/** Refuses days that do not fit when the trigger fires; gives them as they are saved, those before the date negative. */
export function daysOf(when: 'entered' | 'before_due' | 'after_due', days: number): number | null {
  const refuse = (words: string, rule: string) => new Refusal('trigger.days', { when: words, rule, days }).at('days');
  if (when === 'entered') {
    if (days !== 0) throw refuse('for when the status is entered', 'no days');
    return null;
  }
  if (when === 'before_due' && days < 1) throw refuse('before the due date', 'at least one day');
  return when === 'before_due' ? -days : days;
}

/** The other way round. */
export function momentOf(days: number | null): { when: 'entered' | 'before_due' | 'after_due'; days: number } {
  if (days === null) return { when: 'entered', days: 0 };
  return days < 0 ? { when: 'before_due', days: -days } : { when: 'after_due', days };
}

const recipientWords: Readonly<Record<TriggerRecipient, string>> = {
  client: 'the client',
  vendor: 'the vendor',
  responsible: 'the responsible user',
  department: 'a department',
  fixed: 'a fixed address',
};

function checkAddress(step: Step, address: string): void {
  const wanted = faultIn(step, address);
  if (wanted) throw new Refusal('trigger.address', { address, wanted }).at('address');
}

/** What an address should be and is not. */
function faultIn(step: Step, address: string): string | undefined {
  if (step === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? undefined : 'an e-mail address';
  if (step === 'sms' || step === 'call') return /\d.*\d/.test(address) ? undefined : 'a phone number';
  if (step !== 'webhook') return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isUrl = url !== undefined && /^https?:$/.test(url.protocol);
  if (!isUrl) return 'the address of a webhook, such as https://example.com/orders';
  return url.username || url.password ? 'an address without a user name or password' : undefined;
}
