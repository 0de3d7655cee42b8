import { type HubPage, type HubQuery, listOrders } from '@printrail/contract/hub';
import type { OrderSummary } from '@printrail/contract/orders';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../api.ts';
import { keyOf } from '../queries.ts';

const ordersOfPage = 100;
const mostPages = 5;
const none: readonly OrderSummary[] = [];

type PageAt = { after?: string; index: number; before?: PageAt };

export type OrderPages = {
  orders: readonly OrderSummary[];
  /** How many orders stand before those held. */
  start: number;
  hasNext: boolean;
  hasPrevious: boolean;
  isFetching: boolean;
  isPending: boolean;
  /** The orders are of the filter before; those asked for are on their way. */
  isOfBefore: boolean;
  error: Error | null;
  fetchNext: () => void;
  fetchPrevious: () => void;
  restart: () => void;
};

/** The orders of a query page by page; a bounded number of pages is held, and those before can be asked for again. */
export function useOrderPages(query: HubQuery, { enabled = true } = {}): OrderPages {
  const client = useQueryClient();
  const queryKey = [...keyOf(listOrders, { query }), 'pages'];
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam: { after }, signal }): Promise<HubPage> =>
      call(
        listOrders,
        { query: { ...query, limit: ordersOfPage, totals: false, ...(after ? { after } : {}) } },
        signal,
      ),
    initialPageParam: { index: 0 } as PageAt,
    getNextPageParam: ({ next }, _, at): PageAt | undefined =>
      next === null ? undefined : { after: next, index: at.index + 1, before: at },
    getPreviousPageParam: (_, __, at): PageAt | undefined => at.before,
    maxPages: mostPages,
    placeholderData: keepPreviousData,
    enabled,
  });
  const { data } = pages;
  const orders = useMemo(
    () => [...new Map(data?.pages.flatMap(({ items }) => items).map((order) => [order.id, order])).values()],
    [data],
  );
  return {
    orders: enabled ? orders : none,
    start: enabled ? ((data?.pageParams[0] as PageAt | undefined)?.index ?? 0) * ordersOfPage : 0,
    hasNext: enabled && pages.hasNextPage,
    hasPrevious: enabled && pages.hasPreviousPage,
    isFetching: pages.isFetching,
    isPending: enabled && pages.isPending,
    isOfBefore: enabled && pages.isPlaceholderData,
    error: pages.error,
    fetchNext: () => void (pages.hasNextPage && !pages.isFetching && pages.fetchNextPage()),
    fetchPrevious: () => void (pages.hasPreviousPage && !pages.isFetching && pages.fetchPreviousPage()),
    restart: () => void client.resetQueries({ queryKey, exact: true }),
  };
}
