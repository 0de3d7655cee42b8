import type { Cycle } from '../cycles/cycle.rules.ts';
import { type DueDateMethod, dueDateOf } from '../cycles/due-date.rules.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import { resumePlaceOf } from '../orders/place.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { statusIn } from './status-change.rules.ts';

/** What due dates are counted by: the studio's settings as they are, or as they might be. */
export type DueBy = {
  method: DueDateMethod;
  cycleOf(typeId: number): Cycle;
  deliveryDateOf(order: OrderToRecalculate): IsoDate | null;
};

export type OrderToRecalculate = PlaceColumns & {
  typeId: number;
  invoiceId: number | null;
  deliveryDate: IsoDate | null;
};

/** A due date, and from when on an open order with it is at risk. */
export type Dates = { dueDate: IsoDate | null; riskDate: IsoDate | null };

/**
 * The dates of an open order counted anew for the visit it is at: forward from its since-date with the duration now, or
 * with the days a resumed visit had left; backward from the delivery date. A due date typed by hand stays.
 * @throws CalendarError when no due date can be given.
 */
export function recalculated(order: OrderToRecalculate, by: DueBy): Dates {
  if (order.isDueDateOverridden) return datesWith(order, order.dueDate, by);
  const { sinceDate: entryDate, daysLeft } = order;
  const cycle = by.cycleOf(order.typeId);
  const entry = { cycle, status: statusIn(cycle, order.statusId), entryDate, daysLeft };
  return datesWith(order, dueDateOf(by.method, { ...entry, deliveryDate: by.deliveryDateOf(order) }).date, by);
}

/** The dates of an open order with this due date. */
export function datesWith(order: OrderToRecalculate, dueDate: IsoDate | null, by: DueBy): Dates {
  const cycle = by.cycleOf(order.typeId);
  const at = { cycle, status: statusIn(cycle, order.statusId), dueDate, resume: resumePlaceOf(order) };
  return { dueDate, riskDate: riskDateOf(by.method.calendar, at, by.deliveryDateOf(order)) };
}
