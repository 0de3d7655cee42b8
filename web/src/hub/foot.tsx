import { Button, Kbd, Menu } from '@mantine/core';
import { exportOrders } from '@printrail/contract/exports';
import type { FormKind } from '@printrail/contract/forms';
import { lazy, Suspense, useEffect, useState } from 'react';
import { addressOf } from '../api.ts';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useMay } from '../session.tsx';
import { countWords, moneyWords, numberWords } from '../ui/words.ts';
import classes from './foot.module.css';
import { usePrintForms } from './print-forms.ts';
import type { HubList } from './use-hub-list.ts';

const AssignForm = lazy(async () => ({ default: (await import('./assign-form.tsx')).AssignForm }));

/** What stands below the list: its totals, or what can be done with what is selected. */
export function Foot({ list }: { list: HubList }) {
  useEffect(() => {
    // Messages float above what can be done, not over it.
    document.documentElement.style.setProperty('--foot', '44px');
    return () => void document.documentElement.style.removeProperty('--foot');
  }, []);
  return (
    <footer className={classes.foot}>
      {list.selection.count > 0 ? <Selected list={list} /> : <Sums list={list} />}
    </footer>
  );
}

function Sums({ list: { totals, pages, rows, before } }: { list: HubList }) {
  if (!totals) {
    const count = before + rows.length;
    return <span className="quiet">{pages.hasNext ? `${numberWords(count)} loaded` : countWords(count, 'order')}</span>;
  }
  return (
    <span className="quiet numbers" role="status">
      {countWords(totals.count, 'order')} · {moneyWords(totals.value, { whole: true })} · {numberWords(totals.late)}{' '}
      late · {numberWords(totals.atRisk)} at risk
    </span>
  );
}

function Selected({ list }: { list: HubList }) {
  const { selection, totals, hub } = list;
  const changes = useStatusChange();
  const may = useMay()('production', 'change');
  const [isAssigning, setIsAssigning] = useState(false);
  const print = usePrintForms(hub.filter);
  const onDone = selection.clear;
  const hasMore = totals !== undefined && totals.count > selection.count && list.isAllLoadedSelected;
  const address = addressOf(exportOrders, {
    query: { ...hub.filter, state: hub.filter.state ?? 'open', spreadsheet: true },
  });
  return (
    <section aria-label="Selected orders" className={classes.acts}>
      <strong className="numbers" role="status">
        {numberWords(selection.count)} selected
      </strong>
      {hasMore ? (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={selection.selectAll}>
          Select all {numberWords(totals.count)} that match
        </Button>
      ) : null}
      {may ? (
        <>
          <Button
            size="compact-md"
            onClick={() => changes.open(selection.of(), { onDone })}
            rightSection={<Kbd size="xs">A</Kbd>}
          >
            Advance…
          </Button>
          <Button variant="default" size="compact-md" onClick={() => setIsAssigning(true)}>
            Assign…
          </Button>
        </>
      ) : null}
      <Menu position="top-start">
        <Menu.Target>
          <Button variant="default" size="compact-md" loading={print.isBusy}>
            Print forms
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['work_order', 'order_form'] as const satisfies FormKind[]).map((form) => (
            <Menu.Item key={form} onClick={() => void print.run(selection, form)}>
              {form === 'work_order' ? 'Work orders, for in-house' : 'Order forms, for the vendor'}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {selection.isAll ? (
        <Button variant="default" size="compact-md" component="a" href={address} download>
          Export
        </Button>
      ) : null}
      <Button variant="subtle" color="gray" size="compact-sm" ml="auto" onClick={selection.clear}>
        Clear{' '}
        <Kbd size="xs" ml={6}>
          Esc
        </Kbd>
      </Button>
      {isAssigning ? (
        <Suspense>
          <AssignForm hub={hub} selection={selection} onClose={() => setIsAssigning(false)} />
        </Suspense>
      ) : null}
    </section>
  );
}
