import type { AnswerOf } from '@printrail/contract/endpoint';
import type { Tag } from '@printrail/contract/tags';
import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type AnyEndpoint, call, Refused, type Sent } from './api.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => !(error instanceof Refused) && failures < 2,
      refetchOnWindowFocus: false,
    },
  },
});

/** The key of an answer: its part of the API first, so that a change can name what it makes stale. */
export function keyOf<E extends AnyEndpoint>(endpoint: E, sent?: Sent<E>): readonly unknown[] {
  return sent === undefined ? [endpoint.tag, endpoint.id] : [endpoint.tag, endpoint.id, sent];
}

type AskOptions = { enabled?: boolean; keepPrevious?: boolean; staleMs?: number };

/** What an endpoint answers, kept fresh by the live connection. */
export function useAnswer<E extends AnyEndpoint>(
  endpoint: E,
  sent: Sent<E>,
  { enabled = true, keepPrevious = false, staleMs }: AskOptions = {},
): UseQueryResult<AnswerOf<E>> {
  return useQuery({
    queryKey: keyOf(endpoint, sent),
    queryFn: ({ signal }) => call(endpoint, sent, signal),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(staleMs === undefined ? {} : { staleTime: staleMs }),
  }) as UseQueryResult<AnswerOf<E>>;
}

/** A change through an endpoint; the parts of the API it may have changed are asked for anew. */
export function useChange<E extends AnyEndpoint>(
  endpoint: E,
  alsoStale: readonly Tag[] = [],
): UseMutationResult<AnswerOf<E>, Error, Sent<E>> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sent: Sent<E>) => call(endpoint, sent),
    onSuccess: async () => {
      for (const tag of [endpoint.tag, ...alsoStale]) void client.invalidateQueries({ queryKey: [tag] });
    },
  });
}
