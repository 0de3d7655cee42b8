import { Button } from '@mantine/core';
import { getInvoice, type Invoice } from '@printrail/contract/invoices';
import { previewInvoiceOrders } from '@printrail/contract/order-creation';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRecalculationOffer } from '../preferences/recalculation-offer.tsx';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { useFollowUpTabs } from '../tasks/follow-up-tabs.tsx';
import { Day, Done } from '../ui/attention.tsx';
import { Facts } from '../ui/facts.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { PageTabs } from '../ui/page-tabs.tsx';
import { moneyWords } from '../ui/words.ts';
import { CreateOrders } from './create-orders.tsx';
import { InvoiceDetails } from './invoice-details.tsx';
import { InvoiceNotices } from './invoice-notices.tsx';
import { InvoiceStatusControl } from './invoice-status-control.tsx';
import { LinesTab } from './lines-tab.tsx';
import { PaymentsTab } from './payments-tab.tsx';
import { ProductionTab } from './production-tab.tsx';

/** One invoice: what the client ordered, what became of it, what was paid. */
export function InvoicePage() {
  const { id } = useParams({ strict: false });
  const asked = useAnswer(getInvoice, { params: { id: Number(id) } });
  return <Answer of={asked}>{(invoice) => <ShownInvoice key={invoice.id} invoice={invoice} />}</Answer>;
}

function ShownInvoice({ invoice }: { invoice: Invoice }) {
  const [isCreating, setIsCreating] = useState(false);
  const { ask, offer } = useRecalculationOffer({ invoiceId: invoice.id });
  const followUps = useFollowUpTabs({ of: 'invoice', id: invoice.id, name: invoice.number });
  const may = useMay();
  const mayCreate = may('production', 'add');
  useKeys([{ keys: ['o'], does: 'Create production orders', when: mayCreate, run: () => setIsCreating(true) }]);
  const left = useAnswer(previewInvoiceOrders, { params: { id: invoice.id } }, { enabled: mayCreate }).data;
  const isLeft = left !== undefined && left.vendors.length + left.linesWithoutVendor.length > 0;
  const withoutVendor = left && new Set(left.linesWithoutVendor.map(({ id }) => id));
  const createButton = (
    <Button variant={isLeft ? 'filled' : 'default'} onClick={() => setIsCreating(true)}>
      Create production orders
    </Button>
  );
  return (
    <Page
      title={invoice.number}
      detail={<WhoseInvoice invoice={invoice} />}
      actions={
        <>
          <InvoiceStatusControl invoice={invoice} />
          {mayCreate ? createButton : null}
        </>
      }
    >
      <InvoiceFacts invoice={invoice} />
      {offer}
      <InvoiceNotices invoiceId={invoice.id} onCreate={mayCreate ? () => setIsCreating(true) : undefined} />
      <PageTabs
        label="Parts of the invoice"
        tabs={[
          {
            id: 'lines',
            name: 'Lines',
            count: invoice.lines.length,
            show: () => <LinesTab invoice={invoice} withoutVendor={withoutVendor} />,
          },
          {
            id: 'production',
            name: 'Production',
            show: () => (
              <ProductionTab of="invoice" id={invoice.id} action={mayCreate && isLeft ? createButton : null} />
            ),
          },
          { id: 'payments', name: 'Payments', show: () => <PaymentsTab invoice={invoice} /> },
          ...followUps,
          {
            id: 'details',
            name: 'Details',
            show: () => <InvoiceDetails invoice={invoice} onDeliveryDateChanged={ask} />,
          },
        ]}
      />
      {isCreating ? <CreateOrders invoice={invoice} onClose={() => setIsCreating(false)} /> : null}
    </Page>
  );
}

function WhoseInvoice({ invoice: { clientId, clientName, sessionId, sessionName } }: { invoice: Invoice }) {
  return (
    <>
      <Link to="/clients/$id" params={{ id: String(clientId) }}>
        {clientName}
      </Link>
      {sessionId === null ? null : (
        <>
          {' · '}
          <Link to="/sessions/$id" params={{ id: String(sessionId) }}>
            {sessionName}
          </Link>
        </>
      )}
    </>
  );
}

function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const balance = invoice.total - invoice.paid;
  return (
    <Facts
      facts={{
        Date: <Day date={invoice.date} />,
        Delivery: <Day date={invoice.deliveryDate} />,
        Delivered: invoice.deliveredDate ? <Day date={invoice.deliveredDate} /> : null,
        Total: moneyWords(invoice.total),
        Paid: moneyWords(invoice.paid),
        Balance: balance === 0 ? <Done>paid</Done> : moneyWords(balance),
      }}
    />
  );
}
