import type { ProductionStatus } from '@printrail/contract/cycles';
import { expect, test } from 'vitest';
import { askedOfCalendar } from './due-example.rules.ts';

const step = (name: string, duration: number | null, more: Partial<ProductionStatus> = {}) =>
  ({ name, duration, isSide: false, isActive: true, ...more }) as ProductionStatus;
const steps = [step('Retouching', 2), step('Proofs', null), step('At the lab', 5), step('Complete', null)];
const dates = { start: '2026-11-23', delivery: '2026-12-14' };

test('forward counts on from the start, backward back from the delivery', () => {
  const forward = { dueDateMethod: 'forward', backwardCounts: 'business_days' } as const;
  expect(askedOfCalendar(forward, steps, dates)).toEqual([
    { date: '2026-11-23', days: 2 },
    null,
    { date: '2026-11-23', days: 7 },
    null,
  ]);
  const backward = { dueDateMethod: 'backward', backwardCounts: 'business_days' } as const;
  expect(askedOfCalendar(backward, steps, dates).map((asked) => asked?.days)).toEqual([-5, undefined, -0, undefined]);
  const calendarDays = { dueDateMethod: 'backward', backwardCounts: 'calendar_days' } as const;
  expect(askedOfCalendar(calendarDays, steps, dates)[0]).toEqual({ date: '2026-12-10', days: -1 });
});
