import type { Closure } from '@printrail/contract/calendar';
import { useMemo } from 'react';
import { monthWords, today, weekdayWords, wholeDayWords } from '../ui/words.ts';
import classes from './year-view.module.css';
import { closedDays, firstWeekdayIn, type Month, monthsOf, weekdayOf, weekdaysFrom } from './year-view.rules.ts';

type YearViewProps = { year: number; workWeek: readonly number[]; closures: readonly Closure[]; locale: string };

/** A year at a glance: business days plain, the others quiet, closures struck through. */
export function YearView({ year, workWeek, closures, locale }: YearViewProps) {
  const firstWeekday = firstWeekdayIn(locale);
  const months = useMemo(() => monthsOf(year, firstWeekday), [year, firstWeekday]);
  const closed = useMemo(() => closedDays(closures, year), [closures, year]);
  return (
    <>
      <div className={classes.year}>
        {months.map((month) => (
          <MonthView key={month.month} {...month} workWeek={workWeek} closed={closed} firstWeekday={firstWeekday} />
        ))}
      </div>
      <p className={`${classes.legend} quiet`} aria-hidden>
        <span>
          <span className={`${classes.sample} ${classes.today}`}>9</span> today
        </span>
        <span>
          <span className={`${classes.sample} ${classes.closed}`}>9</span> closed
        </span>
        <span>
          <span className={`${classes.sample} ${classes.free}`}>9</span> not a work day
        </span>
      </p>
    </>
  );
}

type MonthViewProps = Month & {
  workWeek: readonly number[];
  closed: ReadonlyMap<string, string[]>;
  firstWeekday: number;
};

function MonthView({ month, weeks, workWeek, closed, firstWeekday }: MonthViewProps) {
  return (
    <table className={classes.month}>
      <caption>{monthWords(month)}</caption>
      <thead>
        <tr>
          {weekdaysFrom(firstWeekday).map((weekday) => (
            <th key={weekday} scope="col" abbr={weekdayWords(weekday)}>
              {weekdayWords(weekday, 'narrow')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: weeks stay where they are
          <tr key={index} aria-hidden={week.every((date) => date === null) || undefined}>
            {week.map((date, place) =>
              date === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: places stay where they are
                <td key={place} />
              ) : (
                <DayCell
                  key={date}
                  date={date}
                  closed={closed.get(date)}
                  isFree={!workWeek.includes(weekdayOf(date))}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell({ date, closed, isFree }: { date: string; closed: string[] | undefined; isFree: boolean }) {
  const names = [closed ? classes.closed : isFree ? classes.free : '', date === today() ? classes.today : ''];
  const why = closed?.join(', ') ?? (isFree ? 'not a work day' : undefined);
  return (
    <td className={names.filter(Boolean).join(' ') || undefined} title={why && `${wholeDayWords(date)}: ${why}`}>
      {Number(date.slice(8))}
      {closed ? <span className="only-read-aloud">, closed: {why}</span> : null}
    </td>
  );
}
