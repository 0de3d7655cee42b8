import { initialOf, type ResumePlace } from '../cycles/cycle.rules.ts';
import { type Cycles, cycleOf } from '../cycles/cycles.queries.ts';
import type { PlaceColumns } from '../database/order-tables.ts';

/** The columns of a place with their kind, as set-based statements need them. */
export const placeColumns = {
  status_id: 'int',
  since_date: 'date',
  due_date: 'date',
  is_due_date_overridden: 'bool',
  responsible_user_id: 'int',
  department_id: 'int',
  entry: 'int',
  days_left: 'int',
  resume: 'text',
  completed_date: 'date',
  completed_by_id: 'int',
} as const;

export const placeNames = [
  'statusId',
  'sinceDate',
  'dueDate',
  'isDueDateOverridden',
  'responsibleUserId',
  'departmentId',
  'entry',
  'daysLeft',
  'resume',
  'completedDate',
  'completedById',
] as const satisfies readonly (keyof PlaceColumns)[];

/** Only the place of an order that has more. */
export function placeOf(order: PlaceColumns): PlaceColumns {
  return {
    statusId: order.statusId,
    sinceDate: order.sinceDate,
    dueDate: order.dueDate,
    isDueDateOverridden: order.isDueDateOverridden,
    responsibleUserId: order.responsibleUserId,
    departmentId: order.departmentId,
    entry: order.entry,
    daysLeft: order.daysLeft,
    resume: order.resume,
    completedDate: order.completedDate,
    completedById: order.completedById,
  };
}

/** Where an order at a side status goes back to. */
export function resumePlaceOf({ resume }: { resume: string | null }): ResumePlace | null {
  return resume === null ? null : (JSON.parse(resume) as ResumePlace);
}

type LineTaker = { typeId: number; statusId: number; state: string; reorderOfId: number | null };

/** Whether lines of its invoice may still be added: open, no reorder, and nothing done yet. */
export function isOpenToLines(cycles: Cycles, order: LineTaker): boolean {
  return (
    order.state === 'open' &&
    order.reorderOfId === null &&
    initialOf(cycleOf(cycles, order.typeId)).id === order.statusId
  );
}
