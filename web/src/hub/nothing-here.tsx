import { Button, Group } from '@mantine/core';
import { NextSteps } from '../first-run/next-steps.tsx';
import { Empty } from '../ui/page.tsx';
import { isFiltered, noFilter } from './hub-view.rules.ts';
import type { Hub } from './use-hub.ts';

/** What the hub says when no order is shown. */
export function NothingHere({ hub: { view, change } }: { hub: Hub }) {
  const state = view.state ?? 'open';
  if (isFiltered(view)) {
    return (
      <Empty
        title="Nothing matches"
        action={
          <Group gap="sm" justify="center">
            {state === 'open' ? (
              <Button variant="default" onClick={() => change({ state: 'all' })}>
                Look in closed orders too
              </Button>
            ) : null}
            <Button variant="default" onClick={() => change(noFilter)}>
              Clear the filter
            </Button>
          </Group>
        }
      >
        {`No ${state === 'all' ? '' : `${state} `}production order fits everything you filter by.`}
      </Empty>
    );
  }
  if (state !== 'open') return <Empty title={`No ${state === 'all' ? '' : `${state} `}production orders yet`} />;
  return (
    <Empty title="No open production orders" action={<NextSteps />}>
      What you have ordered from your labs, framers and print room stands here until it is complete, late orders first.
    </Empty>
  );
}
