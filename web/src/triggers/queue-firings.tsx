import { Button, Kbd } from '@mantine/core';
import { type Firing, listFirings, type QueueGroup } from '@printrail/contract/firings';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type Pages, usePages } from '../pages.ts';
import { useMay, useSession } from '../session.tsx';
import { useKeys } from '../ui/keys.tsx';
import { LongList } from '../ui/long-list.tsx';
import { numberWords } from '../ui/words.ts';
import { useView } from '../view.ts';
import classes from './queue.module.css';
import type { Act } from './queue.rules.ts';
import { firingColumns } from './queue-columns.tsx';
import type { QueueView } from './queue-page.tsx';
import { useFiringAct } from './queue-row-acts.tsx';
import { QueueWindow } from './queue-window.tsx';

type FiringsProps = {
  group: QueueGroup;
  onAlong: (along: { next: () => void; previous: () => void }) => void;
};

/** The firings of a trigger: those that cannot be sent first, then by the time they are due. */
export function QueueFirings({ group, onAlong }: FiringsProps) {
  const [view, setView] = useView<QueueView>();
  const pages = useQueued(group);
  const may = useMay();
  const { timeZone } = useSession().preferences;
  const navigate = useNavigate();
  const actOn = useFiringAct();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState<Act>();
  const place = useRef<HTMLDivElement>(null);
  const keepPlace = useKeptPlace(place, pages.rows);
  const picked = pages.rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const open = ({ orderId, invoiceId }: Firing) => {
    if (orderId !== null) setView({ order: orderId });
    else if (invoiceId !== null) void navigate({ to: '/invoices/$id', params: { id: String(invoiceId) } });
  };
  useOrdersAlong(pages.rows, view.order, open, onAlong);
  const one = (what: Act, firing: Firing) => {
    keepPlace();
    void actOn(what, firing);
  };
  const act = (what: Act, firing?: Firing) => {
    if (picked.length > 0) return setAsking(what);
    if (firing) one(what, firing);
  };
  const key = (keys: readonly string[], what: Act, does: string) => ({
    ...{ keys, does, when: may('production', what === 'delete' ? 'delete' : 'change') },
    // Where the hand was last is not where it is: what stands there may be another by now.
    run: (firing: Firing | undefined) =>
      act(what, place.current?.contains(document.activeElement) ? firing : undefined),
  });
  useKeys([{ keys: ['Escape'], does: 'Choose none', when: picked.length > 0, run: () => setChosen(new Set()) }]);
  return (
    <div ref={place} className={classes.firings} data-acts={may('production', 'change') || undefined}>
      <LongList
        isPart
        label={`Firings: ${group.sentence}`}
        columns={firingColumns({ open, actOn: one, may, timeZone })}
        pages={pages}
        keyOf={({ id }) => id}
        nameOf={nameOf}
        onOpen={open}
        empty={<p className="quiet">Nothing of this waits any more.</p>}
        rowKeys={[
          key(['p'], 'process', 'Process the firing, or those chosen'),
          key(['s'], 'skip', 'Skip the firing, or those chosen'),
          key(['Delete', 'Backspace'], 'delete', 'Delete the firing, or those chosen'),
        ]}
        {...(may('production', 'change') ? { chosen, onChoose: setChosen } : {})}
      />
      {picked.length > 0 ? (
        <section className={classes.foot} aria-label="Chosen firings">
          <strong className="numbers" role="status">
            {numberWords(picked.length)} chosen
          </strong>
          <Button size="compact-md" onClick={() => act('process')} rightSection={<Kbd size="xs">P</Kbd>}>
            Process
          </Button>
          <Button variant="default" size="compact-md" onClick={() => act('skip')} rightSection={<Kbd size="xs">S</Kbd>}>
            Skip
          </Button>
          {may('production', 'delete') ? (
            <Button variant="default" size="compact-md" onClick={() => act('delete')}>
              Delete
            </Button>
          ) : null}
          <Button variant="subtle" color="gray" size="compact-sm" ml="auto" onClick={() => setChosen(new Set())}>
            Choose none
          </Button>
        </section>
      ) : null}
      {asking ? (
        <QueueWindow
          what={asking}
          of={{ ids: picked }}
          onClose={() => setAsking(undefined)}
          onDone={() => setChosen(new Set())}
        />
      ) : null}
    </div>
  );
}

export function nameOf({ orderNumber, invoiceNumber }: Firing): string {
  return orderNumber ?? invoiceNumber ?? '';
}

/** The two lists of a trigger's queue as one. */
function useQueued({ triggerId }: QueueGroup): Pages<Firing> {
  const hindered = usePages(listFirings, { query: { triggerId, state: 'cannot_be_sent' } });
  const waiting = usePages(listFirings, { query: { triggerId, state: 'waiting' } });
  const next = hindered.hasMore ? hindered : waiting;
  return {
    rows: hindered.hasMore ? hindered.rows : [...hindered.rows, ...waiting.rows],
    first: undefined,
    hasMore: next.hasMore,
    isLoading: hindered.isLoading || waiting.isLoading,
    isStale: hindered.isStale || waiting.isStale,
    error: hindered.error ?? waiting.error,
    more: next.more,
    retry: () => {
      hindered.retry();
      waiting.retry();
    },
  };
}

/** Lets the panel of an order go along the firings beneath. */
function useOrdersAlong(
  rows: readonly Firing[],
  order: number | undefined,
  open: (firing: Firing) => void,
  onAlong: FiringsProps['onAlong'],
): void {
  const go = useRef<(step: 1 | -1) => void>(() => undefined);
  go.current = (step) => {
    const ofOrders = rows.filter(({ orderId }) => orderId !== null);
    const at = ofOrders.findIndex(({ orderId }) => orderId === Number(order));
    const next = ofOrders[Math.max(at + step, 0)];
    if (next) open(next);
  };
  useEffect(() => onAlong({ next: () => go.current(1), previous: () => go.current(-1) }), [onAlong]);
}

/** After the row one is at has gone, one is at the row that took its place. */
function useKeptPlace(place: React.RefObject<HTMLDivElement | null>, rows: readonly Firing[]) {
  const left = useRef<{ index: number; id: number | undefined }>(undefined);
  useEffect(() => {
    const { current } = left;
    if (!current || rows.some(({ id }) => id === current.id)) return;
    left.current = undefined;
    const index = Math.min(current.index, rows.length - 1);
    place.current?.querySelector<HTMLElement>(`tr[data-index="${index}"] [data-opens]`)?.focus();
  }, [rows, place]);
  return () => {
    const row = document.activeElement?.closest('tr[data-index]');
    if (!row || !place.current?.contains(row)) return;
    const index = Number(row.getAttribute('data-index'));
    left.current = { index, id: rows[index]?.id };
  };
}
