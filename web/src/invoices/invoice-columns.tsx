import type { InvoiceStatus } from '@printrail/contract/invoice-statuses';
import type { InvoiceSummary } from '@printrail/contract/invoices';
import { Link } from '@tanstack/react-router';
import { Day, Done, StatusName } from '../ui/attention.tsx';
import classes from '../ui/long-list.module.css';
import type { Column } from '../ui/table.tsx';
import { moneyWords } from '../ui/words.ts';
import { InvoiceDue } from './invoice-due.tsx';

/** How an invoice stands in a list; the client is left out where all are of one. */
export function invoiceColumns(
  statuses: readonly InvoiceStatus[],
  { without }: { without?: 'client' | 'session' } = {},
): readonly Column<InvoiceSummary>[] {
  const statusOf = ({ statusId }: InvoiceSummary) => statuses.find(({ id }) => id === statusId);
  return [
    {
      name: 'Invoice',
      width: '100px',
      show: ({ id, number, clientName, total }) => (
        <>
          <Link to="/invoices/$id" params={{ id: String(id) }}>
            {number}
          </Link>
          <span className={classes.second}>
            {moneyWords(total)} · <bdi>{clientName}</bdi>
          </span>
        </>
      ),
    },
    ...(without ? [] : [clientColumn]),
    ...(without === 'session' ? [] : [sessionColumn]),
    { name: 'Date', isDetail: true, width: '124px', show: ({ date }) => <Day date={date} /> },
    {
      name: 'Delivery',
      isDetail: true,
      width: '124px',
      show: ({ deliveryDate }) => <Day date={deliveryDate} />,
    },
    {
      name: 'Status',
      width: '232px',
      show: (invoice) => <StatusAndDue invoice={invoice} status={statusOf(invoice)} />,
    },
    { name: 'Total', isNumber: true, isDetail: true, width: '96px', show: ({ total }) => moneyWords(total) },
    {
      name: 'To be paid',
      isNumber: true,
      isDetail: true,
      width: '96px',
      show: ({ total, paid }) => (paid === total ? <Done>paid</Done> : moneyWords(total - paid)),
    },
  ];
}

const clientColumn: Column<InvoiceSummary> = {
  name: 'Client',
  isDetail: true,
  show: ({ clientName }) => clientName,
};

const sessionColumn: Column<InvoiceSummary> = {
  name: 'Session',
  isDetail: true,
  show: ({ sessionName }) => sessionName ?? <span className="quiet">–</span>,
};

function StatusAndDue({ invoice, status }: { invoice: InvoiceSummary; status: InvoiceStatus | undefined }) {
  return (
    <>
      <StatusName name={invoice.statusName} color={status?.color ?? 'transparent'} />
      {invoice.statusDueDate && !status?.isFinal ? ' · ' : null}
      {status?.isFinal ? null : <InvoiceDue invoice={invoice} isFinal={false} />}
    </>
  );
}
