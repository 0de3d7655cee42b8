import { runCalendarBench } from './calendar.bench.ts';
import type { Row } from './results.ts';

/** The calendar's own figures in the form of all others. */
export async function benchCalendar(): Promise<Row[]> {
  return runCalendarBench().map(({ name, measured, floor, ratio, target, holds }) => {
    const isFaster = measured < floor && target !== null && target >= 10;
    return {
      ...{ name, measured, floor, unit: 'ns', ratio },
      target: target === null ? null : isFaster ? { atLeast: target } : { atMost: target },
      verdict: target === null ? ('for information' as const) : holds ? ('holds' as const) : ('MISSED' as const),
    };
  });
}
