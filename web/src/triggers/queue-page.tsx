import { Button } from '@mantine/core';
import { listQueue, type QueueGroup } from '@printrail/contract/firings';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { OrderPanel } from '../orders/order-panel.tsx';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { useView } from '../view.ts';
import { QueueGroupSection } from './queue-group.tsx';
import { QueueNav } from './queue-nav.tsx';

const lookMs = 60_000;

/** What is about to happen, grouped by trigger: one group open at a time. */
export function QueuePage() {
  const asked = useAnswer(listQueue, {});
  useTimePassing();
  return (
    <Page title="Triggers" detail={<QueueNav />}>
      <Answer of={asked}>{({ items }) => (items.length > 0 ? <Groups groups={items} /> : <NothingWaits />)}</Answer>
    </Page>
  );
}

export type QueueView = { trigger: number; order: number };

function Groups({ groups }: { groups: readonly QueueGroup[] }) {
  const [view, setView] = useView<QueueView>();
  const [along, setAlong] = useState<{ next: () => void; previous: () => void }>();
  // Nothing said, or a group that is done: the first one is open. 0 says that none is.
  const named = groups.findIndex(({ triggerId }) => triggerId === Number(view.trigger));
  const openAt = Number(view.trigger) === 0 ? -1 : Math.max(named, 0);
  const open = (at: number) => {
    const group = groups[at];
    if (group) setView({ trigger: group.triggerId });
  };
  useKeys([
    { keys: ['Shift+j'], does: 'Open the next group', when: openAt < groups.length - 1, run: () => open(openAt + 1) },
    { keys: ['Shift+k'], does: 'Open the group before', when: openAt > 0, run: () => open(openAt - 1) },
  ]);
  return (
    <>
      {groups.map((group, at) => (
        <QueueGroupSection
          key={group.triggerId}
          group={group}
          isOpen={at === openAt}
          onToggle={() => setView({ trigger: at === openAt ? 0 : group.triggerId })}
          onAlong={setAlong}
        />
      ))}
      {view.order ? (
        <OrderPanel
          id={Number(view.order)}
          onClose={() => setView({ order: undefined })}
          onNext={along?.next}
          onPrevious={along?.previous}
        />
      ) : null}
    </>
  );
}

/** Nobody tells when the hour of something has come, so it is looked now and then. */
function useTimePassing(): void {
  const client = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: [listQueue.tag] }), lookMs);
    return () => clearInterval(timer);
  }, [client]);
}

function NothingWaits() {
  const mayEdit = useMay()('maintenance', 'view');
  return (
    <Empty
      title="Nothing waits"
      action={
        mayEdit ? (
          <Button component={Link} to="/settings/triggers" variant="default">
            See the triggers
          </Button>
        ) : null
      }
    >
      When an order or invoice comes to a status that has a trigger, the task, call or message that follows stands here
      until its time has come.
    </Empty>
  );
}
