import { Button, UnstyledButton } from '@mantine/core';
import type { OrderSummary } from '@printrail/contract/orders';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useMay } from '../session.tsx';
import { Day, DueDate, StatusName } from '../ui/attention.tsx';
import { countWords } from '../ui/words.ts';
import classes from './list.module.css';
import type { Hub } from './use-hub.ts';
import type { ListWindow } from './use-list-window.ts';

export const cardHeight = 84;

type OrderCardsProps = {
  window: ListWindow;
  label: string;
  /** How many rows there are; -1 while more are to come. */
  count: number;
  statuses: Hub['statuses'];
  open: (order: OrderSummary) => void;
  fold?: (statusId: number) => void;
};

/** Orders one below the other: status, due and client of each, and one thumb to advance it. */
export function OrderCards({
  window: { virtual, scroller, rowAt },
  label,
  count,
  statuses,
  open,
  fold,
}: OrderCardsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keys
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={label}>
      <ul className={`${classes.body} ${classes.cards}`} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rowAt(index);
          return (
            <li
              key={key}
              aria-posinset={index + 1}
              aria-setsize={count}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row?.kind === 'order' ? <OrderCard order={row.order} statuses={statuses} open={open} /> : null}
              {row?.kind === 'group' ? (
                <UnstyledButton
                  className={classes.card}
                  aria-expanded={!row.isFolded}
                  onClick={() => fold?.(row.group.statusId)}
                >
                  <span className={classes.name}>{row.group.statusName}</span>
                  <span className="quiet">{countWords(row.group.count, 'order')}</span>
                </UnstyledButton>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type CardProps = { order: OrderSummary; statuses: Hub['statuses']; open: (order: OrderSummary) => void };

function OrderCard({ order, statuses, open }: CardProps) {
  const changes = useStatusChange();
  const may = useMay();
  const { id, version, number, clientName, statusId, statusName, statusColor, state } = order;
  return (
    <>
      <UnstyledButton className={classes.card} onClick={() => open(order)}>
        <span className={classes.line}>
          <span className={`${classes.client} cut`}>{clientName ?? number}</span>
          <span className={classes.fixed}>
            {order.completedDate ? <Day date={order.completedDate} /> : <DueDate order={order} />}
          </span>
        </span>
        <StatusName name={statusName} color={statusColor} isSide={statuses.get(statusId)?.isSide ?? false} />
        <span className="quiet cut">
          {clientName ? `${number} · ` : ''}
          {order.vendorName}
        </span>
      </UnstyledButton>
      {state === 'open' && may('production', 'change') ? (
        <Button
          variant="default"
          size="md"
          className={classes.advance}
          aria-label={`Advance ${number}`}
          onClick={() => changes.advanceNow({ orders: [{ id, version }] })}
        >
          Advance
        </Button>
      ) : null}
    </>
  );
}
