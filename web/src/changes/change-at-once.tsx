import { changeManyStatuses, previewBulkChange, undoBulkChange } from '@printrail/contract/bulk-changes';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { useCallback } from 'react';
import { call, Refused } from '../api.ts';
import { useChange } from '../queries.ts';
import { useToast } from '../ui/toast.tsx';
import { countWords } from '../ui/words.ts';
import { aboutOrder, alsoStale, ManyOutcome, OrderOutcome, Told } from './outcome.tsx';
import type { ChangeOf, ChangeOptions, SeenOrder, StatusChanges } from './status-change-provider.tsx';

/** Taking back a change of one order or of many, from the message that told of it. */
export function useUndo() {
  const say = useToast();
  const { mutateAsync: undoOne } = useChange(undoChange, alsoStale);
  const { mutateAsync: undoMany } = useChange(undoBulkChange, alsoStale);
  const takeBackOne = useCallback(
    async (id: number, sent: { changeId?: number; version?: number }) => {
      try {
        const { order, notices } = await undoOne({ params: { id }, body: sent });
        say(
          <>
            Taken back: {order.number} is at {order.statusName} again
            <Told notices={notices} />
          </>,
          { about: aboutOrder(id) },
        );
        return true;
      } catch (error) {
        say((error as Error).message, { isWrong: true });
        return false;
      }
    },
    [say, undoOne],
  );
  const takeBackMany = useCallback(
    async (bulkChangeId: number, skipMovedOn = false): Promise<void> => {
      try {
        const body = skipMovedOn ? { skipMovedOn } : {};
        const { undone, skippedCount } = await undoMany({ params: { id: bulkChangeId }, body });
        const left =
          skippedCount > 0 ? `; ${skippedCount} had moved on and ${skippedCount === 1 ? 'stays' : 'stay'}` : '';
        say(`Taken back: ${countWords(undone, 'order')} as before${left}`);
      } catch (error) {
        const others = error instanceof Refused ? othersOf(error) : 0;
        say((error as Error).message, {
          isWrong: true,
          ...(others > 0
            ? {
                action: {
                  label: `Take back the other ${others}`,
                  run: () => void takeBackMany(bulkChangeId, true),
                },
              }
            : {}),
        });
      }
    },
    [say, undoMany],
  );
  return { takeBackOne, takeBackMany };
}

function othersOf({ code, problem }: Refused): number {
  const { count, total } = (problem.details ?? {}) as { count?: number; total?: number };
  return code === 'bulk.refused' ? (total ?? 0) - (count ?? 0) : 0;
}

type Show = (of: ChangeOf, options?: ChangeOptions) => void;

/** What needs no window; where something stands in the way, the window opens and shows it. */
export function useChangeAtOnce(show: Show): Pick<StatusChanges, 'advanceNow' | 'undoLatest'> {
  const say = useToast();
  const { mutateAsync: change } = useChange(changeStatus, alsoStale);
  const { mutateAsync: changeMany } = useChange(changeManyStatuses, alsoStale);
  const { takeBackOne, takeBackMany } = useUndo();
  const advanceOne = useCallback(
    async ({ id, version }: SeenOrder) => {
      const { order, changeId, notices } = await change({ params: { id }, body: { version } });
      say(<OrderOutcome order={order} notices={notices} />, {
        about: aboutOrder(id),
        action: { label: 'Undo', run: () => void takeBackOne(id, { changeId }) },
      });
    },
    [change, say, takeBackOne],
  );
  const advanceMany = useCallback(
    async (of: ChangeOf) => {
      const changed = await changeMany({ body: await seenNow(of) });
      say(<ManyOutcome changed={changed} />, {
        action: { label: 'Undo', run: () => void takeBackMany(changed.bulkChangeId) },
      });
    },
    [changeMany, say, takeBackMany],
  );
  const advanceNow = useCallback<StatusChanges['advanceNow']>(
    async (of, options = {}) => {
      const [one, ...others] = 'orders' in of ? of.orders : [];
      try {
        await (one && others.length === 0 ? advanceOne(one) : advanceMany(of));
        options.onDone?.();
      } catch (error) {
        if (error instanceof Refused) show(of, options);
        else say((error as Error).message, { isWrong: true });
      }
    },
    [advanceOne, advanceMany, say, show],
  );
  const undoLatest = useCallback<StatusChanges['undoLatest']>(
    async ({ id, version }, options = {}) => {
      if (await takeBackOne(id, { version })) options.onDone?.();
    },
    [takeBackOne],
  );
  return { advanceNow, undoLatest };
}

/** The selection as a change takes it; of a filter, with what it matches at this moment. */
async function seenNow(of: ChangeOf) {
  if ('orders' in of) return { selection: { orders: [...of.orders] } };
  const selection = { filter: of.filter };
  const { count, fingerprint } = await call(previewBulkChange, { body: { selection } });
  return { selection, expectedCount: of.count, fingerprint: count === of.count ? fingerprint : '' };
}
