import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { calendars, cycleOf, cycles, dates, plainCalendar } from '../testing/cycles.arbitrary.ts';
import { laterOnTrack, type Status, trackOf } from './cycle.rules.ts';
import { type DueDateMethod, daysLeftAt, dueDateOf, type Entry, lastBusinessDay } from './due-date.rules.ts';

const weekdays = plainCalendar();
const cycle = cycleOf(
  { name: 'Retouching', duration: 3 },
  { name: 'Printing', duration: 2 },
  { name: 'Quality check', duration: 1 },
  { name: 'Complete' },
  { name: 'On hold', isSide: true },
  { name: 'Waiting on client', isSide: true, duration: 5 },
);
const forward: DueDateMethod = {
  calendar: weekdays,
  method: 'forward',
  backwardCounts: 'business_days',
  today: '2015-07-20',
};
const backward: DueDateMethod = { ...forward, method: 'backward' };
const entry = (name: string, more: Partial<Entry> = {}): Entry => ({
  cycle,
  status: cycle.statuses.find((status) => status.name === name) as Status,
  ...{ entryDate: '2015-07-20', deliveryDate: '2015-07-31', daysLeft: null },
  ...more,
});
const due = (method: DueDateMethod, name: string, more: Partial<Entry> = {}) =>
  dueDateOf(method, entry(name, more)).date;

describe('forward', () => {
  test('a status is due its duration of business days after the date of entry', () => {
    expect(due(forward, 'Retouching')).toBe('2015-07-23');
    expect(due(forward, 'Retouching', { entryDate: '2015-07-24' })).toBe('2015-07-29');
    expect(due(forward, 'Waiting on client')).toBe('2015-07-27');
  });

  test('the final status and one without duration have no due date; duration 0 is due on the day or the next business day', () => {
    expect(due(forward, 'Complete')).toBeNull();
    expect(due(forward, 'On hold')).toBeNull();
    const same = cycleOf({ name: 'Scan', duration: 0 }, { name: 'Complete' });
    const [status] = same.statuses as [Status];
    expect(due(forward, '', { cycle: same, status })).toBe('2015-07-20');
    expect(due(forward, '', { cycle: same, status, entryDate: '2015-07-25' })).toBe('2015-07-27');
  });

  test('a resumed visit keeps the days it had left: due Mon 9, parked Wed 4, resumed Mon 16, due Thu 19', () => {
    const daysLeft = daysLeftAt(weekdays, '2026-11-04', '2026-11-09');
    expect(daysLeft).toBe(3);
    expect(due(forward, 'Retouching', { entryDate: '2026-11-16', daysLeft })).toBe('2026-11-19');
  });

  test('a visit parked after its due date has no days left and is due at once', () => {
    expect(daysLeftAt(weekdays, '2026-11-11', '2026-11-09')).toBe(0);
    expect(due(forward, 'Retouching', { entryDate: '2026-11-16', daysLeft: 0 })).toBe('2026-11-16');
  });

  test('is the business days of the duration after any entry, in any calendar', () => {
    fc.assert(
      fc.property(calendars, cycles, dates, (calendar, any, entryDate) => {
        for (const status of any.statuses) {
          const method = { ...forward, calendar };
          const { date } = dueDateOf(method, { cycle: any, status, entryDate, deliveryDate: null, daysLeft: null });
          if (status.isFinal || status.duration === null) expect(date).toBeNull();
          else if (status.duration > 0) expect(calendar.between(entryDate, date as string)).toBe(status.duration);
          else expect([true, true]).toEqual([calendar.isBusinessDay(date as string), (date as string) >= entryDate]);
        }
      }),
    );
  });
});

describe('backward', () => {
  test('Retouching 3, Printing 2, Quality check 1, delivery Fri 2015-07-31 → Tue 28, Thu 30, Fri 31', () => {
    expect(['Retouching', 'Printing', 'Quality check'].map((name) => due(backward, name))).toEqual([
      ...['2015-07-28', '2015-07-30', '2015-07-31'],
    ]);
  });

  test('a delivery on a weekend counts from the last business day before it', () => {
    expect(due(backward, 'Quality check', { deliveryDate: '2015-08-02' })).toBe('2015-07-31');
    expect(due(backward, 'Retouching', { deliveryDate: '2015-08-02' })).toBe('2015-07-28');
  });

  test('in calendar days, by preference: so many before the delivery date, then back to a business day', () => {
    const method: DueDateMethod = { ...backward, backwardCounts: 'calendar_days' };
    expect(due(method, 'Retouching')).toBe('2015-07-28');
    expect(due(method, 'Retouching', { deliveryDate: '2015-07-28' })).toBe('2015-07-24');
    expect(due(method, 'Printing', { deliveryDate: '2015-07-28' })).toBe('2015-07-27');
  });

  test('without a delivery date it falls back to forward and says so', () => {
    const { date, explain } = dueDateOf(backward, entry('Retouching', { deliveryDate: null }));
    expect(date).toBe('2015-07-23');
    expect(explain()).toBe('3 business days after Mon 20 Jul. (No delivery date to count back from.)');
  });

  test('side statuses are forward all the same; a late order may start overdue', () => {
    expect(due(backward, 'Waiting on client')).toBe('2015-07-27');
    expect(due(backward, 'Retouching', { entryDate: '2015-07-30' })).toBe('2015-07-28');
  });

  test('a resumed visit is computed anew from the delivery date', () => {
    expect(due(backward, 'Retouching', { daysLeft: 1 })).toBe('2015-07-28');
  });

  test('leaves the later steps the time they take, and the due dates in the order of the track', () => {
    fc.assert(
      fc.property(calendars, cycles, dates, (calendar, any, deliveryDate) => {
        const method = { ...backward, calendar };
        const given = { cycle: any, entryDate: '2025-01-01', deliveryDate, daysLeft: null };
        const last = lastBusinessDay(calendar, deliveryDate);
        const found = trackOf(any).flatMap((status) => {
          const { date } = dueDateOf(method, { ...given, status });
          if (date === null) return [];
          const later = laterOnTrack(any, status).reduce((sum, step) => sum + (step.duration ?? 0), 0);
          expect(calendar.isBusinessDay(date)).toBe(true);
          expect(calendar.between(date, last)).toBe(later);
          return [date];
        });
        expect(found.toSorted()).toEqual(found);
        expect(found.every((date) => date <= deliveryDate)).toBe(true);
      }),
    );
  });

  test('in calendar days it is the last business day not after the delivery date less the later durations', () => {
    fc.assert(
      fc.property(calendars, cycles, dates, (calendar, any, deliveryDate) => {
        const method: DueDateMethod = { ...backward, calendar, backwardCounts: 'calendar_days' };
        for (const status of trackOf(any)) {
          const { date } = dueDateOf(method, {
            cycle: any,
            status,
            entryDate: '2025-01-01',
            deliveryDate,
            daysLeft: null,
          });
          if (date === null) continue;
          const later = laterOnTrack(any, status).reduce((sum, step) => sum + (step.duration ?? 0), 0);
          expect(date).toBe(lastBusinessDay(calendar, dateOfDayNumber(dayNumber(deliveryDate) - later)));
        }
      }),
    );
  });
});

test('the explanation says what was counted and names the closures in between', () => {
  const closures = [{ from: '2015-07-22', to: '2015-07-23', name: 'Summer break' }];
  const calendar = onIsoDates(createBusinessCalendar({ workWeek: [1, 2, 3, 4, 5], closures }));
  const said = (method: DueDateMethod, name: string, more: Partial<Entry> = {}) =>
    dueDateOf(method, entry(name, more)).explain();
  expect(said({ ...forward, calendar }, 'Retouching')).toBe(
    '3 business days after Mon 20 Jul; closed Wed 22 Jul to Thu 23 Jul (Summer break).',
  );
  expect(said(forward, 'Retouching', { daysLeft: 1 })).toBe(
    '1 business day after Mon 20 Jul, as many as were left when it was interrupted.',
  );
  expect(said(backward, 'Retouching')).toBe('3 business days before delivery on Fri 31 Jul, for the later steps.');
  expect(said(backward, 'Quality check')).toBe('The last step before delivery on Fri 31 Jul.');
  expect(said(forward, 'Complete')).toBe('The final status has no due date.');
});
