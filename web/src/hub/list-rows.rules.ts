import type { OrderSummary } from '@printrail/contract/orders';

export type Group = { statusId: number; statusName: string; typeId: number; count: number; value: number };
export type ListRow =
  | { kind: 'group'; key: string; group: Group; isFolded: boolean }
  | { kind: 'order'; key: string; order: OrderSummary };

type Listed = {
  orders: readonly OrderSummary[];
  /** How many orders stand before the first of `orders`, no longer held. */
  start: number;
  hasNext: boolean;
  /** Every status with orders, in the order of the list; none when it is not grouped. */
  groups: readonly Group[] | undefined;
  folded: ReadonlySet<number>;
};

/** The rows that are held, with the headers of groups among them, and how many rows stand before. */
export function rowsOf({ orders, start, hasNext, groups, folded }: Listed): { before: number; rows: ListRow[] } {
  const rows: ListRow[] = [];
  if (!groups) return { before: start, rows: orders.map(rowOf) };
  const places = new Map(groups.map(({ statusId }, place) => [statusId, place]));
  let next = headersBefore(groups, folded, start);
  const before = start + next;
  const announce = (end: number) => {
    for (; next < end; next++) {
      const group = groups[next];
      if (group) rows.push({ kind: 'group', key: `g${group.statusId}`, group, isFolded: folded.has(group.statusId) });
    }
  };
  for (const order of orders) {
    if (folded.has(order.statusId)) continue;
    announce((places.get(order.statusId) ?? -1) + 1);
    rows.push(rowOf(order));
  }
  if (!hasNext) announce(groups.length);
  return { before, rows };
}

function rowOf(order: OrderSummary): ListRow {
  return { kind: 'order', key: `o${order.id}`, order };
}

/** How many headers stand among the rows that are no longer held. */
function headersBefore(groups: readonly Group[], folded: ReadonlySet<number>, start: number): number {
  let orders = 0;
  let headers = 0;
  for (; headers < groups.length && orders < start; headers++) {
    const group = groups[headers];
    if (group && !folded.has(group.statusId)) orders += group.count;
  }
  return headers;
}

/**
 * Which row has the cursor once the rows are others: the same one; but when its order was changed and went elsewhere, or
 * left the list, the row that followed it, else the one before.
 */
export function heirOf(key: string, was: readonly ListRow[], rows: readonly ListRow[]): string | undefined {
  const from = was.findIndex((row) => row.key === key);
  const to = rows.findIndex((row) => row.key === key);
  if (from < 0) return to < 0 ? undefined : key;
  if (to >= 0 && (!isChanged(was[from], rows[to]) || isBetweenSame(was, from, rows, to))) return key;
  const isHere = new Set(rows.map((row) => row.key));
  const follows = was.slice(from + 1).find((row) => isHere.has(row.key));
  return (follows ?? was.slice(0, from).findLast((row) => isHere.has(row.key)))?.key;
}

function isChanged(was: ListRow | undefined, row: ListRow | undefined): boolean {
  return was?.kind === 'order' && row?.kind === 'order' && was.order.version !== row.order.version;
}

function isBetweenSame(was: readonly ListRow[], from: number, rows: readonly ListRow[], to: number): boolean {
  return was[from - 1]?.key === rows[to - 1]?.key || was[from + 1]?.key === rows[to + 1]?.key;
}
