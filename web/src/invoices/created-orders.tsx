import type { OrderSummary } from '@printrail/contract/orders';
import { Link } from '@tanstack/react-router';
import { Day, Done } from '../ui/attention.tsx';
import { countWords } from '../ui/words.ts';
import classes from './create-orders.module.css';

/** What was made just now, each with a way to it. */
export function CreatedOrders({ orders }: { orders: readonly OrderSummary[] }) {
  return (
    <div role="status" aria-live="polite" className={orders.length > 0 ? classes.made : undefined}>
      {orders.length > 0 ? <Done>{countWords(orders.length, 'production order')} ready</Done> : null}
      {orders.map(({ id, number, vendorName, statusName, dueDate }) => (
        <p key={id}>
          <Link to="/production/orders/$id" params={{ id: String(id) }}>
            {number}
          </Link>{' '}
          · {vendorName} ·{' '}
          <span className="quiet">
            {statusName}
            {dueDate ? ', due ' : ''}
            {dueDate ? <Day date={dueDate} /> : null}
          </span>
        </p>
      ))}
    </div>
  );
}
