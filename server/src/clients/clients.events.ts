import { ChangeEvent } from '../studio/events.ts';

/** A client has another name; told in the change's own transaction. */
export const clientRenamed = new ChangeEvent<{ clientId: number; name: string }>();
