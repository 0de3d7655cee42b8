import type { AnswerOf } from '@printrail/contract/endpoint';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type AnyEndpoint, call, type Sent } from './api.ts';
import { keyOf } from './queries.ts';

export type ItemOf<E> = AnswerOf<E> extends { items: (infer Item)[] } ? Item : never;

/** A list that is loaded page by page as one goes down it. */
export type Pages<Row, First = unknown> = {
  rows: readonly Row[];
  /** The first page, with whatever it says beside its rows. */
  first: First | undefined;
  hasMore: boolean;
  isLoading: boolean;
  isStale: boolean;
  error: Error | null;
  more: () => void;
  retry: () => void;
};

const rowsOfPage = 100;

export function usePages<E extends AnyEndpoint>(
  endpoint: E,
  sent: Sent<E>,
  { enabled = true } = {},
): Pages<ItemOf<E>, AnswerOf<E>> {
  const asked = useInfiniteQuery({
    queryKey: [...keyOf(endpoint, sent), 'pages'],
    queryFn: ({ pageParam, signal }) => call(endpoint, pageOf(sent, pageParam), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => (last as { next: string | null }).next ?? undefined,
    enabled,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, isPending, isPlaceholderData, error, fetchNextPage, refetch } = asked;
  const pages = (data?.pages ?? []) as { items: ItemOf<E>[] }[];
  return {
    rows: pages.flatMap(({ items }) => items),
    first: pages[0] as AnswerOf<E> | undefined,
    hasMore: hasNextPage,
    isLoading: isPending,
    isStale: isPlaceholderData,
    error,
    more: () => {
      if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}

function pageOf<E extends AnyEndpoint>(sent: Sent<E>, after: string | undefined): Sent<E> {
  const { query } = sent as { query?: Record<string, unknown> };
  return { ...sent, query: { limit: rowsOfPage, ...query, after } };
}
