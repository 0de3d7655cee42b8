import type { ProductionStatus, ProductionType, StatusInput } from '@printrail/contract/cycles';

/** The steps an order goes through when nothing goes wrong. */
export function stepsOf(statuses: readonly ProductionStatus[]): ProductionStatus[] {
  return statuses.filter(({ isSide, isActive }) => !isSide && isActive);
}

export function daysOf(steps: readonly ProductionStatus[]): number {
  return steps.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
}

/** The statuses of the track and those beside it, inactive ones too. */
export function trackAndSide(statuses: readonly ProductionStatus[]) {
  return { track: statuses.filter(({ isSide }) => !isSide), side: statuses.filter(({ isSide }) => isSide) };
}

/** The ids with one a place further up (-1) or down (1); undefined when it, or whom it would pass, cannot move. */
export function movedByOne(
  rows: readonly { id: number; isFixed: boolean }[],
  id: number,
  by: -1 | 1,
): number[] | undefined {
  const at = rows.findIndex((row) => row.id === id);
  const [row, other] = [rows[at], rows[at + by]];
  if (!row || !other || row.isFixed || other.isFixed) return undefined;
  const ids = rows.map((each) => each.id);
  ids[at] = other.id;
  ids[at + by] = row.id;
  return ids;
}

/** Where orders go on best when a status closes: the step after it, or the one before. */
export function neighbourOf(
  statuses: readonly ProductionStatus[],
  status: ProductionStatus,
): ProductionStatus | undefined {
  const others = stepsOf(statuses).filter(({ id, isFinal }) => id !== status.id && !isFinal);
  return others.find(({ position }) => position > status.position) ?? others.at(-1);
}

/** Workflow stages that are used already, to be used again. */
export function stagesIn(types: readonly ProductionType[]): string[] {
  const stages = types.flatMap(({ statuses }) => statuses.map(({ workflowStage }) => workflowStage));
  return [...new Set(stages.filter(Boolean))].toSorted((one, other) => one.localeCompare(other));
}

/** What a new type has to begin with. */
export const firstStatuses: StatusInput[] = [
  { name: 'To be done', duration: 1 },
  { name: 'Complete', duration: null },
];

/** The active statuses of a type as a new one takes them; defaults that are inactive by now are left out. */
export function copyOf(
  type: ProductionType,
  isActiveDefault: (status: { userId: number | null } | { departmentId: number | null }) => boolean,
): StatusInput[] {
  const { track, side } = trackAndSide(type.statuses.filter(({ isActive }) => isActive));
  return [...track, ...side].map(
    ({ name, duration, isSide, departmentId, userId, workflowStage, clientWording, color }) => ({
      ...{ name, duration, isSide, workflowStage, clientWording, color },
      departmentId: isActiveDefault({ departmentId }) ? departmentId : null,
      userId: isActiveDefault({ userId }) ? userId : null,
    }),
  );
}

/** Whether a change of a status may give open orders another due date. */
export function touchesDueDates(change: object): boolean {
  return ['duration', 'isInitial', 'isFinal', 'isSide', 'isActive', 'position'].some((field) => field in change);
}
