import type { IsoDate } from '../platform/iso-date.ts';
import { ChangeEvent } from '../studio/events.ts';

/** What a change did to an invoice; a change that did several things tells each of them, in one call. */
export type InvoiceChanged = { invoiceId: number } & (
  | { what: 'created'; statusId: number; lineCount: number; total: number }
  | { what: 'lines'; lineCountBefore: number; lineCountAfter: number; hadLeftToOrder: boolean }
  | { what: 'total'; totalBefore: number; totalAfter: number; paid: number }
  | { what: 'payment'; paidBefore: number; paidAfter: number; total: number }
  | { what: 'status'; statusFromId: number; statusToId: number; isTakenBack?: true }
  | { what: 'delivery_date'; deliveryDateBefore: IsoDate | null; deliveryDateAfter: IsoDate | null }
  | { what: 'client'; clientIdBefore: number; clientIdAfter: number }
  | { what: 'session'; sessionIdBefore: number | null; sessionIdAfter: number | null }
  | { what: 'number'; numberBefore: string; numberAfter: string }
);

/**
 * Told in the change's own transaction, with the invoices locked. An import tells only what others keep a copy of or
 * reckon with (delivery date, client, session, number), since imports run no automation.
 */
export const invoiceChanged = new ChangeEvent<InvoiceChanged>();
