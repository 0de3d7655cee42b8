import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cycle, ResumePlace, Status } from '../cycles/cycle.rules.ts';
import { type DueDateMethod, daysLeftAt, dueDateOf } from '../cycles/due-date.rules.ts';
import { calendarDaysBetween, dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';
import { calendars, cycles, dates } from '../testing/cycles.arbitrary.ts';
import { type AskedChange, type Decision, decideChange, type OrderToChange } from './status-change.rules.ts';

const asks = fc.record(
  {
    pick: fc.nat(),
    daysOn: fc.nat({ max: 12 }),
    backdated: fc.nat({ max: 12 }),
    dueDate: fc.option(dates),
    responsibleUserId: fc.option(fc.integer({ min: 1, max: 5 })),
    departmentId: fc.option(fc.integer({ min: 1, max: 5 })),
    notComplete: fc.boolean(),
  },
  { requiredKeys: ['daysOn'] },
);

test('along any journey every change keeps the rules', () => {
  const settings = fc.record({
    ...{ of: cycles, calendar: calendars, deliveryDate: fc.option(dates) },
    method: fc.constantFrom('forward', 'backward'),
    backwardCounts: fc.constantFrom('business_days', 'calendar_days'),
  });
  fc.assert(
    fc.property(
      settings,
      fc.array(asks, { minLength: 1, maxLength: 12 }),
      ({ of, calendar, deliveryDate, ...rest }, journey) => {
        let today: IsoDate = '2025-06-02';
        const [initial] = of.statuses as [Status];
        let order = newOrder(initial, today, deliveryDate);
        const entries = new Set([1]);
        for (const { pick, daysOn, backdated, ...asked } of journey) {
          today = dateOfDayNumber(dayNumber(today) + daysOn);
          const method: DueDateMethod = { calendar, today, ...rest };
          const targets = of.statuses.filter((status) => status.isActive && status.id !== order.statusId);
          const statusId = pick === undefined ? undefined : targets[pick % targets.length]?.id;
          if (statusId === undefined && order.state === 'completed') continue;
          const target = of.statuses.find((status) => status.id === statusId);
          if (target?.isFinal || statusId === undefined) delete asked.dueDate;
          const span = calendarDaysBetween(order.sinceDate, today);
          const changeDate =
            backdated === undefined
              ? undefined
              : dateOfDayNumber(dayNumber(order.sinceDate) + (backdated % (span + 1)));
          const before = structuredClone(order);
          const statusById = new Map(of.statuses.map((status) => [status.id, status]));
          const decision = decideChange(
            order,
            { ...asked, changeDate, statusId },
            { cycle: of, method, statusById, userId: 7 },
          );
          expect(order).toEqual(before);
          expectRulesKept(order, decision, { ...asked, statusId }, { of, method, entries });
          order = { ...order, ...decision.place, state: decision.state, version: order.version + 1 };
          entries.add(order.entry);
        }
      },
    ),
    { numRuns: 300 },
  );
});

function expectRulesKept(
  order: OrderToChange,
  { from, to, place, ...decision }: Decision,
  asked: AskedChange,
  { of, method, entries }: { of: Cycle; method: DueDateMethod; entries: ReadonlySet<number> },
) {
  const resume = order.resume === null ? null : (JSON.parse(order.resume) as ResumePlace);
  const isContinued = from.isSide && resume?.statusId === to.id && resume.interrupted !== null;
  expect(place.statusId).toBe(asked.statusId ?? to.id);
  expect(to.isActive && to.id !== from.id).toBe(true);
  expect(place.sinceDate).toBe(decision.changeDate);
  expect(place.sinceDate >= order.sinceDate && place.sinceDate <= method.today).toBe(true);

  // An entry continues exactly when an interrupted visit is resumed.
  if (isContinued) expect(place.entry).toBe(resume?.interrupted?.entry);
  else expect(entries).not.toContain(place.entry);

  // Only dueDateOf says when a status is due.
  const { parkedDate, dueDate: dueWhenParked } = resume?.interrupted ?? {};
  const hadLeft =
    isContinued && parkedDate && dueWhenParked ? daysLeftAt(method.calendar, parkedDate, dueWhenParked) : null;
  const daysLeft = to.duration === null ? null : hadLeft;
  const entry = { cycle: of, status: to, entryDate: place.sinceDate, deliveryDate: order.deliveryDate, daysLeft };
  expect([decision.computedDueDate, place.daysLeft]).toEqual([dueDateOf(method, entry).date, daysLeft]);
  expect(place.dueDate).toBe(asked.dueDate ?? decision.computedDueDate);
  expect(place.isDueDateOverridden).toBe(place.dueDate !== decision.computedDueDate);

  // The resume place is there exactly off the track, and stays from side to side.
  expect(place.resume !== null).toBe(to.isSide);
  if (from.isSide && to.isSide) expect(place.resume).toBe(order.resume);

  const interrupted = isContinued ? resume?.interrupted : null;
  const { responsibleUserId, departmentId } = interrupted ?? {
    responsibleUserId: to.userId,
    departmentId: to.departmentId,
  };
  expect(place.responsibleUserId).toBe(given(asked.responsibleUserId, responsibleUserId));
  expect(place.departmentId).toBe(given(asked.departmentId, departmentId));
  expect([decision.state === 'completed', place.completedDate !== null]).toEqual([to.isFinal, to.isFinal]);
  expect(decision.visitCompletedDate).toBe(decision.notComplete ? null : place.sinceDate);
}

function given(asked: number | null | undefined, preset: number | null): number | null {
  return asked === undefined ? preset : asked;
}

function newOrder({ id: statusId }: Status, today: IsoDate, deliveryDate: IsoDate | null): OrderToChange {
  return {
    ...{ id: 1, number: 'PO-00001', state: 'open', version: 1, deliveryDate },
    ...{ statusId, sinceDate: today, dueDate: null, isDueDateOverridden: false },
    ...{ responsibleUserId: null, departmentId: null, entry: 1, daysLeft: null, resume: null },
    ...{ completedDate: null, completedById: null },
  };
}
