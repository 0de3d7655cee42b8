import type { HubFilter } from '@printrail/contract/hub-filter';
import type { OrderSummary } from '@printrail/contract/orders';
import { useMemo, useRef } from 'react';
import { isGrouped, sortOf } from './hub-view.rules.ts';
import { type ListRow, rowsOf } from './list-rows.rules.ts';
import { type OrderPages, useOrderPages } from './order-pages.ts';
import type { RowActs } from './order-row.tsx';
import { type Cursor, useCursor } from './use-cursor.ts';
import type { Hub, Totals } from './use-hub.ts';
import { type ListWindow, useListWindow } from './use-list-window.ts';
import { type Selection, useSelection } from './use-selection.ts';

export type HubList = {
  hub: Hub;
  totals: Totals | undefined;
  pages: OrderPages;
  rows: readonly ListRow[];
  before: number;
  headHeight: number;
  cursor: Cursor;
  selection: Selection;
  window: ListWindow;
  acts: RowActs;
  isAllLoadedSelected: boolean;
  toggleLoaded: () => void;
  fold: (statusId: number) => void;
  /** Moves the cursor and keeps it in sight. */
  move: (by: number, how?: { isSelecting?: boolean }) => ListRow | undefined;
  /** Goes to the very first order, whether it is held or not. */
  toStart: () => void;
};

type Sizes = { rowHeight: number; headHeight: number };

/** Everything the list of orders is: its pages and rows, what is in sight, the cursor, the selection. */
export function useHubList(hub: Hub, totals: Totals | undefined, { rowHeight, headHeight }: Sizes): HubList {
  const { view, filter, change } = hub;
  const grouped = isGrouped(view);
  const folded = useMemo(() => new Set(grouped ? view.folded : []), [grouped, view.folded]);
  const order = sortOf(view);
  const unfolded = withoutFolded(filter, folded, hub);
  const pages = useOrderPages({ ...(unfolded ?? filter), ...order }, { enabled: unfolded !== null });
  const groups = grouped ? totals?.statuses : undefined;
  const { orders, start, hasNext } = pages;
  const { before, rows } = useMemo(
    () => rowsOf({ orders, start, hasNext, groups, folded }),
    [orders, start, hasNext, groups, folded],
  );
  const listKey = JSON.stringify([filter, order, grouped]);
  const cursor = useCursor({ rows, before, hasNext, listKey });
  const window = useListWindow({
    ...{ rows, before, pages, rowHeight, headHeight, listKey },
    cursorKey: cursor.row?.key,
  });
  const selection = useSelection(orders, filter, totals?.count);
  const loaded = useMemo(() => rows.flatMap((row) => (row.kind === 'order' ? [row.order] : [])), [rows]);
  const isAllLoadedSelected = loaded.length > 0 && loaded.every(({ id }) => selection.has(id));
  const acts = useSteady({
    open: (opened: OrderSummary) => {
      cursor.put(`o${opened.id}`);
      change({ order: opened.id }, { replace: view.order !== undefined });
    },
    pick: (picked: OrderSummary, { isRange }: { isRange: boolean }) => {
      const to = rows.findIndex((row) => row.key === `o${picked.id}`);
      if (isRange && cursor.at >= 0) selection.add(between(rows, cursor.at, to));
      else selection.toggle(picked);
      cursor.put(`o${picked.id}`);
    },
  });
  const move: HubList['move'] = (by, { isSelecting = false } = {}) => {
    const from = cursor.row;
    // Without a cursor one begins with what is in sight.
    const inSight = (window.virtual.range?.startIndex ?? 0) - before;
    const to = from ? cursor.move(by) : cursor.move(Math.min(by, 0), inSight);
    if (!to) return undefined;
    window.virtual.scrollToIndex(before + rows.indexOf(to));
    if (isSelecting) selection.add([from, to].flatMap((row) => (row?.kind === 'order' ? [row.order] : [])));
    return to;
  };
  return {
    ...{ hub, totals, pages, rows, before, headHeight, cursor, selection, window, acts, isAllLoadedSelected, move },
    toggleLoaded: () => {
      if (selection.isAll) selection.clear();
      else if (isAllLoadedSelected) selection.remove(loaded);
      else selection.add(loaded);
    },
    fold: (statusId) => {
      const next = folded.has(statusId) ? [...folded].filter((id) => id !== statusId) : [...folded, statusId];
      change({ folded: next.length > 0 ? next : undefined });
    },
    toStart: () => {
      if (before > 0) pages.restart();
      window.virtual.scrollToOffset(0);
      const [first] = rows;
      if (before === 0 && first) cursor.put(first.key);
    },
  };
}

/** Statuses folded away are not asked for; null when all of them are. */
function withoutFolded(filter: HubFilter, folded: ReadonlySet<number>, { types }: Hub): HubFilter | null | undefined {
  if (folded.size === 0 || types.length === 0) return undefined;
  const all = types.filter(({ id }) => filter.typeId?.includes(id) ?? true).flatMap(({ statuses }) => statuses);
  const ids = (filter.statusId ?? all.map(({ id }) => id)).filter((id) => !folded.has(id));
  if (ids.length === 0) return null;
  return ids.length > 100 ? undefined : { ...filter, statusId: ids };
}

function between(rows: readonly ListRow[], from: number, to: number): OrderSummary[] {
  const part = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return part.flatMap((row) => (row.kind === 'order' ? [row.order] : []));
}

/** Functions that stay the same for rows that are drawn once, and do what was last said. */
function useSteady(acts: RowActs): RowActs {
  const latest = useRef(acts);
  latest.current = acts;
  return useRef<RowActs>({
    open: (order) => latest.current.open(order),
    pick: (order, how) => latest.current.pick(order, how),
  }).current;
}
