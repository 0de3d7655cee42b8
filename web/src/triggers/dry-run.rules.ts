/** Every day of a range with how often, also the days without any. */
export function everyDay(
  from: string,
  to: string,
  days: readonly { date: string; count: number }[],
): { date: string; count: number }[] {
  const counts = new Map(days.map(({ date, count }) => [date, count]));
  const all: { date: string; count: number }[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    all.push({ date, count: counts.get(date) ?? 0 });
  }
  return all;
}
