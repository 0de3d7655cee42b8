import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Cycle, Status } from '../cycles/cycle.rules.ts';
import type { DueDateMethod } from '../cycles/due-date.rules.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { cycleOf, plainCalendar } from '../testing/cycles.arbitrary.ts';
import { type AskedChange, type Decision, decideChange, type OrderToChange } from './status-change.rules.ts';

const cycle = cycleOf(
  { name: 'Retouching', duration: 5, userId: 1 },
  { name: 'Order review', duration: 1, departmentId: 2 },
  { name: 'Framing', duration: 4, isActive: false },
  { name: 'At the lab', duration: 5 },
  { name: 'Drying', duration: null },
  { name: 'Complete', userId: 9 },
  { name: 'Waiting on client', duration: 5, isSide: true, userId: 3 },
  { name: 'On hold', isSide: true },
);
const forward: DueDateMethod = {
  ...{ calendar: plainCalendar(), method: 'forward', backwardCounts: 'business_days', today: '2026-11-23' },
};
const named = (name: string, of: Cycle = cycle): Status => {
  const status = of.statuses.find((each) => each.name === name);
  if (!status) throw new Error(`No status ${name}`);
  return status;
};

function orderAt(name: string, more: Partial<OrderToChange> = {}): OrderToChange {
  return {
    ...{ id: 1, number: 'PO-00001', state: 'open', version: 1, deliveryDate: null },
    ...{ statusId: named(name).id, sinceDate: '2026-11-02', dueDate: '2026-11-09', isDueDateOverridden: false },
    ...{ responsibleUserId: 1, departmentId: null, entry: 1, daysLeft: null, resume: null },
    ...{ completedDate: null, completedById: null },
    ...more,
  };
}

function decide(order: OrderToChange, asked: AskedChange = {}, method = forward, of = cycle): Decision {
  const statusById = new Map(of.statuses.map((status) => [status.id, status]));
  return decideChange(order, asked, { cycle: of, method, statusById, userId: 7 });
}

/** The order once it is changed, as it is stored. */
function changed(order: OrderToChange, { place, state }: Decision): OrderToChange {
  return { ...order, ...place, state, version: order.version + 1 };
}

function on(today: IsoDate): DueDateMethod {
  return { ...forward, today };
}

function refused(change: () => unknown): Refusal {
  try {
    change();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('A refusal was expected.');
}

describe('parking and resuming', () => {
  test('Retouching, due Mon 9; parked Wed 4; on another side status Fri 6; resumed Mon 16 → due Thu 19', () => {
    const order = orderAt('Retouching', { responsibleUserId: 4, departmentId: 5 });
    const parked = changed(order, decide(order, { statusId: named('Waiting on client').id }, on('2026-11-04')));
    expect(parked).toMatchObject({ dueDate: '2026-11-11', responsibleUserId: 3, departmentId: null, entry: 2 });
    const moved = changed(parked, decide(parked, { statusId: named('On hold').id }, on('2026-11-06')));
    expect(moved).toMatchObject({ dueDate: null, responsibleUserId: null, resume: parked.resume, entry: 3 });
    const resumed = decide(moved, {}, on('2026-11-16'));
    expect(resumed).toMatchObject({ direction: 'resume', notComplete: false, computedDueDate: '2026-11-19' });
    expect(resumed.place).toMatchObject({
      ...{
        statusId: named('Retouching').id,
        sinceDate: '2026-11-16',
        dueDate: '2026-11-19',
        isDueDateOverridden: false,
      },
      ...{ responsibleUserId: 4, departmentId: 5, entry: 1, daysLeft: 3, resume: null },
    });
    expect(resumed.explain()).toContain('as many as were left when it was interrupted');
  });

  test('a visit parked after its due date has no days left', () => {
    const order = orderAt('Retouching');
    const parked = changed(order, decide(order, { statusId: named('On hold').id }, on('2026-11-12')));
    expect(decide(parked, {}, on('2026-11-16')).place).toMatchObject({ dueDate: '2026-11-16', daysLeft: 0 });
  });

  test('parked twice, the days left are those of the second parking', () => {
    const order = orderAt('Retouching');
    const hold = { statusId: named('On hold').id };
    const once = changed(order, decide(order, hold, on('2026-11-04')));
    const resumed = changed(once, decide(once, {}, on('2026-11-16')));
    const twice = changed(resumed, decide(resumed, hold, on('2026-11-18')));
    expect(decide(twice, {}, on('2026-11-23')).place).toMatchObject({ entry: 1, daysLeft: 1, dueDate: '2026-11-24' });
  });

  test('when the status left was complete, next goes to the active one after it, fresh', () => {
    const order = orderAt('Order review', { responsibleUserId: 4 });
    const parked = changed(
      order,
      decide(order, { statusId: named('On hold').id, notComplete: false }, on('2026-11-09')),
    );
    expect(JSON.parse(parked.resume ?? '')).toEqual({ statusId: named('At the lab').id, interrupted: null });
    expect(decide(parked, {}, on('2026-11-16')).place).toMatchObject({
      ...{ statusId: named('At the lab').id, dueDate: '2026-11-23', responsibleUserId: null, daysLeft: null, entry: 3 },
    });
  });

  test('any other target than the resume place starts fresh, also the status before or after it', () => {
    const order = orderAt('Order review', { responsibleUserId: 4 });
    const parked = changed(order, decide(order, { statusId: named('On hold').id }, on('2026-11-04')));
    const back = decide(parked, { statusId: named('Retouching').id }, on('2026-11-16'));
    expect(back).toMatchObject({ direction: 'back', notComplete: true, visitCompletedDate: null });
    expect(back.place).toMatchObject({
      dueDate: '2026-11-23',
      responsibleUserId: 1,
      entry: 3,
      daysLeft: null,
      resume: null,
    });
    const ahead = decide(parked, { statusId: named('At the lab').id }, on('2026-11-16'));
    expect(ahead).toMatchObject({ direction: 'forward', notComplete: false, visitCompletedDate: '2026-11-16' });
  });

  test('a resume place made inactive is passed over, and the next one starts fresh', () => {
    const order = orderAt('Order review', { responsibleUserId: 4 });
    const parked = changed(order, decide(order, { statusId: named('On hold').id }, on('2026-11-04')));
    const without = {
      ...cycle,
      statuses: cycle.statuses.map((each) => ({ ...each, isActive: each.isActive && each.name !== 'Order review' })),
    };
    const resumed = decide(parked, {}, on('2026-11-16'), without);
    expect(resumed.place).toMatchObject({
      statusId: named('At the lab').id,
      dueDate: '2026-11-23',
      entry: 3,
      responsibleUserId: null,
    });
  });

  test('a typed due date and responsible win over those of the interrupted visit', () => {
    const order = orderAt('Retouching', { responsibleUserId: 4 });
    const parked = changed(order, decide(order, { statusId: named('On hold').id }, on('2026-11-04')));
    const typed = decide(parked, { dueDate: '2026-11-30', responsibleUserId: null }, on('2026-11-16'));
    expect(typed.place).toMatchObject({
      dueDate: '2026-11-30',
      isDueDateOverridden: true,
      responsibleUserId: null,
      entry: 1,
      daysLeft: 3,
    });
    expect(typed.computedDueDate).toBe('2026-11-19');
  });

  test('by the backward method a resumed visit is due from the delivery date again', () => {
    const method: DueDateMethod = { ...forward, method: 'backward' };
    const order = orderAt('Order review', { deliveryDate: '2026-12-18' });
    const parked = changed(order, decide(order, { statusId: named('On hold').id }, { ...method, today: '2026-11-04' }));
    expect(decide(parked, {}, { ...method, today: '2026-11-16' }).place).toMatchObject({
      dueDate: '2026-12-11',
      entry: 1,
    });
  });
});

describe('the next status and the preset of not complete', () => {
  test.each([
    ['Retouching', undefined, 'Order review', 'next', false],
    ['Order review', undefined, 'At the lab', 'next', false],
    ['Drying', undefined, 'Complete', 'final', false],
    ['Retouching', 'At the lab', 'At the lab', 'forward', false],
    ['At the lab', 'Retouching', 'Retouching', 'back', true],
    ['At the lab', 'On hold', 'On hold', 'side', true],
    ['Retouching', 'Complete', 'Complete', 'final', false],
  ])('from %s with %s chosen: %s, %s, not complete %s', (from, chosen, to, direction, notComplete) => {
    const decided = decide(orderAt(from), chosen === undefined ? {} : { statusId: named(chosen).id });
    expect([decided.to.name, decided.direction, decided.notComplete]).toEqual([to, direction, notComplete]);
  });

  test('the preset gives way to what is told, and only the date completed and the days late follow from it', () => {
    const order = orderAt('At the lab');
    const [done, left] = [{ notComplete: false }, { notComplete: true }].map((asked) => decide(order, asked));
    expect(done).toMatchObject({ visitCompletedDate: '2026-11-23', daysLate: 14 });
    expect(left).toMatchObject({ visitCompletedDate: null, daysLate: null, place: done?.place });
  });

  test('a visit done in time is 0 days late, one without a due date neither late nor in time', () => {
    expect(decide(orderAt('At the lab'), { changeDate: '2026-11-09' }).daysLate).toBe(0);
    expect(decide(orderAt('At the lab'), { changeDate: '2026-11-03' }).daysLate).toBe(0);
    expect(decide(orderAt('Drying', { dueDate: null })).daysLate).toBeNull();
  });
});

describe('refusals name the field', () => {
  test.each<[string, OrderToChange, AskedChange, string, string]>([
    ['no next at the end', orderAt('Complete', { state: 'completed' }), {}, 'change.no_next_status', 'statusId'],
    ['the status it stands at', orderAt('Drying'), { statusId: 5 }, 'change.same_status', 'statusId'],
    ['an inactive status', orderAt('Drying'), { statusId: 3 }, 'change.status_inactive', 'statusId'],
    ['an unknown status', orderAt('Drying'), { statusId: 99 }, 'status.not_found', 'statusId'],
    ['before the visit', orderAt('Drying'), { changeDate: '2026-11-01' }, 'change.date_out_of_visit', 'changeDate'],
    ['after today', orderAt('Drying'), { changeDate: '2026-11-24' }, 'change.date_out_of_visit', 'changeDate'],
    ['a due date at the end', orderAt('Drying'), { dueDate: '2026-12-01' }, 'change.final_has_no_due_date', 'dueDate'],
  ])('%s', (_, order, asked, code, field) => {
    const refusal = refused(() => decide(order, asked));
    expect([refusal.code, refusal.fields.map((each) => each.field)]).toEqual([code, [field]]);
  });

  test('a cancelled order is not changed, and a status of another type not entered', () => {
    expect(refused(() => decide(orderAt('Drying', { state: 'cancelled' }))).code).toBe('change.order_cancelled');
    const foreign = { ...named('Retouching'), id: 50, typeId: 2 };
    const around = { cycle, method: forward, statusById: new Map([[50, foreign]]), userId: null };
    expect(refused(() => decideChange(orderAt('Drying'), { statusId: 50 }, around)).code).toBe(
      'change.status_of_another_type',
    );
  });

  test('a visit that begins after today may be changed on that very date', () => {
    const order = orderAt('Drying', { sinceDate: '2026-12-01' });
    expect(decide(order)).toMatchObject({
      changeDate: '2026-12-01',
      earliestChangeDate: '2026-12-01',
      latestChangeDate: '2026-12-01',
    });
    expect(refused(() => decide(order, { changeDate: '2026-11-30' })).code).toBe('change.date_out_of_visit');
  });
});

describe('override and completion', () => {
  test('a given due date that differs is an override, the same one is not, null is computed again', () => {
    const at = (dueDate: string | null) => decide(orderAt('Retouching'), { dueDate }).place;
    expect(at('2026-12-24')).toMatchObject({ dueDate: '2026-12-24', isDueDateOverridden: true });
    expect(at('2026-11-24')).toMatchObject({ dueDate: '2026-11-24', isDueDateOverridden: false });
    expect(at(null)).toMatchObject({ dueDate: '2026-11-24', isDueDateOverridden: false });
    const drying = decide(orderAt('At the lab'), { dueDate: '2026-12-24' }).place;
    expect(drying).toMatchObject({ dueDate: '2026-12-24', isDueDateOverridden: true });
  });

  test('an override belongs to the visit: the following one has none', () => {
    const order = orderAt('Retouching');
    const overridden = changed(order, decide(order, { dueDate: '2026-12-24' }));
    expect(decide(overridden).place).toMatchObject({ isDueDateOverridden: false, dueDate: '2026-11-30' });
  });

  test('entering final completes the order, leaving it opens it again', () => {
    const order = orderAt('Drying');
    const done = decide(order, { changeDate: '2026-11-20' });
    expect(done).toMatchObject({ state: 'completed', riskDate: null, direction: 'final' });
    expect(done.place).toMatchObject({
      completedDate: '2026-11-20',
      completedById: 7,
      dueDate: null,
      responsibleUserId: 9,
    });
    const reopened = decide(changed(order, done), { statusId: named('At the lab').id });
    expect(reopened).toMatchObject({ state: 'open', direction: 'back', notComplete: true });
    expect(reopened.place).toMatchObject({ completedDate: null, completedById: null, dueDate: '2026-11-30' });
  });

  test('a completed order put on hold is open, and comes back to its end', () => {
    const order = orderAt('Complete', {
      state: 'completed',
      dueDate: null,
      completedDate: '2026-11-20',
      completedById: 7,
    });
    const held = decide(order, { statusId: named('On hold').id });
    expect(held).toMatchObject({ state: 'open', place: { completedDate: null } });
    expect(decide(changed(order, held))).toMatchObject({
      state: 'completed',
      to: named('Complete'),
      place: { completedById: 7 },
    });
  });

  test('backward: Retouching 3, Printing 2, Quality check 1, delivery Fri 2015-07-31 → Tue 28, Thu 30, Fri 31', () => {
    const steps = cycleOf(
      ...[
        { name: 'Retouching', duration: 3 },
        { name: 'Printing', duration: 2 },
      ],
      ...[{ name: 'Quality check', duration: 1 }, { name: 'Complete' }],
    );
    const method: DueDateMethod = { ...forward, method: 'backward', today: '2015-07-20' };
    const order = orderAt('Retouching', { sinceDate: '2015-07-20', dueDate: '2015-07-28', deliveryDate: '2015-07-31' });
    const printing = changed(order, decide(order, {}, method, steps));
    const checking = changed(printing, decide(printing, {}, method, steps));
    expect([printing.dueDate, checking.dueDate]).toEqual(['2015-07-30', '2015-07-31']);
    expect(changed(checking, decide(checking, { statusId: 1 }, method, steps)).dueDate).toBe('2015-07-28');
  });
});

test('outside the due-date and plan rules nothing counts business days on', () => {
  const folders = join(import.meta.dirname, '../{orders,changes,hub}/*.ts');
  const counting = globSync(folders).filter(
    (file) => !file.endsWith('.test.ts') && /calendar\.add\(/.test(readFileSync(file, 'utf8')),
  );
  expect(counting).toEqual([]);
});
