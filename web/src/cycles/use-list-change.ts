import { useState } from 'react';
import { type AnyEndpoint, call, type Sent } from '../api.ts';
import { keyOf, queryClient } from '../queries.ts';
import { useInTurn } from './in-turn.ts';

type Listed = { items: readonly { id: number; version: number }[] };
type BodyOf<E> = Sent<E> extends { body: infer Body } ? Body : never;

export type ListChange<Update extends AnyEndpoint> = ReturnType<typeof useListChange<Update>>;

/** Changes of the records of a short list, each made from the list as the change before left it. */
export function useListChange<Update extends AnyEndpoint>(list: AnyEndpoint, update: Update) {
  const inTurn = useInTurn();
  const [error, setError] = useState<Error>();
  const refetch = () => queryClient.invalidateQueries({ queryKey: keyOf(list) });
  const attempt = (work: () => Promise<unknown>) =>
    inTurn(async () => {
      setError(undefined);
      try {
        await work();
        return true;
      } catch (thrown) {
        setError(thrown as Error);
        return false;
      } finally {
        await refetch();
      }
    });
  const versionOf = (id: number) =>
    queryClient.getQueryData<Listed>(keyOf(list, {} as never))?.items.find((item) => item.id === id)?.version;
  return {
    error,
    setError,
    /** Whether it was saved; `error` says why not. */
    change: (id: number, body: BodyOf<Update>) =>
      attempt(() => call(update, { params: { id }, version: versionOf(id), body } as unknown as Sent<Update>)),
    /** Deletes by an endpoint of the same kind. */
    remove: (id: number, endpoint: AnyEndpoint) =>
      attempt(() => call(endpoint, { params: { id }, version: versionOf(id) } as never)),
  };
}
