import type { Preferences } from '@printrail/contract/calendar';

type Creation = Preferences['orderCreation'];

export const eventNames: { value: Creation['event']; label: string }[] = [
  { value: 'never', label: 'By hand only' },
  { value: 'first_saved_with_lines', label: 'When an invoice is first saved with lines' },
  { value: 'first_payment', label: 'When the first payment comes in' },
  { value: 'paid_percent', label: 'When a part is paid' },
  { value: 'paid_in_full', label: 'When the invoice is paid in full' },
  { value: 'invoice_status', label: 'When the invoice comes to a status' },
];

/** A choice with only what its event needs, as it is saved. */
export function creationOf({ event, how, percent, invoiceStatusId }: Creation): Creation {
  return {
    event,
    how,
    ...(event === 'paid_percent' ? { percent: percent ?? 50 } : {}),
    ...(event === 'invoice_status' && invoiceStatusId !== undefined ? { invoiceStatusId } : {}),
  };
}
