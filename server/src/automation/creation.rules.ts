import type { Preferences } from '@printrail/contract/calendar';
import type { InvoiceChanged } from '../invoices/invoices.events.ts';

/**
 * Whether what happened to an invoice is the event on which the studio wants its production orders created. An event is a
 * crossing: an invoice paid at least N % before is not paid N % again by its next payment, but it is when its total falls.
 */
export function callsForOrders(event: Preferences['orderCreation'], happened: InvoiceChanged): boolean {
  switch (event.event) {
    case 'never':
      return false;
    case 'first_saved_with_lines':
      if (happened.what === 'created') return happened.lineCount > 0;
      return happened.what === 'lines' && happened.lineCountBefore === 0 && happened.lineCountAfter > 0;
    case 'first_payment':
      return happened.what === 'payment' && happened.paidBefore <= 0 && happened.paidAfter > 0;
    case 'paid_percent':
      return reaches(happened, event.percent ?? 100);
    case 'paid_in_full':
      return reaches(happened, 100);
    case 'invoice_status':
      if (happened.what === 'created') return happened.statusId === event.invoiceStatusId;
      return happened.what === 'status' && !happened.isTakenBack && happened.statusToId === event.invoiceStatusId;
  }
}

function reaches(happened: InvoiceChanged, percent: number): boolean {
  const isReached = (paid: number, total: number) => total > 0 && paid * 100 >= total * percent;
  if (happened.what === 'payment') {
    return !isReached(happened.paidBefore, happened.total) && isReached(happened.paidAfter, happened.total);
  }
  if (happened.what !== 'total') return false;
  return !isReached(happened.paid, happened.totalBefore) && isReached(happened.paid, happened.totalAfter);
}
