import { Button, NumberInput } from '@mantine/core';
import { type DryFiring, dryRunTrigger } from '@printrail/contract/dry-run';
import type { AnswerOf } from '@printrail/contract/endpoint';
import type { TriggerInput } from '@printrail/contract/triggers';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { call } from '../api.ts';
import { Day } from '../ui/attention.tsx';
import { Section, Wrong } from '../ui/page.tsx';
import { countWords, dayWords, numberWords } from '../ui/words.ts';
import classes from './dry-run.module.css';
import { DryRunChart } from './dry-run-chart.tsx';
import { prospectOf } from './queue.rules.ts';
import { isShownAtFields } from './trigger-faults.ts';
import { StepIcon } from './trigger-icon.tsx';

type Run = AnswerOf<typeof dryRunTrigger> & { of: string };

type DryRunProps = {
  /** The trigger as it is or would be saved. */
  input: TriggerInput;
  error: Error | undefined;
  onTried: (error: Error | undefined) => void;
};

/** What the trigger would have done over the last days; nothing is sent or saved. */
export function DryRun({ input, error, onTried }: DryRunProps) {
  const [overDays, setOverDays] = useState(14);
  const [run, setRun] = useState<Run>();
  const [isTrying, setIsTrying] = useState(false);
  const asked = JSON.stringify({ overDays, trigger: input });
  const attempt = async () => {
    setIsTrying(true);
    onTried(undefined);
    try {
      setRun({ ...(await call(dryRunTrigger, { body: { overDays, trigger: input } })), of: asked });
    } catch (thrown) {
      setRun(undefined);
      onTried(thrown as Error);
    } finally {
      setIsTrying(false);
    }
  };
  return (
    <Section title="Try it">
      <p className="quiet">What it would have done, by the history of orders and invoices. Nothing is sent.</p>
      <form
        className={classes.ask}
        onSubmit={(event) => {
          event.preventDefault();
          void attempt();
        }}
      >
        <NumberInput
          label="Over how many days"
          value={overDays}
          min={1}
          max={366}
          clampBehavior="strict"
          allowDecimal={false}
          hideControls
          className={classes.days}
          onChange={(typed) => typeof typed === 'number' && setOverDays(typed)}
        />
        <Button type="submit" variant="default" loading={isTrying}>
          Try it on the last {countWords(overDays, 'day')}
        </Button>
      </form>
      <Wrong error={isShownAtFields(error) ? undefined : error} />
      {run ? <Outcome run={run} isOld={run.of !== asked} /> : null}
    </Section>
  );
}

function Outcome({ run, isOld }: { run: Run; isOld: boolean }) {
  const { count, leftInTime, days, items, from, to } = run;
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (run) shown.current?.scrollIntoView({ block: 'nearest' });
  }, [run]);
  return (
    <div className={classes.outcome} data-old={isOld || undefined}>
      <div ref={shown} className={classes.counted}>
        <p role="status">
          <strong>
            {count === 0 ? 'It would not have fired' : `It would have fired ${countWords(count, 'time')}`}
          </strong>{' '}
          from {dayWords(from)} to {dayWords(to)}.{' '}
          {leftInTime > 0 ? `${countWords(leftInTime, 'entry', 'entries')} left in time.` : ''}{' '}
          {isOld ? 'The trigger was changed since.' : ''}
        </p>
        {count > 0 ? <DryRunChart from={from} to={to} days={days} /> : null}
      </div>
      {items.length > 0 ? (
        <ol className={classes.firings} aria-label="What it would have done">
          {items.map((firing, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an order may stand here twice, and the list does not change
            <Firing key={at} firing={firing} />
          ))}
        </ol>
      ) : null}
      {items.length < count ? (
        <p className="quiet">
          The latest {numberWords(items.length)} of {numberWords(count)}.
        </p>
      ) : null}
    </div>
  );
}

function Firing({ firing }: { firing: DryFiring }) {
  const { orderId, orderNumber, invoiceId, invoiceNumber, clientName, vendorName, on, does } = firing;
  const { words, detail } = prospectOf({ plan: firing, state: 'waiting', reason: '' });
  const about = [clientName, vendorName].filter(Boolean).join(' · ');
  return (
    <li className={classes.firing}>
      <span className={classes.who}>
        {orderId !== null ? (
          <Link to="/production/orders/$id" params={{ id: String(orderId) }}>
            {orderNumber}
          </Link>
        ) : (
          <Link to="/invoices/$id" params={{ id: String(invoiceId) }}>
            {invoiceNumber}
          </Link>
        )}
        <span className={`${classes.about} cut`} title={about}>
          {about}
        </span>
        <span className="quiet">
          <Day date={on} />
        </span>
      </span>
      <span className={classes.does}>
        {does ? <StepIcon step={does} /> : null}
        <span className="quiet">
          {does ? '' : 'Nothing: '}
          {words}
          {detail ? `, ${detail}` : ''}
        </span>
      </span>
    </li>
  );
}
