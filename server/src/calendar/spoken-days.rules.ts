import { dateOfDayNumber, dayNumber, type IsoDate, spokenDate } from '../platform/iso-date.ts';
import type { IsoBusinessCalendar } from './business-days.rules.ts';

/** '1 business day', '5 business days'. */
export function countOfBusinessDays(count: number): string {
  return `${count} business ${count === 1 ? 'day' : 'days'}`;
}

const longestSpanLookedAt = 60;
const mostClosuresNamed = 3;

/**
 * '; closed Thu 26 Nov (Thanksgiving)' for the closures after `from` up to and including `to`: the first three, within
 * the first 60 days. Empty when there is none.
 */
export function closedBetween(calendar: IsoBusinessCalendar, from: IsoDate, to: IsoDate, today: IsoDate): string {
  const named: string[] = [];
  const [first, last] = [dayNumber(from) + 1, Math.min(dayNumber(to), dayNumber(from) + longestSpanLookedAt)];
  for (let day = first; day <= last && named.length < mostClosuresNamed; day++) {
    const closure = calendar.closureOn(dateOfDayNumber(day));
    if (!closure) continue;
    const until = closure.to > closure.from ? ` to ${spokenDate(closure.to, today)}` : '';
    named.push(`${spokenDate(closure.from, today)}${until} (${closure.name})`);
    day = Math.max(day, dayNumber(closure.to));
  }
  return named.length > 0 ? `; closed ${named.join(', ')}` : '';
}
