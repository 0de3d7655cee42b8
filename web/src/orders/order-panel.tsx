import { ActionIcon } from '@mantine/core';
import { getOrder } from '@printrail/contract/orders';
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useAnswer } from '../queries.ts';
import { useKeys } from '../ui/keys.tsx';
import { Answer, Waiting } from '../ui/page.tsx';
import type { OrderPart } from './order-content.tsx';
import classes from './order-panel.module.css';

/** What an order opens by; a list fetches it ahead. */
export const loadOrderInPanel = async () => ({ default: (await import('./order-in-panel.tsx')).OrderInPanel });
const OrderInPanel = lazy(loadOrderInPanel);

export type OrderPanelProps = {
  id: number;
  onClose: () => void;
  /** Go along the list beneath, where there is one. */
  onNext?: (() => void) | undefined;
  onPrevious?: (() => void) | undefined;
};

/** An order beside the list it was opened from; the list stays and can be worked in. */
export function OrderPanel({ id, onClose, onNext, onPrevious }: OrderPanelProps) {
  const asked = useAnswer(getOrder, { params: { id } }, { keepPrevious: true });
  const [part, setPart] = useState<OrderPart>('lines');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the panel hides the list, so that is where one is.
    if (window.matchMedia('(max-width: 700px)').matches) panel.current?.focus();
  }, []);
  useKeys([
    { keys: ['Escape'], does: 'Close the order', run: onClose },
    { keys: ['ArrowDown', 'j'], does: 'The next order', when: onNext !== undefined, run: () => onNext?.() },
    { keys: ['ArrowUp', 'k'], does: 'The order before', when: onPrevious !== undefined, run: () => onPrevious?.() },
  ]);
  return (
    <aside ref={panel} tabIndex={-1} className={classes.panel} aria-label={`Order ${asked.data?.number ?? ''}`.trim()}>
      <div className={classes.tools}>
        {onPrevious || onNext ? (
          <>
            <ActionIcon aria-label="The order before" disabled={!onPrevious} onClick={onPrevious}>
              <IconChevronUp size={18} stroke={1.6} />
            </ActionIcon>
            <ActionIcon aria-label="The next order" disabled={!onNext} onClick={onNext}>
              <IconChevronDown size={18} stroke={1.6} />
            </ActionIcon>
          </>
        ) : null}
        <ActionIcon
          component={Link}
          to={`/production/orders/${id}`}
          aria-label="Open as a page"
          className={classes.whole}
        >
          <IconArrowsDiagonal size={16} stroke={1.6} />
        </ActionIcon>
        <ActionIcon aria-label="Close the order" onClick={onClose}>
          <IconX size={18} stroke={1.6} />
        </ActionIcon>
      </div>
      <Answer of={asked} rows={12}>
        {(order) => (
          <Suspense fallback={<Waiting rows={12} />}>
            <OrderInPanel key={order.id} order={order} part={part} onPart={setPart} />
          </Suspense>
        )}
      </Answer>
    </aside>
  );
}
