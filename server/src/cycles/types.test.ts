import { listAudit } from '@printrail/contract/audit';
import { updateVendor } from '@printrail/contract/catalog';
import * as api from '@printrail/contract/cycles';
import { expect, test } from 'vitest';
import { givenDepartment, givenOrder, givenType, givenUser, givenVendor, typeNamed } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

const steps = [{ name: 'Printing', duration: 2 }, { name: 'Complete' }, { name: 'On hold', isSide: true }];

test('a new studio has four types ready to use, each with one initial and one final status', async () => {
  const s = await studio();
  const { items } = await s.call(api.listTypes);
  const inWords = items.map(({ name, kind, statuses }) => {
    const [track, side] = [false, true].map((isSide) => statuses.filter((status) => status.isSide === isSide));
    const said = (list: typeof statuses = []) =>
      list.map((status) => `${status.name}${status.duration === null ? '' : ` ${status.duration}`}`);
    return `${name} (${kind}): ${said(track).join(' → ')}; s ${said(side).join(', s ')}`;
  });
  expect(inWords).toEqual([
    'Print order (print): Retouching 2 → Order review 1 → At the lab 5 → Quality check 1 → Packaging 1 → Complete; s Waiting on client 5, s On hold',
    'Album order (print): Album design 5 → Client proofing 7 → Final edits 2 → At the bindery 15 → Quality check 1 → Packaging 1 → Complete; s On hold',
    'In-house print (print): Files to prepare 1 → Printing 2 → Finishing 1 → Quality check 1 → Complete; s Reprint needed 1, s On hold',
    'Frame or gift order (generic): To be ordered 1 → With the vendor 10 → Inspection 1 → Complete; s On hold',
  ]);
  for (const { statuses } of items) {
    expect(statuses.filter((status) => status.isInitial)).toEqual([statuses[0]]);
    expect(statuses.filter((status) => status.isFinal).map((status) => status.name)).toEqual(['Complete']);
  }
});

test('a type is added with its whole cycle, last in the list', async () => {
  const s = await studio();
  const [userId, departmentId] = [await givenUser(s), await givenDepartment(s)];
  const type = await givenType(s, [
    { ...steps[0], name: 'Printing', userId, departmentId, color: '#123456' },
    ...steps.slice(1),
  ]);
  expect(type.position).toBe(5);
  expect(type.statuses).toMatchObject([
    {
      name: 'Printing',
      position: 1,
      duration: 2,
      isInitial: true,
      isFinal: false,
      isSide: false,
      userId,
      departmentId,
      color: '#123456',
    },
    { name: 'Complete', position: 2, duration: null, isInitial: false, isFinal: true, userId: null },
    { name: 'On hold', position: 3, isSide: true, isActive: true },
  ]);
  expect((await s.call(api.listTypes)).items.at(-1)).toEqual(type);
});

test('a cycle that is not one is refused, and nothing is added', async () => {
  const s = await studio();
  const refused = async (...statuses: { name: string; duration?: number; isSide?: boolean; userId?: number }[]) => {
    const problem = await s.refusal(api.addType, { body: { name: 'Canvas', kind: 'print', statuses } });
    return [problem.code, problem.errors?.[0]?.field, problem.detail];
  };
  const [printing, complete] = [{ name: 'Printing' }, { name: 'Complete' }];
  expect(await refused(printing, { ...complete, isSide: true })).toEqual([
    ...['type.two_statuses_needed', 'statuses'],
    'A cycle needs an initial and a final status: two of them must not be side statuses.',
  ]);
  expect(await refused({ name: 'On hold', isSide: true }, printing, complete)).toEqual([
    ...['status.needed', 'statuses', 'On hold is the initial status of Canvas: it cannot be a side status.'],
  ]);
  expect(await refused(printing, { ...complete, duration: 1 })).toEqual([
    ...['status.needed', 'statuses', 'Complete is the final status of Canvas: it has no duration.'],
  ]);
  expect(await refused(printing, { name: 'PRÍNTING ' }, complete)).toEqual([
    ...['status.name_taken', 'statuses.1.name', 'Canvas already has a status called PRÍNTING .'],
  ]);
  expect((await refused({ ...printing, userId: 999 }, complete))[0]).toBe('user.not_found');
  expect((await s.call(api.listTypes)).items).toHaveLength(4);
});

test('a default that is inactive is refused, in a new cycle and an old one', async () => {
  const s = await studio();
  const userId = await givenUser(s, 'Ines Away', false);
  const type = await givenType(s, steps);
  const problem = await s.refusal(api.addStatus, { params: { id: type.id }, body: { name: 'Packing', userId } });
  expect(problem).toMatchObject({
    code: 'status.inactive_default',
    detail: 'Ines Away is inactive and cannot become the default of a status.',
  });
  const [{ id, version }] = type.statuses as [api.ProductionStatus];
  const department = await s.refusal(api.updateStatus, { params: { id }, body: { departmentId: 999 }, version });
  expect(department).toMatchObject({ code: 'department.not_found', errors: [{ field: 'departmentId' }] });
});

test('the name of a type is its own, whatever the case and accents', async () => {
  const s = await studio();
  const problem = await s.refusal(api.addType, { body: { name: 'ÁLBUM  order', kind: 'print', statuses: steps } });
  expect(problem).toMatchObject({ status: 409, code: 'type.name_taken', errors: [{ field: 'name' }] });
  const { id, version } = await typeNamed(s, 'Print order');
  expect((await s.refusal(api.updateType, { params: { id }, body: { name: 'album order' }, version })).code).toBe(
    'type.name_taken',
  );
  expect((await s.call(api.updateType, { params: { id }, body: { name: 'Print Order' }, version })).name).toBe(
    'Print Order',
  );
});

test('types take the order of their positions, without gaps', async () => {
  const s = await studio();
  const { id, version } = await typeNamed(s, 'In-house print');
  const moved = await s.call(api.updateType, { params: { id }, body: { position: 1 }, version });
  const { items } = await s.call(api.listTypes);
  expect(items.map(({ name, position }) => `${position} ${name}`)).toEqual([
    ...['1 In-house print', '2 Print order', '3 Album order', '4 Frame or gift order'],
  ]);
  const beyond = await s.refusal(api.updateType, { params: { id }, body: { position: 5 }, version: moved.version });
  expect(beyond.detail).toBe('In-house print cannot have place 5: there are 4 places.');
  expect((await s.refusal(api.updateType, { params: { id }, body: { name: 'X' }, version })).code).toBe(
    'request.version_stale',
  );
});

test('an inactive type takes no new orders, but its orders go on', async () => {
  const s = await studio();
  const order = await givenOrder(s);
  const { id, version } = await typeNamed(s, 'Print order');
  await s.call(api.updateType, { params: { id }, body: { isActive: false }, version });
  await expect(givenOrder(s, { vendorId: order.vendorId })).rejects.toThrow('type.inactive');
});

test('only a type that was never used can be deleted', async () => {
  const s = await studio();
  const type = await givenType(s, steps);
  const vendor = await givenVendor(s, { name: 'Nordlab', defaultTypeId: type.id });
  const { id, version } = type;
  const byVendor = await s.refusal(api.deleteType, { params: { id }, version });
  expect([byVendor.code, byVendor.detail]).toEqual([
    'type.in_use',
    `${type.name} is used by the vendor Nordlab and cannot be deleted. Make it inactive instead.`,
  ]);
  const order = await givenOrder(s, { vendorId: vendor.id });
  expect(order.typeId).toBe(id);
  await s.call(updateVendor, { params: { id: vendor.id }, body: { defaultTypeId: null }, version: vendor.version });
  const byOrder = await s.refusal(api.deleteType, { params: { id }, version });
  expect(byOrder.detail).toContain('is used by production orders');

  const unused = await typeNamed(s, 'Album order');
  await s.call(api.deleteType, { params: { id: unused.id }, version: unused.version });
  const { items } = await s.call(api.listTypes);
  expect(items.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  expect((await s.refusal(api.deleteType, { params: { id: unused.id }, version: 1 })).code).toBe('type.not_found');
});

test('every change is in the audit, with what differs', async () => {
  const s = await studio();
  const { id, version } = await typeNamed(s, 'Print order');
  await s.call(api.updateType, { params: { id }, body: { isActive: false }, version });
  const { items } = await s.call(listAudit, { query: { record: 'production_type', recordId: id } });
  expect(items).toMatchObject([
    { who: 'Olive Owner', action: 'production_type.changed', before: { isActive: true }, after: { isActive: false } },
  ]);
});

test('settings of the studio need the right to maintenance', async () => {
  const s = await studio();
  const [{ id, version }] = (await s.call(api.listTypes)).items as [api.ProductionType];
  const as = { rights: { maintenance: 'view' } } as const;
  expect((await s.refusal(api.updateType, { params: { id }, body: { isActive: false }, version, as })).status).toBe(
    403,
  );
  expect((await s.call(api.listTypes, { as: { rights: {} } })).items).toHaveLength(4);
});
