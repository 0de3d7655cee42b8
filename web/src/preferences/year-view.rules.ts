import type { Closure } from '@printrail/contract/calendar';

const dayMs = 86_400_000;

/** A month as it hangs on a wall: weeks of seven places, null where another month's days would stand. */
export type Month = { month: number; weeks: (string | null)[][] };

/** The twelve months of a year, each week beginning at an ISO weekday (1 = Monday). */
export function monthsOf(year: number, firstWeekday: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => ({ month: index + 1, weeks: weeksOf(year, index, firstWeekday) }));
}

/** The weekdays in the order in which a week is shown. */
export function weekdaysFrom(firstWeekday: number): number[] {
  return Array.from({ length: 7 }, (_, index) => ((firstWeekday - 1 + index) % 7) + 1);
}

/** ISO weekday number of a date, 1 = Monday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Which closures fall on each date of a year. */
export function closedDays(closures: readonly Closure[], year: number): Map<string, string[]> {
  const days = new Map<string, string[]>();
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  for (const { from, to, name } of closures) {
    const end = Date.parse(to < last ? to : last);
    for (let at = Date.parse(from > first ? from : first); at <= end; at += dayMs) {
      const date = new Date(at).toISOString().slice(0, 10);
      days.set(date, [...(days.get(date) ?? []), name]);
    }
  }
  return days;
}

/** Closures that touch a year, by date. */
export function closuresIn(closures: readonly Closure[], year: number): Closure[] {
  return closures.filter(({ from, to }) => Number(from.slice(0, 4)) <= year && Number(to.slice(0, 4)) >= year);
}

/** On which weekday a week begins where a locale is used; Monday where that is not known. */
export function firstWeekdayIn(locale: string): number {
  type WithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  try {
    return (new Intl.Locale(locale) as WithWeek).getWeekInfo?.().firstDay ?? 1;
  } catch {
    return 1;
  }
}

function weeksOf(year: number, month: number, firstWeekday: number): Month['weeks'] {
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const dates = Array.from({ length: days }, (_, day) =>
    new Date(Date.UTC(year, month, day + 1)).toISOString().slice(0, 10),
  );
  const before = (weekdayOf(dates[0] ?? '') - firstWeekday + 7) % 7;
  const places = [...Array<null>(before).fill(null), ...dates];
  // Six weeks always, so that months stand in line.
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, day) => places[week * 7 + day] ?? null));
}
