import { cancelOrder, reopenOrder } from '@printrail/contract/cancelling';
import * as api from '@printrail/contract/changes';
import { addNote } from '@printrail/contract/history';
import { updateOrder } from '@printrail/contract/orders';
import { expect } from 'vitest';
import type { Life } from './order-life.ts';
import type { ModelOrder } from './order-model.ts';
import { type Asked, applyChange, applyUndo, changeOf } from './order-model-changes.ts';
import { applyCancel, applyEdit, applyNote, applyReopen } from './order-model-events.ts';

/* What is done to one order, by the model and by the application. */

type Refusing = typeof api.undoChange | typeof updateOrder | typeof cancelOrder | typeof reopenOrder;

export async function change({ s, world }: Life, order: ModelOrder, body: Asked): Promise<void> {
  const params = { id: order.id };
  const expected = changeOf(world, order, body);
  if (typeof expected === 'string') {
    expect((await s.refusal(api.previewStatusChange, { params, body })).code).toBe(expected);
    expect((await s.refusal(api.changeStatus, { params, body })).code).toBe(expected);
    return;
  }
  const preview = await s.call(api.previewStatusChange, { params, body: { ...body, version: order.version } });
  const answer = await s.call(api.changeStatus, { params, body: { ...body, version: preview.version } });
  applyChange(order, expected);
  const { dueDate, responsibleUserId, departmentId, isDueDateOverridden, statusId, version } = answer.order;
  const came = { dueDate, responsibleUserId, departmentId, isDueDateOverridden, statusId, version: version - 1 };
  expect(preview).toMatchObject(came);
}

/** A change by somebody who saw another version is refused, and nothing happens. */
export async function changeTooLate({ s }: Life, { id, version }: ModelOrder): Promise<void> {
  const problem = await s.refusal(api.changeStatus, { params: { id }, body: { version: version + 1 } });
  expect(problem).toMatchObject({ code: 'change.order_changed', errors: [{ field: 'version' }] });
}

export function undo(life: Life, order: ModelOrder): Promise<void> {
  const sent = { params: { id: order.id }, body: { version: order.version, note: 'Sorry' } };
  return agree(life, api.undoChange, sent, applyUndo(life.world, order, 'Sorry'));
}

export async function edit(life: Life, order: ModelOrder, asked: Asked): Promise<void> {
  const { statusId: _, changeDate: __, notComplete: ___, ...body } = asked;
  if (body.dueDate === undefined && body.responsibleUserId === undefined && body.departmentId === undefined) return;
  const sent = { params: { id: order.id }, version: order.version, body };
  await agree(life, updateOrder, sent, applyEdit(life.world, order, body));
}

export async function note({ s }: Life, order: ModelOrder): Promise<void> {
  applyNote(order, 'Ask again');
  await s.call(addNote, { params: { id: order.id }, body: { note: 'Ask again' } });
}

export function cancel(life: Life, order: ModelOrder): Promise<void> {
  const reason = 'The client thought better of it';
  const sent = { params: { id: order.id }, body: { version: order.version, reason } };
  return agree(life, cancelOrder, sent, applyCancel(life.world, order, reason));
}

export function reopen(life: Life, order: ModelOrder): Promise<void> {
  const sent = { params: { id: order.id }, body: { version: order.version, note: 'And again' } };
  return agree(life, reopenOrder, sent, applyReopen(life.world, order, 'And again'));
}

/** Sends a request, which is refused exactly if the model refuses it, and for the same reason. */
export async function agree<E extends Refusing>(
  { s }: Life,
  endpoint: E,
  sent: Parameters<typeof s.call<E>>[1],
  code: string | undefined,
): Promise<void> {
  if (code === undefined) await s.call(endpoint, sent);
  else expect((await s.refusal(endpoint, sent)).code).toBe(code);
}
