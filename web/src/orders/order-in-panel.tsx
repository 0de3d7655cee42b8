import type { ProductionOrder } from '@printrail/contract/orders';
import { OrderActions } from './order-actions.tsx';
import { OrderContent, type OrderPart } from './order-content.tsx';
import classes from './order-panel.module.css';
import { titleOf } from './order-title.ts';

type OrderInPanelProps = { order: ProductionOrder; part: OrderPart; onPart: (part: OrderPart) => void };

/** What the panel beside a list says of its order. */
export function OrderInPanel({ order, part, onPart }: OrderInPanelProps) {
  return (
    <div className={classes.order}>
      <header className={classes.head}>
        <h2>{titleOf(order)}</h2>
        <OrderActions order={order} />
      </header>
      <OrderContent order={order} part={part} onPart={onPart} />
    </div>
  );
}
