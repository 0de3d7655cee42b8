import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useMay } from '../session.tsx';
import type { TaskWork } from '../tasks/use-task-work.tsx';
import { useKeys } from '../ui/keys.tsx';
import type { Piece } from './my-work.rules.ts';

type WorkKeys = {
  current: Piece | undefined;
  move: (step: number) => void;
  show: () => void;
  work: TaskWork;
};

/** Keys for the piece of work one is at, whichever it is. */
export function useWorkKeys({ current, move, show, work }: WorkKeys): void {
  const mayChange = useMay()('production', 'change');
  const { open, advanceNow, undoLatest } = useStatusChange();
  const { order, task } = current ?? {};
  const isOrder = mayChange && order !== undefined;
  const isTask = mayChange && task !== undefined;
  useKeys([
    { keys: ['j', 'ArrowDown'], does: 'Next', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], does: 'Previous', run: () => move(-1) },
    { keys: ['Enter', 'o'], does: 'Open the order or task', when: order !== undefined || isTask, run: show },
    {
      keys: ['a'],
      does: 'Finish this step: advance the order',
      when: isOrder,
      run: () => order && open({ orders: [order] }),
    },
    {
      keys: ['Shift+a'],
      does: 'Advance at once',
      when: isOrder,
      run: () => order && advanceNow({ orders: [order] }),
    },
    {
      keys: ['p'],
      does: 'Park: put on hold',
      when: isOrder,
      run: () => order && open({ orders: [order] }, { park: true }),
    },
    { keys: ['u'], does: 'Undo the latest change of the order', when: isOrder, run: () => order && undoLatest(order) },
    { keys: ['d'], does: 'Done: finish the task or call', when: isTask, run: () => task && work.finish(task) },
    { keys: ['b'], does: 'Begin the task, or lay it aside', when: isTask, run: () => task && work.takeUp(task) },
  ]);
}
