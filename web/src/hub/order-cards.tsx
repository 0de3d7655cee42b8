import { Button, UnstyledButton } from '@mantine/core';
import type { OrderSummary } from '@printrail/contract/orders';
import { useStatusChange } from '../changes/status-change.ts';
import { useMay } from '../session.tsx';
import { DueDate, StatusName } from '../ui/attention.tsx';
import { countWords } from '../ui/words.ts';
import classes from './list.module.css';
import type { Hub } from './use-hub.ts';
import type { HubList } from './use-hub-list.ts';

/** The orders on a phone: status, due and client of each, and one thumb to advance it. */
export function OrderCards({ list }: { list: HubList }) {
  const { hub, rows, before, pages, acts } = list;
  const { virtual, scroller, rowAt } = list.window;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keys
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label="Production orders">
      <ul className={`${classes.body} ${classes.cards}`} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rowAt(index);
          return (
            <li
              key={key}
              aria-posinset={index + 1}
              aria-setsize={pages.hasNext ? -1 : before + rows.length}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row?.kind === 'order' ? <OrderCard order={row.order} statuses={hub.statuses} open={acts.open} /> : null}
              {row?.kind === 'group' ? (
                <UnstyledButton
                  className={classes.card}
                  aria-expanded={!row.isFolded}
                  onClick={() => list.fold(row.group.statusId)}
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
          <DueDate order={order} />
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
