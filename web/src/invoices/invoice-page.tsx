import { Button, Tabs } from '@mantine/core';
import { getInvoice, type Invoice } from '@printrail/contract/invoices';
import { previewInvoiceOrders } from '@printrail/contract/order-creation';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRecalculationOffer } from '../preferences/recalculation-offer.tsx';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Day } from '../ui/attention.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Answer, Page } from '../ui/page.tsx';
import { moneyWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import { CreateOrders } from './create-orders.tsx';
import { InvoiceDetails } from './invoice-details.tsx';
import { InvoiceNotices } from './invoice-notices.tsx';
import { InvoiceStatusControl } from './invoice-status-control.tsx';
import classes from './invoices.module.css';
import { LinesTab } from './lines-tab.tsx';
import { PaymentsTab } from './payments-tab.tsx';
import { ProductionTab } from './production-tab.tsx';

const tabs = ['lines', 'production', 'payments', 'details'] as const;
type Tab = (typeof tabs)[number];
const names: Record<Tab, string> = {
  lines: 'Lines',
  production: 'Production',
  payments: 'Payments',
  details: 'Details',
};

/** One invoice: what the client ordered, what became of it, what was paid. */
export function InvoicePage() {
  const { id } = useParams({ strict: false });
  const asked = useAnswer(getInvoice, { params: { id: Number(id) } });
  return <Answer of={asked}>{(invoice) => <ShownInvoice key={invoice.id} invoice={invoice} />}</Answer>;
}

function ShownInvoice({ invoice }: { invoice: Invoice }) {
  const [{ tab: shown = 'lines' }, setView] = useView<{ tab: Tab; order: number }>();
  const [isCreating, setIsCreating] = useState(false);
  const { ask, offer } = useRecalculationOffer({ invoiceId: invoice.id });
  const may = useMay();
  const mayCreate = may('production', 'add');
  const show = (tab: Tab) => setView({ tab: tab === 'lines' ? undefined : tab, order: undefined });
  useKeys([
    { keys: ['o'], does: 'Create production orders', when: mayCreate, run: () => setIsCreating(true) },
    ...tabs.map((tab, at) => ({ keys: [String(at + 1)], does: names[tab], run: () => show(tab) })),
  ]);
  const left = useAnswer(previewInvoiceOrders, { params: { id: invoice.id } }, { enabled: mayCreate }).data;
  const isLeft = left !== undefined && left.vendors.length + left.linesWithoutVendor.length > 0;
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
      <Tabs value={shown} onChange={(tab) => tab && show(tab as Tab)}>
        <Tabs.List aria-label="Parts of the invoice">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {names[tab]}
              {tab === 'lines' ? <span className="quiet"> {invoice.lines.length}</span> : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="lines" className={classes.tab}>
          <LinesTab invoice={invoice} />
        </Tabs.Panel>
        <Tabs.Panel value="production" className={classes.tab}>
          <ProductionTab of="invoice" id={invoice.id} action={mayCreate && isLeft ? createButton : null} />
        </Tabs.Panel>
        <Tabs.Panel value="payments" className={classes.tab}>
          <PaymentsTab invoice={invoice} />
        </Tabs.Panel>
        <Tabs.Panel value="details" className={classes.tab}>
          <InvoiceDetails invoice={invoice} onDeliveryDateChanged={ask} />
        </Tabs.Panel>
      </Tabs>
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
  const facts: [string, React.ReactNode][] = [
    ['Date', <Day key="date" date={invoice.date} />],
    ['Delivery', <Day key="delivery" date={invoice.deliveryDate} />],
    ...(invoice.deliveredDate
      ? ([['Delivered', <Day key="delivered" date={invoice.deliveredDate} />]] as [string, React.ReactNode][])
      : []),
    ['Total', moneyWords(invoice.total)],
    ['Paid', moneyWords(invoice.paid)],
    ['Balance', balance === 0 ? <span className="done">paid</span> : moneyWords(balance)],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
