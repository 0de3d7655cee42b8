import type { PlaceColumns } from '../database/order-tables.ts';
import type { Row } from '../database/rows.ts';
import { placeNames } from '../orders/place.ts';
import { calendarDaysBetween } from '../platform/iso-date.ts';

type Left = 'at' | 'userId' | 'apiKeyId' | 'note' | 'bulkChangeId' | 'externalKey' | 'who';
export type HistoryRow = Omit<Row<'orderHistory'>, Left>;
type Order = PlaceColumns & Pick<Row<'productionOrders'>, 'state' | 'version' | 'lastChangeId'>;

/**
 * Where an order's history, oldest first, does not hang together: it begins with the creation, each row starts from the
 * place that the row before led to, and the order stands where the last one led. Undefined when all is well.
 */
export function faultInPlace(order: Order, history: readonly HistoryRow[]): string | undefined {
  const [first] = history;
  if (first?.kind !== 'created') return 'its history does not begin with its creation';
  const byId = new Map(history.map((row) => [row.id, row]));
  let reached = placeAfter(first, byId);
  let reachedBy = first.id;
  for (const row of history.slice(1)) {
    if (row.toStatusId === null) continue;
    const gap = difference(reached, placeBefore(row));
    if (gap)
      return `history row ${row.id} starts from ${gap.column} ${gap.has}, and row ${reachedBy} led to ${gap.wanted}`;
    reached = placeAfter(row, byId);
    reachedBy = row.id;
  }
  const gap = difference(reached, order);
  if (gap)
    return `its ${gap.column} is ${gap.has}, and the last change in its history, row ${reachedBy}, led to ${gap.wanted}`;
  if (order.entry > order.version) return `its entry ${order.entry} is later than its version ${order.version}`;
  return undefined;
}

/**
 * Where the chain of what undo can take back is broken: each row names the change before it, the order the last one.
 * Changes that were imported are not in it.
 */
export function faultInUndoChain(order: Order, history: readonly HistoryRow[]): string | undefined {
  const byId = new Map(history.map((row) => [row.id, row]));
  let undoable: number | null = null;
  for (const row of history) {
    if (row.previousChangeId !== undoable) {
      return `history row ${row.id} has ${said(row.previousChangeId)} as the change before it, and it is ${said(undoable)}`;
    }
    if (row.kind === 'change' && row.through !== 'import') undoable = row.id;
    if (row.kind !== 'undo') continue;
    if (row.undoesId !== undoable)
      return `history row ${row.id} takes back ${said(row.undoesId)}, not ${said(undoable)}`;
    undoable = byId.get(row.undoesId ?? 0)?.previousChangeId ?? null;
  }
  if (order.lastChangeId === undoable) return undefined;
  return `its latest change to undo is ${said(order.lastChangeId)}, and by its history ${said(undoable)}`;
}

/**
 * A visit that a change ended with dates that cannot be: the change date is not before its since-date, the date completed
 * is the change date or none, and the days late are counted from the due date when it was completed.
 */
export function faultInVisits(history: readonly HistoryRow[]): string | undefined {
  for (const row of history) {
    if (row.kind !== 'change') continue;
    const { id, sinceDate, changeDate, visitCompletedDate, dueDate, daysLate } = row;
    if (!sinceDate || !changeDate) return `history row ${id} has no dates`;
    if (changeDate < sinceDate) return `history row ${id} ends on ${changeDate} a visit that began on ${sinceDate}`;
    if (visitCompletedDate !== null && visitCompletedDate !== changeDate) {
      return `history row ${id} ends a visit on ${changeDate} as completed on ${visitCompletedDate}`;
    }
    const late = visitCompletedDate && dueDate ? Math.max(0, calendarDaysBetween(dueDate, visitCompletedDate)) : null;
    if (daysLate !== late) return `history row ${id} counts ${said(daysLate)} days late, and it is ${said(late)}`;
  }
  return undefined;
}

/** Where state, completion and cancellation do not fit together. */
export function faultInState(order: Order, history: readonly HistoryRow[]): string | undefined {
  const { state, completedDate, completedById, sinceDate } = order;
  const last = history.findLast(({ kind }) => kind === 'cancelled' || kind === 'reopened')?.kind;
  if ((last === 'cancelled') !== (state === 'cancelled')) {
    return `it is ${state}, and by its history ${last === 'cancelled' ? 'cancelled' : 'not cancelled'}`;
  }
  if ((state === 'completed') !== (completedDate !== null)) {
    return `it is ${state}, and completed on ${said(completedDate)}`;
  }
  if (completedDate === null && completedById !== null) return 'somebody completed it, and it is not completed';
  if (completedDate !== null && completedDate !== sinceDate) {
    return `it was completed on ${completedDate}, and stands where it is since ${sinceDate}`;
  }
  return undefined;
}

/** All that a row of the history says of the place after it. */
function placeAfter(row: HistoryRow, byId: ReadonlyMap<number, HistoryRow>): Partial<PlaceColumns> {
  const statusId = row.toStatusId ?? 0;
  const sinceDate = row.changeDate ?? '';
  // An imported order may be completed from the beginning.
  const { completedDate } = row;
  if (row.kind === 'created') return { statusId, sinceDate, daysLeft: null, resume: null, completedDate };
  if (row.kind === 'change') return { statusId, sinceDate };
  if (row.kind === 'cancelled' || row.kind === 'reopened') return { ...placeBefore(row), statusId };
  if (row.kind === 'undo') {
    const undone = byId.get(row.undoesId ?? 0);
    return { ...(undone && placeBefore(undone)), statusId };
  }
  const { dueDate: _, isDueDateOverridden: __, responsibleUserId: ___, departmentId: ____, ...kept } = placeBefore(row);
  return { ...kept, statusId };
}

function placeBefore(row: HistoryRow): Partial<PlaceColumns> {
  return {
    statusId: row.fromStatusId ?? 0,
    sinceDate: row.sinceDate ?? '',
    dueDate: row.dueDate,
    isDueDateOverridden: row.isDueDateOverridden ?? false,
    responsibleUserId: row.responsibleUserId,
    departmentId: row.departmentId,
    entry: row.entry ?? 0,
    daysLeft: row.daysLeft,
    resume: row.resume,
    completedDate: row.completedDate,
    completedById: row.completedById,
  };
}

function difference(wanted: Partial<PlaceColumns>, has: Partial<PlaceColumns>) {
  const column = placeNames.find((name) => name in wanted && wanted[name] !== has[name]);
  return column && { column, has: said(has[column]), wanted: said(wanted[column]) };
}

function said(value: unknown): string {
  return value === null || value === undefined ? 'none' : String(value);
}
