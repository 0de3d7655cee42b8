import type { StatusChangeInput, StatusChangePreview } from '@printrail/contract/changes';
import type { ProductionStatus } from '@printrail/contract/cycles';

/** What is typed in the window so far: undefined leaves the default, null is a field made empty. */
export type Typed = {
  changeDate?: string | null | undefined;
  statusId?: number | undefined;
  dueDate?: string | null | undefined;
  responsibleUserId?: number | null | undefined;
  departmentId?: number | null | undefined;
  notComplete?: boolean | undefined;
  note?: string | undefined;
};

type Asked = Omit<StatusChangeInput, 'version' | 'through'>;

/**
 * What is asked of the server. Dates left empty or half typed take their default, and the final status no due date, for
 * it has none.
 */
export function askedOf(typed: Typed, isFinal = false): Asked {
  const { changeDate, statusId, dueDate, responsibleUserId, departmentId, notComplete, note } = typed;
  return {
    ...(isWhole(changeDate) ? { changeDate } : {}),
    ...(statusId === undefined ? {} : { statusId }),
    ...(isWhole(dueDate) && !isFinal ? { dueDate } : {}),
    ...(responsibleUserId === undefined ? {} : { responsibleUserId }),
    ...(departmentId === undefined ? {} : { departmentId }),
    ...(notComplete === undefined ? {} : { notComplete }),
    ...(note?.trim() ? { note: note.trim() } : {}),
  };
}

/** A year being typed passes through 0002 and 0020 on its way to 2026. */
function isWhole(date: string | null | undefined): date is string {
  return typeof date === 'string' && date >= '1900-01-01' && date <= '2200-12-31';
}

/** What the main button says. */
export const verbs: Record<StatusChangePreview['direction'], string> = {
  next: 'Advance',
  forward: 'Skip ahead',
  back: 'Step back',
  side: 'Park',
  resume: 'Resume',
  final: 'Complete',
};

/** How the new status lies to the current one, said beside it. */
export const placeWords: Record<StatusChangePreview['direction'], string> = {
  next: 'next on the track',
  forward: 'further along, statuses between are skipped',
  back: 'earlier on the track',
  side: 'beside the track',
  resume: 'where it was interrupted',
  final: 'the end of the track',
};

/** The statuses an order of a type may be sent to, as people look for them: along the track, then beside it. */
export function choicesOf(statuses: readonly ProductionStatus[], fromStatusId: number | undefined) {
  const offered = statuses
    .filter(({ isActive, id }) => isActive && id !== fromStatusId)
    .toSorted((a, b) => a.position - b.position);
  return { track: offered.filter(({ isSide }) => !isSide), sides: offered.filter(({ isSide }) => isSide) };
}
