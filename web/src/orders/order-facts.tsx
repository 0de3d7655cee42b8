import { NativeSelect } from '@mantine/core';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus, getInvoice } from '@printrail/contract/invoices';
import type { ProductionOrder } from '@printrail/contract/orders';
import { Link } from '@tanstack/react-router';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Day } from '../ui/attention.tsx';
import { Wrong } from '../ui/page.tsx';
import { moneyWords, wholeDayWords } from '../ui/words.ts';
import classes from './order-content.module.css';

/** What the order belongs to: whom it is for, from whom, on which invoice. */
export function OrderFacts({ order }: { order: ProductionOrder }) {
  return (
    <dl className={classes.facts}>
      {order.clientId ? (
        <Fact name="Client">
          <Link to="/clients/$id" params={{ id: String(order.clientId) }}>
            {order.clientName}
          </Link>
        </Fact>
      ) : null}
      {order.sessionId ? (
        <Fact name="Session">
          <Link to="/sessions/$id" params={{ id: String(order.sessionId) }}>
            {order.sessionName}
          </Link>
        </Fact>
      ) : null}
      {order.invoiceId ? (
        <Fact name="Invoice">
          <span className={classes.invoice}>
            <Link to="/invoices/$id" params={{ id: String(order.invoiceId) }}>
              {order.invoiceNumber}
            </Link>
            <InvoiceStatus invoiceId={order.invoiceId} />
          </span>
        </Fact>
      ) : null}
      <Fact name="Vendor">
        <Link to="/vendors/$id" params={{ id: String(order.vendorId) }}>
          {order.vendorName}
        </Link>
        {order.vendorOrderNumber ? <span className="quiet"> · {order.vendorOrderNumber}</span> : null}
      </Fact>
      <Fact name="Ordered">
        <Day date={order.orderDate} />{' '}
        <span className="quiet" title={wholeDayWords(order.createdAt.slice(0, 10))}>
          by {order.enteredByName}
        </span>
      </Fact>
      {order.value > 0 ? (
        <Fact name="Worth">
          <span className="numbers">{moneyWords(order.value)}</span> <span className="quiet">of the invoice</span>
        </Fact>
      ) : null}
      <Reorders order={order} />
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Reorders({ order: { reorderOf, reorderReason, reorders } }: { order: ProductionOrder }) {
  return (
    <>
      {reorderOf ? (
        <Fact name="Reorder of">
          <Link to="/production/orders/$id" params={{ id: String(reorderOf.id) }}>
            {reorderOf.number}
          </Link>
          {reorderReason ? <span className="quiet"> · {reorderReason}</span> : null}
        </Fact>
      ) : null}
      {reorders.length > 0 ? (
        <Fact name="Reordered as">
          {reorders.map(({ id, number, reason, state }) => (
            <div key={id}>
              <Link to="/production/orders/$id" params={{ id: String(id) }}>
                {number}
              </Link>
              <span className="quiet">
                {' '}
                · {reason}
                {state === 'open' ? '' : ` · ${state}`}
              </span>
            </div>
          ))}
        </Fact>
      ) : null}
    </>
  );
}

/** The status of the order's invoice, changed where one sees the order. */
function InvoiceStatus({ invoiceId }: { invoiceId: number }) {
  const may = useMay();
  const invoice = useAnswer(getInvoice, { params: { id: invoiceId } }, { enabled: may('invoices', 'view') }).data;
  const statuses = useAnswer(listInvoiceStatuses, {}).data?.items ?? [];
  const change = useChange(changeInvoiceStatus, ['Production orders']);
  if (!invoice) return null;
  if (!may('invoices', 'change')) return <span className="quiet"> · {invoice.statusName}</span>;
  return (
    <>
      <NativeSelect
        aria-label={`Status of invoice ${invoice.number}`}
        size="xs"
        w={150}
        value={String(invoice.statusId)}
        data={statuses
          .filter(({ isActive, id }) => isActive || id === invoice.statusId)
          .map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(event) =>
          change.mutate({
            params: { id: invoiceId },
            body: { statusId: Number(event.currentTarget.value), version: invoice.version },
          })
        }
      />
      <Wrong error={change.error} />
    </>
  );
}
