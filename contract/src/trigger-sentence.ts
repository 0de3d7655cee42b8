import { type Step, stepsOf } from './trigger-parts.ts';
import type { Trigger } from './triggers.ts';

/** The names of what a trigger refers to. */
export type TriggerNames = {
  statusName: string;
  recipientDepartmentName: string | null;
  userName: string | null;
  departmentName: string | null;
};

export type Described = Pick<
  Trigger,
  | ('when' | 'days' | 'counts' | 'action' | 'recipient' | 'address' | 'invoiceStatusId')
  | ('isDoNotCallExcluded' | 'isDoNotMarketExcluded' | 'isOncePerOrder')
>;

/**
 * What a trigger does, as a sentence: when, what, to whom, for whom the task is, and what it leaves out. Such as
 * "3 business days after 'At the lab' is due, create a call to the vendor for Production". What is still to be told
 * is "…".
 */
export function sentenceOf(trigger: Described, names: TriggerNames): string {
  const [first = 'task', fallback] = stepsOf[trigger.action];
  const what = [wordsOf(first, trigger, names), ...(fallback ? [`else ${wordsOf(fallback, trigger, names)}`] : [])];
  const sentence = [whenOf(trigger, names.statusName), ...what, ...limitsOf(trigger)].join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const untold = '…';

function whenOf({ when, days, counts }: Described, statusName: string): string {
  if (when === 'entered') return `when '${statusName}' is entered`;
  if (days === 0) return `on the ${counts === 'business' ? 'business day' : 'day'} '${statusName}' is due`;
  const unit = `${counts === 'business' ? 'business ' : ''}day${days === 1 ? '' : 's'}`;
  return `${days} ${unit} ${when === 'before_due' ? 'before' : 'after'} '${statusName}' is due`;
}

function wordsOf(step: Step, trigger: Described, names: TriggerNames): string {
  const to = recipientOf(trigger, names);
  switch (step) {
    case 'task':
      return `create a task for ${assigneeOf(names)}`;
    case 'call':
      return `create a call to ${to} for ${assigneeOf(names)}`;
    case 'email':
      return `send an e-mail to ${to}`;
    case 'letter':
      return `prepare a letter to ${to}`;
    case 'sms':
      return `send a text message to ${to}`;
    case 'webhook':
      return `call the webhook at ${hostOf(trigger.address) || untold}`;
  }
}

function recipientOf({ recipient, address }: Described, { recipientDepartmentName }: TriggerNames): string {
  if (recipient === null) return untold;
  if (recipient === 'fixed') return address || untold;
  if (recipient === 'department') return `everyone in ${recipientDepartmentName ?? untold}`;
  return recipient === 'responsible' ? 'the responsible user' : `the ${recipient}`;
}

function assigneeOf({ userName, departmentName }: TriggerNames): string {
  if (userName && departmentName) return `${userName} (${departmentName})`;
  return userName ?? departmentName ?? 'whoever is responsible';
}

function limitsOf({ isDoNotCallExcluded, isDoNotMarketExcluded, isOncePerOrder, invoiceStatusId }: Described) {
  const marks = [
    ...(isDoNotCallExcluded ? ['“do not call”'] : []),
    ...(isDoNotMarketExcluded ? ['“do not market”'] : []),
  ];
  return [
    ...(marks.length > 0 ? [`not for clients marked ${marks.join(' or ')}`] : []),
    ...(isOncePerOrder ? [`once per ${invoiceStatusId === null ? 'order' : 'invoice'}`] : []),
  ];
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
