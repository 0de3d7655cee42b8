// biome-ignore-all lint/a11y/useSemanticElements: rows stand where they are scrolled to, which those of a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import type { OrderSummary } from '@printrail/contract/orders';
import { memo } from 'react';
import type { HubColumn } from './columns.tsx';
import classes from './list.module.css';
import type { Hub } from './use-hub.ts';

export type RowActs = {
  open: (order: OrderSummary) => void;
  /** Selects or unselects; with `isRange`, everything from the cursor on. */
  pick: (order: OrderSummary, how: { isRange: boolean }) => void;
};

type OrderRowProps = {
  order: OrderSummary;
  columns: readonly HubColumn[];
  statuses: Hub['statuses'];
  isCursor: boolean;
  isSelected: boolean;
  top: number;
  index: number;
  acts: RowActs;
};

/** One order of the list. */
export const OrderRow = memo(function OrderRow(props: OrderRowProps) {
  const { order, columns, statuses, isCursor, isSelected, top, index, acts } = props;
  const onClick = (event: React.MouseEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, input, label');
    if (isOnControl) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) return acts.pick(order, { isRange: event.shiftKey });
    if (!window.getSelection()?.toString()) acts.open(order);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list act on its cursor
    <div
      role="row"
      id={`o${order.id}`}
      aria-rowindex={index}
      aria-selected={isSelected}
      tabIndex={-1}
      data-cursor={isCursor || undefined}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onClick}
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      <span role="gridcell" className={classes.cell} style={{ padding: 0, height: '100%' }}>
        <label className={classes.tick}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            aria-label={`Select ${order.number}`}
            onChange={(event) => acts.pick(order, { isRange: (event.nativeEvent as MouseEvent).shiftKey })}
          />
        </label>
      </span>
      {columns.map((column) => (
        <span
          key={column.id}
          role="gridcell"
          className={column.isNumber ? `${classes.cell} ${classes.number}` : classes.cell}
        >
          {column.id === 'order' ? <OrderLink order={order} open={acts.open} /> : column.show(order, { statuses })}
        </span>
      ))}
    </div>
  );
});

function OrderLink({ order, open }: { order: OrderSummary; open: RowActs['open'] }) {
  const onClick = (event: React.MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(order);
  };
  return (
    <a href={`/production/orders/${order.id}`} tabIndex={-1} className="cut" onClick={onClick}>
      {order.number}
    </a>
  );
}
