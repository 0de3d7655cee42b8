import { Button } from '@mantine/core';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { listInvoices } from '@printrail/contract/invoices';
import { Link, useNavigate } from '@tanstack/react-router';
import { usePages } from '../pages.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { LongList } from '../ui/long-list.tsx';
import { Empty } from '../ui/page.tsx';
import { invoiceColumns } from './invoice-columns.tsx';
import classes from './invoices.module.css';

/** The invoices of a client or of one session, and the way to another. */
export function InvoicesTab({ clientId, sessionId }: { clientId: number; sessionId?: number }) {
  const statuses = useAnswer(listInvoiceStatuses, {}).data?.items ?? [];
  const of = sessionId === undefined ? { clientId } : { sessionId };
  const pages = usePages(listInvoices, { query: of });
  const navigate = useNavigate();
  const add = useMay()('invoices', 'add') ? (
    <Button
      component={Link}
      to="/invoices/new"
      search={{ clientId, ...(sessionId === undefined ? {} : { sessionId }) } as never}
      variant="default"
    >
      New invoice
    </Button>
  ) : null;
  return (
    <>
      <div className={classes.above}>
        <span />
        {pages.rows.length > 0 ? add : null}
      </div>
      <LongList
        isPart
        label="Invoices"
        columns={invoiceColumns(statuses, { without: sessionId === undefined ? 'client' : 'session' })}
        pages={pages}
        keyOf={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/invoices/$id', params: { id: String(id) } })}
        empty={
          <Empty title="No invoices yet" action={add}>
            What was ordered from the studio stands here.
          </Empty>
        }
      />
    </>
  );
}
