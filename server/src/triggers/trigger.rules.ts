import { partsOf, recipientsOf, type Step, stepsOf, triggerParts } from '@printrail/contract/trigger-parts';
import { sentenceOf, type TriggerNames } from '@printrail/contract/trigger-sentence';
import type { TriggerAction, TriggerRecipient } from '@printrail/contract/triggers';
import { Refusal } from '../platform/refusal.ts';
import type { Trigger } from './firing-plan.rules.ts';

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

/** What a trigger does, as a sentence. */
export function sentenceFor(trigger: Trigger & TriggerNames): string {
  return sentenceOf({ ...trigger, ...momentOf(trigger.days) }, trigger);
}

/** Refuses a trigger whose parts do not fit together, by the field. */
export function checkTrigger(trigger: Omit<Trigger, 'id' | 'version'>): void {
  const does = doesOf(trigger.action);
  const takes = partsOf(trigger);
  for (const field of triggerParts) {
    const given = trigger[field];
    if (takes[field] === 'needed' && (given === null || String(given).trim() === '')) {
      throw new Refusal('trigger.needs', { does, field }).at(field);
    }
    if (takes[field] === 'none' && given !== null && given !== '') {
      throw new Refusal('trigger.not_for', { does, field }).at(field);
    }
    if (field === 'recipient') checkRecipient(trigger, does);
    if (field === 'address' && takes.address === 'needed') {
      checkAddress(stepsOf[trigger.action][0] ?? 'task', trigger.address);
    }
  }
}

function checkRecipient(trigger: Omit<Trigger, 'id' | 'version'>, does: string): void {
  const { recipient } = trigger;
  const allowed = recipientsOf(trigger);
  if (recipient === null || allowed.includes(recipient)) return;
  const list = allowed.map((each) => recipientWords[each]).join(', ');
  const details = { does, allowed: list, recipient: recipientWords[recipient] };
  throw new Refusal('trigger.recipient', details).at('recipient');
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
