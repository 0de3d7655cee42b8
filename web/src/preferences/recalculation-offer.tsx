import { Button, Modal } from '@mantine/core';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { previewRecalculation, type RecalculationPreview, recalculate } from '@printrail/contract/recalculation';
import { useEffect, useRef, useState } from 'react';
import { Refused } from '../api.ts';
import { keyOf, queryClient, useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';
import { Wrong } from '../ui/page.tsx';
import { useToast } from '../ui/toast.tsx';
import { countWords } from '../ui/words.ts';
import { RecalculatedOrders } from './recalculated-orders.tsx';
import classes from './recalculation-offer.module.css';

const twoOrMore = (count: number) => `${countWords(count, 'open order')} would get another due date.`;

/**
 * What a setting just saved means for the orders that are open: after `ask`, `offer` says how many would get another due
 * date, and waits for what to do with them.
 */
export function useRecalculationOffer(filter?: HubFilter): { ask: () => void; offer: React.ReactNode } {
  const may = useMay();
  const [isAsked, setIsAsked] = useState(false);
  const ask = () => {
    if (!may('production', 'change')) return;
    // What was worked out for the setting before is not shown, lest it be answered.
    void queryClient.resetQueries({ queryKey: keyOf(previewRecalculation) });
    setIsAsked(true);
  };
  return { ask, offer: isAsked ? <Offer filter={filter} onDone={() => setIsAsked(false)} /> : null };
}

function Offer({ filter, onDone }: { filter: HubFilter | undefined; onDone: () => void }) {
  const say = useToast();
  const [isShown, setIsShown] = useState(false);
  const bar = useToastsAbove();
  const preview = useAnswer(previewRecalculation, { body: filter ? { filter } : {} });
  const apply = useChange(recalculate, ['Production orders']);
  const { data } = preview;
  if (preview.error) return <Wrong error={preview.error} retry={() => void preview.refetch()} />;
  if (!data || data.count === 0) return null;
  const giveDates = async () => {
    const { count: expectedCount, fingerprint } = data;
    try {
      const { recalculated } = await apply.mutateAsync({
        body: { expectedCount, fingerprint, ...(filter ? { filter } : {}) },
      });
      say(`${countWords(recalculated, 'order')} got another due date.`);
      onDone();
    } catch (error) {
      if (error instanceof Refused && error.code === 'recalculation.changed') void preview.refetch();
    }
  };
  const answers = (
    <div className={classes.answers}>
      <Button variant="default" onClick={onDone}>
        Leave them
      </Button>
      {isShown ? null : (
        <Button variant="default" onClick={() => setIsShown(true)}>
          Show
        </Button>
      )}
      <Button loading={apply.isPending} onClick={giveDates}>
        Recalculate
      </Button>
    </div>
  );
  return (
    <>
      <section ref={bar} className={classes.offer} aria-label="Due dates already given">
        <p role="status">
          <strong>{twoOrMore(data.count)}</strong> <Lateness preview={data} />
        </p>
        {answers}
        <Wrong error={apply.error} />
      </section>
      <Modal opened={isShown} onClose={() => setIsShown(false)} title={twoOrMore(data.count)} size="lg">
        <RecalculatedOrders preview={data} />
        {answers}
      </Modal>
    </>
  );
}

/** Messages stand above the offer for as long as it is there, not over it. */
function useToastsAbove() {
  const bar = useRef<HTMLElement>(null);
  const { style } = document.documentElement;
  useEffect(() => {
    const place = () => {
      const { top = window.innerHeight } = bar.current?.getBoundingClientRect() ?? {};
      style.setProperty('--held-below', `${window.innerHeight - top + 8}px`);
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
      style.removeProperty('--held-below');
    };
  });
  return bar;
}

/** What becomes of lateness, where it changes. */
function Lateness({ preview: { late, atRisk } }: { preview: RecalculationPreview }) {
  const changes = [
    ...(late.before === late.after ? [] : [`late: ${late.before} now, ${late.after} then`]),
    ...(atRisk.before === atRisk.after ? [] : [`at risk: ${atRisk.before} now, ${atRisk.after} then`]),
  ];
  return changes.length === 0 ? null : <span className="quiet">{changes.join(' · ')}</span>;
}
