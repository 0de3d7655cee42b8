import { changeManyStatuses, previewBulkChange, undoBulkChange } from '@printrail/contract/bulk-changes';
import { expect } from 'vitest';
import { askedOf, type Life } from './order-life.ts';
import type { StepThat } from './order-life-steps.ts';
import type { ModelOrder } from './order-model.ts';
import { applyChange, applyUndo, changeOf } from './order-model-changes.ts';

/* What is done to all orders at once, all or none or as many as can be. */

export async function changeAll(life: Life, { wish, skip }: StepThat<'change all'>): Promise<void> {
  const { s, world, orders } = life;
  const { when: _, ...rest } = wish;
  const asked = askedOf(life, orders[0] as ModelOrder, rest);
  const selection = { orders: orders.map(({ id, version }) => ({ id, version })) };
  const body = { selection, ...asked };
  if (asked.statusId !== undefined && !world.statuses.some(({ id }) => id === asked.statusId)) {
    expect((await s.refusal(changeManyStatuses, { body })).code).toBe('status.not_found');
    return;
  }
  const decided = orders.map((order) => ({ order, decision: changeOf(world, order, asked) }));
  const refused = decided.filter(({ decision }) => typeof decision === 'string');
  const preview = await s.call(previewBulkChange, { body });
  expect([preview.canChange, preview.cannotChange]).toEqual([decided.length - refused.length, refused.length]);
  if (refused.length === decided.length || (refused.length > 0 && !skip)) {
    const problem = await s.refusal(changeManyStatuses, { body: { ...body, skipRefused: skip } });
    expect(problem).toMatchObject({ code: 'bulk.refused', details: { count: refused.length, total: orders.length } });
    return;
  }
  const done = await s.call(changeManyStatuses, { body: { ...body, skipRefused: skip } });
  const named = refused.map(({ order, decision }) => [order.id, decision]);
  expect(done.refused.map(({ id, code }) => [id, code])).toEqual(named);
  life.bulk = { id: done.bulkChangeId, at: new Map() };
  for (const { order, decision } of decided) {
    if (typeof decision === 'string') continue;
    life.bulk.at.set(order, order.history.length);
    applyChange(order, decision, true);
  }
}

/** Those of the orders for which the bulk change still is the latest that can be undone. */
export async function undoBulk(life: Life, { skip: skipMovedOn }: StepThat<'undo bulk'>): Promise<void> {
  const { s, world, bulk } = life;
  if (!bulk) return;
  const sent = { params: { id: bulk.id }, body: { skipMovedOn } };
  const latest = [...bulk.at]
    .filter(([order, at]) => order.cancelled === null && order.undoable.at(-1)?.at === at)
    .map(([order]) => order);
  if (latest.length === 0 || (latest.length < bulk.at.size && !skipMovedOn)) {
    const isUndone = [...bulk.at].every(([order, at]) => order.history[at]?.isUndone);
    const code = isUndone ? 'bulk.already_undone' : 'bulk.refused';
    expect((await s.refusal(undoBulkChange, sent)).code).toBe(code);
    return;
  }
  const answer = await s.call(undoBulkChange, sent);
  expect([answer.undone, answer.skippedCount]).toEqual([latest.length, bulk.at.size - latest.length]);
  for (const order of latest) applyUndo(world, order, '', true);
}
