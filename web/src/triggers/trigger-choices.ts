import { listTypes } from '@printrail/contract/cycles';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { listTaskTypes } from '@printrail/contract/tasks';
import { listTemplates } from '@printrail/contract/templates';
import type { TriggerAction, TriggerRecipient } from '@printrail/contract/triggers';
import { usePeopleChoices } from '../cycles/people-choices.ts';
import { useAnswer } from '../queries.ts';
import { placesOf } from './trigger-list.rules.ts';

/** Everywhere triggers may be; undefined as long as it is not known. */
export function usePlaces() {
  const types = useAnswer(listTypes, {}).data?.items;
  const invoiceStatuses = useAnswer(listInvoiceStatuses, {}).data?.items;
  return types && invoiceStatuses && placesOf(types, invoiceStatuses);
}

/** What a trigger may refer to. */
export function useTriggerChoices() {
  return {
    templates: useAnswer(listTemplates, { query: { limit: 500 } }).data?.items,
    taskTypes: useAnswer(listTaskTypes, {}).data?.items,
    people: usePeopleChoices(),
  };
}
export type TriggerChoices = ReturnType<typeof useTriggerChoices>;

export const actionNames: Readonly<Record<TriggerAction, string>> = {
  task: 'Create a task',
  call: 'Create a call',
  email: 'Send an e-mail',
  letter: 'Prepare a letter',
  sms: 'Send a text message',
  webhook: 'Call a webhook',
  email_else_call: 'Send an e-mail, else create a call',
  email_else_letter: 'Send an e-mail, else prepare a letter',
  sms_else_call: 'Send a text message, else create a call',
  sms_else_email: 'Send a text message, else an e-mail',
};

export const recipientNames: Readonly<Record<TriggerRecipient, string>> = {
  client: 'The client',
  vendor: 'The vendor',
  responsible: 'The responsible user',
  department: 'A department',
  fixed: 'A fixed address',
};
