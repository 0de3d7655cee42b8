import { useDraggable } from '@dnd-kit/core';
import type { OrderSummary } from '@printrail/contract/orders';
import { DueDate } from '../ui/attention.tsx';
import classes from './board.module.css';
import { responsibleOf } from './columns.tsx';

type BoardCardProps = {
  order: OrderSummary;
  place: number;
  onOpen: () => void;
  onFocus: () => void;
};

/** An order on the board, to open, to drag, or to move with the keys. */
export function BoardCard({ order, place, onOpen, onFocus }: BoardCardProps) {
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: order.id, data: order });
  return (
    <button
      ref={setNodeRef}
      type="button"
      tabIndex={-1}
      data-place={place}
      data-dragging={isDragging || undefined}
      className={classes.card}
      onClick={onOpen}
      onFocus={onFocus}
      {...listeners}
    >
      <CardFace order={order} />
    </button>
  );
}

export function CardFace({ order }: { order: OrderSummary }) {
  const { number, clientName, vendorName } = order;
  return (
    <>
      <span className={classes.line}>
        <span className={`${classes.client} cut`}>{clientName ?? number}</span>
      </span>
      <span className="quiet cut">
        {number} · {vendorName}
      </span>
      <span className={classes.line}>
        <span className={classes.fixed}>
          <DueDate order={order} />
        </span>
        <span className="quiet cut">{responsibleOf(order)}</span>
      </span>
    </>
  );
}
