import { addStatus, orderStatuses, type ProductionType, updateStatus } from '@printrail/contract/cycles';
import { expect } from 'vitest';
import { type Life, oneOf, statusAt } from './order-life.ts';
import type { StepThat } from './order-life-steps.ts';
import { modelStatus } from './order-model.ts';
import { applyCycleEdit, applyNewOrderOfStatuses, applyNewStatus } from './order-model-cycle.ts';

/* Edits of the cycle while orders are on their way. */

export async function editStatus(life: Life, { status: at, edit, moveTo }: StepThat<'edit status'>): Promise<void> {
  const { s, world, people } = life;
  const { user, department, flips, ...flags } = edit;
  const status = statusAt(life, at);
  const { id } = status;
  const target = moveTo === null ? undefined : world.statuses[moveTo % world.statuses.length];
  const body = {
    ...flags,
    ...(flips === undefined ? {} : { [flips]: !status[flips] }),
    ...(user === undefined ? {} : { userId: oneOf(people.users, user) }),
    ...(department === undefined ? {} : { departmentId: oneOf(people.departments, department) }),
    ...(target ? { moveOrdersToStatusId: target.id } : {}),
  };
  const version = life.type.statuses.find((each) => each.id === id)?.version ?? 0;
  const sent = { params: { id }, version, body };
  const code = applyCycleEdit(world, life.orders, id, body);
  if (code) expect((await s.refusal(updateStatus, sent)).code).toBe(code);
  else expectCycle(life, await s.call(updateStatus, sent));
}

export async function addToCycle(life: Life, { position, duration, isSide }: StepThat<'add status'>): Promise<void> {
  const { s, world, type } = life;
  const name = `Step ${world.statuses.length + 1}`;
  const body = { name, duration, isSide, ...(position === undefined ? {} : { position }) };
  const added = {
    ...{ id: 0, name, duration, isSide, isActive: true, isInitial: false, isFinal: false },
    ...{ userId: null, departmentId: null },
  };
  const code = applyNewStatus(world, added, position);
  const sent = { params: { id: type.id }, body };
  if (code) {
    expect((await s.refusal(addStatus, sent)).code).toBe(code);
    return;
  }
  const answer = await s.call(addStatus, sent);
  added.id = answer.statuses.find((status) => status.name === name)?.id ?? 0;
  expectCycle(life, answer);
}

export async function reorder(life: Life, { from, to }: StepThat<'reorder'>): Promise<void> {
  const { s, world, type } = life;
  const statusIds = world.statuses.map(({ id }) => id);
  statusIds.splice(to, 0, ...statusIds.splice(from % statusIds.length, 1));
  const code = applyNewOrderOfStatuses(world, statusIds);
  const sent = { params: { id: type.id }, version: type.version, body: { statusIds } };
  if (code) expect((await s.refusal(orderStatuses, sent)).code).toBe(code);
  else expectCycle(life, await s.call(orderStatuses, sent));
}

function expectCycle(life: Life, answer: ProductionType): void {
  life.type = answer;
  expect(answer.statuses.map(modelStatus)).toEqual(life.world.statuses);
}
