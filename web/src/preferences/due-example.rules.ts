import type { Preferences } from '@printrail/contract/calendar';
import type { ProductionStatus } from '@printrail/contract/cycles';
import { daysOf } from '../cycles/cycle.rules.ts';

export type CountedFrom = { date: string; days: number };
type Method = Pick<Preferences, 'dueDateMethod' | 'backwardCounts'>;

/**
 * What to ask the calendar for, step by step, so that it gives the due dates of an order that is never early or late:
 * forward from its start, or backward from its delivery; null for a step without due date. Both dates are business days.
 */
export function askedOfCalendar(
  { dueDateMethod, backwardCounts }: Method,
  steps: readonly ProductionStatus[],
  { start, delivery }: { start: string; delivery: string },
): (CountedFrom | null)[] {
  return steps.map(({ duration }, index) => {
    if (duration === null) return null;
    if (dueDateMethod === 'forward') return { date: start, days: daysOf(steps.slice(0, index + 1)) };
    const later = daysOf(steps.slice(index + 1));
    if (backwardCounts === 'business_days') return { date: delivery, days: -later };
    // The last business day up to a date is the one before the day after it.
    return { date: daysBefore(delivery, later - 1), days: -1 };
  });
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * 86_400_000).toISOString().slice(0, 10);
}
