import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import { changeStatus, undoChange } from '@printrail/contract/changes';
import { type DryFiring, dryRunTrigger } from '@printrail/contract/dry-run';
import type { InputOf } from '@printrail/contract/endpoint';
import { processFirings } from '@printrail/contract/firings';
import { listInvoiceStatuses } from '@printrail/contract/invoice-statuses';
import { changeInvoiceStatus } from '@printrail/contract/invoices';
import { getOrder, updateOrder } from '@printrail/contract/orders';
import type { TriggerInput } from '@printrail/contract/triggers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateIn } from '../platform/clock.ts';
import { dateOfDayNumber, dayNumber } from '../platform/iso-date.ts';
import { givenClient, givenInvoice, givenOrder } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';
import { givenTemplate, givenTrack, givenTrigger } from '../testing/triggers.ts';
import { processDue } from './worker.ts';

const begin = '2026-11-23';

function dry(s: TestStudio, trigger: TriggerInput, overDays = 30, more: Partial<InputOf<typeof dryRunTrigger>> = {}) {
  return s.call(dryRunTrigger, { body: { overDays, trigger }, ...more });
}

const short = (items: readonly DryFiring[]) => items.map(({ orderId, on }) => `${orderId} ${on}`).toSorted();

test('it tells which orders would have come to it on which day, and what it would have done', async () => {
  const s = await studio();
  const track = await givenTrack(s);
  const trigger: TriggerInput = {
    statusId: track.retouching,
    when: 'after_due',
    days: 1,
    action: 'call',
    recipient: 'vendor',
  };
  // Due on Wednesday 25.
  const [stays, leaves] = [
    await givenOrder(s, { vendorId: track.vendor.id }),
    await givenOrder(s, { vendorId: track.vendor.id }),
  ];
  s.today('2026-11-25');
  await track.move(leaves.id, track.lab);
  expect(await dry(s, trigger)).toMatchObject({ count: 0, leftInTime: 1, items: [] });
  s.today('2026-11-27');
  const answer = await dry(s, trigger);
  expect(answer).toMatchObject({ from: '2026-10-29', to: '2026-11-27', count: 1, leftInTime: 1 });
  expect(answer.days).toEqual([{ date: '2026-11-26', count: 1 }]);
  expect(answer.items).toMatchObject([
    { orderId: stays.id, orderNumber: stays.number, vendorName: track.vendor.name, on: '2026-11-26', does: 'call' },
  ]);
  expect(answer.items[0]?.to).toEqual([{ name: track.vendor.name, address: '+1 555 010 3000' }]);
  expect((await dry(s, trigger, 1)).count).toBe(0);
  expect((await dry(s, trigger, 2)).count).toBe(1);
  const { read } = s.studio.database;
  expect(await read.selectFrom('triggers').select('id').where('statusId', '=', track.retouching).execute()).toEqual([]);
  expect(await read.selectFrom('firings').select('id').execute()).toEqual([]);
});

test('who is excluded, and who cannot be reached, is told with the reason', async () => {
  const s = await studio();
  const track = await givenTrack(s);
  const templateId = await givenTemplate(s, 'email');
  await givenOrder(s, { vendorId: track.vendor.id });
  const trigger = {
    statusId: track.retouching,
    when: 'entered',
    action: 'email',
    recipient: 'client',
    templateId,
  } as const;
  const { items } = await dry(s, trigger);
  expect(items).toMatchObject([{ does: null, to: [], reason: 'there is no client' }]);
});

test('of an invoice it goes by what was recorded of its statuses', async () => {
  const s = await studio();
  const { items } = await s.call(listInvoiceStatuses);
  const [first, second] = items.filter(({ isFinal }) => !isFinal);
  const [from, to] = [first?.id ?? 0, second?.id ?? 0];
  const invoice = await givenInvoice(s, { clientId: await givenClient(s) });
  const standing = await givenInvoice(s, { clientId: await givenClient(s) });
  s.today('2026-11-24');
  const params = { id: invoice.id };
  await s.call(changeInvoiceStatus, { params, body: { statusId: to, dueDate: '2026-11-25' } });
  s.today('2026-11-27');
  const entered = await dry(s, { invoiceStatusId: to, when: 'entered', action: 'task' });
  expect(entered.items).toMatchObject([{ invoiceId: invoice.id, orderId: null, on: '2026-11-24' }]);
  const after = { when: 'after_due', days: 1, counts: 'calendar', action: 'task' } as const;
  expect((await dry(s, { invoiceStatusId: to, ...after })).items).toMatchObject([{ on: '2026-11-26' }]);
  const created = await dry(s, { invoiceStatusId: from, when: 'entered', action: 'task' });
  expect(created.items.map(({ invoiceId }) => invoiceId).toSorted()).toEqual([invoice.id, standing.id]);
  await s.call(changeInvoiceStatus, { params, body: { statusId: from } });
  const again = await dry(s, { invoiceStatusId: from, when: 'entered', action: 'task' });
  expect(again.items.map(({ on }) => on)).toEqual(['2026-11-27', '2026-11-23', '2026-11-23']);
  const once = await dry(s, { invoiceStatusId: from, when: 'entered', action: 'task', isOncePerOrder: true });
  expect(once.count).toBe(2);
});

test('a trigger that could not be added is refused as it would be then', async () => {
  const s = await studio();
  const { retouching: statusId } = await givenTrack(s);
  const refusal = (trigger: TriggerInput) => s.refusal(dryRunTrigger, { body: { overDays: 30, trigger } });
  expect(await refusal({ when: 'entered', action: 'task' })).toMatchObject({ code: 'trigger.one_status' });
  expect(await refusal({ statusId: 999, when: 'entered', action: 'task' })).toMatchObject({ code: 'status.not_found' });
  expect(await refusal({ statusId, when: 'entered', action: 'email' })).toMatchObject({ code: 'trigger.needs' });
  expect(await refusal({ statusId, when: 'entered', days: 2, action: 'task' })).toMatchObject({ code: 'trigger.days' });
});

test('whom it would reach is shown to those who may view production', async () => {
  const s = await studio();
  const { retouching: statusId } = await givenTrack(s);
  const body = { overDays: 30, trigger: { statusId, when: 'entered', action: 'task' } } as const;
  const as = { rights: { maintenance: 'view' } } as const;
  expect(await s.refusal(dryRunTrigger, { as, body })).toMatchObject({
    ...{ code: 'access.denied', details: { area: 'production', level: 'view' } },
  });
  const both = { rights: { maintenance: 'view', production: 'view' } } as const;
  expect((await s.call(dryRunTrigger, { as: both, body })).count).toBe(0);
  const production = { rights: { production: 'delete' } } as const;
  expect(await s.refusal(dryRunTrigger, { as: production, body })).toMatchObject({ code: 'access.denied' });
});

const who = fc.nat({ max: 2 });
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('change' as const),
      who,
      to: fc.nat({ max: 5 }),
      due: fc.option(fc.integer({ min: -4, max: 9 })),
    }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('undo' as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('edit' as const), who, due: fc.option(fc.integer({ min: -4, max: 9 })) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('cancel' as const), who }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('reopen' as const), who }) },
  { weight: 7, arbitrary: fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 4 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

test.each([
  true,
  false,
])('it tells what an active trigger really did in random lives, automatic: %s', async (isAutomatic) => {
  const s = await studio({ today: begin });
  const track = await givenTrack(s);
  const statuses = [track.retouching, track.lab, track.packing, track.done, track.waiting, track.hold];
  const timings = [
    { when: 'entered' },
    { when: 'entered', isOncePerOrder: true },
    { when: 'before_due', days: 2 },
    { when: 'after_due', days: 0, counts: 'calendar' },
    { when: 'after_due', days: 1 },
    { when: 'after_due', days: 2, counts: 'calendar', isOncePerOrder: true },
  ] as const;
  const inputs = [track.retouching, track.lab, track.waiting].flatMap((statusId) =>
    timings.map((timing): TriggerInput => ({ statusId, ...timing, action: 'task', isAutomatic })),
  );
  const triggers: { id: number; input: TriggerInput }[] = [];
  for (const input of inputs) triggers.push({ id: (await givenTrigger(s, input.statusId ?? 0, input)).id, input });
  let today = begin;

  const workOff = async () => {
    if (isAutomatic) await processDue(s.studio);
    else for (const { id } of triggers) await s.call(processFirings, { body: { triggerId: id } });
  };
  const daysOn = (days: number) => dateOfDayNumber(dayNumber(today) + days);
  const take = async (each: Step, ids: readonly number[]) => {
    if (each.does === 'wait') {
      for (let day = 0; day < each.days; day++) {
        if (!isAutomatic) await workOff();
        today = daysOn(1);
        s.today(today);
        if (isAutomatic) await workOff();
      }
      return;
    }
    s.later(1);
    const params = { id: ids[each.who] ?? 0 };
    const due = 'due' in each && each.due !== null ? { dueDate: daysOn(each.due) } : {};
    // What an order refuses as it stands happens to none.
    if (each.does === 'change') {
      await s.send(changeStatus, { params, body: { statusId: statuses[each.to] ?? 0, ...due } });
    } else if (each.does === 'undo') await s.send(undoChange, { params, body: {} });
    else if (each.does === 'cancel') await s.send(cancelOrder, { params, body: { reason: 'Not wanted' } });
    else if (each.does === 'reopen') await s.send(reopenOrder, { params, body: {} });
    else {
      const { version } = await s.call(getOrder, { params });
      await s.send(updateOrder, { params, version, body: { dueDate: null, ...due } });
    }
    if (isAutomatic) await workOff();
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 16 }),
      fc.integer({ min: 1, max: 12 }),
      async (life, overDays) => {
        // Each life begins where the one before ended, with orders of its own.
        const order = async () => (await givenOrder(s, { vendorId: track.vendor.id })).id;
        const ids = [await order(), await order(), await order()];
        if (isAutomatic) await workOff();
        for (const each of life) await take(each, ids);
        s.later(1);
        for (const { id, input } of triggers) {
          for (const days of [366, overDays]) {
            const { items } = await dry(s, input, days);
            const did = await s.studio.database.read
              .selectFrom('firings')
              .select(['orderId', 'dueAt', 'state'])
              .where('triggerId', '=', id)
              .where('state', 'in', ['processed', 'waiting'])
              .where('dueAt', '<=', s.studio.clock.now())
              .execute();
            const really = did.map(({ orderId, dueAt }) => `${orderId} ${dateIn('UTC', dueAt ?? 0)}`);
            const from = dateOfDayNumber(dayNumber(today) - days + 1);
            const within = really.filter((each) => (each.split(' ')[1] ?? '') >= from);
            expect(short(items), JSON.stringify(input)).toEqual(within.toSorted());
          }
        }
      },
    ),
    { numRuns: 25 },
  );
});
