import { addClosure, deleteClosure, getPreferences, updatePreferences } from '@printrail/contract/calendar';
import { updateStatus } from '@printrail/contract/cycles';
import { getInvoice, updateInvoice } from '@printrail/contract/invoices';
import * as api from '@printrail/contract/recalculation';
import { expect } from 'vitest';
import { daysOn, type Life, statusAt } from './order-life.ts';
import type { Setting, StepThat } from './order-life-steps.ts';
import { applyRecalculation, type Moved, recalculationOf } from './order-model-events.ts';
import { isAtRisk, isLate } from './order-model-outlook.ts';
import { move } from './plain-workdays.ts';

/* Settings that due dates are counted by. Saving one moves no date; a recalculation does, just as it was foreseen. */

/** A setting as it might be: how to ask what it would do, how to save it, and what it is in the model. */
type Saving = { whatIf: api.WhatIf; save(): Promise<unknown>; apply(): void };

export async function set(life: Life, { setting, recalculate }: StepThat<'set'>): Promise<void> {
  const { s } = life;
  if (setting.what === 'duration' && setting.duration !== null && statusAt(life, setting.status).isFinal) {
    const { whatIf, save } = settingDuration(life, setting);
    expect((await s.refusal(api.previewRecalculation, { body: { whatIf } })).code).toBe('status.needed');
    await expect(save()).rejects.toThrow('status.needed');
    return;
  }
  const saving = await savingOf(life, setting);
  if (!saving) return;
  const before = outlookOf(life);
  const foreseen = await s.call(api.previewRecalculation, { body: { whatIf: saving.whatIf, ...ours(life) } });
  saving.apply();
  const moved = expectForeseen(life, foreseen, before);
  await saving.save();
  if (recalculate) await recalculateAs(life, foreseen, moved);
}

export async function recalculate(life: Life): Promise<void> {
  const before = outlookOf(life);
  const foreseen = await life.s.call(api.previewRecalculation, { body: ours(life) });
  await recalculateAs(life, foreseen, expectForeseen(life, foreseen, before));
}

function expectForeseen(life: Life, foreseen: api.RecalculationPreview, before: Outlook): Moved[] {
  const moved = recalculationOf(life.world, life.orders);
  const named = moved.map(({ order: { id, visit }, due }) => [id, visit.status.id, visit.due, due]);
  const shown = foreseen.orders.map((each) => [each.orderId, each.statusId, each.dueDate, each.newDueDate]);
  expect(shown).toEqual(named);
  const after = outlookOf(life, moved);
  expect(foreseen).toMatchObject({
    ...{ matching: after.open, count: moved.length, refusedCount: 0 },
    late: { before: before.late, after: after.late },
    atRisk: { before: before.atRisk, after: after.atRisk },
  });
  return moved;
}

async function recalculateAs(
  life: Life,
  { count, fingerprint }: api.RecalculationPreview,
  moved: readonly Moved[],
): Promise<void> {
  const body = { ...ours(life), expectedCount: count, fingerprint };
  if (moved.length === 0) {
    expect((await life.s.refusal(api.recalculate, { body })).code).toBe('recalculation.nothing');
    return;
  }
  expect((await life.s.call(api.recalculate, { body })).recalculated).toBe(moved.length);
  applyRecalculation(life.world, moved);
}

type Outlook = { open: number; late: number; atRisk: number };

/** How many orders are late and at risk, as they are or with other due dates. */
function outlookOf({ world, orders }: Life, moved: readonly Moved[] = []): Outlook {
  const seen = orders
    .filter(({ visit, cancelled }) => cancelled === null && visit.completed === null)
    .map((order) => {
      const to = moved.find((each) => each.order === order);
      return to ? { ...order, visit: { ...order.visit, due: to.due } } : order;
    });
  return {
    open: seen.length,
    late: seen.filter((order) => isLate(world, order)).length,
    atRisk: seen.filter((order) => isAtRisk(world, order)).length,
  };
}

async function savingOf(life: Life, setting: Setting): Promise<Saving | undefined> {
  if (setting.what === 'duration') return settingDuration(life, setting);
  if (setting.what === 'close') return closing(life, setting);
  if (setting.what === 'open again') return openingAgain(life, setting);
  if (setting.what === 'delivery') return settingDelivery(life, setting);
  const { s, world } = life;
  const { version } = await s.call(getPreferences);
  const preferences =
    setting.what === 'work week'
      ? { workWeek: setting.days }
      : { dueDateMethod: setting.method, backwardCounts: setting.counts };
  return {
    whatIf: { preferences },
    save: () => s.call(updatePreferences, { version, body: preferences }),
    apply: () => {
      if (setting.what === 'work week') world.workWeek = setting.days;
      else Object.assign(world, { method: setting.method, backwardCounts: setting.counts });
    },
  };
}

type Of<What extends Setting['what']> = Extract<Setting, { what: What }>;

function settingDuration(life: Life, { status: at, duration }: Of<'duration'>): Saving {
  const status = statusAt(life, at);
  const version = life.type.statuses.find(({ id }) => id === status.id)?.version ?? 0;
  const sent = { params: { id: status.id }, version, body: { duration } };
  return {
    whatIf: { durations: [{ statusId: status.id, duration }] },
    save: async () => {
      life.type = await life.s.call(updateStatus, sent);
    },
    apply: () => {
      status.duration = duration;
    },
  };
}

function closing({ s, world }: Life, { inDays, days }: Of<'close'>): Saving {
  const from = move(world.today, inDays);
  const body = { from, to: move(from, days - 1), name: 'Stocktaking' };
  return {
    whatIf: { closuresToAdd: [body] },
    save: async () => {
      const { id } = await s.call(addClosure, { body });
      for (const closure of world.closures) if (closure.id === 0) closure.id = id;
    },
    apply: () => world.closures.push({ ...body, id: 0 }),
  };
}

function openingAgain({ s, world }: Life, { closure }: Of<'open again'>): Saving | undefined {
  const id = world.closures[closure]?.id;
  if (id === undefined) return undefined;
  return {
    whatIf: { closureIdsToRemove: [id] },
    save: () => s.call(deleteClosure, { params: { id }, version: 1 }),
    apply: () => {
      world.closures = world.closures.filter((each) => each.id !== id);
    },
  };
}

async function settingDelivery({ s, world, orders }: Life, { who, inDays }: Of<'delivery'>) {
  const order = orders[who];
  const invoiceId = order?.invoiceId;
  if (!order || !invoiceId) return undefined;
  const deliveryDate = daysOn(world, inDays);
  const { version } = await s.call(getInvoice, { params: { id: invoiceId } });
  return {
    whatIf: { deliveryDates: [{ invoiceId, deliveryDate }] },
    save: () => s.call(updateInvoice, { params: { id: invoiceId }, version, body: { deliveryDate } }),
    apply: () => {
      order.delivery = deliveryDate;
    },
  };
}

/** Only the orders of this life: others of the studio have theirs behind them. */
function ours({ vendorId }: Life) {
  return { filter: { vendorId: [vendorId] } };
}
