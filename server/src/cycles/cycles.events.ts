import { ChangeEvent } from '../studio/events.ts';

/** Open orders must leave a status; told before it becomes inactive, a side status or the final one. */
export const ordersMustMove = new ChangeEvent<{ typeId: number; fromStatusId: number; toStatusId: number }>();

/** The track of a type is another one: durations, places, or what is active, side or final. Told once it is saved. */
export const cycleChanged = new ChangeEvent<{ typeId: number }>();
