import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earliestDate } from '../platform/iso-date.ts';
import { calendars, cycleOf, dates, plainCalendar, whereabouts } from '../testing/cycles.arbitrary.ts';
import { finalOf, type Status } from './cycle.rules.ts';
import { expectedSteps, riskDateOf, type Whereabouts } from './plan.rules.ts';

const weekdays = plainCalendar();
const cycle = cycleOf(
  { name: 'Retouching', duration: 3 },
  { name: 'Printing', duration: 2 },
  { name: 'Packaging' },
  { name: 'Quality check', duration: 1 },
  { name: 'Complete' },
  { name: 'On hold', isSide: true },
);
const at = (name: string, more: Partial<Whereabouts> = {}): Whereabouts => ({
  cycle,
  status: cycle.statuses.find((status) => status.name === name) as Status,
  ...{ dueDate: null, resume: null },
  ...more,
});
const plan = (today: string, where: Whereabouts) =>
  expectedSteps(weekdays, today, where).map(({ status, date }) => `${status.name} ${date}`);

describe('the plan of an order', () => {
  test('starts at the due date of its status and gives each later step its duration', () => {
    expect(plan('2026-11-02', at('Retouching', { dueDate: '2026-11-06' }))).toEqual([
      ...['Printing 2026-11-10', 'Packaging 2026-11-10', 'Quality check 2026-11-11', 'Complete 2026-11-11'],
    ]);
  });

  test('starts today when the status is late or has no due date', () => {
    const expected = ['Quality check 2026-11-12', 'Complete 2026-11-12'];
    expect(plan('2026-11-11', at('Packaging', { dueDate: '2026-11-06' }))).toEqual(expected);
    expect(plan('2026-11-11', at('Packaging'))).toEqual(expected);
  });

  test('starts at the resume place from a side status, with the days the interrupted visit had left', () => {
    const interrupted = {
      ...{ entry: 1, parkedDate: '2026-11-04', dueDate: '2026-11-05' },
      ...{ responsibleUserId: null, departmentId: null },
    };
    const steps = (resume: Whereabouts['resume']) => plan('2026-11-09', at('On hold', { resume })).slice(0, 2);
    expect(steps({ statusId: 1, interrupted })).toEqual(['Retouching 2026-11-10', 'Printing 2026-11-12']);
    expect(steps({ statusId: 1, interrupted: { ...interrupted, dueDate: null } })).toEqual([
      ...['Retouching 2026-11-12', 'Printing 2026-11-16'],
    ]);
    const packaging = plan('2026-11-09', at('On hold', { resume: { statusId: 3, interrupted } }));
    expect(packaging[0], 'no duration, no due date when resumed').toBe('Packaging 2026-11-09');
    expect(steps({ statusId: 2, interrupted: null })).toEqual(['Printing 2026-11-11', 'Packaging 2026-11-11']);
    expect(steps(null)).toEqual(['Retouching 2026-11-12', 'Printing 2026-11-16']);
  });

  test('ends on the last date of the calendar when it would go beyond it', () => {
    expect(plan('2026-11-09', at('Retouching', { dueDate: '2200-12-31' })).at(-1)).toBe('Complete 2200-12-31');
  });

  test('ends with completion, its dates in order and none before today', () => {
    fc.assert(
      fc.property(calendars, whereabouts, dates, (calendar, where, today) => {
        const steps = expectedSteps(calendar, today, where);
        expect(steps.at(-1)?.status).toBe(finalOf(where.cycle));
        expect(steps.map((step) => step.date).toSorted()).toEqual(steps.map((step) => step.date));
        expect(steps.every((step) => step.date >= today && calendar.isBusinessDay(step.date))).toBe(true);
      }),
    );
  });
});

describe('an order at risk', () => {
  test('is one whose expected completion lies after the delivery date, from the risk date on', () => {
    const where = at('Printing', { dueDate: '2026-11-06' });
    expect(riskDateOf(weekdays, where, '2026-11-13')).toBe('2026-11-13');
    expect(plan('2026-11-12', where).at(-1)).toBe('Complete 2026-11-13');
    expect(plan('2026-11-13', where).at(-1)).toBe('Complete 2026-11-16');
    expect(riskDateOf(weekdays, where, '2026-11-06')).toBe(earliestDate);
    expect(riskDateOf(weekdays, where, null)).toBeNull();
  });

  test('stands at the final status, opened again by undo, when its own dates lie after the delivery date', () => {
    const saturday = '2026-11-14';
    expect(riskDateOf(weekdays, at('Complete'), saturday)).toBe('2026-11-15');
    expect(riskDateOf(weekdays, at('Complete', { dueDate: saturday }), saturday)).toBe('2026-11-15');
    expect(riskDateOf(weekdays, at('Complete', { dueDate: '2026-11-15' }), saturday)).toBe(earliestDate);
  });

  // A calendar takes longer to make than many orders to plan, so each serves a handful of them.
  const foundAlike = (place: fc.Arbitrary<{ where: Whereabouts; deliveryDate: string | null; today: string }>) =>
    fc.property(calendars, fc.array(place, { minLength: 30, maxLength: 30 }), (calendar, places) => {
      for (const { where, deliveryDate, today } of places) {
        const completion = expectedSteps(calendar, today, where).at(-1)?.date ?? '';
        const riskDate = riskDateOf(calendar, where, deliveryDate);
        expect(riskDate !== null && riskDate <= today).toBe(deliveryDate !== null && completion > deliveryDate);
      }
    });

  test('is found by its risk date exactly as by its plan, whatever the cycle, calendar and dates', () => {
    fc.assert(
      foundAlike(fc.record({ where: whereabouts, deliveryDate: fc.option(dates, { freq: 10 }), today: dates })),
    );
  });

  test('is found so too where delivery, due date and today lie close together', () => {
    const inMarch = fc.integer({ min: 10, max: 31 }).map((day) => `2026-03-${day}`);
    const near = fc
      .record({ where: whereabouts, dueDate: fc.option(inMarch), deliveryDate: inMarch, today: inMarch })
      .map(({ where, dueDate, ...rest }) => ({ ...rest, where: { ...where, dueDate } }));
    fc.assert(foundAlike(near));
  });
});
