import { listTypes } from '@printrail/contract/cycles';
import { listOrders } from '@printrail/contract/hub';
import type { OrderSummary } from '@printrail/contract/orders';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { OrderPanel } from '../orders/order-panel.tsx';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';
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
    <Page fills title="My work" detail={total > 0 ? countWords(total, 'production order') : null}>
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
  const [cursor, setCursor] = useState<{ id?: number; index: number }>({ index: 0 });
  const may = useMay();
  const { open, advanceNow, undoLatest } = useStatusChange();
  // The order one is at keeps its place; once it is gone, the next one stands there.
  const known = orders.findIndex(({ id }) => id === cursor.id);
  const at = known === -1 ? Math.min(cursor.index, orders.length - 1) : known;
  const current = orders[at];
  const move = (step: number) => {
    const index = Math.max(0, Math.min(orders.length - 1, at + step));
    const next = orders[index];
    if (!next) return;
    setCursor({ id: next.id, index });
    if (view.order) setView({ order: next.id });
    document.querySelector<HTMLElement>(`#work-${next.id} a`)?.focus();
  };
  const sides = useSideStatuses();
  const mayChange = may('production', 'change');
  const change = (options?: { park: boolean }) => current && open({ orders: [current] }, options);
  useKeys([
    { keys: ['j', 'ArrowDown'], does: 'Next order', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], does: 'Previous order', run: () => move(-1) },
    { keys: ['Enter', 'o'], does: 'Open the order', run: () => setView({ order: current?.id }) },
    { keys: ['a'], does: 'Finish this step: advance', when: mayChange, run: () => change() },
    {
      keys: ['Shift+a'],
      does: 'Advance at once',
      when: mayChange,
      run: () => current && advanceNow({ orders: [current] }),
    },
    { keys: ['p'], does: 'Park: put on hold', when: mayChange, run: () => change({ park: true }) },
    {
      keys: ['u'],
      does: 'Undo the latest change of the order',
      when: mayChange,
      run: () => current && undoLatest(current),
    },
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
                  isSide={sides.has(order.statusId)}
                  isCurrent={order.id === current?.id}
                  onOpen={() => {
                    setCursor({ id: order.id, index: orders.indexOf(order) });
                    setView({ order: order.id });
                  }}
                  onAdvance={mayChange ? () => open({ orders: [order] }) : undefined}
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

/** The statuses beside the track, which look parked. */
function useSideStatuses(): ReadonlySet<number> {
  const { data } = useAnswer(listTypes, {});
  const statuses = data?.items.flatMap((type) => type.statuses) ?? [];
  return new Set(statuses.filter(({ isSide }) => isSide).map(({ id }) => id));
}

function NoWork() {
  return (
    <Empty title="Nothing waits for you" action={<Link to="/production">See all production orders</Link>}>
      Orders assigned to you, or to one of your departments, stand here, late first.
    </Empty>
  );
}
