import type * as contract from '@printrail/contract/cycles';
import type { InputOf } from '@printrail/contract/endpoint';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Change, lockSettings } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import { faultIn, faultInRemoving, inOrderOf, withAdded, withEdited, withRemoved } from './arrangement.rules.ts';
import { checkDefaults, checkPlace, checkRoom, checkStatusName, refuseFault } from './checks.ts';
import type { Cycle, Status } from './cycle.rules.ts';
import { cycleSaved } from './cycle-saved.ts';
import { ordersMustMove } from './cycles.events.ts';
import { getCycle, getCycleAt, insertStatuses, removeStatus, saveStatuses } from './maintenance.queries.ts';
import { newStatus } from './new-cycle.rules.ts';
import { countOpenOrders, isStatusUsed } from './uses.queries.ts';

type Answer = Promise<contract.ProductionType>;

export async function addStatus(change: Change, { params, body }: InputOf<typeof contract.addStatus>): Answer {
  await lockSettings(change);
  const cycle = await getCycle(change.tx, params.id);
  checkRoom(cycle.statuses);
  checkStatusName(cycle, body.name);
  checkPlace(body.name, body.position, cycle.statuses.length + 1);
  await checkDefaults(change.tx, body);
  const draft = newStatus(params.id, cycle.statuses.length, body);
  const after = withAdded(cycle.statuses, { ...draft, id: 0, version: 1 }, body.position);
  refuseFault(cycle.type, faultIn(after));

  await insertStatuses(change.tx, [{ ...draft, position: after.findIndex((status) => status.id === 0) + 1 }]);
  await saveStatuses(
    change.tx,
    cycle,
    after.filter((status) => status.id !== 0),
  );
  return cycleSaved(change, cycle);
}

export async function updateStatus(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateStatus>,
): Answer {
  await lockSettings(change);
  const { cycle, status } = await getCycleAt(change.tx, id);
  expectVersion(status, version);
  const { moveOrdersToStatusId, ...edit } = body;
  if (edit.name !== undefined) checkStatusName(cycle, edit.name, id);
  checkPlace(status.name, edit.position, cycle.statuses.length);
  await checkDefaults(change.tx, edit);
  const named = edit.name === undefined ? edit : { ...edit, nameKey: folded(edit.name) };
  const after = withEdited(cycle.statuses, id, named);
  refuseFault(cycle.type, faultIn(after));
  await moveOrders(change, cycle, status, after, moveOrdersToStatusId);
  await saveStatuses(change.tx, cycle, after);
  return cycleSaved(change, cycle);
}

export async function orderStatuses(
  change: Change,
  { params, body, version }: InputOf<typeof contract.orderStatuses>,
): Answer {
  await lockSettings(change);
  const cycle = await getCycle(change.tx, params.id);
  expectVersion(cycle.type, version);
  checkComplete(cycle, body.statusIds);
  const after = inOrderOf(cycle.statuses, body.statusIds);
  refuseFault(cycle.type, faultIn(after), 'statusIds');
  await saveStatuses(change.tx, cycle, after);
  return cycleSaved(change, cycle);
}

export async function deleteStatus(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteStatus>,
): Answer {
  await lockSettings(change);
  const { cycle, status } = await getCycleAt(change.tx, id);
  expectVersion(status, version);
  refuseFault(cycle.type, faultInRemoving(status));
  if (await isStatusUsed(change.tx, cycle, id)) throw new Refusal('status.in_use', { name: status.name });
  await removeStatus(change.tx, id);
  await saveStatuses(change.tx, cycle, withRemoved(cycle.statuses, id));
  return cycleSaved(change, cycle);
}

function checkComplete({ type, statuses }: Cycle, ids: readonly number[]): void {
  const refuse = (rule: string) =>
    new Refusal('status.positions_incomplete', { type: type.name, rule }).at('statusIds');
  const foreign = ids.find((id) => !statuses.some((status) => status.id === id));
  if (foreign !== undefined) throw refuse(`it has no status ${foreign}`);
  const missing = statuses.find((status) => !ids.includes(status.id));
  if (missing) throw refuse(`${missing.name} is missing`);
}

/** Open orders cannot stay at a status that leaves the track or ends it; they go where the request says. */
async function moveOrders(
  change: Change,
  cycle: Cycle,
  status: Status,
  after: readonly Status[],
  toStatusId: number | undefined,
): Promise<void> {
  const { id, name } = status;
  const isClosing = after.some((each) => each.id === id && closes(status, each));
  if (!isClosing && toStatusId !== undefined)
    throw new Refusal('status.nothing_to_move', { name }).at('moveOrdersToStatusId');
  if (!isClosing) return;
  if (toStatusId !== undefined) {
    checkTarget(cycle, status, toStatusId, after);
    await ordersMustMove.tell(change, [{ typeId: cycle.type.id, fromStatusId: id, toStatusId }]);
  }
  const count = await countOpenOrders(change.tx, id);
  if (count > 0) throw new Refusal('status.has_open_orders', { name, count }).at('moveOrdersToStatusId');
}

function closes(before: Status, after: Status): boolean {
  return (before.isActive && !after.isActive) || (!before.isSide && after.isSide) || (!before.isFinal && after.isFinal);
}

function checkTarget({ type, statuses }: Cycle, from: Status, toStatusId: number, after: readonly Status[]): void {
  const to = statuses.find((status) => status.id === toStatusId);
  if (!to) throw new Refusal('status.not_in_type', { status: toStatusId, type: type.name }).at('moveOrdersToStatusId');
  const isFinalAfter = after.some((each) => each.id === to.id && each.isFinal);
  const rule = [
    ...(to === from ? ['they stand there already'] : []),
    ...(to.isActive ? [] : ['it is inactive']),
    ...(to.isFinal && !isFinalAfter ? ['it would no longer be the final status'] : []),
  ][0];
  if (rule) throw new Refusal('status.inactive_target', { status: to.name, rule }).at('moveOrdersToStatusId');
}
