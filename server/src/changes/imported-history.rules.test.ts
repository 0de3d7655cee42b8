import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { type Cycle, directionOf, type Status } from '../cycles/cycle.rules.ts';
import type { DueDateMethod } from '../cycles/due-date.rules.ts';
import { dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { faultsInChain, type ImportedChange, journeyOf, placeNow } from './imported-history.rules.ts';
import { decideChange, type OrderToChange } from './status-change.rules.ts';

const names = ['Retouching', 'Review', 'Lab', 'Packaging', 'Complete', 'On hold', 'Waiting'];
const statuses = names.map((name, at) => ({
  ...{ id: at + 1, typeId: 1, name, nameKey: name.toLowerCase(), position: at, duration: at === 4 ? null : at + 1 },
  ...{ isInitial: at === 0, isFinal: at === 4, isSide: at > 4, isActive: true, departmentId: null, userId: null },
  ...{ workflowStage: '', clientWording: '', color: '', version: 1 },
})) satisfies Status[];
const cycle = { type: { id: 1, name: 'Print order', isActive: true }, statuses } as unknown as Cycle;
const method: DueDateMethod = {
  ...{
    calendar: onIsoDates(createBusinessCalendar({ workWeek: [1, 2, 3, 4, 5], closures: [] })),
    method: 'forward',
    backwardCounts: 'business_days',
    today: '2026-11-23',
  },
};
const nameOf = (id: number) => names[id - 1] ?? '';
const orderDate = '2026-01-05';

const steps = fc.array(
  fc.record({
    to: fc.integer({ min: 1, max: 7 }),
    days: fc.integer({ min: 0, max: 9 }),
    notComplete: fc.option(fc.boolean(), { nil: undefined }),
  }),
  { maxLength: 15 },
);

/** A chain of changes that could have been, each from where the one before led. */
function chainOf(given: readonly { to: number; days: number; notComplete: boolean | undefined }[]): ImportedChange[] {
  let [from, date] = [1, orderDate];
  return given.flatMap(({ to, days, notComplete }, at) => {
    if (to === from) return [];
    date = dateOfDayNumber(dayNumber(date) + days);
    const change = { externalKey: String(at), at, userId: null, who: null, dueDate: null, note: '', notComplete };
    const moved = { ...change, fromStatusId: from, toStatusId: to, changeDate: date };
    from = to;
    return [moved];
  });
}

test('an imported journey ends where the same changes made here would have led', () => {
  fc.assert(
    fc.property(steps, (given) => {
      const changes = chainOf(given);
      const last = changes.at(-1);
      const aim = { orderDate, statusId: last?.toStatusId ?? 1, sinceDate: last?.changeDate ?? orderDate };
      expect(faultsInChain(changes, aim, nameOf)).toEqual([]);
      let order: OrderToChange = {
        ...{ id: 1, number: 'L-1', state: 'open', version: 1, deliveryDate: null, statusId: 1, sinceDate: orderDate },
        ...{ dueDate: null, isDueDateOverridden: false, responsibleUserId: null, departmentId: null, entry: 1 },
        ...{ daysLeft: null, resume: null, completedDate: null, completedById: null },
      };
      const notComplete: boolean[] = [];
      for (const { toStatusId: statusId, changeDate, notComplete: asked } of changes) {
        // Of ended visits an import knows no due date unless the file tells it.
        const around = { cycle, method, statusById: new Map(statuses.map((each) => [each.id, each])), userId: null };
        const decided = decideChange({ ...order, dueDate: null }, { statusId, changeDate, notComplete: asked }, around);
        notComplete.push(decided.notComplete);
        order = { ...order, ...decided.place, state: decided.state, version: order.version + 1 };
      }
      const journey = journeyOf(aim, changes, { cycle, method });
      expect(journey.notComplete).toEqual(notComplete);
      const { id: _, number: __, state: ___, version: ____, deliveryDate: _____, ...place } = order;
      const visit = journey.visits.at(-1);
      if (!visit) throw new Error('There is no visit.');
      const now = placeNow(visit, undefined, { place: undefined, deliveryDate: null }, { cycle, method });
      expect(now).toEqual(changes.length === 0 ? { ...place, dueDate: now.dueDate } : place);
    }),
  );
});

test('a chain with one link out of place is a fault at that link', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (given, chosen) => {
      const changes = chainOf(given);
      fc.pre(changes.length >= 2);
      const at = 1 + (chosen % (changes.length - 1));
      const link = changes[at] as ImportedChange;
      const other = names.findIndex((_, index) => index + 1 !== link.fromStatusId && index + 1 !== link.toStatusId) + 1;
      const broken = changes.with(at, { ...link, fromStatusId: other });
      const last = broken.at(-1) as ImportedChange;
      const aim = { orderDate, statusId: last.toStatusId, sinceDate: last.changeDate };
      expect(faultsInChain(broken, aim, nameOf)).toMatchObject([{ change: link.externalKey, field: 'from' }]);
    }),
  );
});

test('the way back to an interrupted visit continues its entry with the days it had left', () => {
  const change = { at: 0, userId: null, who: null, note: '', notComplete: undefined };
  const changes: ImportedChange[] = [
    { ...change, externalKey: 'a', fromStatusId: 3, toStatusId: 6, changeDate: '2026-03-04', dueDate: '2026-03-09' },
    { ...change, externalKey: 'b', fromStatusId: 6, toStatusId: 3, changeDate: '2026-03-16', dueDate: null },
  ];
  const aim = { orderDate: '2026-03-02', statusId: 3, sinceDate: '2026-03-16' };
  expect(directionOf(cycle, statuses[2] as Status, statuses[5] as Status, null)).toBe('side');
  const { visits } = journeyOf(aim, changes, { cycle, method });
  expect(visits.map(({ entry, daysLeft }) => [entry, daysLeft])).toEqual([
    [1, null],
    [2, null],
    [1, 3],
  ]);
  const now = placeNow(visits[2] as never, undefined, { place: undefined, deliveryDate: null }, { cycle, method });
  expect(now.dueDate).toBe('2026-03-19');
});
