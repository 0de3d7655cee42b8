import type { PlaceColumns } from '../database/order-tables.ts';
import type { PlaceChanged } from '../orders/orders.events.ts';
import { resumePlaceOf } from '../orders/place.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { Firing, Happening, Trigger } from './firing-plan.rules.ts';

type Place = Pick<PlaceColumns, 'statusId' | 'entry' | 'dueDate' | 'resume'>;
export type OrderMoved = Pick<PlaceChanged, 'orderId' | 'cause' | 'historyId' | 'undoesId'> & {
  before: Place | null;
  after: Place;
};

/** The triggers of each status. */
export type ByStatus = ReadonlyMap<number, readonly Trigger[]>;

/**
 * What an order coming to another place means to its firings, if anything; with `isPast`, what it enters plans nothing.
 */
export function happeningOf(move: OrderMoved, byStatus: ByStatus, isPast: boolean): Happening | undefined {
  const { orderId, cause, before, after, undoesId } = move;
  const about = { orderId, invoiceId: null, changeId: move.historyId };
  // What was due before its status was left may still be in the queue.
  if (cause === 'cancelled') return { ...about, what: 'cancelled' };
  if (![before?.statusId, after.statusId].some((id) => byStatus.has(id ?? 0))) return undefined;
  if (cause === 'reopened') return { ...about, what: 'reopened', after };
  if (cause === 'edited' || cause === 'recalculated') {
    return before?.dueDate === after.dueDate ? undefined : { ...about, what: 'moved', after };
  }
  if (cause === 'undone' && before) {
    const isResumeUndone = before.entry < after.entry;
    return { ...about, what: 'undone', before, after, isResumeUndone, undoesId: undoesId ?? 0 };
  }
  const isResumed = before !== null && resumePlaceOf(before)?.interrupted?.entry === after.entry;
  const triggers = isPast ? [] : (byStatus.get(after.statusId) ?? []);
  return { ...about, what: 'entered', before, after, isResumed, triggers };
}

/** An invoice that entered a status, or was brought back to one; its entry is the version it had then. */
export type InvoiceMoved = {
  invoiceId: number;
  version: number;
  fromId: number | undefined;
  toId: number;
  dueDate: IsoDate | null;
  isTakenBack: boolean;
};

/** The same for invoices, given the firings that each has. */
export function invoiceHappeningOf(
  { invoiceId, version, fromId, toId, dueDate, isTakenBack }: InvoiceMoved,
  firings: readonly Firing[],
  byId: ReadonlyMap<number, Trigger>,
  triggers: readonly Trigger[],
): Happening {
  const about = { orderId: null, invoiceId, changeId: version };
  const lastAt = (statusId: number | undefined) => ({ entry: lastEntry(firings, byId, statusId), dueDate });
  const before = lastAt(fromId);
  if (isTakenBack) {
    const undone = { isResumeUndone: false, undoesId: before.entry };
    return { ...about, what: 'undone', before, after: lastAt(toId), ...undone };
  }
  return { ...about, what: 'entered', before, after: { entry: version, dueDate }, isResumed: false, triggers };
}

/** The latest entry of a status that something was planned for; 0 when there is none. */
function lastEntry(
  firings: readonly Firing[],
  byId: ReadonlyMap<number, Trigger>,
  statusId: number | undefined,
): number {
  const there = firings.filter(({ triggerId }) => byId.get(triggerId)?.invoiceStatusId === statusId);
  return Math.max(0, ...there.map(({ entry }) => entry));
}
