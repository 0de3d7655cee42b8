import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Pages } from '../pages.ts';
import { type Key, useKeys } from './keys.tsx';
import classes from './long-list.module.css';
import { Waiting, Wrong } from './page.tsx';
import type { Column } from './table.tsx';

export type ListKey<Row> = Omit<Key, 'run'> & { run: (row: Row | undefined) => void };

type LongListProps<Row> = {
  label: string;
  /** The first column holds the link or button that opens the row. */
  columns: readonly Column<Row>[];
  pages: Pages<Row>;
  keyOf: (row: Row) => number;
  onOpen?: (row: Row) => void;
  /** What is shown when there is nothing. */
  empty: React.ReactNode;
  chosen?: ReadonlySet<number>;
  onChoose?: (ids: ReadonlySet<number>) => void;
  nameOf?: (row: Row) => string;
  /** Keys for the row one is at. */
  rowKeys?: readonly ListKey<Row>[];
  /** Part of a page that scrolls as a whole; otherwise the list fills its page and scrolls within. */
  isPart?: boolean;
};

/** A list of any length, loaded as one goes down it: J and K or the arrows move, Enter opens. */
export function LongList<Row>(props: LongListProps<Row>) {
  const { label, columns, pages, keyOf, onOpen, empty, chosen, onChoose, nameOf, isPart = false } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { virtual, rowHeight } = useVirtualRows(frame, pages, isPart);
  useListKeys(frame, props, virtual.scrollToIndex);
  if (pages.isLoading) return <Waiting />;
  if (pages.rows.length === 0) return pages.error ? <Wrong error={pages.error} retry={pages.retry} /> : empty;
  const shown = virtual.getVirtualItems();
  const margin = virtual.options.scrollMargin;
  const above = (shown[0]?.start ?? margin) - margin;
  const below = virtual.getTotalSize() - ((shown.at(-1)?.end ?? margin) - margin);
  return (
    <div
      ref={frame}
      className={isPart ? classes.part : classes.frame}
      style={{ '--list-row': `${rowHeight}px` } as React.CSSProperties}
      data-stale={pages.isStale || undefined}
    >
      <table className={classes.table} aria-label={label} aria-rowcount={pages.hasMore ? -1 : pages.rows.length + 1}>
        <thead>
          <tr>
            {onChoose ? <ChooseAll pages={pages} keyOf={keyOf} chosen={chosen} onChoose={onChoose} /> : null}
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                className={classOf(column)}
                style={{ '--width': column.width } as React.CSSProperties}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {shown.map(({ index }) => {
            const row = pages.rows[index];
            if (row === undefined) return null;
            const id = keyOf(row);
            return (
              <tr
                key={id}
                data-index={index}
                aria-rowindex={index + 2}
                className={chosen?.has(id) ? classes.chosen : classes.row}
                onClick={onOpen && opening(() => onOpen(row))}
              >
                {onChoose ? (
                  <td className={classes.choice}>
                    <Checkbox
                      aria-label={`Choose ${nameOf?.(row) ?? id}`}
                      checked={chosen?.has(id) ?? false}
                      onChange={() => onChoose(toggled(chosen, id))}
                    />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <td key={column.name} className={classOf(column)}>
                    {column.show(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          <Gap height={below} />
        </tbody>
      </table>
      {pages.error ? <Wrong error={pages.error} retry={pages.retry} /> : null}
    </div>
  );
}

type ChooseAllProps<Row> = {
  pages: Pages<Row>;
  keyOf: (row: Row) => number;
  chosen: ReadonlySet<number> | undefined;
  onChoose: (ids: ReadonlySet<number>) => void;
};

function ChooseAll<Row>({ pages, keyOf, chosen, onChoose }: ChooseAllProps<Row>) {
  const all = useMemo(() => pages.rows.map(keyOf), [pages.rows, keyOf]);
  const isAll = all.length > 0 && all.every((id) => chosen?.has(id));
  return (
    <th scope="col" className={classes.choice}>
      <Checkbox
        aria-label="Choose all that are shown"
        checked={isAll}
        indeterminate={!isAll && (chosen?.size ?? 0) > 0}
        onChange={() => onChoose(new Set(isAll ? [] : all))}
      />
    </th>
  );
}

/** Rows that are not drawn leave their room. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden className={classes.gap} style={{ height }} /> : null;
}

function useVirtualRows<Row>(frame: React.RefObject<HTMLDivElement | null>, pages: Pages<Row>, isPart: boolean) {
  const [scrollMargin, setScrollMargin] = useState(0);
  const rowHeight = useRowHeight();
  const scroller = () => (isPart ? document.getElementById('main') : frame.current);
  const isShown = pages.rows.length > 0;
  useLayoutEffect(() => {
    const main = document.getElementById('main');
    if (!isPart || !isShown || !main || !frame.current) return;
    setScrollMargin(frame.current.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop);
  }, [isPart, isShown, frame]);
  const virtual = useVirtualizer({
    count: pages.rows.length,
    getScrollElement: scroller,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin,
    scrollPaddingStart: 34,
  });
  useEffect(() => {
    if (rowHeight > 0) virtual.measure();
  }, [virtual, rowHeight]);
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  const { more, hasMore } = pages;
  const isNearEnd = hasMore && last >= pages.rows.length - 20;
  useEffect(() => {
    if (isNearEnd) more();
  });
  return { virtual, rowHeight };
}

const phone = '(max-width: 700px)';
const coarse = '(pointer: coarse)';

function useRowHeight(): number {
  const now = () => (matchMedia(phone).matches ? 56 : matchMedia(coarse).matches ? 44 : 34);
  const [height, setHeight] = useState(now);
  useEffect(() => {
    const update = () => setHeight(now());
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  });
  return height;
}

function useListKeys<Row>(
  frame: React.RefObject<HTMLDivElement | null>,
  { pages, keyOf, chosen, onChoose, rowKeys = [] }: LongListProps<Row>,
  scrollTo: (index: number) => void,
): void {
  const last = useRef(-1);
  const at = () => {
    const row = document.activeElement?.closest('tr[data-index]');
    if (row && frame.current?.contains(row)) last.current = Number(row.getAttribute('data-index'));
    return last.current;
  };
  const move = (step: number) => {
    const to = Math.min(Math.max(at() + step, 0), pages.rows.length - 1);
    last.current = to;
    scrollTo(to);
    const row = () => frame.current?.querySelector<HTMLElement>(`tr[data-index="${to}"] ${opener}`);
    // At once where it can be, so that an Enter right after it is the row's; else once it is drawn.
    const drawn = row();
    if (drawn) drawn.focus();
    else requestAnimationFrame(() => row()?.focus());
  };
  const current = () => pages.rows[at()];
  const choose = () => {
    const row = current();
    if (row !== undefined) onChoose?.(toggled(chosen, keyOf(row)));
  };
  useKeys([
    { keys: ['j', 'ArrowDown'], does: 'Down the list; Enter opens', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], does: 'Up the list', run: () => move(-1) },
    { keys: ['x'], does: 'Choose the row', when: onChoose !== undefined, run: choose },
    ...rowKeys.map(({ run, ...key }) => ({ ...key, run: () => run(current()) })),
  ]);
}

const opener = 'td:not([class*="choice"]) :is(a, button)';

/** Puts the focus on the first row of the page's list, if there is one. */
export function goToFirstRow(): boolean {
  const first = document.querySelector<HTMLElement>(`main tr[data-index="0"] ${opener}`);
  first?.focus();
  return first !== null;
}

function toggled(chosen: ReadonlySet<number> | undefined, id: number): ReadonlySet<number> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** A click on a row opens it; one on a link or control within does what that says. */
function opening(open: () => void) {
  return (event: React.MouseEvent) => {
    const isOnControl =
      event.target instanceof Element && event.target.closest('a, button, input, select, textarea, label');
    if (!isOnControl && !window.getSelection()?.toString()) open();
  };
}

function classOf<Row>({ isNumber, isDetail }: Column<Row>): string | undefined {
  return [isNumber ? classes.number : '', isDetail ? classes.detail : ''].filter(Boolean).join(' ') || undefined;
}
