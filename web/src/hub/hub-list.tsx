import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { loadOrderInPanel, OrderPanel } from '../orders/order-panel.tsx';
import { useAhead } from '../ui/ahead.ts';
import { Waiting, Wrong } from '../ui/page.tsx';
import { Foot } from './foot.tsx';
import { isGrouped, noFilter } from './hub-view.rules.ts';
import classes from './list.module.css';
import { NothingHere } from './nothing-here.tsx';
import { cardHeight, OrderCards } from './order-cards.tsx';
import { OrderGrid } from './order-grid.tsx';
import type { Hub, useTotals } from './use-hub.ts';
import { useHubList } from './use-hub-list.ts';
import { useListKeys } from './use-list-keys.ts';

type HubListProps = { hub: Hub; counted: ReturnType<typeof useTotals>; focusSearch: () => void };

/** The orders of the view as a list; on a phone as cards. */
export function HubOrders({ hub, counted, focusSearch }: HubListProps) {
  const { totals, isPending } = counted;
  const isPhone = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const isTouch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const sizes = isPhone ? { rowHeight: cardHeight, headHeight: 0 } : { rowHeight: isTouch ? 44 : 34, headHeight: 34 };
  const list = useHubList(hub, totals, sizes);
  const { pages, rows, selection } = list;
  const focusList = () => list.window.scroller.current?.focus({ preventScroll: true });
  const onKeyDown = useListKeys({ list, focusList, focusSearch });
  useFirstFocus(focusList, rows.length > 0 && !isPhone);
  useAhead(loadOrderInPanel);
  if (pages.error && rows.length === 0) {
    return (
      <div style={{ padding: 16 }}>
        <Wrong error={pages.error} retry={pages.restart} />
        <Button variant="default" mt="sm" onClick={() => hub.change(noFilter)}>
          Clear the filter
        </Button>
      </div>
    );
  }
  if (pages.isPending || (isGrouped(hub.view) && isPending)) return <Waiting rows={14} label="Loading the orders" />;
  const isNothing = rows.length === 0 && !pages.isOfBefore;
  return (
    <div className={classes.place}>
      {isNothing ? <NothingHere hub={hub} /> : null}
      {!isNothing && isPhone ? (
        <OrderCards
          window={list.window}
          label="Production orders"
          count={pages.hasNext ? -1 : list.before + rows.length}
          statuses={hub.statuses}
          open={list.acts.open}
          fold={list.fold}
        />
      ) : null}
      {!isNothing && !isPhone ? <OrderGrid list={list} onKeyDown={onKeyDown} /> : null}
      {pages.error && !isNothing ? <Wrong error={pages.error} retry={pages.restart} /> : null}
      {(isPhone || isNothing) && selection.count === 0 ? null : <Foot list={list} />}
      {hub.view.order === undefined ? null : <Opened hub={hub} list={list} />}
    </div>
  );
}

/** The order beside the list; going along moves the cursor too, also when the order has left the list meanwhile. */
function Opened({ hub, list }: { hub: Hub; list: ReturnType<typeof useHubList> }) {
  const { cursor, rows } = list;
  const id = hub.view.order ?? 0;
  const isAtCursor = cursor.row?.key === `o${id}`;
  const isListed = rows.some(({ key }) => key === `o${id}`);
  useEffect(() => {
    if (isListed && !isAtCursor) cursor.put(`o${id}`);
  });
  const step = (by: number) => () => {
    const to = list.move(by);
    if (to?.kind === 'order') hub.change({ order: to.order.id });
  };
  return (
    <OrderPanel
      id={id}
      onClose={() => hub.change({ order: undefined })}
      onNext={cursor.at < rows.length - 1 || !isAtCursor ? step(isAtCursor ? 1 : 0) : undefined}
      onPrevious={cursor.at > 0 ? step(-1) : undefined}
    />
  );
}

/** The list has the keys as soon as it is there, unless somebody is at something else already. */
function useFirstFocus(focusList: () => void, isReady: boolean): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!isReady || isDone.current) return;
    isDone.current = true;
    if (!(document.activeElement instanceof HTMLInputElement)) focusList();
  });
}
