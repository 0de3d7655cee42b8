import { listAudit } from '@printrail/contract/audit';
import { changeStatus } from '@printrail/contract/changes';
import * as api from '@printrail/contract/cycles';
import type { InputOf } from '@printrail/contract/endpoint';
import { getOrder } from '@printrail/contract/orders';
import { describe, expect, test } from 'vitest';
import { givenOrder, givenOrderFor, givenType, givenVendor, statusNamed } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

const steps = [
  { name: 'Retouching', duration: 3 },
  { name: 'Printing', duration: 2 },
  { name: 'Complete' },
  { name: 'On hold', isSide: true },
];
type Edit = InputOf<typeof api.updateStatus>['body'];

/** A studio with one more type, Canvas, and the ways to edit it as it is at the moment. */
async function canvas() {
  const s = await studio();
  const { id } = await givenType(s, steps, 'Canvas');
  const type = async () => (await s.call(api.listTypes)).items.find((each) => each.id === id) as api.ProductionType;
  const at = async (name: string) => {
    const { id: statusId, version } = statusNamed(await type(), name);
    return { params: { id: statusId }, version };
  };
  const idOf = async (name: string) => (await at(name)).params.id;
  const vendor = await givenVendor(s, { defaultTypeId: id });
  return {
    ...{ s, id, type, at, idOf, vendor },
    names: async () => (await type()).statuses.map(({ name }) => name),
    edit: async (name: string, body: Edit) => s.call(api.updateStatus, { ...(await at(name)), body }),
    refused: async (name: string, body: Edit) => s.refusal(api.updateStatus, { ...(await at(name)), body }),
    order: () => givenOrder(s, { vendorId: vendor.id }),
  };
}

describe('a cycle', () => {
  test('takes a new status at the end of the track, at the end of all, or where told', async () => {
    const c = await canvas();
    const add = (body: api.StatusInput) => c.s.call(api.addStatus, { params: { id: c.id }, body });
    await add({ name: 'Packaging', duration: 1, clientWording: 'Being packed' });
    await add({ name: 'Lost', isSide: true });
    const { statuses } = await add({ name: 'Order review', position: 2 });
    expect(statuses.map(({ name, position }) => `${position} ${name}`)).toEqual([
      ...['1 Retouching', '2 Order review', '3 Printing', '4 Packaging', '5 Complete', '6 On hold', '7 Lost'],
    ]);
    expect(statusNamed(await c.type(), 'Packaging')).toMatchObject({
      duration: 1,
      clientWording: 'Being packed',
      isActive: true,
    });
    const first = await c.s.refusal(api.addStatus, { params: { id: c.id }, body: { name: 'Scanning', position: 1 } });
    expect(first.detail).toBe('Retouching is the initial status of Canvas: it stays first.');
    const beyond = await c.s.refusal(api.addStatus, {
      params: { id: c.id },
      body: { name: 'Lost too', isSide: true, position: 9 },
    });
    expect(beyond.code).toBe('cycle.no_such_place');
  });

  test('has each name once, whatever the case and accents; another type may have it too', async () => {
    const c = await canvas();
    const added = await c.s.refusal(api.addStatus, { params: { id: c.id }, body: { name: 'rétouching' } });
    expect(added).toMatchObject({ status: 409, code: 'status.name_taken', errors: [{ field: 'name' }] });
    expect((await c.refused('Printing', { name: 'On Hold' })).code).toBe('status.name_taken');
    await c.edit('Printing', { name: 'PRINTING' });
    expect(await c.names()).toContain('PRINTING');
  });

  test('moves the initial flag to the status chosen and puts it first', async () => {
    const c = await canvas();
    const { statuses } = await c.edit('Printing', { isInitial: true });
    expect(statuses.map(({ name, isInitial }) => [name, isInitial])).toEqual([
      ...[
        ['Printing', true],
        ['Retouching', false],
        ['Complete', false],
        ['On hold', false],
      ],
    ]);
  });

  test('moves the final flag to the status chosen, last on the track and without duration', async () => {
    const c = await canvas();
    const { statuses } = await c.edit('Printing', { isFinal: true });
    expect(statuses.map(({ name, isFinal, duration }) => [name, isFinal, duration])).toEqual([
      ...[
        ['Retouching', false, 3],
        ['Complete', false, null],
        ['Printing', true, null],
        ['On hold', false, null],
      ],
    ]);
  });

  test('keeps its initial and final statuses as they must be', async () => {
    const c = await canvas();
    expect(await c.refused('Retouching', { isActive: false })).toMatchObject({
      ...{ status: 422, code: 'status.needed', errors: [{ field: 'isActive' }] },
      detail: 'Retouching is the initial status of Canvas: it cannot be inactive.',
    });
    expect((await c.refused('Complete', { isSide: true })).code).toBe('status.needed');
    expect((await c.refused('Complete', { duration: 4 })).errors?.[0]?.field).toBe('duration');
    expect((await c.refused('Retouching', { isFinal: true })).code).toBe('status.needed');
    const gone = await c.s.refusal(api.deleteStatus, await c.at('Complete'));
    expect(gone.detail).toBe('Complete is the final status of Canvas: choose another final status first.');
    expect(await c.names()).toEqual(['Retouching', 'Printing', 'Complete', 'On hold']);
  });

  test('takes another order of all its statuses, and only a whole and sound one', async () => {
    const c = await canvas();
    const ids = await Promise.all(['Retouching', 'On hold', 'Printing', 'Complete'].map(c.idOf));
    const order = async (statusIds: number[], version?: number) => ({
      params: { id: c.id },
      body: { statusIds },
      version: version ?? (await c.type()).version,
    });
    const seen = (await c.type()).version;
    await c.s.call(api.orderStatuses, await order(ids));
    expect(await c.names()).toEqual(['Retouching', 'On hold', 'Printing', 'Complete']);
    const refused = async (...statusIds: number[]) =>
      (await c.s.refusal(api.orderStatuses, await order(statusIds))).detail;
    const [retouching, hold, printing, complete] = ids as [number, number, number, number];
    expect(await refused(retouching, printing, complete)).toBe(
      'Name every status of Canvas once, in the new order: On hold is missing.',
    );
    expect(await refused(...ids, 1)).toContain('it has no status 1');
    expect(await refused(printing, retouching, hold, complete)).toContain('it stays first');
    expect(await refused(retouching, complete, printing, hold)).toContain('it stays last on the track');
    expect((await c.s.refusal(api.orderStatuses, await order(ids, seen))).code).toBe('request.version_stale');
  });

  test('loses a status that was never used, and its place closes up', async () => {
    const c = await canvas();
    const { statuses } = await c.s.call(api.deleteStatus, await c.at('Printing'));
    expect(statuses.map(({ name, position }) => `${position} ${name}`)).toEqual([
      '1 Retouching',
      '2 Complete',
      '3 On hold',
    ]);
  });

  test('has its changes in the audit: one entry for each status that differs, one for an order', async () => {
    const c = await canvas();
    const retouching = await c.idOf('Retouching');
    await c.edit('Printing', { isInitial: true });
    const { items } = await c.s.call(listAudit, { query: { limit: 3 } });
    expect(items).toMatchObject([
      { action: 'production_type.reordered', before: { order: ['Retouching', 'Printing', 'Complete', 'On hold'] } },
      { action: 'production_status.changed', after: { isInitial: true } },
      {
        action: 'production_status.changed',
        recordId: retouching,
        before: { isInitial: true },
        after: { isInitial: false },
      },
    ]);
  });
});

describe('a status with open orders', () => {
  test('becomes inactive, side or final only if the same request moves them', async () => {
    const c = await canvas();
    await c.edit('Printing', { isInitial: true });
    await c.order();
    const order = await c.order();
    await c.edit('Retouching', { isInitial: true });
    for (const body of [{ isActive: false }, { isSide: true }, { isFinal: true }] as const) {
      expect(await c.refused('Printing', body)).toMatchObject({
        ...{ status: 409, code: 'status.has_open_orders', errors: [{ field: 'moveOrdersToStatusId' }] },
        detail:
          '2 open orders stand at Printing. Move them to another status in the same request (moveOrdersToStatusId).',
      });
    }
    const moveOrdersToStatusId = await c.idOf('Retouching');
    const { statuses } = await c.edit('Printing', { isActive: false, moveOrdersToStatusId });
    expect(statuses.find(({ name }) => name === 'Printing')?.isActive).toBe(false);
    const moved = await c.s.call(getOrder, { params: { id: order.id } });
    expect([moved.statusId, moved.state]).toEqual([moveOrdersToStatusId, 'open']);
  });

  test('sends them only to another, active status of its type, and only when they must go', async () => {
    const c = await canvas();
    await c.order();
    await c.edit('Printing', { isInitial: true });
    await c.s.call(api.addStatus, { params: { id: c.id }, body: { name: 'Asleep' } });
    await c.edit('Asleep', { isActive: false });
    const refused = async (moveOrdersToStatusId: number, edit: Edit = { isActive: false }) =>
      (await c.refused('Retouching', { ...edit, moveOrdersToStatusId })).code;
    expect(await refused(1)).toBe('status.not_in_type');
    expect(await refused(await c.idOf('Retouching'))).toBe('status.inactive_target');
    expect(await refused(await c.idOf('Asleep'))).toBe('status.inactive_target');
    expect(await refused(await c.idOf('Printing'), { name: 'Retouch' })).toBe('status.nothing_to_move');
    expect(statusNamed(await c.type(), 'Retouching')).toMatchObject({ isActive: true, name: 'Retouching' });
  });

  test('that becomes final does not send them to the status that was, for they would be completed there', async () => {
    const c = await canvas();
    const order = await c.order();
    await c.s.call(changeStatus, { params: { id: order.id }, body: { statusId: await c.idOf('Printing') } });
    const moveOrdersToStatusId = await c.idOf('Complete');
    expect(await c.refused('Printing', { isFinal: true, moveOrdersToStatusId })).toMatchObject({
      ...{ code: 'status.inactive_target', errors: [{ field: 'moveOrdersToStatusId' }] },
      detail: 'Orders cannot move to Complete: it would no longer be the final status.',
    });
    await c.edit('Printing', { isActive: false, moveOrdersToStatusId });
    expect((await c.s.call(getOrder, { params: { id: order.id } })).state).toBe('completed');
  });

  test('may change in any other way; orders already completed stay completed', async () => {
    const c = await canvas();
    const order = await c.order();
    await c.s.call(changeStatus, { params: { id: order.id }, body: { statusId: await c.idOf('Complete') } });
    await c.order();
    await c.edit('Retouching', { duration: 9, name: 'Retouch' });
    await c.edit('Printing', { isFinal: true });
    await c.edit('Complete', { isActive: false });
    expect((await c.s.call(getOrder, { params: { id: order.id } })).state).toBe('completed');
  });

  test('keeps their dates when its duration changes, but what is at risk follows', async () => {
    const c = await canvas();
    const order = await givenOrderFor(c.s, { deliveryDate: '2026-11-30', vendor: c.vendor });
    const isAtRisk = async () => (await c.s.call(getOrder, { params: { id: order.id } })).isAtRisk;
    expect([order.dueDate, await isAtRisk()]).toEqual(['2026-11-26', false]);
    await c.edit('Printing', { duration: 3 });
    expect(await isAtRisk()).toBe(true);
    await c.edit('Printing', { isActive: false });
    expect(await isAtRisk()).toBe(false);
    expect((await c.s.call(getOrder, { params: { id: order.id } })).dueDate).toBe('2026-11-26');
  });
});

describe('a status cannot be deleted', () => {
  test('while an order stands at it, nor once one has', async () => {
    const c = await canvas();
    const order = await c.order();
    await c.edit('Printing', { isInitial: true });
    const refusal = async () => (await c.s.refusal(api.deleteStatus, await c.at('Retouching'))).code;
    expect(await refusal()).toBe('status.in_use');
    await c.s.call(changeStatus, { params: { id: order.id }, body: { statusId: await c.idOf('Complete') } });
    expect(await refusal()).toBe('status.in_use');
  });

  test('when an order comes back to it from a side status, or came', async () => {
    const c = await canvas();
    const order = await c.order();
    const change = (body: { statusId: number; notComplete?: boolean }) =>
      c.s.call(changeStatus, { params: { id: order.id }, body });
    await change({ statusId: await c.idOf('On hold'), notComplete: false });
    const refusal = async () => (await c.s.refusal(api.deleteStatus, await c.at('Printing'))).code;
    expect(await refusal()).toBe('status.in_use');
    await change({ statusId: await c.idOf('Complete') });
    expect(await refusal()).toBe('status.in_use');
  });
});

test('requests at the same moment leave one initial status and no place twice', async () => {
  const c = await canvas();
  const names = ['Printing', 'Framing', 'Packaging', 'Checking'];
  for (const name of names.slice(1)) await c.s.call(api.addStatus, { params: { id: c.id }, body: { name } });
  const targets = await Promise.all(names.map(c.at));
  const edits = targets.map((at) => c.s.send(api.updateStatus, { ...at, body: { isInitial: true } }));
  const adds = names.map((name) => c.s.send(api.addStatus, { params: { id: c.id }, body: { name: `${name} too` } }));
  const statuses = (await Promise.all([...edits, ...adds])).map(({ statusCode }) => statusCode);
  expect(statuses.every((status) => [200, 201, 412].includes(status))).toBe(true);
  const after = (await c.type()).statuses;
  expect(after.map(({ position }) => position)).toEqual(after.map((_, index) => index + 1));
  expect(after.map(({ isInitial }) => isInitial)).toEqual(after.map((_, index) => index === 0));
  expect(after).toHaveLength(11);
});
