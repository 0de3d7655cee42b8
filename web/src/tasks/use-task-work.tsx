import { deleteTask, finishTask, listTasks, listTaskTypes, type Task, updateTask } from '@printrail/contract/tasks';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { keyOf, useAnswer, useChange } from '../queries.ts';
import { useToast } from '../ui/toast.tsx';
import { type About, taskWords, withoutTask } from './task.rules.ts';

const loadWindow = async () => ({ default: (await import('./task-window.tsx')).TaskWindow });
const TaskWindow = lazy(loadWindow);
const loadFinish = async () => ({ default: (await import('./finish-window.tsx')).FinishWindow });
const FinishWindow = lazy(loadFinish);
const DeleteWindow = lazy(async () => ({ default: (await import('./delete-window.tsx')).DeleteWindow }));

type Shown = { what: 'add'; isCall: boolean; about: About | null } | { what: 'edit' | 'finish' | 'delete'; task: Task };

/** Everything that can be done with tasks and calls, from anywhere; `windows` is where it asks. */
export type TaskWork = {
  add: (options?: { isCall?: boolean; about?: About }) => void;
  edit: (task: Task) => void;
  /** At once; a call asks what came of it. */
  finish: (task: Task) => void;
  cancel: (task: Task) => void;
  reopen: (task: Task) => void;
  /** Begins work on a task, or lays it aside again. */
  takeUp: (task: Task) => void;
  askToDelete: (task: Task) => void;
  windows: React.ReactNode;
};

export function useTaskWork(): TaskWork {
  const [shown, setShown] = useState<Shown>();
  const { end, endAtOnce, setStatus, remove } = useTaskChanges();
  // What is typed right after the key of a window must find its field: what that needs is there beforehand.
  useAnswer(listTaskTypes, {});
  useEffect(() => {
    void loadWindow();
    void loadFinish();
  }, []);
  const close = () => setShown(undefined);
  const task = shown && 'task' in shown ? shown.task : undefined;
  return {
    add: ({ isCall = false, about } = {}) => setShown({ what: 'add', isCall, about: about ?? null }),
    edit: (edited) => setShown({ what: 'edit', task: edited }),
    finish: (done) => (done.isCall ? setShown({ what: 'finish', task: done }) : void endAtOnce(done, 'done')),
    cancel: (cancelled) => void endAtOnce(cancelled, 'cancelled'),
    reopen: (opened) => void setStatus(opened, 'open', 'is open again'),
    takeUp: (taken) => void setStatus(taken, taken.status === 'open' ? 'in_progress' : 'open'),
    askToDelete: (deleted) => setShown({ what: 'delete', task: deleted }),
    windows: (
      <Suspense>
        {shown?.what === 'add' ? <TaskWindow isCall={shown.isCall} about={shown.about} onClose={close} /> : null}
        {task && shown?.what === 'edit' ? <TaskWindow task={task} onClose={close} /> : null}
        {task && shown?.what === 'finish' ? (
          <FinishWindow task={task} onFinish={(outcome) => end(task, 'done', outcome)} onClose={close} />
        ) : null}
        {task && shown?.what === 'delete' ? (
          <DeleteWindow task={task} onDelete={() => remove(task)} onClose={close} />
        ) : null}
      </Suspense>
    ),
  };
}

type Ended = 'done' | 'cancelled';

function useTaskChanges() {
  const say = useToast();
  const client = useQueryClient();
  const { mutateAsync: finish } = useChange(finishTask);
  const { mutateAsync: update } = useChange(updateTask);
  const { mutateAsync: drop } = useChange(deleteTask);
  const lists = { queryKey: keyOf(listTasks) };
  const failed = (error: unknown) => {
    say((error as Error).message, { isWrong: true });
    void client.invalidateQueries(lists);
  };
  const setStatus = async (task: Task, status: 'open' | 'in_progress', words?: string) => {
    try {
      await update({ params: { id: task.id }, version: task.version, body: { status } });
      if (words) say(`${taskWords(task)} ${words}`, { about: aboutTask(task) });
    } catch (error) {
      failed(error);
    }
  };
  const end = async (task: Task, status: Ended, outcome?: string) => {
    const body = { status, version: task.version, ...(outcome === undefined ? {} : { outcome }) };
    const ended = await finish({ params: { id: task.id }, body });
    const before = task.status === 'in_progress' ? 'in_progress' : 'open';
    say(`${status === 'done' ? 'Finished' : 'Cancelled'}: ${taskWords(task)}`, {
      about: aboutTask(task),
      action: { label: 'Undo', run: () => void setStatus(ended, before, 'is open again') },
    });
  };
  const endAtOnce = async (task: Task, status: Ended) => {
    // It leaves the list at once, and comes back when that was not possible.
    await client.cancelQueries(lists);
    client.setQueriesData<Parameters<typeof withoutTask>[0]>(
      { ...lists, predicate: ({ queryKey }) => !asksForFinished(queryKey[2]) },
      (list) => list && withoutTask(list, task.id),
    );
    await end(task, status).catch(failed);
  };
  const remove = async (task: Task) => {
    await drop({ params: { id: task.id }, version: task.version });
    say(`Deleted: ${taskWords(task)}`, { about: aboutTask(task) });
  };
  return { end, endAtOnce, setStatus, remove };
}

function asksForFinished(sent: unknown): boolean {
  return (sent as { query?: { state?: string } } | undefined)?.query?.state === 'done';
}

function aboutTask({ id }: Task): string {
  return `task ${id}`;
}
