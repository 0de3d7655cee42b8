import { triggerParts } from '@printrail/contract/trigger-parts';
import type { Trigger } from '@printrail/contract/triggers';
import { Refused } from '../api.ts';

/** The fields of the editor that say what is wrong with them. */
export const shownFields: readonly string[] = [
  ...triggerParts,
  ...(['statusId', 'invoiceStatusId', 'when', 'days', 'counts', 'action', 'priority'] as const),
];

/** What was refused of a field when the trigger was tried, which sends it as part of what it asks. */
export function faultIn(tried: Error | undefined, field: string): string | undefined {
  return tried instanceof Refused ? (tried.at(field) ?? tried.at(`trigger.${field}`)) : undefined;
}

/** Whether everything that was refused stands at its field. */
export function isShownAtFields(error: Error | undefined): boolean {
  const faults = error instanceof Refused ? (error.problem.errors ?? []) : [];
  return faults.length > 0 && faults.every(({ field }) => shownFields.includes(field.replace(/^trigger\./, '')));
}

const missing: Readonly<Partial<Record<string, string>>> = {
  recipient: 'Choose to whom.',
  recipientDepartmentId: 'Choose the department.',
  address: 'Type the address.',
  templateId: 'Choose what it says.',
  taskTypeId: 'Choose the type.',
};

/** What is wrong with a field; of one that is only missing, what to do. */
export function faultWords(value: Trigger, field: string, fault: string | undefined): string | undefined {
  if (fault === undefined) return undefined;
  const given = value[field as keyof Trigger];
  return given === null || given === '' ? (missing[field] ?? fault) : fault;
}
