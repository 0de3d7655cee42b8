import type { RecalculationPreview } from '@printrail/contract/recalculation';
import { Link } from '@tanstack/react-router';
import { Day } from '../ui/attention.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { countWords } from '../ui/words.ts';
import classes from './recalculation-offer.module.css';

type Moved = RecalculationPreview['orders'][number];

const columns: readonly Column<Moved>[] = [
  {
    name: 'Order',
    show: ({ orderId, number }) => (
      <Link to="/production/orders/$id" params={{ id: String(orderId) }}>
        {number}
      </Link>
    ),
  },
  { name: 'Status', isDetail: true, show: ({ statusName }) => statusName },
  { name: 'Due now', show: ({ dueDate }) => <Day date={dueDate} /> },
  { name: 'Due then', show: ({ newDueDate }) => <Day date={newDueDate} /> },
];

/** Which orders would get another due date, and which. */
export function RecalculatedOrders({ preview: { orders, count, refusedCount } }: { preview: RecalculationPreview }) {
  const more = count - orders.length;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className={classes.orders} tabIndex={0} aria-label="Orders with another due date">
        <Table
          label="Orders that would get another due date"
          columns={columns}
          rows={orders}
          keyOf={({ orderId }) => orderId}
        />
      </section>
      {more > 0 ? <p className="quiet">And {countWords(more, 'more order', 'more orders')}.</p> : null}
      {refusedCount > 0 ? (
        <p className="quiet">{countWords(refusedCount, 'order')} keep theirs: no date can be counted for them.</p>
      ) : null}
    </>
  );
}
