import { useDebouncedValue } from '@mantine/hooks';
import { changeStatus, previewStatusChange, type StatusChangePreview } from '@printrail/contract/changes';
import { listTypes, type ProductionStatus } from '@printrail/contract/cycles';
import type { HistoryEntry } from '@printrail/contract/history';
import { getOrder, type ProductionOrder } from '@printrail/contract/orders';
import { useRef, useState } from 'react';
import { Refused } from '../api.ts';
import { useAnswer, useChange } from '../queries.ts';
import { askedOf, choicesOf, type Typed } from './change-asked.rules.ts';
import { alsoStale } from './outcome.tsx';
import type { ChangeOptions, SeenOrder } from './status-change-provider.tsx';

const pauseMs = 150;

/** Someone changed the order since it was seen: what they did, and the version it has now. */
export type Conflict = { current: number; latest: HistoryEntry | undefined };

export type OneChange = {
  order: ProductionOrder | undefined;
  statuses: readonly ProductionStatus[];
  preview: StatusChangePreview | undefined;
  typed: Typed;
  change: (part: Typed) => void;
  statusId: number | undefined;
  /** The status that comes next on the track, once known. */
  nextId: number | undefined;
  error: Error | undefined;
  conflict: Conflict | undefined;
  /** Goes on from the order as it is now, towards the status that was meant, with all that was typed. */
  takeAsItIsNow: () => void;
  save: () => Promise<
    Awaited<ReturnType<ReturnType<typeof useChange<typeof changeStatus>>['mutateAsync']>> | undefined
  >;
};

/** The status change of one order while it is being made up. */
export function useOneChange(seen: SeenOrder, { toStatusId, park }: ChangeOptions): OneChange {
  const [version, setVersion] = useState(seen.version);
  const [typed, setTyped] = useState<Typed>({ statusId: toStatusId });
  const [error, setError] = useState<Error>();
  const order = useAnswer(getOrder, { params: { id: seen.id } }).data;
  const statuses = useAnswer(listTypes, {}).data?.items.find(({ id }) => id === order?.typeId)?.statuses ?? [];
  const firstSide = park ? choicesOf(statuses, order?.statusId).sides[0]?.id : undefined;
  const statusId = typed.statusId ?? firstSide;
  const isFinal = statuses.find(({ id }) => id === statusId)?.isFinal ?? false;
  const asked = askedOf({ ...typed, statusId, note: undefined }, isFinal);
  const [paused] = useDebouncedValue(JSON.stringify({ version, ...asked }), pauseMs);
  const { mutateAsync, isPending, isSuccess } = useChange(changeStatus, alsoStale);
  const preview = useAnswer(
    previewStatusChange,
    { params: { id: seen.id }, body: JSON.parse(paused) },
    // What was asked of the order as it was cannot be asked again once it has changed.
    { staleMs: 0, enabled: (!park || statusId !== undefined) && !isPending && !isSuccess },
  );
  const last = useRef<StatusChangePreview>(undefined);
  if (preview.data) last.current = preview.data;
  const nextId = useRef<number>(undefined);
  if (preview.data && statusId === undefined) nextId.current = preview.data.statusId;
  const refused = error ?? preview.error ?? undefined;
  const isBusy = useRef(false);
  const save = async () => {
    // Before it is known where to park, Enter must not advance.
    if (isBusy.current || (park && statusId === undefined)) return undefined;
    isBusy.current = true;
    setError(undefined);
    try {
      return await mutateAsync({
        params: { id: seen.id },
        body: { version, ...askedOf({ ...typed, statusId }, isFinal) },
      });
    } catch (thrown) {
      setError(thrown as Error);
      return undefined;
    } finally {
      isBusy.current = false;
    }
  };
  const conflict = conflictIn(refused);
  return {
    order,
    statuses,
    preview: last.current,
    typed,
    change: (part) => {
      setError(undefined);
      setTyped((before) => ({ ...before, ...part }));
    },
    statusId: statusId ?? last.current?.statusId,
    nextId: nextId.current,
    error: refused,
    conflict,
    takeAsItIsNow: () => {
      if (!conflict) return;
      setError(undefined);
      // The status that was meant stays the one meant: nobody advances an order twice by two people's Enter.
      setTyped((before) => ({ ...before, statusId: statusId ?? last.current?.statusId }));
      setVersion(conflict.current);
    },
    save,
  };
}

function conflictIn(error: Error | undefined): Conflict | undefined {
  if (!(error instanceof Refused) || error.code !== 'change.order_changed') return undefined;
  const { current, latest } = error.problem.details as { current: number; latest?: HistoryEntry };
  return { current, latest };
}
