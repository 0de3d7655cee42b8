import { ChangeEvent } from '../studio/events.ts';

/** A vendor has another name; told in the change's own transaction. */
export const vendorRenamed = new ChangeEvent<{ vendorId: number; name: string }>();
