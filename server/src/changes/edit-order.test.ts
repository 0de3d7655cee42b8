import { changeStatus, undoChange } from '@printrail/contract/changes';
import { listTypes, updateStatus } from '@printrail/contract/cycles';
import { updateOrder } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { givenOrder, givenType, givenVendor, statusNamed } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

test('a completed order has no due date, also when its status no longer is the final one', async () => {
  const { s, edit, order, statusId } = await given();
  await s.call(changeStatus, { params: { id: order.id }, body: { statusId: statusId('Complete') } });
  await edit('Packaging', { isFinal: true });
  await edit('Complete', { duration: 3 });
  const params = { id: order.id };
  const again = await s.call(updateOrder, { params, version: 2, body: { dueDate: null } });
  expect(again).toMatchObject({ state: 'completed', dueDate: null, isDueDateOverridden: false, version: 3 });
  const problem = await s.refusal(updateOrder, { params, version: 3, body: { dueDate: '2026-12-01' } });
  expect(problem.code).toBe('change.final_has_no_due_date');
});

test('an order that undo opened again at the final status is given no due date there', async () => {
  const { s, edit, order, statusId } = await given();
  const params = { id: order.id };
  await s.call(changeStatus, { params, body: { statusId: statusId('Packaging') } });
  await edit('Packaging', { isFinal: true, moveOrdersToStatusId: statusId('Retouching') });
  const undone = await s.call(undoChange, { params, body: {} });
  expect(undone.order).toMatchObject({ state: 'open', statusId: statusId('Packaging'), dueDate: '2026-11-24' });
  const problem = await s.refusal(updateOrder, { params, version: 4, body: { dueDate: '2026-12-01' } });
  expect(problem.code).toBe('change.final_has_no_due_date');
});

async function given() {
  const s = await studio();
  const type = await givenType(s, [
    { name: 'Retouching', duration: 2 },
    { name: 'Packaging', duration: 1 },
    { name: 'Complete' },
  ]);
  const { id: vendorId } = await givenVendor(s, { defaultTypeId: type.id });
  const order = await givenOrder(s, { vendorId });
  const statusId = (name: string) => statusNamed(type, name).id;
  type Body = NonNullable<Parameters<typeof s.call<typeof updateStatus>>[1]>['body'];
  const edit = async (name: string, body: NonNullable<Body>) => {
    const { items } = await s.call(listTypes);
    const now = items.find(({ id }) => id === type.id) ?? type;
    await s.call(updateStatus, { params: { id: statusId(name) }, version: statusNamed(now, name).version, body });
  };
  return { s, edit, order, statusId };
}
