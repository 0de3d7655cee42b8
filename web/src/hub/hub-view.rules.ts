import { type HubSort, hubSorts } from '@printrail/contract/hub';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { orderStates } from '@printrail/contract/orders';
import { daysAfter, weekStart } from './week.rules.ts';

export const columnIds = [
  ...(['order', 'client', 'type', 'status', 'due', 'vendor', 'responsible', 'invoice', 'since'] as const),
  ...(['orderDate', 'deliveryDate', 'vendorOrderNumber', 'value', 'completed'] as const),
] as const;
export type ColumnId = (typeof columnIds)[number];
export const usualColumns: readonly ColumnId[] = columnIds.slice(0, 8);

export const layouts = ['list', 'board', 'calendar'] as const;
export type Layout = (typeof layouts)[number];

/** What the hub keeps in its address: the filter as the server takes it, and how it is shown. */
export type HubView = HubFilter & {
  /** Relative to today, so that a saved view means the same tomorrow. */
  due?: 'today' | 'week';
  sort?: HubSort;
  descending?: true;
  group?: 'status';
  folded?: number[];
  columns?: ColumnId[];
  layout?: Layout;
  /** The order open beside the list. */
  order?: number;
  /** The type shown on the board. */
  board?: number;
  /** The month of the calendar by its first day, and the day open in it. */
  month?: string;
  day?: string;
};

export const quickFilters = ['late', 'atRisk', 'mine', 'unassigned'] as const;
const lists = ['typeId', 'statusId', 'vendorId', 'responsibleUserId', 'departmentId'] as const;
const ones = ['clientId', 'sessionId', 'invoiceId'] as const;
export const narrowing = [...lists, ...ones, 'dueFrom', 'dueTo'] as const;
const sortsOfClosed: readonly HubSort[] = ['number', 'orderDate', 'completed'];

/** An address as somebody may have typed it, as a view; what means nothing is left out. */
export function readView(search: Record<string, unknown>): HubView {
  const id = (value: unknown) => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined);
  const ids = (value: unknown) => {
    const found = (Array.isArray(value) ? value : [value]).map(id).filter((each) => each !== undefined);
    return found.length > 0 ? found.slice(0, 100) : undefined;
  };
  const day = (value: unknown) => (/^\d{4}-\d\d-\d\d$/.test(String(value)) ? String(value) : undefined);
  const oneOf = <Value extends string>(value: unknown, of: readonly Value[]) => of.find((each) => each === value);
  const yes = (value: unknown) => (value === true ? true : undefined);
  const text = typeof search.search === 'number' ? String(search.search) : search.search;
  const view = {
    search: typeof text === 'string' ? text.slice(0, 200) : undefined,
    state: oneOf(search.state, [...orderStates, 'all'] as const),
    ...Object.fromEntries(lists.map((name) => [name, ids(search[name])])),
    ...Object.fromEntries(ones.map((name) => [name, id(search[name])])),
    ...Object.fromEntries(quickFilters.map((name) => [name, yes(search[name])])),
    dueFrom: day(search.dueFrom),
    dueTo: day(search.dueTo),
    due: oneOf(search.due, ['today', 'week'] as const),
    sort: oneOf(search.sort, hubSorts),
    descending: yes(search.descending),
    group: oneOf(search.group, ['status'] as const),
    folded: ids(search.folded),
    columns: Array.isArray(search.columns) ? columnIds.filter((each) => isIn(search.columns, each)) : undefined,
    layout: oneOf(search.layout, layouts),
    order: id(search.order),
    board: id(search.board),
    month: day(search.month),
    day: day(search.day),
  };
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined)) as HubView;
}

function isIn(values: unknown, value: string): boolean {
  return Array.isArray(values) && values.includes(value);
}

/** The filter of a view as the server takes it. `today` and `workWeek` are the studio's. */
export function filterOf(view: HubView, today: string, workWeek: readonly number[]): HubFilter {
  const isOpen = (view.state ?? 'open') === 'open';
  const filter: HubFilter = {};
  if (view.search?.trim()) filter.search = view.search.trim();
  if (!isOpen) filter.state = view.state;
  for (const name of narrowing) if (view[name] !== undefined) Object.assign(filter, { [name]: view[name] });
  if (!isOpen) return filter;
  for (const name of quickFilters) if (view[name]) filter[name] = true;
  if (view.due) {
    filter.dueFrom = today;
    filter.dueTo = view.due === 'today' ? today : daysAfter(weekStart(today, workWeek), 6);
  }
  return filter;
}

/** The filter without what the chips with counts switch on, so that each chip counts what it would show. */
export function withoutQuick({ late: _, atRisk: __, mine: ___, unassigned: ____, ...rest }: HubView): HubView {
  const { due: _____, ...base } = rest;
  return base;
}

/** Whether anything is filtered, so that an empty list means "nothing matches". */
export function isFiltered(view: HubView): boolean {
  return [...narrowing, ...quickFilters, 'search' as const, 'due' as const].some((name) => view[name] !== undefined);
}

/** What switches every filter off, leaving how the list is shown. */
export const noFilter: Partial<Record<keyof HubView, undefined>> = Object.fromEntries(
  [...narrowing, ...quickFilters, 'search', 'due', 'state'].map((name) => [name, undefined]),
);

/** Whether orders of this state can be sorted so. */
export function canSortBy(sort: HubSort, state: HubFilter['state']): boolean {
  return (state ?? 'open') === 'open' || sortsOfClosed.includes(sort);
}

/** How the list is sorted: grouped by status it follows the track; a sort the state does not know is left to the server. */
export function sortOf(view: HubView): { sort?: HubSort; descending?: boolean } {
  if (isGrouped(view)) return { sort: 'status' };
  if (!view.sort || !canSortBy(view.sort, view.state)) return {};
  return { sort: view.sort, ...(view.descending ? { descending: true } : { descending: false }) };
}

export function isGrouped({ group, state }: HubView): boolean {
  return group === 'status' && (state ?? 'open') === 'open';
}

/** A view as it is saved: without what is open at the moment. */
export function savedPart({ order: _, day: __, month: ___, ...rest }: HubView): HubView {
  return rest;
}
