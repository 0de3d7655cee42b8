import type { ProductionStatus, ProductionType } from '@printrail/contract/cycles';
import type { HubView } from './hub-view.rules.ts';
import type { Group } from './list-rows.rules.ts';

/** The types a board can show, and the one it shows: the one chosen, else the one most of the orders are of. */
export function boardTypes(
  view: HubView,
  types: readonly ProductionType[],
  groups: readonly Group[] = [],
): { shown: readonly ProductionType[]; type: ProductionType | undefined } {
  const shown = types.filter(({ id, isActive }) => (view.typeId ? view.typeId.includes(id) : isActive));
  const count = ({ id }: ProductionType) =>
    groups.filter(({ typeId }) => typeId === id).reduce((sum, group) => sum + group.count, 0);
  const busiest = shown.toSorted((a, b) => count(b) - count(a))[0];
  return { shown, type: shown.find(({ id }) => id === view.board) ?? busiest };
}

/** The track, then the statuses beside it; inactive ones only while orders stand there. */
export function boardColumns(
  statuses: readonly ProductionStatus[],
  chosen: readonly number[] | undefined,
  groups: readonly Group[] = [],
): ProductionStatus[] {
  const isHeld = (id: number) => groups.some(({ statusId }) => statusId === id);
  const isOfType = chosen?.some((id) => statuses.some((status) => status.id === id));
  const shown = statuses.filter(({ id, isActive }) => (isOfType ? chosen?.includes(id) : isActive || isHeld(id)));
  return shown.toSorted((a, b) => Number(a.isSide) - Number(b.isSide) || a.position - b.position);
}
