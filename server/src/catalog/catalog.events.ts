import { ChangeEvent } from '../studio/events.ts';

/** A vendor has another name; told in the change's own transaction. */
export const vendorRenamed = new ChangeEvent<{ vendorId: number; name: string }>();

/** Products from now on not ordered from anyone. */
export const productNotOrdered = new ChangeEvent<{ productId: number }>();
