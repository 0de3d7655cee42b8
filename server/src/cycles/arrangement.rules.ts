/** A status as far as the order of its cycle goes; statuses of invoices form a list in the same way, without side statuses. */
export type Arranged = {
  id: number;
  name: string;
  position: number;
  duration: number | null;
  isInitial: boolean;
  isFinal: boolean;
  isSide?: boolean;
  isActive: boolean;
};

/** What a change of a status may say: any of its fields, a flag to move here, a place to go to (from 1). */
export type Edit<Status extends Arranged> = Partial<Omit<Status, 'id' | 'isInitial' | 'isFinal'>> & {
  isInitial?: true;
  isFinal?: true;
};

/** A rule of cycles that a list of statuses breaks: which status, in what role, and by which field. */
export type Fault = { name: string; role: 'initial' | 'final'; rule: string; field: string };

/**
 * The list with a status added: at its place when one is given (from 1), else a side status at the end and any other at
 * the end of the track, before the final one.
 */
export function withAdded<Status extends Arranged>(
  statuses: readonly Status[],
  added: Status,
  place?: number,
): Status[] {
  return numbered(inserted(statuses, added, place));
}

/**
 * The list after a change of one status. Choosing initial puts it first, choosing final last on the track and without
 * duration; the flag leaves its former status. One that joins the track behind the final status goes before it.
 */
export function withEdited<Status extends Arranged>(
  statuses: readonly Status[],
  id: number,
  edit: Edit<Status>,
): Status[] {
  const { position, ...fields } = edit;
  const others = statuses.filter((status) => status.id !== id).map((status) => withoutFlags(status, edit));
  const [before] = statuses.filter((status) => status.id === id);
  if (!before) return numbered(others);
  const edited: Status = { ...before, ...fields, duration: durationAfter(before, edit) };
  if (position !== undefined) return numbered(inserted(others, edited, position));
  if (edit.isInitial) return numbered([edited, ...others]);
  const stays = others.toSpliced(statuses.indexOf(before), 0, edited);
  const isBehindFinal = !edited.isSide && stays.slice(0, stays.indexOf(edited)).some((status) => status.isFinal);
  return numbered(edit.isFinal || isBehindFinal ? inserted(others, edited) : stays);
}

/** The list without one status. */
export function withRemoved<Status extends Arranged>(statuses: readonly Status[], id: number): Status[] {
  return numbered(statuses.filter((status) => status.id !== id));
}

/** The rows as they stand, with positions from 1 and no gaps. */
export function numbered<Row extends { position: number }>(rows: readonly Row[]): Row[] {
  return rows.map((row, index) => ({ ...row, position: index + 1 }));
}

/** Whether two states of a status differ in nothing but their place. */
export function isSameButForPlace<Row extends { position: number; version: number }>(one: Row, other: Row): boolean {
  const { position, version } = other;
  return JSON.stringify({ ...one, position, version }) === JSON.stringify(other);
}

/** The list in the order of the ids; each is one of the list's. */
export function inOrderOf<Status extends Arranged>(statuses: readonly Status[], ids: readonly number[]): Status[] {
  return numbered(ids.flatMap((id) => statuses.filter((status) => status.id === id)));
}

/**
 * The rule of cycles that a list, in its order, breaks; undefined for a sound one. Exactly one status is initial and one
 * final, two different ones, both active and not side; the initial one is the first of all, the final one the last that
 * is not a side status and without duration.
 */
export function faultIn(statuses: readonly Arranged[]): Fault | undefined {
  const initial = statuses.find((status) => status.isInitial);
  const final = statuses.find((status) => status.isFinal);
  if (!initial || !final || initial === final) {
    return { name: initial?.name ?? '', role: 'initial', rule: 'it cannot be the final one too', field: 'isFinal' };
  }
  const lastOnTrack = statuses.findLast((status) => !status.isSide);
  return [
    ...(initial.isActive ? [] : [fault(initial, 'initial', 'it cannot be inactive', 'isActive')]),
    ...(initial.isSide ? [fault(initial, 'initial', 'it cannot be a side status', 'isSide')] : []),
    ...(initial === statuses[0] ? [] : [fault(initial, 'initial', 'it stays first', 'position')]),
    ...(final.isActive ? [] : [fault(final, 'final', 'it cannot be inactive', 'isActive')]),
    ...(final.isSide ? [fault(final, 'final', 'it cannot be a side status', 'isSide')] : []),
    ...(final === lastOnTrack ? [] : [fault(final, 'final', 'it stays last on the track', 'position')]),
    ...(final.duration === null ? [] : [fault(final, 'final', 'it has no duration', 'duration')]),
  ][0];
}

/** Why a status cannot be taken out of its list; undefined when it can. */
export function faultInRemoving(status: Arranged): Fault | undefined {
  const role = status.isInitial ? 'initial' : status.isFinal ? 'final' : undefined;
  return role && fault(status, role, `choose another ${role} status first`, 'id');
}

function fault({ name }: Arranged, role: Fault['role'], rule: string, field: string): Fault {
  return { name, role, rule, field };
}

function durationAfter<Status extends Arranged>(before: Status, edit: Edit<Status>): number | null {
  if (edit.duration !== undefined) return edit.duration;
  return edit.isFinal ? null : before.duration;
}

function withoutFlags<Status extends Arranged>(status: Status, edit: Edit<Status>): Status {
  return { ...status, isInitial: status.isInitial && !edit.isInitial, isFinal: status.isFinal && !edit.isFinal };
}

function inserted<Status extends Arranged>(others: readonly Status[], status: Status, place?: number): Status[] {
  const final = others.findIndex((other) => other.isFinal);
  const endOfTrack = final === -1 ? others.findLastIndex((other) => !other.isSide) + 1 : final;
  const index = place === undefined ? (status.isSide ? others.length : endOfTrack) : place - 1;
  return others.toSpliced(index, 0, status);
}
