import { Button, SegmentedControl } from '@mantine/core';
import { listOrders } from '@printrail/contract/hub';
import { listTasks } from '@printrail/contract/tasks';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { useTaskWork } from '../tasks/use-task-work.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { countWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import classes from './my-work.module.css';
import { piecesOf } from './my-work.rules.ts';
import { WorkList } from './work-list.tsx';

const mostShown = 500;
const kinds = ['all', 'orders', 'tasks'] as const;
const kindNames = { all: 'All', orders: 'Orders', tasks: 'Tasks and calls' } as const;
type Kind = (typeof kinds)[number];

/** Everything assigned to me or lying at my departments, late first: orders, tasks and calls in one list. */
export function MyWorkPage() {
  const askedOrders = useAnswer(
    listOrders,
    { query: { mine: true, sort: 'due', limit: mostShown } },
    { keepPrevious: true },
  );
  const askedTasks = useAnswer(listTasks, { query: { mine: true, limit: mostShown } }, { keepPrevious: true });
  const [{ show = 'all', new: begun }, setView] = useView<{ show: Kind; new: string; order: number }>();
  const work = useTaskWork();
  const mayAdd = useMay()('production', 'add');
  const orders = askedOrders.data?.items;
  const tasks = askedTasks.data?.items;
  const pieces = useMemo(
    () => piecesOf(show === 'tasks' ? [] : (orders ?? []), show === 'orders' ? [] : (tasks ?? [])),
    [orders, tasks, show],
  );
  const total = askedOrders.data?.totals?.count ?? orders?.length ?? 0;
  const add = () => work.add();
  useEffect(() => {
    if (begun !== 'task') return;
    setView({ new: undefined });
    if (mayAdd) add();
  });
  const choose = (kind: Kind) => setView({ show: kind === 'all' ? undefined : kind, order: undefined });
  useKeys([
    { keys: ['n'], does: 'New task', when: mayAdd, run: add },
    ...kinds.map((kind, at) => ({
      keys: [String(at + 1)],
      does: `Show ${kindNames[kind].toLowerCase()}`,
      run: () => choose(kind),
    })),
  ]);
  return (
    <Page
      fills
      title="My work"
      detail={detailWords(total, tasks ?? [])}
      actions={
        <>
          <SegmentedControl
            aria-label="What to show"
            data={kinds.map((kind) => ({ value: kind, label: kindNames[kind] }))}
            value={show}
            onChange={(kind) => choose(kind as Kind)}
          />
          {mayAdd ? (
            <Button variant="default" onClick={add}>
              New task
            </Button>
          ) : null}
        </>
      }
    >
      <Answer of={askedOrders}>
        {() => (
          <Answer of={askedTasks}>
            {() => (pieces.length > 0 ? <WorkList key={show} pieces={pieces} work={work} /> : <NoWork kind={show} />)}
          </Answer>
        )}
      </Answer>
      <Cut hasMoreOrders={total > mostShown} hasMoreTasks={askedTasks.data?.next != null} />
      {work.windows}
    </Page>
  );
}

/** "34 production orders · 2 tasks · 1 call", without what there is none of. */
function detailWords(orders: number, tasks: readonly { isCall: boolean }[]): string | null {
  const calls = tasks.filter(({ isCall }) => isCall).length;
  const counted = [
    [orders, 'production order'],
    [tasks.length - calls, 'task'],
    [calls, 'call'],
  ] as const;
  const said = counted.filter(([count]) => count > 0).map(([count, name]) => countWords(count, name));
  return said.length > 0 ? said.join(' · ') : null;
}

function Cut({ hasMoreOrders, hasMoreTasks }: { hasMoreOrders: boolean; hasMoreTasks: boolean }) {
  if (!hasMoreOrders && !hasMoreTasks) return null;
  return (
    <p className={`${classes.cut} quiet`}>
      The first {mostShown} by due date.{' '}
      {hasMoreOrders ? (
        <Link to="/production" search={{ mine: true } as never}>
          See all in production
        </Link>
      ) : null}
    </p>
  );
}

function NoWork({ kind }: { kind: Kind }) {
  if (kind === 'tasks') {
    return (
      <Empty title="Nothing to do here">
        Tasks and calls for you, or for one of your departments, stand here, late first.
      </Empty>
    );
  }
  return (
    <Empty title="Nothing waits for you" action={<Link to="/production">See all production orders</Link>}>
      {kind === 'orders' ? 'Orders' : 'Orders, tasks and calls'} assigned to you, or to one of your departments, stand
      here, late first.
    </Empty>
  );
}
