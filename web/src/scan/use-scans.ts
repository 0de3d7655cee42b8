import { changeStatus, undoChange } from '@printrail/contract/changes';
import { findOrder } from '@printrail/contract/hub-counts';
import { useCallback, useRef, useState } from 'react';
import { call } from '../api.ts';
import { useChange } from '../queries.ts';
import { dayWords } from '../ui/words.ts';
import { isRepeat, type Scan } from './scan.rules.ts';
import { playTone } from './sounds.ts';

/** What every scan does: to its next status, or to the one chosen. */
export type Doing = { statusId: number | undefined; changeDate: string | null; note: string };

const alsoStale = ['Production orders', 'Invoices', 'Automation'] as const;

/** The scans of a batch, one after another as they come; a bad one is told and the next goes on. */
export function useScans(isMuted: boolean) {
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const known = useRef<readonly Scan[]>([]);
  const muted = useRef(isMuted);
  muted.current = isMuted;
  const queue = useRef<Promise<void>>(Promise.resolve());
  const lastKey = useRef(0);
  const { mutateAsync: change } = useChange(changeStatus, alsoStale);
  const { mutateAsync: takeBack } = useChange(undoChange, alsoStale);
  const keep = useCallback((update: (before: readonly Scan[]) => readonly Scan[]) => {
    known.current = update(known.current);
    setScans(known.current);
  }, []);
  const set = useCallback(
    (key: number, part: Partial<Scan>) =>
      keep((before) => before.map((scan) => (scan.key === key ? { ...scan, ...part } : scan))),
    [keep],
  );
  const tell = useCallback((kind: 'good' | 'bad') => {
    if (!muted.current) playTone(kind);
  }, []);
  const carryOut = useCallback(
    async (key: number, number: string, { statusId, changeDate, note }: Doing) => {
      try {
        const { id } = await call(findOrder, { query: { number } });
        const { order, changeId } = await change({
          params: { id },
          body: {
            through: 'barcode',
            ...(statusId === undefined ? {} : { statusId }),
            ...(changeDate ? { changeDate } : {}),
            ...(note.trim() ? { note: note.trim() } : {}),
          },
        });
        const due = order.dueDate ? `, due ${dayWords(order.dueDate)}` : '';
        set(key, { result: 'good', number: order.number, order, changeId, says: `${order.statusName}${due}` });
        tell('good');
      } catch (error) {
        set(key, { result: 'bad', says: (error as Error).message });
        tell('bad');
      }
    },
    [change, set, tell],
  );
  const scan = useCallback(
    (typed: string, doing: Doing) => {
      const number = typed.trim();
      if (number === '') return;
      const [key, at] = [++lastKey.current, Date.now()];
      const isTwice = isRepeat(known.current, number, at);
      const says = isTwice ? 'Scanned a moment ago already; this second scan changed nothing.' : '…';
      keep((before) => [...before, { key, number, at, says, result: isTwice ? 'bad' : 'waiting' }]);
      if (isTwice) tell('bad');
      else queue.current = queue.current.then(() => carryOut(key, number, doing));
    },
    [carryOut, keep, tell],
  );
  const undo = useCallback(
    async ({ key, order, changeId }: Scan) => {
      if (!order || changeId === undefined) return;
      try {
        const back = await takeBack({ params: { id: order.id }, body: { changeId } });
        set(key, { result: 'undone', order: back.order, says: `Taken back: ${back.order.statusName} again` });
      } catch (error) {
        set(key, { says: (error as Error).message });
        tell('bad');
      }
    },
    [takeBack, set, tell],
  );
  const startAnew = useCallback(() => keep(() => []), [keep]);
  return { scans, scan, undo, startAnew };
}
