import type { Row } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import type { InvoiceChanged } from './invoices.events.ts';
import { invoiceTotal, mostMoney } from './totals.rules.ts';

export type InvoiceRow = Row<'invoices'>;

/** What a user writes at the head of an invoice. An empty number is still to be assigned. */
export type Details = Pick<
  InvoiceRow,
  | ('number' | 'clientId' | 'sessionId' | 'date' | 'deliveryDate' | 'deliveredDate')
  | ('tax' | 'shipping' | 'notes' | 'externalKey')
>;

/** What the details refer to, as far as it exists. */
export type KnownParties = {
  clients: { has(id: number): boolean };
  sessions: ReadonlyMap<number, { clientId: number }>;
};

export function newDetails(clientId: number, date: string): Details {
  const nothing = { sessionId: null, deliveryDate: null, deliveredDate: null, externalKey: null };
  return { number: '', clientId, date, ...nothing, tax: 0, shipping: 0, notes: '' };
}

/** The details with what a user gave in place of what was. */
export function changedDetails<Given extends Partial<Details>>(before: Details, given: Given): Details {
  const { number, clientId, sessionId, date, deliveryDate, deliveredDate, tax, shipping, notes, externalKey } = {
    ...before,
    ...given,
  };
  return { number, clientId, sessionId, date, deliveryDate, deliveredDate, tax, shipping, notes, externalKey };
}

/** Refuses an unknown client, an unknown or another client's session, and a delivery before the invoice's own date. */
export function checkDetails({ clientId, sessionId, date, deliveryDate }: Details, known: KnownParties): void {
  if (!known.clients.has(clientId)) throw new Refusal('client.not_found', { id: clientId }).at('clientId');
  if (sessionId !== null) {
    const session = known.sessions.get(sessionId);
    if (!session) throw new Refusal('session.not_found', { id: sessionId }).at('sessionId');
    if (session.clientId !== clientId) {
      throw new Refusal('session.of_another_client', { id: sessionId }).at('sessionId');
    }
  }
  if (deliveryDate !== null && deliveryDate < date) {
    throw new Refusal('invoice.delivery_before_date', { deliveryDate, date }).at('deliveryDate');
  }
}

export type Head = Details & Pick<InvoiceRow, 'numberKey' | 'total'>;

/** The columns that follow from the details and the lines; refuses a total beyond the studio's money. */
export function headColumns(details: Details, lines: readonly { after: { total: number } }[]): Head {
  const total = invoiceTotal(
    lines.map(({ after }) => after),
    details.tax,
    details.shipping,
  );
  if (total > mostMoney) throw new Refusal('invoice.total_too_large', { limit: mostMoney });
  return { ...details, numberKey: folded(details.number), total };
}

/** What of an invoice's head that others reckon with differs, as they are told. */
export function headChanges(before: InvoiceRow, after: Head): InvoiceChanged[] {
  const { id: invoiceId, paid } = before;
  const changes: InvoiceChanged[] = [];
  if (before.clientId !== after.clientId) {
    changes.push({ invoiceId, what: 'client', clientIdBefore: before.clientId, clientIdAfter: after.clientId });
  }
  if (before.sessionId !== after.sessionId) {
    changes.push({ invoiceId, what: 'session', sessionIdBefore: before.sessionId, sessionIdAfter: after.sessionId });
  }
  if (before.number !== after.number) {
    changes.push({ invoiceId, what: 'number', numberBefore: before.number, numberAfter: after.number });
  }
  if (before.deliveryDate !== after.deliveryDate) {
    const dates = { deliveryDateBefore: before.deliveryDate, deliveryDateAfter: after.deliveryDate };
    changes.push({ invoiceId, what: 'delivery_date', ...dates });
  }
  if (before.total !== after.total) {
    changes.push({ invoiceId, what: 'total', totalBefore: before.total, totalAfter: after.total, paid });
  }
  return changes;
}
