import { Button, CloseButton } from '@mantine/core';
import { useMemo } from 'react';
import { Waiting, Wrong } from '../ui/page.tsx';
import { dayWords } from '../ui/words.ts';
import classes from './due-calendar.module.css';
import { rowsOf } from './list-rows.rules.ts';
import { cardHeight, OrderCards } from './order-cards.tsx';
import { useOrderPages } from './order-pages.ts';
import type { Hub } from './use-hub.ts';
import { useListWindow } from './use-list-window.ts';

const nothingFolded: ReadonlySet<number> = new Set();

/** The open orders due on a day, beside the calendar. */
export function DayOrders({ hub, day, onClose }: { hub: Hub; day: string; onClose: () => void }) {
  const { filter, change, statuses } = hub;
  const pages = useOrderPages({ ...filter, dueFrom: day, dueTo: day, sort: 'client' });
  const { orders, start, hasNext } = pages;
  const { before, rows } = useMemo(
    () => rowsOf({ orders, start, hasNext, groups: undefined, folded: nothingFolded }),
    [orders, start, hasNext],
  );
  const window = useListWindow({
    ...{ rows, before, pages, rowHeight: cardHeight, headHeight: 0 },
    ...{ listKey: day, cursorKey: undefined },
  });
  const asList = () =>
    change(
      { layout: undefined, day: undefined, month: undefined, due: undefined, dueFrom: day, dueTo: day },
      { replace: false },
    );
  return (
    <aside className={classes.aside} aria-label={`Due ${dayWords(day)}`}>
      <header className={classes.head}>
        <h2>Due {dayWords(day)}</h2>
        <Button variant="subtle" color="gray" size="compact-sm" ml="auto" onClick={asList}>
          As a list
        </Button>
        <CloseButton aria-label="Close the day" onClick={onClose} />
      </header>
      <Wrong error={pages.error} retry={pages.restart} />
      {pages.isPending ? <Waiting rows={5} /> : null}
      {!pages.isPending && rows.length === 0 ? <p className={`${classes.none} quiet`}>Nothing is due.</p> : null}
      {rows.length > 0 ? (
        <OrderCards
          window={window}
          label={`Orders due ${dayWords(day)}`}
          count={hasNext ? -1 : before + rows.length}
          statuses={statuses}
          open={({ id }) => change({ order: id })}
        />
      ) : null}
    </aside>
  );
}
