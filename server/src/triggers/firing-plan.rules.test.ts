import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';
import { type Firing, type Happening, plan, type Trigger, type Visit } from './firing-plan.rules.ts';
import type { Time } from './firing-time.rules.ts';

/*
 * Random lives of an order with triggers: what each happening must leave behind, told without looking at how it is done.
 */

const calendar = onIsoDates(createBusinessCalendar({ workWeek: [1, 2, 3, 4, 5, 6, 7], closures: [] }));
const begin = dayNumber('2026-11-23');
const dayMs = 86_400_000;

type Place = Visit & { statusId: number; resume: Place | null };
type Life = {
  day: number;
  place: Place;
  isCancelled: boolean;
  /** The changes that undo can take back, the latest last. */
  done: { changeId: number; before: Place }[];
  changes: number;
  firings: Firing[];
};

const triggers: Trigger[] = [
  { days: null, isOncePerOrder: false },
  { days: null, isOncePerOrder: true },
  { days: 2, isOncePerOrder: false },
  { days: 2, isOncePerOrder: true },
  { days: -2, isOncePerOrder: false },
].flatMap((timing, at) => [1, 2, 3].map((statusId) => triggerOf(at * 3 + statusId, statusId, timing)));
const byId = new Map(triggers.map((trigger) => [trigger.id, trigger]));

function triggerOf(id: number, statusId: number, timing: Pick<Trigger, 'days' | 'isOncePerOrder'>): Trigger {
  return {
    ...{ id, statusId, invoiceStatusId: null, counts: 'business', action: 'task', recipient: null, address: '' },
    ...{ recipientDepartmentId: null, isDoNotCallExcluded: false, isDoNotMarketExcluded: false, templateId: null },
    ...{ taskTypeId: 1, description: '', priority: 'normal', userId: null, departmentId: null, taskDays: null },
    ...{ isAutomatic: true, isActive: true, version: 1, ...timing },
  };
}

const due = fc.option(fc.integer({ min: -4, max: 8 }), { freq: 6 });
const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ does: fc.constant('enter' as const), statusId: fc.integer({ min: 1, max: 3 }), due }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('park' as const) }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('resume' as const), due }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('undo' as const) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('edit' as const), due }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('cancel' as const) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('reopen' as const) }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constant('process' as const) }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }) },
  ),
  { maxLength: 30 },
);
type Step = typeof steps extends fc.Arbitrary<(infer Value)[]> ? Value : never;

const enteredTwice: Step[] = [
  { does: 'enter', statusId: 1, due: 5 },
  { does: 'enter', statusId: 2, due: 5 },
  { does: 'enter', statusId: 1, due: -4 },
  ...[{ does: 'process' } as const, { does: 'undo' } as const, { does: 'undo' } as const],
];

test('whatever happens, a trigger fires once for an entry, and waits only for where the order stands', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const life = newLife();
      for (const step of taken) {
        const before = structuredClone(life);
        take(life, step);
        expectSound(life, before, step);
      }
    }),
    { numRuns: 800, examples: [[enteredTwice]] },
  );
});

test('undo at once leaves what waits and what was sent as if nothing had happened', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 3 }), due, (taken, statusId, dueIn) => {
      const life = newLife();
      for (const step of taken) take(life, step);
      const before = structuredClone(life);
      take(life, { does: 'enter', statusId, due: dueIn });
      if (life.changes === before.changes) return;
      take(life, { does: 'undo' });
      const told = ({ firings }: Life) => new Map(firings.map((each) => [each.id, each.state]));
      const states = told(life);
      for (const [id, state] of told(before)) expect(states.get(id)).toBe(state);
      expect(life.firings.slice(before.firings.length).every(({ state }) => state !== 'waiting')).toBe(true);
    }),
    { numRuns: 500 },
  );
});

function newLife(): Life {
  const place = { statusId: 9, entry: 1, dueDate: null, resume: null };
  return { day: begin, place, isCancelled: false, done: [], changes: 0, firings: [] };
}

function dateIn(life: Life, days: number | null): IsoDate | null {
  return days === null ? null : dateOfDayNumber(life.day + days);
}

function timeIn(life: Life): Time {
  return { calendar, timeZone: 'UTC', now: life.day * dayMs + dayMs / 2, today: dateOfDayNumber(life.day) };
}

function take(life: Life, step: Step): void {
  if (step.does === 'wait') {
    life.day += step.days;
  } else if (step.does === 'process') {
    const { now } = timeIn(life);
    for (const firing of life.firings) {
      if (firing.state === 'waiting' && firing.dueAt !== null && firing.dueAt <= now) firing.state = 'processed';
    }
  } else if (step.does === 'reopen') {
    if (life.isCancelled) happen(life, { what: 'reopened', after: life.place });
    life.isCancelled = false;
  } else if (!life.isCancelled) takeOpen(life, step);
}

function takeOpen(life: Life, step: Exclude<Step, { does: 'wait' | 'process' | 'reopen' }>): void {
  const before = life.place;
  if (step.does === 'cancel') {
    happen(life, { what: 'cancelled' });
    life.isCancelled = true;
  } else if (step.does === 'edit') {
    life.place = { ...before, dueDate: dateIn(life, step.due) };
    happen(life, { what: 'moved', after: life.place });
  } else if (step.does === 'undo') {
    const undone = life.done.pop();
    if (!undone) return;
    life.place = undone.before;
    const isResumeUndone = before.entry < life.place.entry;
    happen(life, { what: 'undone', before, after: life.place, isResumeUndone, undoesId: undone.changeId });
  } else if (step.does === 'enter' && step.statusId !== before.statusId) {
    enter(
      life,
      { statusId: step.statusId, entry: life.changes + 2, dueDate: dateIn(life, step.due), resume: null },
      false,
    );
  } else if (step.does === 'park' && before.statusId !== 9) {
    enter(life, { statusId: 9, entry: life.changes + 2, dueDate: null, resume: before }, false);
  } else if (step.does === 'resume' && before.resume) {
    enter(life, { ...before.resume, dueDate: dateIn(life, step.due) }, true);
  }
}

function enter(life: Life, after: Place, isResumed: boolean): void {
  const before = life.place;
  life.place = after;
  const there = triggers.filter(({ statusId }) => statusId === after.statusId);
  happen(life, { what: 'entered', before, after, isResumed, triggers: there });
  life.done.push({ changeId: life.changes, before });
}

type What = Happening extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'orderId' | 'invoiceId' | 'changeId'>
    : never
  : never;

function happen(life: Life, what: What): void {
  life.changes += 1;
  const happening = { orderId: 1, invoiceId: null, changeId: life.changes, ...what } as Happening;
  const { added, changed } = plan(happening, { firings: life.firings, triggers: byId, time: timeIn(life) });
  const after = new Map(changed.map((firing) => [firing.id, firing]));
  life.firings = life.firings.map((firing) => after.get(firing.id) ?? firing);
  life.firings.push(...added.map((firing, at) => ({ ...firing, id: life.firings.length + at + 1 })));
}

function expectSound(life: Life, before: Life, step: Step): void {
  const { firings, place } = life;
  const { now } = timeIn(life);
  const keys = firings.map(({ triggerId, entry }) => `${triggerId} ${entry}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const firing of firings) {
    const trigger = byId.get(firing.triggerId);
    const isAhead = firing.state === 'waiting' && (firing.dueAt === null || firing.dueAt > now);
    if (isAhead && step.does !== 'wait') {
      expect([firing.entry, trigger?.statusId, life.isCancelled]).toEqual([place.entry, place.statusId, false]);
      expect(firing.dueOn).toBe(dayAfter(place.dueDate, firing.days ?? 0));
    }
    if (firing.state === 'waiting') expect(life.isCancelled).toBe(false);
  }
  // What was sent stays sent, and nothing but entering afresh plans anything.
  const sent = before.firings.filter(({ state }) => state === 'processed').map(({ id }) => id);
  expect(firings.filter(({ id }) => sent.includes(id)).every(({ state }) => state === 'processed')).toBe(true);
  if (!['enter', 'park'].includes(step.does)) expect(firings.length).toBe(before.firings.length);
  for (const { id } of triggers.filter(({ isOncePerOrder }) => isOncePerOrder)) {
    const live = firings.filter(({ triggerId, state }) => triggerId === id && ['waiting', 'processed'].includes(state));
    expect(live.length).toBeLessThanOrEqual(1);
  }
}

function dayAfter(date: IsoDate | null, days: number): IsoDate | null {
  return date === null ? null : dateOfDayNumber(dayNumber(date) + days);
}
