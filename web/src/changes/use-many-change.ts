import { useDebouncedValue } from '@mantine/hooks';
import { changeManyStatuses, previewBulkChange } from '@printrail/contract/bulk-changes';
import { listTypes, type ProductionStatus, type ProductionType } from '@printrail/contract/cycles';
import type { AnswerOf } from '@printrail/contract/endpoint';
import { getOrder } from '@printrail/contract/orders';
import { useRef, useState } from 'react';
import { Refused } from '../api.ts';
import { useAnswer, useChange } from '../queries.ts';
import { askedOf, choicesOf, type Typed } from './change-asked.rules.ts';
import { alsoStale } from './outcome.tsx';
import type { ChangeOf, ChangeOptions } from './status-change-provider.tsx';

export type ManyPreview = AnswerOf<typeof previewBulkChange>;
export type ManyChange = {
  preview: ManyPreview | undefined;
  statuses: readonly ProductionStatus[];
  /** How many types the orders are of: a chosen status needs one. */
  typeCount: number;
  typed: Typed;
  change: (part: Typed) => void;
  statusId: number | undefined;
  canSave: boolean;
  error: Error | undefined;
  /** Orders changed since they were seen: taken as they are now, or left. */
  takeAsTheyAreNow: (() => void) | undefined;
  save: () => Promise<AnswerOf<typeof changeManyStatuses> | undefined>;
};

const pauseMs = 150;

/** The status change of many orders while it is being made up. */
export function useManyChange(of: ChangeOf, { toStatusId, park }: ChangeOptions): ManyChange {
  const [typed, setTyped] = useState<Typed>({ statusId: toStatusId });
  const [error, setError] = useState<Error>();
  const [unseen, setUnseen] = useState<ReadonlySet<number>>(new Set());
  const [types, setTypes] = useState<readonly ProductionType[]>([]);
  const statuses = types.length === 1 ? (types[0]?.statuses ?? []) : [];
  const statusId = typed.statusId ?? (park ? choicesOf(statuses, undefined).sides[0]?.id : undefined);
  const isFinal = statuses.find(({ id }) => id === statusId)?.isFinal ?? false;
  const selection = selectionOf(of, unseen);
  const asked = askedOf({ ...typed, statusId }, isFinal);
  const { note: _, ...previewed } = asked;
  const [paused] = useDebouncedValue(JSON.stringify({ selection, ...previewed }), pauseMs);
  const answer = useAnswer(previewBulkChange, { body: JSON.parse(paused) }, { staleMs: 0 });
  const last = useRef<ManyPreview>(undefined);
  if (answer.data) last.current = answer.data;
  const preview = last.current;
  const typesNow = useTypes(preview);
  if (preview && idsOf(typesNow) !== idsOf(types)) setTypes(typesNow);
  const { mutateAsync } = useChange(changeManyStatuses, alsoStale);
  const isBusy = useRef(false);
  const canSave = preview !== undefined && preview.canChange > 0 && (!park || statusId !== undefined);
  const save = async () => {
    if (isBusy.current || !canSave) return undefined;
    isBusy.current = true;
    setError(undefined);
    try {
      return await mutateAsync({
        body: {
          selection,
          ...asked,
          ...('filter' in of ? { expectedCount: preview.count, fingerprint: preview.fingerprint } : {}),
          ...(preview.cannotChange > 0 ? { skipRefused: true } : {}),
        },
      });
    } catch (thrown) {
      setError(thrown as Error);
      if (thrown instanceof Refused) void answer.refetch();
      return undefined;
    } finally {
      isBusy.current = false;
    }
  };
  const stale = changedMeanwhile(preview?.refused ?? []);
  return {
    preview,
    statuses,
    typeCount: types.length,
    typed,
    change: (part) => {
      setError(undefined);
      setTyped((before) => ({ ...before, ...part }));
    },
    statusId,
    canSave,
    error: error ?? answer.error ?? undefined,
    takeAsTheyAreNow: stale.length > 0 ? () => setUnseen(new Set([...unseen, ...stale])) : undefined,
    save,
  };
}

function selectionOf(of: ChangeOf, unseen: ReadonlySet<number>) {
  if ('filter' in of) return { filter: of.filter };
  return { orders: of.orders.map(({ id, version }) => (unseen.has(id) ? { id } : { id, version })) };
}

function idsOf(types: readonly ProductionType[]): string {
  return types.map(({ id }) => id).join();
}

function changedMeanwhile(refused: readonly { id: number; code: string }[]): number[] {
  return refused.filter(({ code }) => code === 'change.order_changed').map(({ id }) => id);
}

/** The types the orders are of, read from where they stand; of orders at the end of their track, from the first one. */
function useTypes(preview: ManyPreview | undefined): readonly ProductionType[] {
  const types = useAnswer(listTypes, {}).data?.items ?? [];
  const from = new Set((preview?.moves ?? []).map(({ fromStatusId }) => fromStatusId));
  const first: { id: number } | undefined = from.size === 0 ? preview?.refused[0] : undefined;
  const standsFor = useAnswer(getOrder, { params: { id: first?.id ?? 0 } }, { enabled: first !== undefined });
  return types.filter(
    ({ id, statuses }) =>
      statuses.some((status) => from.has(status.id)) || (first !== undefined && standsFor.data?.typeId === id),
  );
}
