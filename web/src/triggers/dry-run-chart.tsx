import { wholeDayWords } from '../ui/words.ts';
import classes from './dry-run.module.css';
import { everyDay } from './dry-run.rules.ts';

type DryRunChartProps = { from: string; to: string; days: readonly { date: string; count: number }[] };

/** How often on which day: a table whose cells are bars. */
export function DryRunChart({ from, to, days }: DryRunChartProps) {
  const all = everyDay(from, to, days);
  const most = Math.max(...all.map(({ count }) => count), 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section className={classes.scrolls} tabIndex={0} aria-label="How often per day">
      <table className={classes.chart}>
        <caption className="only-read-aloud">How often per day</caption>
        <thead>
          <tr>
            {all.map(({ date }) => (
              <th key={date} scope="col" title={wholeDayWords(date)}>
                <span className="only-read-aloud">{wholeDayWords(date)}</span>
                <span aria-hidden>{Number(date.slice(8))}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {all.map(({ date, count }) => (
              <td key={date} data-none={count === 0 || undefined}>
                <span className={classes.count}>{count}</span>
                <span className={classes.bar} style={{ '--part': count / most } as React.CSSProperties} aria-hidden />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
