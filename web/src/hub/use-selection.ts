import type { HubFilter } from '@printrail/contract/hub-filter';
import type { OrderSummary } from '@printrail/contract/orders';
import { useState } from 'react';
import type { ChangeOf } from '../changes/status-change-provider.tsx';

export type Seen = Pick<OrderSummary, 'id' | 'version' | 'number' | 'typeId'>;

export type Selection = {
  count: number;
  /** Whether it is all that match, also those not loaded. */
  isAll: boolean;
  has: (id: number) => boolean;
  toggle: (order: OrderSummary) => void;
  add: (orders: readonly OrderSummary[]) => void;
  remove: (orders: readonly OrderSummary[]) => void;
  selectAll: () => void;
  clear: () => void;
  /** The selected orders one by one; none when it is all that match. */
  picked: readonly Seen[];
  /** What a change is of: as the orders were last seen. */
  of: () => ChangeOf;
};

/** The orders that are selected: one by one across filters, or all that match the one shown. */
export function useSelection(
  orders: readonly OrderSummary[],
  filter: HubFilter,
  matching: number | undefined,
): Selection {
  const [picked, setPicked] = useState<ReadonlyMap<number, Seen>>(new Map());
  const [allOf, setAllOf] = useState<HubFilter>();
  const isAll = allOf === filter;
  const held = () => (isAll ? new Map(orders.map((order) => [order.id, order as Seen])) : new Map(picked));
  const set = (next: Map<number, Seen>) => {
    setAllOf(undefined);
    setPicked(next);
  };
  const add = (more: readonly OrderSummary[]) => {
    const next = held();
    for (const order of more) next.set(order.id, order);
    set(next);
  };
  const remove = (fewer: readonly OrderSummary[]) => {
    const next = held();
    for (const { id } of fewer) next.delete(id);
    set(next);
  };
  const latest = () => {
    const inSight = new Map(orders.map((order) => [order.id, order]));
    return [...picked.values()].map((seen): Seen => inSight.get(seen.id) ?? seen);
  };
  const count = isAll ? (matching ?? orders.length) : picked.size;
  const has = (id: number) => isAll || picked.has(id);
  return {
    count,
    isAll,
    has,
    toggle: (order) => (has(order.id) ? remove([order]) : add([order])),
    add,
    remove,
    selectAll: () => setAllOf(filter),
    clear: () => set(new Map()),
    picked: isAll ? [] : latest(),
    of: () => (isAll ? { filter, count } : { orders: latest().map(({ id, version }) => ({ id, version })) }),
  };
}
