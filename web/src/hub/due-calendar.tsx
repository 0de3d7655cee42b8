import { ActionIcon, Button } from '@mantine/core';
import { listClosures } from '@printrail/contract/calendar';
import { countOrdersByDay, type OrderDay } from '@printrail/contract/hub-counts';
import { IconAlertTriangleFilled, IconChevronLeft, IconChevronRight, IconClockExclamation } from '@tabler/icons-react';
import { useRef } from 'react';
import { useAnswer } from '../queries.ts';
import { useSession } from '../session.tsx';
import { Empty, Wrong } from '../ui/page.tsx';
import { numberWords, wholeDayWords } from '../ui/words.ts';
import { DayOrders } from './day-orders.tsx';
import classes from './due-calendar.module.css';
import type { Hub } from './use-hub.ts';
import { daysAfter, monthOf, weekdayOf, weeksOfMonth } from './week.rules.ts';

/** What is due when: a month of days, each with its open orders. */
export function DueCalendar({ hub }: { hub: Hub }) {
  const { view, change, filter } = hub;
  const { me, preferences } = useSession();
  const { day: chosen, month = monthOf(chosen ?? me.today) } = view;
  const { state, ...ofOpen } = filter;
  const weeks = weeksOfMonth(month, preferences.workWeek);
  const from = weeks[0]?.[0] ?? month;
  const to = weeks.at(-1)?.at(-1) ?? month;
  const counted = useAnswer(
    countOrdersByDay,
    { query: { ...ofOpen, from, to } },
    { enabled: state === undefined, keepPrevious: true },
  );
  const closures = useAnswer(listClosures, { query: { from, to } }, { keepPrevious: true }).data?.items ?? [];
  const closureOn = (date: string) => closures.find((closure) => closure.from <= date && date <= closure.to);
  const days = new Map(counted.data?.items.map((day) => [day.date, day]));
  const grid = useRef<HTMLTableElement>(null);
  const focused = chosen ?? (me.today.startsWith(month.slice(0, 7)) ? me.today : month);
  const go = (later: number) => change({ month: monthOf(month, later), day: undefined });
  const choose = (date: string, { isFocused = false } = {}) => {
    change({ day: date, month: monthOf(date) });
    if (isFocused) setTimeout(() => grid.current?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus());
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const next = dayByKey(event.key, focused);
    if (!next) return;
    event.preventDefault();
    choose(next, { isFocused: true });
  };
  if (state !== undefined) {
    return (
      <Empty
        title="The calendar shows what is still to be done"
        action={
          <Button variant="default" onClick={() => change({ state: undefined })}>
            Show open orders
          </Button>
        }
      />
    );
  }
  return (
    <div className={classes.place}>
      <section className={classes.month} aria-label="Due dates">
        <header className={classes.head}>
          <ActionIcon aria-label="Month before" onClick={() => go(-1)}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <h2 aria-live="polite">{monthWords(month, preferences.locale)}</h2>
          <ActionIcon aria-label="Next month" onClick={() => go(1)}>
            <IconChevronRight size={18} />
          </ActionIcon>
          <Button variant="default" size="compact-sm" onClick={() => choose(me.today, { isFocused: true })}>
            Today
          </Button>
        </header>
        <Wrong error={counted.error} retry={() => void counted.refetch()} />
        <table ref={grid} className={classes.days} onKeyDown={onKeyDown}>
          <thead>
            <tr>
              {weeks[0]?.map((date) => (
                <th key={date} scope="col">
                  {weekdayWords(date, preferences.locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]}>
                {week.map((date) => (
                  <td
                    key={date}
                    data-other={date.slice(0, 7) !== month.slice(0, 7) || undefined}
                    data-off={!preferences.workWeek.includes(weekdayOf(date)) || !!closureOn(date) || undefined}
                    data-today={date === me.today || undefined}
                  >
                    <DayButton
                      date={date}
                      day={days.get(date)}
                      closure={closureOn(date)?.name}
                      isChosen={date === chosen}
                      isTabStop={date === focused}
                      onChoose={() => choose(date)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {chosen ? <DayOrders key={chosen} hub={hub} day={chosen} onClose={() => change({ day: undefined })} /> : null}
    </div>
  );
}

type DayButtonProps = {
  date: string;
  day: OrderDay | undefined;
  closure: string | undefined;
  isChosen: boolean;
  isTabStop: boolean;
  onChoose: () => void;
};

function DayButton({ date, day, closure, isChosen, isTabStop, onChoose }: DayButtonProps) {
  const { count = 0, late = 0, atRisk = 0 } = day ?? {};
  return (
    <button
      type="button"
      data-date={date}
      className={classes.day}
      aria-pressed={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onChoose}
    >
      <span className={classes.date}>
        <span aria-hidden>{Number(date.slice(8))}</span>
        <span className="only-read-aloud">{wholeDayWords(date)}, </span>
      </span>
      {closure ? <span className={`${classes.closure} quiet cut`}>{closure}</span> : null}
      {count > 0 ? (
        <span className={late > 0 ? `${classes.count} late` : classes.count}>
          {late > 0 ? <IconAlertTriangleFilled size={13} aria-hidden /> : null}
          {numberWords(count)}
          <span className={classes.unit}> {late > 0 ? 'late' : 'due'}</span>
        </span>
      ) : (
        <span className="only-read-aloud">nothing due</span>
      )}
      {atRisk > 0 ? (
        <span className={`${classes.risk} risk`}>
          <IconClockExclamation size={13} aria-hidden />
          {numberWords(atRisk)}
          <span className={classes.unit}> at risk</span>
        </span>
      ) : null}
    </button>
  );
}

function dayByKey(key: string, date: string): string | undefined {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  if (step !== undefined) return daysAfter(date, step);
  if (key === 'PageUp' || key === 'PageDown') return monthOf(date, key === 'PageUp' ? -1 : 1);
  return undefined;
}

function monthWords(month: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(month));
}

function weekdayWords(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(new Date(date));
}
