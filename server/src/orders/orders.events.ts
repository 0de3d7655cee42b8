import type { PlaceColumns } from '../database/order-tables.ts';
import { ChangeEvent } from '../studio/events.ts';

export type PlaceChanged = {
  orderId: number;
  typeId: number;
  invoiceId: number | null;
  cause: 'created' | 'changed' | 'undone' | 'edited' | 'recalculated' | 'cancelled' | 'reopened';
  /** Null for a new order. */
  before: PlaceColumns | null;
  after: PlaceColumns;
  stateBefore: 'open' | 'completed' | 'cancelled';
  stateAfter: 'open' | 'completed' | 'cancelled';
  /** The row of the history that says so. */
  historyId: number;
  /** The row that an undo takes back. */
  undoesId: number | null;
};

/** Orders came to another place on their cycle, or their place got another date or responsible. */
export const placesChanged = new ChangeEvent<PlaceChanged>();
