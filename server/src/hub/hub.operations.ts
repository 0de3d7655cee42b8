import type { HubPage, HubQuery, HubSort } from '@printrail/contract/hub';
import { type Cycles, cyclesOf } from '../cycles/cycles.queries.ts';
import { summariesOf } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { decodeCursor, encodeCursor, pageSize } from '../studio/pages.ts';
import { pageOfOrders, type StatusTotal, sortColumns, totalsOf } from './hub.queries.ts';

const sortsOfClosed: readonly HubSort[] = ['number', 'orderDate', 'completed'];

/** One page of the hub: the orders that match, sorted, and on the first page the totals per status. */
export async function listOrders(reading: Reading, query: HubQuery): Promise<HubPage> {
  const { sort: sortAsked, descending, totals, after, limit = pageSize, ...filter } = query;
  const isOpen = (filter.state ?? 'open') === 'open';
  const sort = sortAsked ?? (isOpen ? 'due' : filter.state === 'completed' ? 'completed' : 'orderDate');
  if (!isOpen && !sortsOfClosed.includes(sort)) throw new Refusal('hub.sort_needs_open_orders', { sort }).at('sort');
  const isDescending = descending ?? !isOpen;
  const cursor = decodeSorted(after, sort, isDescending);
  const found = await pageOfOrders(reading.db, reading.today, {
    ...{ filter, sort, descending: isDescending, after: cursor, limit: limit + 1 },
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const wantsTotals = totals ?? after === undefined;
  return {
    items: await summariesOf(
      reading,
      shown.map(({ id }) => id),
    ),
    next: found.length > limit && last ? encodeCursor([sortName(sort, isDescending), last.sortKey, last.id]) : null,
    totals: wantsTotals ? summed(await totalsOf(reading.db, reading.today, filter), await cyclesOf(reading)) : null,
  };
}

function sortName(sort: HubSort, descending: boolean): string {
  return `${descending ? '-' : ''}${sort}`;
}

/** A cursor of another sort is refused rather than read as something else. */
function decodeSorted(after: string | undefined, sort: HubSort, descending: boolean) {
  const shape = { number: 'N', text: 's', date: 'D' }[sortColumns[sort].key];
  const cursor = decodeCursor<readonly [string, string | number | null, number]>(after, `s${shape}n`);
  if (cursor && cursor[0] !== sortName(sort, descending))
    throw new Refusal('cursor.invalid', { field: 'after' }).at('after');
  return cursor && ([cursor[1], cursor[2]] as const);
}

function summed(rows: readonly StatusTotal[], cycles: Cycles): HubPage['totals'] {
  const sum = (pick: (row: StatusTotal) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const place = new Map(cycles.all.flatMap(({ statuses }) => statuses).map(({ id }, at) => [id, at]));
  return {
    count: sum((row) => row.count),
    value: sum((row) => row.value),
    late: sum((row) => row.late),
    atRisk: sum((row) => row.atRisk),
    statuses: rows
      .toSorted((a, b) => (place.get(a.statusId) ?? 0) - (place.get(b.statusId) ?? 0))
      .map(({ statusId, count, value }) => {
        const status = cycles.statuses.get(statusId);
        return { statusId, statusName: status?.name ?? '', typeId: status?.typeId ?? 0, count, value };
      }),
  };
}
