import { Button } from '@mantine/core';
import { listTasks } from '@printrail/contract/tasks';
import { useRef } from 'react';
import { usePages } from '../pages.ts';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Empty, Waiting, Wrong } from '../ui/page.tsx';
import { FinishedTasks } from './finished-tasks.tsx';
import { type FollowedUp, linkOf } from './task.rules.ts';
import rowClasses from './task-row.module.css';
import { TaskRow } from './task-row.tsx';
import classes from './tasks-tab.module.css';
import { useTaskWork } from './use-task-work.tsx';

/** The record whose tasks are shown; its name is its number, or whose it is. */
type TasksTabProps = { of: FollowedUp; id: number; name: string };

/** Tasks and calls about a client, an invoice or an order: what is open, late first, then what was done. */
export function TasksTab({ of, id, name }: TasksTabProps) {
  const open = usePages(listTasks, { query: linkOf(of, id) });
  const done = usePages(listTasks, { query: { ...linkOf(of, id), state: 'done', limit: finishedAtOnce } });
  const work = useTaskWork();
  const may = useMay();
  const list = useRef<HTMLUListElement>(null);
  const add = (isCall: boolean) => work.add({ isCall, about: { kind: of, id, name } });
  const mayAdd = may('production', 'add');
  useKeys([{ keys: ['n'], does: 'New task', when: mayAdd, run: () => add(false) }]);
  useRowKeys(list, { hasArrows: of !== 'order', mayFinish: may('production', 'change') }, (taskId) => {
    const task = open.rows.find((each) => each.id === taskId);
    if (task) work.finish(task);
  });
  const buttons = mayAdd ? (
    <div className={classes.adding}>
      <Button variant="default" onClick={() => add(false)}>
        New task
      </Button>
      <Button variant="default" onClick={() => add(true)}>
        New call
      </Button>
    </div>
  ) : null;
  const isEmpty = open.rows.length === 0 && done.rows.length === 0;
  if (open.isLoading || done.isLoading) return <Waiting rows={3} />;
  return (
    <div className={rowClasses.list}>
      <Wrong error={open.error ?? done.error} retry={open.error ? open.retry : done.retry} />
      {isEmpty && !open.error ? (
        <Empty title="Nothing to do" action={buttons}>
          Tasks and calls about this {of} stand here, late first.
        </Empty>
      ) : (
        <>
          <div className={classes.above}>
            {open.rows.length === 0 ? <p className="quiet">Nothing is left to do.</p> : <span />}
            {buttons}
          </div>
          <ul ref={list} className={rowClasses.rows} aria-label="Open tasks and calls">
            {open.rows.map((task) => (
              <TaskRow key={task.id} task={task} work={work} of={of} />
            ))}
          </ul>
          {open.hasMore ? (
            <Button variant="subtle" color="gray" onClick={open.more}>
              Show more
            </Button>
          ) : null}
          <FinishedTasks done={done} work={work} />
        </>
      )}
      {work.windows}
    </div>
  );
}

const finishedAtOnce = 20;

type RowKeys = { hasArrows: boolean; mayFinish: boolean };

/** Keys for the rows of a list; where an order stands over another list, the arrows stay with that. */
function useRowKeys(
  list: React.RefObject<HTMLUListElement | null>,
  { hasArrows, mayFinish }: RowKeys,
  finish: (taskId: number) => void,
): void {
  const last = useRef(-1);
  const rows = () => [...(list.current?.children ?? [])];
  const at = () => {
    const index = rows().findIndex((row) => row.contains(document.activeElement));
    if (index !== -1) last.current = index;
    return index;
  };
  const move = (step: number) => {
    // Once a row is finished, the next one stands at its place.
    const from = at() === -1 && last.current !== -1 ? last.current - Math.max(step, 0) : last.current;
    const to = Math.max(0, Math.min(rows().length - 1, from + step));
    rows()[to]?.querySelector<HTMLElement>('button, a')?.focus();
  };
  useKeys([
    { keys: ['j', 'ArrowDown'], does: 'Next task', when: hasArrows, run: () => move(1) },
    { keys: ['k', 'ArrowUp'], does: 'Previous task', when: hasArrows, run: () => move(-1) },
    {
      keys: ['d'],
      does: 'Done: finish the task or call',
      when: mayFinish,
      run: () => finish(Number(rows()[at()]?.id.replace('task-', ''))),
    },
  ]);
}
