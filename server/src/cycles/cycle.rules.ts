import type { Row } from '../database/rows.ts';

export type Status = Row<'productionStatuses'>;
export type Type = Row<'productionTypes'>;

/** A type with its statuses, by position. */
export type Cycle = { type: Type; statuses: readonly Status[] };

/** The active statuses that advancing goes through, initial to final. */
export function trackOf(cycle: Cycle): Status[] {
  return cycle.statuses.filter((status) => status.isActive && !status.isSide);
}

export function initialOf(cycle: Cycle): Status {
  return required(
    cycle,
    cycle.statuses.find((status) => status.isInitial),
    'initial',
  );
}

export function finalOf(cycle: Cycle): Status {
  return required(
    cycle,
    cycle.statuses.find((status) => status.isFinal),
    'final',
  );
}

/** The active on-track statuses that come after a status by position; none after the final one. */
export function laterOnTrack(cycle: Cycle, status: Status): Status[] {
  if (status.isFinal) return [];
  return trackOf(cycle).filter((each) => each.position > status.position);
}

/**
 * Where an order is on hold *from*: the status it goes back to, and what the interrupted visit had.
 * `interrupted` is null when the status was not interrupted but comes next (the visit before was completed).
 */
export type ResumePlace = {
  statusId: number;
  interrupted: {
    entry: number;
    parkedDate: string;
    dueDate: string | null;
    responsibleUserId: number | null;
    departmentId: number | null;
  } | null;
};

/**
 * The status that *next* goes to, and whether that continues an interrupted visit.
 *
 * From an on-track status: the following active on-track one; at the final status there is none. From a side status: its
 * resume place; when that is inactive by now, the following active on-track status; when there is none (the order came
 * straight to the side status), the first of the track.
 */
export function nextStatus(cycle: Cycle, at: Status, resume: ResumePlace | null): Status | undefined {
  if (!at.isSide) return laterOnTrack(cycle, at)[0];
  const place = resume && cycle.statuses.find((status) => status.id === resume.statusId);
  if (!place) return trackOf(cycle)[0];
  if (place.isActive && !place.isSide) return place;
  return trackOf(cycle).find((status) => status.position > place.position) ?? finalOf(cycle);
}

/** How a status lies to the one an order stands at. */
export type Direction = 'next' | 'forward' | 'back' | 'side' | 'resume' | 'final';

export function directionOf(cycle: Cycle, from: Status, to: Status, resume: ResumePlace | null): Direction {
  if (to.isSide) return 'side';
  if (from.isSide && resume?.statusId === to.id) return 'resume';
  if (to.isFinal) return 'final';
  if (!from.isSide && nextStatus(cycle, from, null)?.id === to.id) return 'next';
  const place = from.isSide ? cycle.statuses.find((status) => status.id === resume?.statusId) : from;
  return place && to.position < place.position ? 'back' : 'forward';
}

/** *Not complete* is pre-set when the target is a side status or lies earlier on the track. */
export function presetNotComplete(direction: Direction): boolean {
  return direction === 'side' || direction === 'back';
}

function required(cycle: Cycle, status: Status | undefined, role: string): Status {
  if (!status) throw new Error(`The type ${cycle.type.name} has no ${role} status.`);
  return status;
}
