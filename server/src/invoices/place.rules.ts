import type { IsoBusinessCalendar } from '../calendar/business-days.rules.ts';
import type { InvoiceStatus } from '../cycles/cycles.queries.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import type { InvoiceRow } from './details.rules.ts';

/** Where an invoice stands. */
export type InvoicePlace = Pick<InvoiceRow, 'statusId' | 'statusSinceDate' | 'statusDueDate' | 'deliveredDate'>;

/**
 * The place of an invoice that enters a status on a date. It is due the status's duration in business days later, or not
 * at all without one; a given due date (null for none) goes before. The final status fills an empty delivered date.
 */
export function placeAt(
  calendar: IsoBusinessCalendar,
  status: InvoiceStatus,
  date: IsoDate,
  { deliveredDate }: Pick<InvoiceRow, 'deliveredDate'>,
  dueDate?: IsoDate | null,
): InvoicePlace {
  const computed = status.duration === null ? null : calendar.add(date, status.duration);
  return {
    statusId: status.id,
    statusSinceDate: date,
    statusDueDate: dueDate === undefined ? computed : dueDate,
    deliveredDate: deliveredDate ?? (status.isFinal ? date : null),
  };
}

/** Only the place of an invoice that has more. */
export function placeOf({ statusId, statusSinceDate, statusDueDate, deliveredDate }: InvoicePlace): InvoicePlace {
  return { statusId, statusSinceDate, statusDueDate, deliveredDate };
}
