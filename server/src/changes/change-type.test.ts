import { addClosure } from '@printrail/contract/calendar';
import { cancelOrder } from '@printrail/contract/cancelling';
import * as api from '@printrail/contract/changes';
import { updateStatus, updateType } from '@printrail/contract/cycles';
import * as history from '@printrail/contract/history';
import { listOrders } from '@printrail/contract/hub';
import { getOrder } from '@printrail/contract/orders';
import { changeType } from '@printrail/contract/type-changes';
import { expect, test } from 'vitest';
import { givenDepartment, givenOrder, givenUser, statusNamed, typeNamed } from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

test('an order changes its type together with a status of the new one; the visit ends not complete', async () => {
  const { s, order, frames, params } = await givenPrintOrder();
  await s.call(api.changeStatus, { params, body: {} });
  s.today('2026-11-26');
  const changed = await s.call(changeType, {
    params,
    body: { version: 2, typeId: frames.id, changeDate: '2026-11-25', note: 'It is a frame' },
  });
  expect(changed.order).toMatchObject({
    ...{ typeId: frames.id, typeName: 'Frame or gift order', statusName: 'To be ordered', state: 'open', version: 3 },
    ...{ sinceDate: '2026-11-25', dueDate: '2026-11-26', isDueDateOverridden: false, isLate: false },
  });
  expect(changed.explanation).toContain('1 business day after');
  const { items } = await s.call(history.getHistory, { params });
  expect(items.at(-1)).toMatchObject({
    ...{ id: changed.changeId, kind: 'change', fromStatusName: 'Order review', toStatusName: 'To be ordered' },
    ...{ changeDate: '2026-11-25', completedDate: null, daysLate: null },
    note: 'Type changed from Print order to Frame or gift order.\nIt is a frame',
  });
  expect(await hubCount(s, order.typeId)).toBe(0);
  expect(await hubCount(s, frames.id)).toBe(1);
  const { steps } = await s.call(history.getPlan, { params });
  expect(steps.map(({ statusName }) => statusName)[0]).toBe('To be ordered');
  expect((await s.call(api.changeStatus, { params, body: {} })).order.statusName).toBe('With the vendor');
});

test('undo takes the type back with the place, exactly', async () => {
  const { s, frames, prints, params } = await givenPrintOrder();
  await s.call(api.changeStatus, { params, body: { dueDate: '2026-12-01' } });
  await s.call(api.changeStatus, { params, body: { statusId: statusNamed(prints, 'On hold').id } });
  const before = await s.call(getOrder, { params });
  await s.call(changeType, { params, body: { typeId: frames.id } });
  await s.call(api.changeStatus, { params, body: {} });
  await s.call(api.undoChange, { params, body: {} });
  const { order: undone } = await s.call(api.undoChange, { params, body: {} });
  expect(undone).toMatchObject({ typeId: prints.id, statusName: 'On hold' });
  expect(await s.call(getOrder, { params })).toEqual({ ...before, version: undone.version });
  expect(await hubCount(s, frames.id)).toBe(0);
  expect(await hubCount(s, prints.id)).toBe(1);
  expect((await s.call(api.undoChange, { params, body: {} })).order).toMatchObject({ dueDate: '2026-12-01' });
});

test('status, due date and responsible may be chosen; defaults are the new status’s', async () => {
  const { s, frames, params } = await givenPrintOrder();
  const [userId, departmentId] = [await givenUser(s), await givenDepartment(s)];
  const inspection = statusNamed(frames, 'Inspection');
  await s.call(updateStatus, { params: { id: inspection.id }, version: 1, body: { userId, departmentId } });
  await s.call(addClosure, { body: { from: '2026-11-24', name: 'Stocktaking' } });
  const body = { typeId: frames.id, statusId: inspection.id };
  expect((await s.call(changeType, { params, body })).order).toMatchObject({
    ...{ statusName: 'Inspection', dueDate: '2026-11-25', responsibleUserId: userId, departmentId },
  });
  await s.call(api.undoChange, { params, body: {} });
  const chosen = { ...body, dueDate: '2026-12-24', responsibleUserId: null, departmentId: null };
  expect(await s.call(changeType, { params, body: chosen })).toMatchObject({
    order: { dueDate: '2026-12-24', isDueDateOverridden: true, responsibleUserId: null, departmentId: null },
    explanation: 'Typed by hand.',
  });
});

test('a side status begins without resume place; the final one completes the order', async () => {
  const { s, frames, prints, params } = await givenPrintOrder();
  await s.call(api.changeStatus, { params, body: { statusId: statusNamed(prints, 'On hold').id } });
  const onHold = statusNamed(frames, 'On hold').id;
  await s.call(changeType, { params, body: { typeId: frames.id, statusId: onHold } });
  expect((await s.call(getOrder, { params })).resumeStatusId).toBeNull();
  expect((await s.call(api.changeStatus, { params, body: {} })).order.statusName).toBe('To be ordered');
  const complete = statusNamed(prints, 'Complete').id;
  const { order } = await s.call(changeType, { params, body: { typeId: prints.id, statusId: complete } });
  expect(order).toMatchObject({ state: 'completed', completedDate: '2026-11-23', dueDate: null });
  expect((await s.call(api.undoChange, { params, body: {} })).order).toMatchObject({
    state: 'open',
    typeId: frames.id,
  });
});

test('what does not fit is refused by its field', async () => {
  const { s, order, frames, prints, params } = await givenPrintOrder();
  const refused = (body: object) => s.refusal(changeType, { params, body: { typeId: frames.id, ...body } });
  const at = (code: string, field: string) => ({ code, errors: [{ field }] });
  const [complete, ordered] = [statusNamed(frames, 'Complete'), statusNamed(frames, 'With the vendor')];
  expect(await refused({ typeId: prints.id })).toMatchObject(at('type_change.same_type', 'typeId'));
  expect(await refused({ typeId: 999 })).toMatchObject(at('type.not_found', 'typeId'));
  expect(await refused({ statusId: 999 })).toMatchObject(at('status.not_found', 'statusId'));
  const review = statusNamed(prints, 'Order review').id;
  expect(await refused({ statusId: review })).toMatchObject(at('type_change.status_of_another_type', 'statusId'));
  expect(await refused({ changeDate: '2026-11-24' })).toMatchObject(at('change.date_out_of_visit', 'changeDate'));
  expect(await refused({ changeDate: '2026-11-20' })).toMatchObject(at('change.date_out_of_visit', 'changeDate'));
  const dated = { statusId: complete.id, dueDate: '2026-12-24' };
  expect(await refused(dated)).toMatchObject(at('change.final_has_no_due_date', 'dueDate'));
  expect(await refused({ responsibleUserId: 999 })).toMatchObject(at('user.not_found', 'responsibleUserId'));
  expect(await refused({ version: 5 })).toMatchObject(at('change.order_changed', 'version'));
  await s.call(updateStatus, { params: { id: ordered.id }, version: 1, body: { isActive: false } });
  expect(await refused({ statusId: ordered.id })).toMatchObject(at('change.status_inactive', 'statusId'));
  const { version } = await typeNamed(s, 'Frame or gift order');
  await s.call(updateType, { params: { id: frames.id }, version, body: { isActive: false } });
  expect(await refused({})).toMatchObject(at('type.inactive', 'typeId'));
  expect(await s.call(getOrder, { params })).toMatchObject({ version: 1, typeId: order.typeId });
  const album = await typeNamed(s, 'Album order');
  await s.call(api.changeStatus, { params, body: { statusId: statusNamed(prints, 'Complete').id } });
  expect(await refused({ typeId: album.id })).toMatchObject({ code: 'type_change.order_completed' });
  const other = await givenOrder(s);
  await s.call(cancelOrder, { params: { id: other.id }, body: { reason: 'No' } });
  const cancelled = await s.refusal(changeType, { params: { id: other.id }, body: { typeId: album.id } });
  expect(cancelled).toMatchObject({ code: 'change.order_cancelled' });
});

async function givenPrintOrder() {
  const s = await studio();
  const order = await givenOrder(s);
  const [prints, frames] = [await typeNamed(s, 'Print order'), await typeNamed(s, 'Frame or gift order')];
  return { s, order, prints, frames, params: { id: order.id } };
}

async function hubCount(s: TestStudio, typeId: number): Promise<number> {
  return (await s.call(listOrders, { query: { typeId: [typeId] } })).items.length;
}
