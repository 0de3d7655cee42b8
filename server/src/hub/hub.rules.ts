import type { HubFilter } from '@printrail/contract/hub-filter';
import type { Cycle, Status } from '../cycles/cycle.rules.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';

/**
 * Every status in the order in which the studio reads them: type by type, each with its track from initial to final and
 * then its side statuses.
 */
export function statusesInOrder(cycles: readonly Cycle[]): Status[] {
  return cycles.flatMap(({ statuses }) => [
    ...statuses.filter(({ isSide }) => !isSide),
    ...statuses.filter(({ isSide }) => isSide),
  ]);
}

/** The statuses, in order, that a filter lets through. */
export function statusesOf(cycles: readonly Cycle[], { typeId, statusId }: HubFilter): number[] {
  return statusesInOrder(cycles)
    .filter((status) => (typeId?.includes(status.typeId) ?? true) && (statusId?.includes(status.id) ?? true))
    .map(({ id }) => id);
}

/**
 * The last day of the week that a date is in. A week begins on the first work day after the longest run of days off (the
 * earliest in the week when there are several), so that its weekend is at its end: Monday to Sunday where Monday to Friday
 * is worked, Sunday to Saturday where Sunday to Thursday is. Where every day is worked it begins on Monday.
 *
 * `workWeek` holds the weekdays worked, 1 for Monday to 7 for Sunday; at least one.
 */
export function endOfWeek(date: IsoDate, workWeek: readonly number[]): IsoDate {
  const first = firstOfWeek(workWeek);
  const weekday = ((((dayNumber(date) - dayNumber('2024-01-01')) % 7) + 7) % 7) + 1;
  return dateOfDayNumber(dayNumber(date) + 6 - ((weekday - first + 7) % 7));
}

function firstOfWeek(workWeek: readonly number[]): number {
  const daysOffBefore = (weekday: number) => {
    let days = 0;
    while (days < 7 && !workWeek.includes(((weekday - days - 2 + 14) % 7) + 1)) days++;
    return days;
  };
  const longest = Math.max(...workWeek.map(daysOffBefore));
  if (longest === 0) return 1;
  return workWeek.toSorted((a, b) => a - b).find((weekday) => daysOffBefore(weekday) === longest) ?? 1;
}
