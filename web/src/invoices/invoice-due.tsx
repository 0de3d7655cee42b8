import type { InvoiceSummary } from '@printrail/contract/invoices';
import { DueDate } from '../ui/attention.tsx';
import { today } from '../ui/words.ts';

type Dated = Pick<InvoiceSummary, 'statusDueDate' | 'deliveredDate'>;

/** The due date of an invoice's status, said as an order's is. */
export function InvoiceDue({ invoice, isFinal }: { invoice: Dated; isFinal: boolean }) {
  const dueDate = invoice.statusDueDate;
  if (dueDate === null) return null;
  const isOpen = !isFinal;
  return (
    <DueDate
      order={{ dueDate, isLate: isOpen && dueDate < today(), isAtRisk: false, state: isOpen ? 'open' : 'completed' }}
    />
  );
}
