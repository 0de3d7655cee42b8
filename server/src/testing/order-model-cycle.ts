import { type ModelOrder, type ModelStatus, stateOf, type World } from './order-model.ts';
import { applyChange, changeOf } from './order-model-changes.ts';

/* Edits of the cycle, told a second time. No order changes by them, but those that a closing status sends away. */

export type CycleEdit = {
  position?: number;
  duration?: number | null;
  userId?: number | null;
  departmentId?: number | null;
  isActive?: boolean;
  isSide?: boolean;
  isInitial?: true;
  isFinal?: true;
  moveOrdersToStatusId?: number;
};

/** Changes a status of the cycle, and where it stands; or gives the code of the refusal. */
export function applyCycleEdit(
  world: World,
  orders: readonly ModelOrder[],
  id: number,
  edit: CycleEdit,
): string | undefined {
  const before = world.statuses.find((status) => status.id === id) as ModelStatus;
  const { moveOrdersToStatusId: targetId, position: _, ...fields } = edit;
  const edited = edit.isFinal ? { ...before, duration: null, ...fields } : { ...before, ...fields };
  const others = world.statuses
    .filter((status) => status !== before)
    .map((status) => ({
      ...status,
      isInitial: status.isInitial && !edit.isInitial,
      isFinal: status.isFinal && !edit.isFinal,
    }));
  const after = placed(others, edited, { ...edit, at: world.statuses.indexOf(before) });
  if (!isSound(after)) return 'status.needed';

  const isClosing =
    (before.isActive && !edited.isActive) || (!before.isSide && edited.isSide) || (!before.isFinal && edited.isFinal);
  const standing = orders.filter((order) => stateOf(order) === 'open' && order.visit.status === before);
  const target = world.statuses.find((status) => status.id === targetId);
  if (!isClosing && target) return 'status.nothing_to_move';
  const cannotTake = target && (target === before || !target.isActive || (edit.isFinal && target.isFinal));
  if (isClosing && cannotTake) return 'status.inactive_target';
  if (isClosing && !target && standing.length > 0) return 'status.has_open_orders';
  if (isClosing && target) sendAway(world, standing, target);
  settle(world, after);
  return undefined;
}

/** Adds a status: at its place, else a side status at the end and any other before the final one. */
export function applyNewStatus(world: World, added: ModelStatus, position: number | undefined): string | undefined {
  const after = placed(world.statuses, added, { position, at: world.statuses.length });
  if (!isSound(after)) return 'status.needed';
  world.statuses = after;
  return undefined;
}

export function applyNewOrderOfStatuses(world: World, ids: readonly number[]): string | undefined {
  const after = ids.map((id) => world.statuses.find((status) => status.id === id) as ModelStatus);
  if (!isSound(after)) return 'status.needed';
  world.statuses = after;
  return undefined;
}

type Place = { position?: number | undefined; isInitial?: true; isFinal?: true; at: number };

/** The list with a status at its place; at the one it has unless told, and never behind the final one on the track. */
function placed(others: readonly ModelStatus[], status: ModelStatus, place: Place): ModelStatus[] {
  const put = (index: number) => [...others.slice(0, index), status, ...others.slice(index)];
  if (place.position !== undefined) return put(place.position - 1);
  if (place.isInitial) return put(0);
  if (place.isFinal) return put(others.findLastIndex(({ isSide }) => !isSide) + 1);
  const final = others.findIndex(({ isFinal }) => isFinal);
  return put(final !== -1 && !status.isSide && place.at > final ? final : place.at);
}

/** The initial status is first of all, the final one last on the track and without duration; both active, on the track. */
function isSound(statuses: readonly ModelStatus[]): boolean {
  const initial = statuses.filter(({ isInitial }) => isInitial);
  const final = statuses.filter(({ isFinal }) => isFinal);
  return (
    initial.length === 1 &&
    final.length === 1 &&
    initial[0] !== final[0] &&
    [...initial, ...final].every(({ isActive, isSide }) => isActive && !isSide) &&
    statuses[0] === initial[0] &&
    statuses.findLast(({ isSide }) => !isSide) === final[0] &&
    final[0]?.duration === null
  );
}

function sendAway(world: World, standing: readonly ModelOrder[], { id }: ModelStatus): void {
  for (const order of standing) {
    const change = changeOf(world, order, { statusId: id });
    if (typeof change === 'string') throw new Error(`An order cannot leave its status: ${change}`);
    applyChange(order, change, true);
  }
}

function settle(world: World, after: readonly ModelStatus[]): void {
  world.statuses = after.map((now) => {
    const status = world.statuses.find(({ id }) => id === now.id) as ModelStatus;
    return Object.assign(status, now);
  });
}
