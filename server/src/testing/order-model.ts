import type { IsoDate } from '../platform/iso-date.ts';
import { dueOf } from './order-model-due-dates.ts';

/*
 * What an order's life must be, told a second time and as plainly as possible: no rule of the application is used. The
 * application is checked against it. Here is what there is: the studio's settings, and orders with their visits.
 */

/** A status as the cycle has it now: its fields change when the cycle is edited, and whoever points to it sees that. */
export type ModelStatus = {
  id: number;
  name: string;
  duration: number | null;
  userId: number | null;
  departmentId: number | null;
  isInitial: boolean;
  isFinal: boolean;
  isSide: boolean;
  isActive: boolean;
};

export function modelStatus(status: ModelStatus): ModelStatus {
  const { id, name, duration, userId, departmentId, isInitial, isFinal, isSide, isActive } = status;
  return { id, name, duration, userId, departmentId, isInitial, isFinal, isSide, isActive };
}

export type World = {
  today: IsoDate;
  /** Days of the work week, 1 = Monday to 7 = Sunday. */
  workWeek: readonly number[];
  method: 'forward' | 'backward';
  backwardCounts: 'business_days' | 'calendar_days';
  closures: { id: number; from: IsoDate; to: IsoDate }[];
  /** The cycle, by position. */
  statuses: ModelStatus[];
};

export type ModelVisit = {
  status: ModelStatus;
  since: IsoDate;
  due: IsoDate | null;
  isOverridden: boolean;
  userId: number | null;
  departmentId: number | null;
  entry: number;
  daysLeft: number | null;
  resume: { status: ModelStatus; interrupted: { visit: ModelVisit; parked: IsoDate } | null } | null;
  completed: IsoDate | null;
};

export type ModelEntry = {
  kind: 'created' | 'change' | 'undo' | 'edited' | 'recalculated' | 'note' | 'cancelled' | 'reopened';
  from: string | null;
  to: string | null;
  entered: IsoDate | null;
  changed: IsoDate | null;
  completed: IsoDate | null;
  due: IsoDate | null;
  daysLate: number | null;
  note: string;
  isInBatch: boolean;
  isUndone: boolean;
  undoes: number | null;
};

export type ModelOrder = {
  id: number;
  invoiceId: number | null;
  delivery: IsoDate | null;
  version: number;
  visit: ModelVisit;
  cancelled: IsoDate | null;
  history: ModelEntry[];
  /** What undo takes back, the latest last: where it stands in the history, and the visit before it. */
  undoable: { at: number; before: ModelVisit }[];
};

export const nothing = {
  ...{ from: null, to: null, entered: null, changed: null, completed: null, due: null, daysLate: null },
  ...{ note: '', isInBatch: false, isUndone: false, undoes: null },
};

type NewOrder = { id: number; invoiceId: number | null; delivery: IsoDate | null; orderDate: IsoDate };

export function newOrder(world: World, { id, invoiceId, delivery, orderDate }: NewOrder): ModelOrder {
  const [status] = world.statuses as [ModelStatus];
  const due = dueOf(world, status, { since: orderDate, delivery, daysLeft: null });
  const visit: ModelVisit = {
    ...{ status, since: orderDate, due, isOverridden: false, daysLeft: null, resume: null, completed: null },
    ...{ userId: status.userId, departmentId: status.departmentId, entry: 1 },
  };
  const created: ModelEntry = { ...nothing, kind: 'created', to: status.name, changed: orderDate };
  return { id, invoiceId, delivery, version: 1, visit, cancelled: null, history: [created], undoable: [] };
}

export function stateOf({ visit, cancelled }: ModelOrder): 'open' | 'completed' | 'cancelled' {
  if (cancelled !== null) return 'cancelled';
  return visit.completed === null ? 'open' : 'completed';
}
