import type { StatusInput } from '@printrail/contract/cycles';
import { folded } from '../platform/folding.ts';
import type { Status } from './cycle.rules.ts';

export type NewStatus = Omit<Status, 'id' | 'version'>;

/** What a new status says of itself; its place and flags come from where it stands. */
export type StatusFields = Omit<StatusInput, 'position'>;

/**
 * The statuses of a new type, in their order: the first is the initial one, the last that is not a side status the final
 * one.
 */
export function newCycle(typeId: number, fields: readonly StatusFields[]): NewStatus[] {
  const lastOnTrack = fields.findLastIndex((status) => !status.isSide);
  return fields.map((each, index) => ({
    ...newStatus(typeId, index + 1, each),
    isInitial: index === 0,
    isFinal: index === lastOnTrack,
  }));
}

/** A status as it is saved when nothing but its name needs to be said: active, on the track, no duration or defaults. */
export function newStatus(typeId: number, position: number, fields: StatusFields): NewStatus {
  return {
    typeId,
    name: fields.name,
    nameKey: folded(fields.name),
    position,
    duration: fields.duration ?? null,
    isInitial: false,
    isFinal: false,
    isSide: fields.isSide ?? false,
    isActive: true,
    departmentId: fields.departmentId ?? null,
    userId: fields.userId ?? null,
    workflowStage: fields.workflowStage ?? '',
    clientWording: fields.clientWording ?? '',
    color: fields.color ?? (fields.isSide ? sideColor : colorAt(position)),
  };
}

const sideColor = '#8a8580';
const trackColors = ['#8a63b0', '#4f74b3', '#c98a1b', '#3d8b84', '#b3703e', '#5b8c4a', '#b0588f', '#4c7a34'];

/** A colour for the status at a place, from 1, when none is chosen. */
export function colorAt(position: number): string {
  return trackColors[(position - 1) % trackColors.length] ?? sideColor;
}
