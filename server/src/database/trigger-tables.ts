import type { FiringState } from '@printrail/contract/firings';
import type { TaskPriority, TaskStatus } from '@printrail/contract/tasks';
import type { TriggerAction, TriggerRecipient } from '@printrail/contract/triggers';
import type { Generated } from 'kysely';
import type { IsoDate } from '../platform/iso-date.ts';

export type TaskTypeTable = {
  id: Generated<number>;
  name: string;
  nameKey: string;
  /** A task of this type is a call. */
  isCall: boolean;
  position: number;
  isActive: boolean;
  version: Generated<number>;
};

export type TaskTable = {
  id: Generated<number>;
  typeId: number;
  status: TaskStatus;
  description: string;
  dueDate: IsoDate | null;
  priority: TaskPriority;
  userId: number | null;
  departmentId: number | null;
  clientId: number | null;
  invoiceId: number | null;
  orderId: number | null;
  phone: string;
  outcome: string;
  /** The firing that made it; no firing makes two. */
  firingId: number | null;
  createdAt: number;
  createdById: number | null;
  /** When it was done or cancelled. */
  doneAt: number | null;
  doneById: number | null;
  version: Generated<number>;
};

/** When something fires: when the status is entered (null), or days after its due date, before it if negative. */
export type TimingColumns = { days: number | null; counts: 'business' | 'calendar' };

export type TriggerTable = TimingColumns & {
  id: Generated<number>;
  statusId: number | null;
  invoiceStatusId: number | null;
  action: TriggerAction;
  recipient: TriggerRecipient | null;
  recipientDepartmentId: number | null;
  /** The fixed address, or where a webhook goes. */
  address: string;
  isDoNotCallExcluded: boolean;
  isDoNotMarketExcluded: boolean;
  isOncePerOrder: boolean;
  templateId: number | null;
  taskTypeId: number | null;
  description: string;
  priority: TaskPriority;
  userId: number | null;
  departmentId: number | null;
  /** Business days after which its tasks are due. */
  taskDays: number | null;
  isAutomatic: boolean;
  isActive: boolean;
  version: Generated<number>;
};

/** What a trigger does, or did, for one entry of an order or invoice; its timing is that of when it was planned. */
export type FiringTable = TimingColumns & {
  id: Generated<number>;
  triggerId: number;
  orderId: number | null;
  invoiceId: number | null;
  /** Of an order the entry of its place; of an invoice its version once it had entered the status. */
  entry: number;
  /** The date on which it is due; null when at once, or when there is no date. */
  dueOn: IsoDate | null;
  /** Null as long as the status has no due date. */
  dueAt: number | null;
  state: FiringState;
  /** Why it is in its state, as the code knows it. */
  because: '' | 'left' | 'undone' | 'cancelled' | 'trigger' | 'past' | 'excluded' | 'by_hand';
  /** The same in words, for people. */
  reason: string;
  /** The history row of the change that withdrew it; of an invoice its version then. */
  withdrawnBy: number | null;
  /** Whether it is processed without anyone asking. */
  isAutomatic: boolean;
  processedAt: number | null;
  claimedBy: string | null;
  claimedUntil: number | null;
  version: Generated<number>;
};
