import type { TriggerInput } from '@printrail/contract/triggers';

/** A trigger with what it refers to by name, as a new installation has it. */
export type SampleTrigger = Omit<TriggerInput, 'statusId' | 'invoiceStatusId' | 'templateId' | 'taskTypeId'> & {
  /** Of a type, or of invoices. */
  at: readonly [type: string, status: string] | readonly [invoiceStatus: string];
  template?: string;
  taskType?: string;
};

const ready = ['Ready for pickup'] as const;
const atTheLab = ['Print order', 'At the lab'] as const;
const waiting = ['Print order', 'Waiting on client'] as const;

/** The triggers of a new installation: switched off, meant to be edited. What goes to clients waits for a look at it. */
export const sampleTriggers: readonly SampleTrigger[] = [
  {
    ...{ at: ready, when: 'entered', action: 'email_else_call', recipient: 'client', isOncePerOrder: true },
    ...{ template: 'Ready for pickup', taskType: 'Call the client' },
    description: 'Their order is ready to be picked up, and we have no e-mail address.',
  },
  {
    ...{ at: ready, when: 'entered', action: 'sms', recipient: 'client', isOncePerOrder: true },
    template: 'Ready for pickup (text message)',
  },
  {
    ...{ at: ready, when: 'after_due', days: 5, action: 'letter', recipient: 'client', isOncePerOrder: true },
    template: 'Letter: ready for pickup',
  },
  {
    ...{ at: ['Print order', 'Retouching'], when: 'before_due', days: 1, action: 'task', taskType: 'Check the order' },
    ...{ description: 'Due tomorrow: is it on time?', isAutomatic: true },
  },
  {
    ...{ at: atTheLab, when: 'entered', action: 'email', recipient: 'client', isOncePerOrder: true },
    ...{ template: 'Where your order is', isDoNotMarketExcluded: true },
  },
  {
    ...{ at: atTheLab, when: 'after_due', days: 3, action: 'call', recipient: 'vendor', priority: 'high' },
    ...{ template: 'Chase the vendor', taskType: 'Call the vendor', isAutomatic: true },
  },
  {
    ...{ at: ['Print order', 'Quality check'], when: 'entered', action: 'task', isAutomatic: true },
    ...{ template: 'Check what came in', taskType: 'Check the order' },
  },
  {
    ...{ at: waiting, when: 'entered', action: 'email', recipient: 'client', isOncePerOrder: true },
    template: 'Waiting for your answer',
  },
  {
    ...{ at: waiting, when: 'after_due', days: 0, action: 'call', recipient: 'client', isDoNotCallExcluded: true },
    ...{ taskType: 'Call the client', description: 'Still no answer.', isAutomatic: true },
  },
  {
    ...{ at: ['Album order', 'Client proofing'], when: 'before_due', days: 2, action: 'call', recipient: 'client' },
    ...{ taskType: 'Call the client', description: 'Is the album as they want it?', isAutomatic: true },
  },
  {
    ...{ at: ['Album order', 'At the bindery'], when: 'before_due', days: 2, action: 'email', recipient: 'vendor' },
    template: 'Ask the vendor',
  },
  {
    ...{ at: ['Frame or gift order', 'With the vendor'], when: 'after_due', days: 1, action: 'task' },
    ...{ taskType: 'Ask the vendor', description: 'It should have come in by now.', isAutomatic: true },
  },
];
