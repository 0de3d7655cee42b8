import type { changeManyStatuses } from '@printrail/contract/bulk-changes';
import type { AnswerOf } from '@printrail/contract/endpoint';
import type { Notice } from '@printrail/contract/notices';
import type { OrderSummary } from '@printrail/contract/orders';
import type { Tag } from '@printrail/contract/tags';
import { countWords, dayWords } from '../ui/words.ts';

/** What a change of where orders stand makes stale besides itself. */
export const alsoStale: readonly Tag[] = ['Production orders', 'Invoices', 'Automation'];

/** The order that a message tells of, until the next one about it. */
export const aboutOrder = (id: number) => `order ${id}`;

/** "PO-20481 is at Quality check, due Fri 27 Nov", and what Printrail did because of it. */
export function OrderOutcome({ order, notices }: { order: OrderSummary; notices: readonly Notice[] }) {
  return (
    <>
      {order.number} is at {order.statusName}
      {order.dueDate ? `, due ${dayWords(order.dueDate)}` : ''}
      <Told notices={notices} />
    </>
  );
}

/** "45 orders are at Quality check; 2 were left as they were". */
export function ManyOutcome({
  changed,
  toStatusName,
}: {
  changed: AnswerOf<typeof changeManyStatuses>;
  toStatusName?: string | undefined;
}) {
  const left = changed.refusedCount;
  return (
    <>
      {countWords(changed.changed, 'order')} {placeWords(changed.changed, toStatusName)}
      {left > 0 ? `; ${left} ${left === 1 ? 'was' : 'were'} left as ${left === 1 ? 'it was' : 'they were'}` : ''}
      <Told notices={changed.notices} />
    </>
  );
}

function placeWords(count: number, toStatusName: string | undefined): string {
  if (!toStatusName) return 'advanced';
  return `${count === 1 ? 'is' : 'are'} at ${toStatusName}`;
}

/** What Printrail did by itself, as a second line. */
export function Told({ notices }: { notices: readonly Notice[] }) {
  const [first, ...others] = notices;
  if (!first) return null;
  return (
    <>
      <br />
      <span className="quiet">
        {first.text}
        {others.length > 0 ? ` And ${countWords(others.length, 'more notice')}.` : ''}
      </span>
    </>
  );
}
