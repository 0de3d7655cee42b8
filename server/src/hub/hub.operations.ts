import type { HubPage, HubQuery, HubSort } from '@printrail/contract/hub';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { type Cycles, cyclesOf } from '../cycles/cycles.queries.ts';
import { fewMatching, isUnderOne, stateOf } from '../orders/order-filter.queries.ts';
import { summariesOf } from '../orders/orders.queries.ts';
import { searchWords } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { decodeCursor, encodeCursor, pageSize } from '../studio/pages.ts';
import { type LastSeen, pageOfOrders, sortColumns } from './hub.queries.ts';
import { statusesInOrder } from './hub.rules.ts';
import { kept } from './kept-counts.ts';
import { type StatusTotal, totalsOf } from './totals.queries.ts';

const sortsOfClosed: readonly HubSort[] = ['number', 'orderDate', 'completed'];

/** One page of the hub: the orders that match, sorted, and on the first page the totals per status. */
export async function listOrders(reading: Reading, query: HubQuery): Promise<HubPage> {
  const { sort: sortAsked, descending, totals, after, limit = pageSize, ...filter } = query;
  const isOpen = (filter.state ?? 'open') === 'open';
  const sort = sortAsked ?? (isOpen ? 'due' : filter.state === 'completed' ? 'completed' : 'orderDate');
  if (!isOpen && !sortsOfClosed.includes(sort)) throw new Refusal('hub.sort_needs_open_orders', { sort }).at('sort');
  const order = { sort, descending: descending ?? !isOpen };
  const seen = decodeSorted(after, order);
  const wantsTotals = (totals ?? after === undefined) && (isOpen || isUnderOne(filter));
  const listed = wantsTotals ? await listedOnce(reading, filter) : undefined;
  const found = await pageOfOrders(reading, { ...order, filter, after: seen, limit: limit + 1 }, listed);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await summariesOf(
      reading,
      shown.map(({ id }) => id),
    ),
    next: found.length > limit && last ? encodeCursor([sortName(order), last.statusId, last.sortKey, last.id]) : null,
    totals: wantsTotals ? summed(await totalsKept(reading, filter, listed), await cyclesOf(reading)) : null,
  };
}

/** Where finding what matches is most of the work, page and totals share it. */
async function listedOnce(reading: Reading, filter: HubFilter): Promise<number[] | undefined> {
  const isWork = isUnderOne(filter) || (stateOf(filter) === 'open' && searchWords(filter.search ?? '').length > 0);
  return isWork ? fewMatching(reading, filter) : undefined;
}

/** Counting many orders takes longer than finding a page of them; of those listed it is done already. */
async function totalsKept(reading: Reading, filter: HubFilter, listed: number[] | undefined): Promise<StatusTotal[]> {
  return listed
    ? totalsOf(reading, filter, listed)
    : kept(reading, 'totals', filter, () => totalsOf(reading, filter, undefined));
}

type Order = { sort: HubSort; descending: boolean };

function sortName({ sort, descending }: Order): string {
  return `${descending ? '-' : ''}${sort}`;
}

/** A cursor of another sort is refused rather than read as something else. */
function decodeSorted(after: string | undefined, order: Order): LastSeen | undefined {
  const shape = `sn${sortColumns[order.sort].kind}n`;
  const cursor = decodeCursor<readonly [string, number, string | number | null, number]>(after, shape);
  if (!cursor) return undefined;
  const [name, statusId, key, id] = cursor;
  if (name !== sortName(order)) throw new Refusal('cursor.invalid', { field: 'after' }).at('after');
  return { statusId, key, id };
}

function summed(rows: readonly StatusTotal[], cycles: Cycles): HubPage['totals'] {
  const sum = (pick: (row: StatusTotal) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const byStatus = new Map(rows.map((row) => [row.statusId, row]));
  return {
    count: sum((row) => row.count),
    value: sum((row) => row.value),
    late: sum((row) => row.late),
    atRisk: sum((row) => row.atRisk),
    statuses: statusesInOrder(cycles.all).flatMap(({ id, name, typeId }) => {
      const row = byStatus.get(id);
      return row ? [{ statusId: id, statusName: name, typeId, count: row.count, value: row.value }] : [];
    }),
  };
}
