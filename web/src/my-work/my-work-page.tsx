import { listOrders } from '@printrail/contract/hub';
import type { OrderSummary } from '@printrail/contract/orders';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { OrderPanel } from '../orders/order-panel.tsx';
import { useAnswer } from '../queries.ts';
import { useKeys } from '../ui/keys.tsx';
import { Answer, Empty, Page } from '../ui/page.tsx';
import { countWords, today } from '../ui/words.ts';
import { useView } from '../view.ts';
import classes from './my-work.module.css';
import { byUrgency } from './my-work.rules.ts';
import { WorkRow } from './work-row.tsx';

const mostShown = 500;

/** Everything assigned to me or lying at my departments, late first. */
export function MyWorkPage() {
  const asked = useAnswer(listOrders, { query: { mine: true, sort: 'due', limit: mostShown } }, { keepPrevious: true });
  const orders = asked.data?.items ?? [];
  const total = asked.data?.totals?.count ?? orders.length;
  return (
    <Page fills title="My work" detail={asked.data ? countWords(total, 'production order') : null}>
      <Answer of={asked}>{({ items }) => (items.length > 0 ? <Work orders={items} /> : <NoWork />)}</Answer>
      {total > mostShown ? (
        <p className="quiet">
          The first {mostShown} by due date.{' '}
          <Link to="/production" search={{ mine: true } as never}>
            See all in production
          </Link>
        </p>
      ) : null}
    </Page>
  );
}

function Work({ orders }: { orders: readonly OrderSummary[] }) {
  const [view, setView] = useView<{ order: number }>();
  const [cursor, setCursor] = useState(0);
  const { open, advanceNow, undoLatest } = useStatusChange();
  const at = Math.min(cursor, orders.length - 1);
  const current = orders[at];
  const move = (step: number) => {
    const next = Math.max(0, Math.min(orders.length - 1, at + step));
    setCursor(next);
    if (view.order) setView({ order: orders[next]?.id });
    document.getElementById(`work-${orders[next]?.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const change = (options?: { park: boolean }) => current && open({ orders: [current] }, options);
  useKeys([
    { keys: ['j', 'ArrowDown'], does: 'Next order', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], does: 'Previous order', run: () => move(-1) },
    { keys: ['Enter', 'o'], does: 'Open the order', run: () => setView({ order: current?.id }) },
    { keys: ['a'], does: 'Finish this step: advance', run: () => change() },
    { keys: ['Shift+a'], does: 'Advance at once', run: () => current && advanceNow({ orders: [current] }) },
    { keys: ['p'], does: 'Park: put on hold', run: () => change({ park: true }) },
    { keys: ['u'], does: 'Undo the latest change of the order', run: () => current && undoLatest(current) },
    {
      keys: ['Escape'],
      does: 'Close the order',
      when: view.order !== undefined,
      run: () => setView({ order: undefined }),
    },
  ]);
  return (
    <div className={classes.split}>
      <div className={classes.list}>
        {byUrgency(orders, today()).map(({ name, orders: some }) => (
          <section key={name} aria-label={name}>
            <h2 className={classes.group}>
              {name} <span className="quiet">{some.length}</span>
            </h2>
            <ul className={classes.rows}>
              {some.map((order) => (
                <WorkRow
                  key={order.id}
                  order={order}
                  isCurrent={order.id === current?.id}
                  onOpen={() => {
                    setCursor(orders.indexOf(order));
                    setView({ order: order.id });
                  }}
                  onAdvance={() => open({ orders: [order] })}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {view.order ? (
        <OrderPanel
          id={Number(view.order)}
          onClose={() => setView({ order: undefined })}
          onNext={() => move(1)}
          onPrevious={() => move(-1)}
        />
      ) : null}
    </div>
  );
}

function NoWork() {
  return (
    <Empty title="Nothing waits for you" action={<Link to="/production">See all production orders</Link>}>
      Orders assigned to you, or to one of your departments, stand here, late first.
    </Empty>
  );
}
