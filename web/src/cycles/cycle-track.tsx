import { computeBusinessDays } from '@printrail/contract/calendar';
import type { ProductionStatus, ProductionType } from '@printrail/contract/cycles';
import { useAnswer } from '../queries.ts';
import { Day, StatusName } from '../ui/attention.tsx';
import { durationWords, today } from '../ui/words.ts';
import { daysOf, stepsOf } from './cycle.rules.ts';
import classes from './cycle-track.module.css';

/** The cycle drawn: each step as long as it takes, the side statuses beside it. */
export function CycleTrack({ type }: { type: ProductionType }) {
  const steps = stepsOf(type.statuses);
  const beside = type.statuses.filter(({ isSide, isActive }) => isSide && isActive);
  return (
    <section aria-label="The cycle" className={classes.cycle}>
      <ol className={classes.track}>
        {steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      <div className={classes.foot}>
        <InAll steps={steps} />
        {beside.length > 0 ? (
          <p className={classes.beside}>
            <span className="quiet">Beside the track</span>
            {beside.map(({ id, name, color, duration }) => (
              <span key={id} className={classes.aside}>
                <StatusName name={name} color={color} isSide />
                <span className="quiet">{duration === null ? '' : durationWords(duration)}</span>
              </span>
            ))}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Step({ step: { name, color, duration, isFinal } }: { step: ProductionStatus }) {
  const length = { '--days': duration ?? 0 } as React.CSSProperties;
  return (
    <li className={isFinal ? classes.last : classes.step} style={length} data-open={duration === null || undefined}>
      <span className={classes.name}>
        <StatusName name={name} color={color} />
      </span>
      <span className="quiet">{isFinal ? 'the end' : durationWords(duration)}</span>
    </li>
  );
}

function InAll({ steps }: { steps: readonly ProductionStatus[] }) {
  const days = daysOf(steps);
  const { data } = useAnswer(computeBusinessDays, { query: { date: today(), days } }, { keepPrevious: true });
  return (
    <p>
      {durationWords(days)} in all
      {data ? (
        <>
          : an order sent today is complete on <Day date={data.result} />
        </>
      ) : null}
      .
    </p>
  );
}
