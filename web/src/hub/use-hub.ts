import { listTypes, type ProductionStatus, type ProductionType } from '@printrail/contract/cycles';
import { type HubPage, listOrders } from '@printrail/contract/hub';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { useMemo, useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useSession } from '../session.tsx';
import { useView } from '../view.ts';
import { type ColumnId, columnIds, filterOf, type HubView, readView, usualColumns } from './hub-view.rules.ts';

export type Hub = {
  view: HubView;
  change: (part: Partial<HubView>, options?: { replace?: boolean }) => void;
  /** The filter of the view as the server takes it; the same object until it changes. */
  filter: HubFilter;
  types: readonly ProductionType[];
  statuses: ReadonlyMap<number, ProductionStatus>;
  columns: readonly ColumnId[];
  chooseColumns: (columns: readonly ColumnId[]) => void;
};

const keptColumns = 'hub-columns';

/** The view in the address, its filter, and what the whole hub reads from. */
export function useHub(): Hub {
  const [search, change] = useView<HubView>();
  const { me, preferences } = useSession();
  const view = useMemo(() => readView(search), [search]);
  const wanted = filterOf(view, me.today, preferences.workWeek);
  const filterKey = JSON.stringify(wanted);
  const filter = useMemo(() => JSON.parse(filterKey) as HubFilter, [filterKey]);
  const types = useAnswer(listTypes, {}).data?.items;
  const statuses = useMemo(
    () => new Map((types ?? []).flatMap((type) => type.statuses.map((status) => [status.id, status] as const))),
    [types],
  );
  const [ownColumns, setOwnColumns] = useState(readColumns);
  const chooseColumns = (columns: readonly ColumnId[]) => {
    localStorage.setItem(keptColumns, columns.join());
    setOwnColumns(columns);
    if (view.columns) change({ columns: [...columns] });
  };
  const columns = view.columns?.length ? view.columns : ownColumns;
  return { view, change, filter, types: types ?? [], statuses, columns, chooseColumns };
}

export type Totals = NonNullable<HubPage['totals']>;

/** Counts and value of all open orders that match, per status in the order of the track. */
export function useTotals(filter: HubFilter): { totals: Totals | undefined; isPending: boolean } {
  const isOpen = (filter.state ?? 'open') === 'open';
  const { data, isPending } = useAnswer(
    listOrders,
    { query: { ...filter, limit: 1, totals: true } },
    { enabled: isOpen, keepPrevious: true },
  );
  return { totals: (isOpen && data?.totals) || undefined, isPending: isOpen && isPending };
}

function readColumns(): readonly ColumnId[] {
  const kept = localStorage.getItem(keptColumns)?.split(',') ?? [];
  const known = columnIds.filter((id) => kept.includes(id));
  return known.length > 0 ? known : usualColumns;
}
