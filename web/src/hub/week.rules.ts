/** A calendar date so many days after another. ISO dates, calendar days, negative for before. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first day of the month a date is in, or of a month so many after it. */
export function monthOf(date: string, later = 0): string {
  const [year = 1970, month = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10);
}

/** ISO weekday number, 1 for Monday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/**
 * The weekday a week begins on: the first work day after the longest run of days off, so that the weekend is at its end;
 * Monday where every day is worked. The same rule as the server's count of what is due this week.
 */
export function firstOfWeek(workWeek: readonly number[]): number {
  const daysOffBefore = (weekday: number) => {
    let days = 0;
    while (days < 7 && !workWeek.includes(((weekday - days + 12) % 7) + 1)) days++;
    return days;
  };
  const longest = Math.max(...workWeek.map(daysOffBefore));
  if (longest === 0) return 1;
  return workWeek.toSorted((a, b) => a - b).find((weekday) => daysOffBefore(weekday) === longest) ?? 1;
}

/** The first day of the week a date is in. */
export function weekStart(date: string, workWeek: readonly number[]): string {
  return daysAfter(date, -((weekdayOf(date) - firstOfWeek(workWeek) + 7) % 7));
}

/** The weeks a month is shown in, each with its seven days; days of the months around it fill them. */
export function weeksOfMonth(month: string, workWeek: readonly number[]): string[][] {
  const first = weekStart(monthOf(month), workWeek);
  const end = monthOf(month, 1);
  const weeks: string[][] = [];
  for (let start = first; start < end; start = daysAfter(start, 7))
    weeks.push(Array.from({ length: 7 }, (_, day) => daysAfter(start, day)));
  return weeks;
}
