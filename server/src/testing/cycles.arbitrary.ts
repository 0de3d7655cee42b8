import fc from 'fast-check';
import { createBusinessCalendar, type IsoBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import type { Cycle, ResumePlace, Status } from '../cycles/cycle.rules.ts';
import { newStatus } from '../cycles/new-cycle.rules.ts';
import type { Whereabouts } from '../cycles/plan.rules.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';

type Step = Partial<Status> & { name: string };

/** A cycle of the steps in their order: the first initial, the last that is not a side status final. */
export function cycleOf(...steps: readonly Step[]): Cycle {
  const last = steps.findLastIndex((step) => !step.isSide);
  const statuses = steps.map((step, index) => ({
    ...newStatus(1, index + 1, { name: step.name }),
    ...{ id: index + 1, version: 1, isInitial: index === 0, isFinal: index === last },
    ...step,
  }));
  return {
    type: {
      id: 1,
      name: 'Print order',
      nameKey: 'print order',
      kind: 'print',
      position: 1,
      isActive: true,
      version: 1,
    },
    statuses,
  };
}

const durations = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 9 }));
const middles = fc.record({ duration: durations, isActive: fc.boolean(), isSide: fc.boolean() });

/** Cycles with inactive and side statuses anywhere between and after the initial and final ones. */
export const cycles: fc.Arbitrary<Cycle> = fc
  .record({
    initial: durations,
    between: fc.array(middles, { maxLength: 6 }),
    behind: fc.array(middles, { maxLength: 3 }),
  })
  .map(({ initial, between, behind }) => {
    const final = { duration: null, isActive: true, isSide: false };
    const sides = behind.map((step) => ({ ...step, isSide: true }));
    const steps = [{ duration: initial, isActive: true, isSide: false }, ...between, final, ...sides];
    return cycleOf(...steps.map((step, index) => ({ ...step, name: `Step ${index + 1}` })));
  });

/** Dates from 2024 to 2027. */
export const dates: fc.Arbitrary<IsoDate> = fc
  .integer({ min: dayNumber('2024-01-01'), max: dayNumber('2027-12-31') })
  .map(dateOfDayNumber);

const closures = fc.record({ from: dates, days: fc.integer({ min: 0, max: 20 }) }).map(({ from, days }) => ({
  ...{ from, name: 'Closed' },
  to: dateOfDayNumber(dayNumber(from) + days),
}));

/** Calendars of any work week, with closures of up to three weeks. */
export const calendars: fc.Arbitrary<IsoBusinessCalendar> = fc
  .record({
    workWeek: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    closures: fc.array(closures, { maxLength: 8 }),
  })
  .map((input) => onIsoDates(createBusinessCalendar(input)));

/** The days of the week named, and no closures. */
export function plainCalendar(...workWeek: number[]): IsoBusinessCalendar {
  return onIsoDates(
    createBusinessCalendar({ workWeek: workWeek.length > 0 ? workWeek : [1, 2, 3, 4, 5], closures: [] }),
  );
}

/** Where an open order may be: at any status but the final one, on a side status with or without a resume place. */
export const whereabouts: fc.Arbitrary<Whereabouts> = cycles.chain((cycle) => {
  const open = cycle.statuses.filter((status) => !status.isFinal);
  return fc
    .record({ status: fc.constantFrom(...open), dueDate: fc.option(dates), place: resumePlaces(cycle) })
    .map(({ status, dueDate, place }) => ({ cycle, status, dueDate, resume: status.isSide ? place : null }));
});

function resumePlaces(cycle: Cycle): fc.Arbitrary<ResumePlace | null> {
  const interrupted = fc.record({
    ...{ entry: fc.constant(1), parkedDate: dates, dueDate: fc.option(dates) },
    ...{ responsibleUserId: fc.constant(null), departmentId: fc.constant(null) },
  });
  const statusId = fc.constantFrom(...cycle.statuses.filter((status) => !status.isSide).map((status) => status.id));
  return fc.option(fc.record({ statusId, interrupted: fc.option(interrupted) }));
}
