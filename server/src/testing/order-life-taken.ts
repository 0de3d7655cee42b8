import { askedOf, type Life } from './order-life.ts';
import { changeAll, undoBulk } from './order-life-bulk.ts';
import { addToCycle, editStatus, reorder } from './order-life-cycle.ts';
import { cancel, change, changeTooLate, edit, note, reopen, undo } from './order-life-orders.ts';
import { recalculate, set } from './order-life-settings.ts';
import type { Step } from './order-life-steps.ts';
import type { ModelOrder } from './order-model.ts';
import { move } from './plain-workdays.ts';

type OneOrders = Extract<Step, { who: number }>;

/** Takes one step of a life, in the model and in the application. */
export function take(life: Life, step: Step): Promise<void> | void {
  if ('who' in step) return takeOne(life, life.orders[step.who] as ModelOrder, step);
  if (step.does === 'change all') return changeAll(life, step);
  if (step.does === 'undo bulk') return undoBulk(life, step);
  if (step.does === 'reopen') return reopenOne(life);
  if (step.does === 'set') return set(life, step);
  if (step.does === 'recalculate') return recalculate(life);
  if (step.does === 'edit status') return editStatus(life, step);
  if (step.does === 'add status') return addToCycle(life, step);
  if (step.does === 'reorder') return reorder(life, step);
  life.world.today = move(life.world.today, step.days);
  life.s.today(life.world.today);
}

function takeOne(life: Life, order: ModelOrder, step: OneOrders): Promise<void> {
  if (step.does === 'change') return change(life, order, askedOf(life, order, step.wish));
  if (step.does === 'advance') return change(life, order, {});
  if (step.does === 'park') return park(life, order);
  if (step.does === 'finish') return finish(life, order);
  if (step.does === 'come too late') return changeTooLate(life, order);
  if (step.does === 'undo') return undo(life, order);
  if (step.does === 'edit') return edit(life, order, askedOf(life, order, step.wish));
  if (step.does === 'note') return note(life, order);
  return cancel(life, order);
}

/** On the last side status there is. */
function park(life: Life, order: ModelOrder): Promise<void> {
  const side = life.world.statuses.findLast(({ isSide }) => isSide);
  return change(life, order, side ? { statusId: side.id } : {});
}

function finish(life: Life, order: ModelOrder): Promise<void> {
  const final = life.world.statuses.find(({ isFinal }) => isFinal);
  return change(life, order, { statusId: final?.id ?? 0 });
}

/** The first that is cancelled; when there is none, an order that cannot be reopened. */
function reopenOne(life: Life): Promise<void> {
  const order = life.orders.find(({ cancelled }) => cancelled !== null) ?? (life.orders[0] as ModelOrder);
  return reopen(life, order);
}
