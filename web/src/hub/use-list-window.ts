import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { ListRow } from './list-rows.rules.ts';
import type { OrderPages } from './order-pages.ts';

type WindowAsked = {
  rows: readonly ListRow[];
  /** Rows that stand before those held. */
  before: number;
  pages: OrderPages;
  rowHeight: number;
  /** The height of what stays at the top of the list. */
  headHeight: number;
  /** Another filter or sort is another list, and begins at its top. */
  listKey: string;
  cursorKey: string | undefined;
};

export type ListWindow = {
  scroller: RefObject<HTMLDivElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  /** The row at a place of the virtual list; none where it is not held. */
  rowAt: (place: number) => ListRow | undefined;
};

/** The part of a long list that is in sight: asks for pages as one scrolls, and keeps its place when rows come and go. */
export function useListWindow(asked: WindowAsked): ListWindow {
  const { rows, before, pages, rowHeight, headHeight } = asked;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: before + rows.length + (pages.hasNext ? 3 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (place) => rows[place - before]?.key ?? `p${place}`,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when rows become higher
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  useKeptPlace(asked, scroller);
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (pages.isFetching || pages.isOfBefore) return;
    if (pages.hasPrevious && first < before) pages.fetchPrevious();
    else if (pages.hasNext && last >= before + rows.length - 30) pages.fetchNext();
  });
  return { scroller, virtual, rowAt: (place) => rows[place - before] };
}

/** Rows that come or go above what one looks at do not move it: the cursor in sight, else the first row in sight. */
function useKeptPlace(
  { rows, before, rowHeight, headHeight, listKey, cursorKey }: WindowAsked,
  scroller: RefObject<HTMLDivElement | null>,
): void {
  const now = { listKey, rows, before, cursorKey };
  const kept = useRef(now);
  useLayoutEffect(() => {
    const was = kept.current;
    kept.current = now;
    const element = scroller.current;
    if (!element || (was.rows === rows && was.listKey === listKey)) return;
    if (was.listKey !== listKey) {
      element.scrollTop = 0;
      return;
    }
    const firstInSight = Math.ceil(element.scrollTop / rowHeight);
    const lastInSight = (element.scrollTop + element.clientHeight - headHeight) / rowHeight;
    const cursor = placeOf(was.cursorKey, was);
    const isInSight = cursor >= firstInSight && cursor < lastInSight;
    if (!isInSight && element.scrollTop === 0) return;
    const from = isInSight ? cursor : firstInSight;
    const to = placeOf(isInSight ? cursorKey : was.rows[from - was.before]?.key, now);
    const moved = to < 0 ? 0 : to - from;
    if (moved !== 0) element.scrollTop += moved * rowHeight;
  });
}

/** The place of a row among all; -1 when it is not held. */
function placeOf(key: string | undefined, { rows, before }: { rows: readonly ListRow[]; before: number }): number {
  const place = key === undefined ? -1 : rows.findIndex((row) => row.key === key);
  return place < 0 ? -1 : before + place;
}
