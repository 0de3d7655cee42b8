import { Button } from '@mantine/core';
import { listClientOrders, listInvoiceOrders, listSessionOrders } from '@printrail/contract/hub';
import type { OrderSummary } from '@printrail/contract/orders';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { OrderPanel } from '../orders/order-panel.tsx';
import { usePages } from '../pages.ts';
import { useMay } from '../session.tsx';
import { Done, DueDate, StatusName } from '../ui/attention.tsx';
import listClasses from '../ui/long-list.module.css';
import { LongList } from '../ui/long-list.tsx';
import { Empty } from '../ui/page.tsx';
import type { Column } from '../ui/table.tsx';
import { countWords, dayWords, moneyWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import classes from './invoices.module.css';

const lists = { client: listClientOrders, session: listSessionOrders, invoice: listInvoiceOrders } as const;

type ProductionTabProps = {
  of: keyof typeof lists;
  id: number;
  /** The one next step when nothing was ordered yet. */
  action?: React.ReactNode;
};

/** The production orders of a client, a session or an invoice, as a list; an order opens beside it. */
export function ProductionTab({ of, id, action }: ProductionTabProps) {
  const pages = usePages(lists[of], { params: { id }, query: { totals: true } });
  const [{ order }, setView] = useView<{ order: number }>();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { open } = useStatusChange();
  const may = useMay();
  const show = (shown: OrderSummary | undefined) => setView({ order: shown?.id });
  const at = pages.rows.findIndex((row) => row.id === order);
  const advance = (row: OrderSummary | undefined) => {
    const orders = chosen.size > 0 ? pages.rows.filter((each) => chosen.has(each.id)) : row ? [row] : [];
    if (orders.length === 0) return;
    open(
      { orders: orders.map(({ id: orderId, version }) => ({ id: orderId, version })) },
      { onDone: () => setChosen(new Set()) },
    );
  };
  const mayChange = may('production', 'change');
  return (
    <>
      <div className={classes.above}>
        <Totals totals={pages.first?.totals ?? undefined} />
        {mayChange && chosen.size > 0 ? (
          <Button onClick={() => advance(undefined)}>Advance {countWords(chosen.size, 'order')}</Button>
        ) : null}
      </div>
      <LongList
        isPart
        label="Production orders"
        columns={columnsFor(of, show)}
        pages={pages}
        keyOf={({ id: orderId }) => orderId}
        nameOf={({ number }) => number}
        onOpen={show}
        empty={
          <Empty title="Nothing is ordered yet" action={action}>
            What the studio orders from its vendors for this {of} stands here, with where it is and when it is due.
          </Empty>
        }
        {...(mayChange ? { chosen, onChoose: setChosen } : {})}
        rowKeys={[{ keys: ['a'], does: 'Advance the order', when: mayChange, run: advance }]}
      />
      {order ? (
        <OrderPanel
          id={Number(order)}
          onClose={() => show(undefined)}
          onNext={pages.rows[at + 1] && (() => show(pages.rows[at + 1]))}
          onPrevious={pages.rows[at - 1] && (() => show(pages.rows[at - 1]))}
        />
      ) : null}
    </>
  );
}

function Totals({ totals }: { totals: { count: number; late: number; atRisk: number; value: number } | undefined }) {
  if (!totals || totals.count === 0) return <span />;
  const { count, late, atRisk, value } = totals;
  return (
    <p className="numbers">
      {countWords(count, 'order')} <span className="quiet">· {moneyWords(value)}</span>
      {late > 0 ? <span className="late"> · {late} late</span> : null}
      {atRisk > 0 ? <span className="risk"> · {atRisk} at risk</span> : null}
    </p>
  );
}

function columnsFor(of: keyof typeof lists, show: (order: OrderSummary) => void): readonly Column<OrderSummary>[] {
  return [
    {
      name: 'Order',
      width: '132px',
      show: (order) => (
        <>
          <button type="button" className={classes.opener} onClick={() => show(order)}>
            {order.number}
          </button>
          <span className={listClasses.second}>{order.vendorName}</span>
        </>
      ),
    },
    { name: 'Type', isDetail: true, show: ({ typeName }) => typeName },
    { name: 'Status', show: (order) => <OrderStatus order={order} /> },
    { name: 'Due', width: '128px', show: (order) => <DueOrDone order={order} /> },
    { name: 'Vendor', isDetail: true, show: ({ vendorName }) => vendorName },
    {
      name: 'Responsible',
      isDetail: true,
      show: ({ responsibleUserName, departmentName }) =>
        responsibleUserName ?? departmentName ?? <span className="quiet">–</span>,
    },
    ...(of === 'invoice' ? [] : [invoiceColumn]),
    { name: 'Value', isNumber: true, isDetail: true, width: '104px', show: ({ value }) => moneyWords(value) },
  ];
}

const invoiceColumn: Column<OrderSummary> = {
  name: 'Invoice',
  isDetail: true,
  show: ({ invoiceId, invoiceNumber }) =>
    invoiceId === null ? (
      <span className="quiet">–</span>
    ) : (
      <Link to="/invoices/$id" params={{ id: String(invoiceId) }}>
        {invoiceNumber}
      </Link>
    ),
};

function DueOrDone({ order }: { order: OrderSummary }) {
  if (order.state === 'open') return <DueDate order={order} />;
  return order.completedDate ? <Done>{dayWords(order.completedDate)}</Done> : null;
}

function OrderStatus({ order }: { order: OrderSummary }) {
  if (order.state === 'cancelled') return <span className="quiet">Cancelled</span>;
  return <StatusName name={order.statusName} color={order.statusColor} />;
}
