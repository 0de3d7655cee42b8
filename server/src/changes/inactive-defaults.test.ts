import { changeStatus, previewStatusChange, undoChange } from '@printrail/contract/changes';
import { listTypes, updateStatus } from '@printrail/contract/cycles';
import { getOrder } from '@printrail/contract/orders';
import { listDepartments, listUsers, updateDepartment, updateUser } from '@printrail/contract/people';
import { reorderOrder } from '@printrail/contract/reorders';
import { changeType } from '@printrail/contract/type-changes';
import { expect, test } from 'vitest';
import {
  givenDepartment,
  givenOrder,
  givenOrderFor,
  givenType,
  givenUser,
  givenVendor,
  statusNamed,
} from '../testing/givens.ts';
import { studio, type TestStudio } from '../testing/studio.ts';

const nobody = { responsibleUserId: null, departmentId: null };

test('an inactive default user or department is assigned neither to a new order nor by a status change', async () => {
  const { s, vendor, both, other, leave } = await given();
  const before = await givenOrder(s, { vendorId: vendor.id });
  expect(before).toMatchObject(both);
  await leave();
  expect(await givenOrder(s, { vendorId: vendor.id })).toMatchObject(nobody);
  const ordered = await givenOrderFor(s, { deliveryDate: null, vendor });
  expect(ordered).toMatchObject(nobody);
  const params = { id: before.id };
  expect(await s.call(previewStatusChange, { params, body: {} })).toMatchObject(nobody);
  expect((await s.call(changeStatus, { params, body: {} })).order).toMatchObject(nobody);
  const changed = await s.call(changeType, { params: { id: ordered.id }, body: { typeId: other.id } });
  expect(changed.order).toMatchObject(nobody);
});

test('a repeat of an order is not given to someone inactive either', async () => {
  const { s, vendor, leave } = await given();
  const { id } = await givenOrderFor(s, { deliveryDate: null, vendor });
  await leave();
  const order = await s.call(getOrder, { params: { id } });
  const lines = order.lines.map(({ id: lineId }) => ({ lineId, quantity: 1 }));
  expect(await s.call(reorderOrder, { params: { id }, body: { reasonId: 1, lines } })).toMatchObject(nobody);
});

test('a default stays set while inactive, and is assigned again once active', async () => {
  const { s, type, vendor, both, leave, comeBack } = await given();
  await leave();
  const { items } = await s.call(listTypes);
  const status = items.find(({ id }) => id === type.id)?.statuses[0];
  expect(status).toMatchObject({ userId: both.responsibleUserId, departmentId: both.departmentId });
  const renamed = await s.call(updateStatus, {
    ...{ params: { id: status?.id ?? 0 }, version: status?.version ?? 0 },
    body: { name: 'Cutting' },
  });
  expect(statusNamed(renamed, 'Cutting')).toMatchObject({
    userId: both.responsibleUserId,
    departmentId: both.departmentId,
  });
  await comeBack();
  expect(await givenOrder(s, { vendorId: vendor.id })).toMatchObject(both);
});

test('undo restores exactly, also someone and a status that are inactive by now', async () => {
  const { s, type, vendor, both, leave } = await given();
  const { id } = await givenOrder(s, { vendorId: vendor.id });
  await s.call(changeStatus, { params: { id }, body: {} });
  const second = statusNamed(type, 'Sew');
  await s.call(changeStatus, { params: { id }, body: {} });
  await leave();
  await s.call(updateStatus, { params: { id: second.id }, version: second.version, body: { isActive: false } });
  const once = await s.call(undoChange, { params: { id }, body: {} });
  expect(once.order).toMatchObject({ statusName: 'Sew', ...both });
  const twice = await s.call(undoChange, { params: { id }, body: {} });
  expect(twice.order).toMatchObject({ statusName: 'Cut', ...both });
});

/** A type whose first statuses are given to a user and a department, who can both leave. */
async function given() {
  const s = await studio();
  const [userId, departmentId] = [await givenUser(s), await givenDepartment(s)];
  const mine = { userId, departmentId, duration: 1 };
  const steps = [{ name: 'Cut', ...mine }, { name: 'Sew', ...mine }, { name: 'Press', duration: 1 }, { name: 'Done' }];
  const type = await givenType(s, steps);
  const other = await givenType(s, steps);
  const vendor = await givenVendor(s, { defaultTypeId: type.id });
  const both = { responsibleUserId: userId, departmentId };
  const leave = () => setActive(s, both, false);
  const comeBack = () => setActive(s, both, true);
  return { s, type, other, vendor, both, leave, comeBack };
}

type Responsible = { responsibleUserId: number; departmentId: number };

async function setActive(s: TestStudio, { responsibleUserId, departmentId }: Responsible, isActive: boolean) {
  const users = (await s.call(listUsers, { query: { active: !isActive } })).items;
  const departments = (await s.call(listDepartments, { query: { active: !isActive } })).items;
  const user = users.find(({ id }) => id === responsibleUserId);
  const department = departments.find(({ id }) => id === departmentId);
  const body = { isActive };
  await s.call(updateUser, { params: { id: user?.id ?? 0 }, version: user?.version ?? 0, body });
  await s.call(updateDepartment, { params: { id: department?.id ?? 0 }, version: department?.version ?? 0, body });
}
