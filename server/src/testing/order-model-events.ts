import type { IsoDate } from '../platform/iso-date.ts';
import { type ModelEntry, type ModelOrder, nothing, stateOf, type World } from './order-model.ts';
import type { Asked } from './order-model-changes.ts';
import { dueOf, recalculatedDue } from './order-model-due-dates.ts';

/* What happens to an order without a status change: edits, notes, recalculation, cancelling and reopening. */

/** Another due date (null: as computed) or responsible, without a status change; or the code of the refusal. */
export function applyEdit(world: World, order: ModelOrder, asked: Asked): string | undefined {
  const { visit, delivery } = order;
  const { status, due } = visit;
  if (order.cancelled !== null) return 'change.order_cancelled';
  const hasNoDueDate = status.isFinal || visit.completed !== null;
  if (asked.dueDate && hasNoDueDate) return 'change.final_has_no_due_date';
  record(world, order, { kind: 'edited', due, note: asked.note ?? '' });
  const computed = hasNoDueDate ? null : dueOf(world, status, { ...visit, delivery });
  const dueDate = asked.dueDate ?? computed;
  order.visit = {
    ...visit,
    ...(asked.dueDate === undefined ? {} : { due: dueDate, isOverridden: dueDate !== computed }),
    ...(asked.responsibleUserId === undefined ? {} : { userId: asked.responsibleUserId }),
    ...(asked.departmentId === undefined ? {} : { departmentId: asked.departmentId }),
  };
  return undefined;
}

export function applyNote(order: ModelOrder, note: string): void {
  order.history.push({ ...nothing, kind: 'note', note });
}

export function applyCancel(world: World, order: ModelOrder, reason: string): string | undefined {
  const state = stateOf(order);
  if (state !== 'open') return state === 'cancelled' ? 'change.order_cancelled' : 'cancel.order_completed';
  record(world, order, { kind: 'cancelled', due: order.visit.due, note: reason });
  order.cancelled = world.today;
  return undefined;
}

export function applyReopen(world: World, order: ModelOrder, note: string): string | undefined {
  if (order.cancelled === null) return 'reopen.not_cancelled';
  record(world, order, { kind: 'reopened', due: order.visit.due, note });
  order.cancelled = null;
  return undefined;
}

export type Moved = { order: ModelOrder; due: IsoDate | null };

/** The open orders to which a recalculation gives another due date, and which. */
export function recalculationOf(world: World, orders: readonly ModelOrder[]): Moved[] {
  return orders
    .filter((order) => stateOf(order) === 'open')
    .map((order) => ({ order, due: recalculatedDue(world, order) }))
    .filter(({ order, due }) => due !== order.visit.due);
}

export function applyRecalculation(world: World, moved: readonly Moved[]): void {
  for (const { order, due } of moved) {
    const note = `Due date ${order.visit.due ?? 'none'} → ${due ?? 'none'}.`;
    record(world, order, { kind: 'recalculated', due: order.visit.due, note, isInBatch: true });
    order.visit = { ...order.visit, due };
  }
}

/** An entry of the history that leaves the order at its status. */
function record(
  world: World,
  order: ModelOrder,
  entry: Pick<ModelEntry, 'kind' | 'due' | 'note'> & Partial<ModelEntry>,
) {
  const { status, since } = order.visit;
  const stays = { from: status.name, to: status.name, entered: since, changed: world.today };
  order.history.push({ ...nothing, ...stays, ...entry });
  order.version += 1;
}
