import { IconAlertTriangleFilled, IconCheck, IconClockExclamation, IconPointFilled } from '@tabler/icons-react';
import classes from './attention.module.css';
import { countWords, daysBetween, dayWords, today, wholeDayWords } from './words.ts';

/** The dot of a status, in the colour the studio chose, with its name. Hollow beside the track. */
export function StatusName({ name, color, isSide = false }: { name: string; color: string; isSide?: boolean }) {
  return (
    <span className={classes.status}>
      <span
        className={isSide ? classes.hollow : classes.dot}
        style={{ '--dot': color } as React.CSSProperties}
        aria-hidden
      />
      <span className="cut">{name}</span>
    </span>
  );
}

type Due = { dueDate: string | null; isLate: boolean; isAtRisk: boolean; state: string };

/** A due date as people say it: "3 days late", "today", or the day; at risk has a sign of its own. */
export function DueDate({ order }: { order: Due }) {
  const { dueDate, isLate, isAtRisk, state } = order;
  if (dueDate === null) return <span className="quiet">{isAtRisk ? <AtRisk /> : '–'}</span>;
  const title = wholeDayWords(dueDate);
  if (isLate) {
    return (
      <span className={`${classes.mark} late`} title={title}>
        <IconAlertTriangleFilled size={13} aria-hidden />
        {countWords(daysBetween(dueDate, today()), 'day')} late
      </span>
    );
  }
  const isToday = state === 'open' && dueDate === today();
  return (
    <span className={`${classes.mark} ${isToday ? 'today' : ''} numbers`} title={title}>
      {isToday ? <IconPointFilled size={13} aria-hidden /> : null}
      {isToday ? 'today' : dayWords(dueDate)}
      {isAtRisk ? <AtRisk /> : null}
    </span>
  );
}

export function AtRisk() {
  return (
    <span className={`${classes.mark} risk`} title="Expected to be completed after the delivery date">
      <IconClockExclamation size={14} aria-hidden />
      at risk
    </span>
  );
}

export function Done({ children }: { children: React.ReactNode }) {
  return (
    <span className={`${classes.mark} done`}>
      <IconCheck size={14} aria-hidden />
      {children}
    </span>
  );
}

/** A date in a sentence or a table, exact on hover. */
export function Day({ date }: { date: string | null }) {
  if (date === null) return <span className="quiet">–</span>;
  return (
    <time dateTime={date} title={wholeDayWords(date)} className="numbers">
      {dayWords(date)}
    </time>
  );
}
