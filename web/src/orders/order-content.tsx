import { Tabs } from '@mantine/core';
import type { ProductionOrder } from '@printrail/contract/orders';
import { useFollowUpTabs } from '../tasks/follow-up-tabs.tsx';
import tabClasses from '../ui/page-tabs.module.css';
import classes from './order-content.module.css';
import { OrderFacts } from './order-facts.tsx';
import { OrderLines } from './order-lines.tsx';
import { OrderNotes } from './order-notes.tsx';
import { StatusLine } from './status-line.tsx';
import { Timeline } from './timeline.tsx';
import { Track } from './track.tsx';

export type OrderPart = 'lines' | 'notes' | 'tasks' | 'messages' | 'timeline';

type ContentProps = { order: ProductionOrder; part: OrderPart; onPart: (part: OrderPart) => void };

/** An order, on its page and in the panel: where it is first, then what it is. */
export function OrderContent({ order, part, onPart }: ContentProps) {
  const followUps = useFollowUpTabs({ of: 'order', id: order.id, name: order.number });
  const hasNotes = order.studioNotes.trim() !== '' || order.vendorNotes.trim() !== '';
  return (
    <div className={classes.content}>
      <StatusLine order={order} />
      <Track order={order} />
      <OrderFacts order={order} />
      <Tabs value={part} onChange={(to) => to && onPart(to as OrderPart)} className={classes.tabs}>
        <Tabs.List className={tabClasses.list}>
          <Tabs.Tab value="lines">Lines ({order.lines.length})</Tabs.Tab>
          <Tabs.Tab value="notes">Notes{hasNotes ? ' •' : ''}</Tabs.Tab>
          {followUps.map(({ id, name, count }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
              {count === undefined ? '' : ` (${count})`}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="lines" className={classes.part}>
          <OrderLines order={order} />
        </Tabs.Panel>
        <Tabs.Panel value="notes" className={classes.part}>
          <OrderNotes order={order} />
        </Tabs.Panel>
        {followUps.map(({ id, show }) => (
          <Tabs.Panel key={id} value={id} className={classes.part}>
            {show()}
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="timeline" className={classes.part}>
          <Timeline orderId={order.id} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
