import { Tooltip, UnstyledButton } from '@mantine/core';
import type { AnswerOf } from '@printrail/contract/endpoint';
import { getPlan } from '@printrail/contract/history';
import type { ProductionOrder } from '@printrail/contract/orders';
import { IconCheck } from '@tabler/icons-react';
import { useStatusChange } from '../changes/status-change-provider.tsx';
import { useAnswer } from '../queries.ts';
import { AtRisk, Day, Done } from '../ui/attention.tsx';
import { Waiting } from '../ui/page.tsx';
import { countWords, daysBetween, dayWords, today } from '../ui/words.ts';
import classes from './track.module.css';

type Plan = AnswerOf<typeof getPlan>;
type Step = Plan['steps'][number];

/** Where the order is on its track, what is done, and what is expected when and why. */
export function Track({ order }: { order: ProductionOrder }) {
  const { data: plan } = useAnswer(getPlan, { params: { id: order.id } }, { keepPrevious: true });
  if (!plan) return <Waiting rows={2} />;
  return (
    <section aria-label="Track" className={classes.place}>
      <ol className={classes.track}>
        {plan.steps.map((step) => (
          <TrackStep key={step.statusId} step={step} order={order} />
        ))}
      </ol>
      <Promised plan={plan} order={order} />
    </section>
  );
}

function TrackStep({ step, order }: { step: Step; order: ProductionOrder }) {
  const { open } = useStatusChange();
  const { place, statusName, statusId, explanation } = step;
  const isHere = statusId === order.statusId;
  const canGo = !isHere && order.state !== 'cancelled';
  const go = () => open({ orders: [{ id: order.id, version: order.version }] }, { toStatusId: statusId });
  const why = [explanation, canGo ? `Press to move the order to ${statusName}` : ''].filter(Boolean).join('. ');
  return (
    <li className={classes.step} data-place={place} aria-current={isHere ? 'step' : undefined}>
      <Tooltip label={why} disabled={why === ''} multiline maw={280}>
        <UnstyledButton className={classes.press} onClick={canGo ? go : undefined} aria-disabled={!canGo}>
          <span className={classes.rail} aria-hidden>
            <span className={classes.dot} style={{ '--dot': order.statusColor } as React.CSSProperties}>
              {place === 'done' ? <IconCheck size={12} stroke={3} /> : null}
            </span>
          </span>
          <span className={classes.name}>{statusName}</span>
          <span className={classes.date}>
            <span className="only-read-aloud">{placeWords[place]} </span>
            <When step={step} order={order} />
          </span>
          <span className="only-read-aloud">{explanation}</span>
        </UnstyledButton>
      </Tooltip>
    </li>
  );
}

function When({ step: { place, statusId, completedDate, dueDate, expectedDate }, order }: WhenProps) {
  if (place === 'done') {
    const late = completedDate && dueDate && dueDate < completedDate ? daysBetween(dueDate, completedDate) : 0;
    return (
      <>
        {completedDate ? dayWords(completedDate) : 'done'}
        {late > 0 ? <span className="late"> {countWords(late, 'day')} late</span> : null}
      </>
    );
  }
  if (place === 'current') {
    if (order.state === 'cancelled') return <>cancelled here</>;
    if (!dueDate) return <>no due date</>;
    return <span className={order.isLate ? 'late' : dueDate === today() ? 'today' : ''}>due {dayWords(dueDate)}</span>;
  }
  if (place === 'skipped') return <>{order.resumeStatusId === statusId ? 'resumes here' : 'skipped'}</>;
  return (
    <>
      {expectedDate ? dayWords(expectedDate) : '–'}
      {order.resumeStatusId === statusId ? ' · resumes here' : ''}
    </>
  );
}

type WhenProps = { step: Step; order: ProductionOrder };

const placeWords: Record<Step['place'], string> = { done: 'done', current: 'here,', expected: 'expected', skipped: '' };

/** What the client was promised, and whether it will hold. */
function Promised({ plan, order }: { plan: Plan; order: ProductionOrder }) {
  const { deliveryDate, expectedCompletion, isAtRisk } = plan;
  if (order.state === 'completed') {
    return (
      <p className={classes.promise}>
        <Done>
          completed <Day date={order.completedDate} />
        </Done>
        {order.completedByName ? <span className="quiet">by {order.completedByName}</span> : null}
        {deliveryDate ? <span className="quiet">promised to the client: {dayWords(deliveryDate)}</span> : null}
      </p>
    );
  }
  const expected = expectedCompletion ? `expected to be complete ${dayWords(expectedCompletion)}` : null;
  if (!deliveryDate) {
    return <p className={`${classes.promise} quiet`}>{expected ?? ''}</p>;
  }
  return (
    <p className={classes.promise}>
      <span className="quiet">promised to the client:</span> <Day date={deliveryDate} />
      {isAtRisk ? <AtRisk /> : order.state === 'open' ? <Done>on track</Done> : null}
      {expected ? <span className="quiet">{expected}</span> : null}
    </p>
  );
}
