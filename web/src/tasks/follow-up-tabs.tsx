import { listMessages } from '@printrail/contract/messages';
import { listTasks } from '@printrail/contract/tasks';
import { lazy, Suspense } from 'react';
import { type Pages, usePages } from '../pages.ts';
import { useMay } from '../session.tsx';
import { Waiting } from '../ui/page.tsx';
import type { PageTab } from '../ui/page-tabs.tsx';
import { type FollowedUp, linkOf } from './task.rules.ts';

const TasksTab = lazy(async () => ({ default: (await import('./tasks-tab.tsx')).TasksTab }));
const MessagesTab = lazy(async () => ({ default: (await import('../messages/messages-tab.tsx')).MessagesTab }));

type OfProps = { of: FollowedUp; id: number; name: string };

/** What is to be done and was written about a client, an invoice or an order, as tabs of its page. */
export function useFollowUpTabs({ of, id, name }: OfProps): readonly PageTab[] {
  const isShown = useMay()('production', 'view');
  const query = linkOf(of, id);
  const tasks = usePages(listTasks, { query }, { enabled: isShown });
  const messages = usePages(listMessages, { query }, { enabled: isShown });
  if (!isShown) return [];
  const waiting = <Waiting rows={3} />;
  return [
    {
      id: 'tasks',
      name: 'Tasks',
      count: countOf(tasks),
      show: () => (
        <Suspense fallback={waiting}>
          <TasksTab of={of} id={id} name={name} />
        </Suspense>
      ),
    },
    {
      id: 'messages',
      name: 'Messages',
      count: countOf(messages),
      show: () => (
        <Suspense fallback={waiting}>
          <MessagesTab of={of} id={id} />
        </Suspense>
      ),
    },
  ];
}

/** "3", or "100+" where there are more than were read; nothing rather than 0. */
function countOf({ rows, hasMore, isStale }: Pages<unknown>): string | undefined {
  if (rows.length === 0 || isStale) return undefined;
  return hasMore ? `${rows.length}+` : String(rows.length);
}
