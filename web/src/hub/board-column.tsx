import { useDroppable } from '@dnd-kit/core';
import type { ProductionStatus } from '@printrail/contract/cycles';
import type { OrderSummary } from '@printrail/contract/orders';
import { useMemo } from 'react';
import { StatusName } from '../ui/attention.tsx';
import { Waiting, Wrong } from '../ui/page.tsx';
import { moneyWords, numberWords } from '../ui/words.ts';
import classes from './board.module.css';
import { BoardCard } from './board-card.tsx';
import { type Group, rowsOf } from './list-rows.rules.ts';
import { useOrderPages } from './order-pages.ts';
import type { Hub } from './use-hub.ts';
import { useListWindow } from './use-list-window.ts';

type BoardColumnProps = {
  hub: Hub;
  status: ProductionStatus;
  total: Group | undefined;
  onFocus: (order: OrderSummary) => void;
};

const placeOfCard = 92;
const nothingFolded: ReadonlySet<number> = new Set();

/** The open orders at one status, those due first on top. */
export function BoardColumn({ hub, status, total, onFocus }: BoardColumnProps) {
  const { setNodeRef, isOver } = useDroppable({ id: status.id });
  const { filter, change } = hub;
  const query = { ...filter, typeId: [status.typeId], statusId: [status.id], sort: 'due' as const };
  const pages = useOrderPages(query, { enabled: !status.isFinal });
  const { orders, start, hasNext } = pages;
  const { before, rows } = useMemo(
    () => rowsOf({ orders, start, hasNext, groups: undefined, folded: nothingFolded }),
    [orders, start, hasNext],
  );
  const { virtual, scroller, rowAt } = useListWindow({
    ...{ rows, before, pages, rowHeight: placeOfCard, headHeight: 0 },
    ...{ listKey: JSON.stringify(query), cursorKey: undefined },
  });
  return (
    <section ref={setNodeRef} className={classes.column} data-over={isOver || undefined} aria-label={status.name}>
      <header className={classes.head}>
        <StatusName name={status.name} color={status.color} isSide={status.isSide} />
        <span className="quiet numbers" title={moneyWords(total?.value ?? 0)}>
          {status.isFinal ? '' : numberWords(total?.count ?? 0)}
        </span>
      </header>
      <section
        ref={scroller}
        data-column
        className={classes.cards}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached with the keys
        tabIndex={0}
        aria-label={`Orders at ${status.name}`}
        aria-busy={pages.isFetching}
      >
        <Wrong error={pages.error} retry={pages.restart} />
        {pages.isPending ? <Waiting rows={4} /> : null}
        {status.isFinal ? <p className={`${classes.hint} quiet`}>Drop an order here to complete it</p> : null}
        <ul className={classes.list} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start: top }) => {
            const row = rowAt(index);
            return (
              <li key={key} style={{ transform: `translateY(${top}px)` }}>
                {row?.kind === 'order' ? (
                  <BoardCard
                    order={row.order}
                    place={index}
                    onOpen={() => change({ order: row.order.id })}
                    onFocus={() => onFocus(row.order)}
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
      </section>
    </section>
  );
}
