import { setImmediate as turn } from 'node:timers/promises';
import { type Cycles, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import { updateRows } from '../database/many-rows.ts';
import { type Columns, insertRows } from '../database/rows.ts';
import { type PlaceChanged, placesChanged } from '../orders/orders.events.ts';
import type { OrderAtPlace } from '../orders/orders.queries.ts';
import { placeColumns, placeOf } from '../orders/place.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { actorColumns } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';

/** An order coming to another place, with what its history says of it. */
export type Move = {
  order: OrderAtPlace;
  kind: 'change' | 'undo' | 'edited' | 'cancelled' | 'reopened';
  cause: PlaceChanged['cause'];
  place: PlaceColumns;
  state: PlaceChanged['stateAfter'];
  riskDate: IsoDate | null;
  changeDate: IsoDate;
  visitCompletedDate: IsoDate | null;
  daysLate: number | null;
  note: string;
  undoesId: number | null;
  /** What undo takes back afterwards: this move ('this'), or the change of that id, or nothing. */
  undoable: 'this' | number | null;
};

export const historyColumns: Columns = {
  order_id: 'int',
  kind: 'text',
  at: 'int',
  user_id: 'int',
  api_key_id: 'int',
  through: 'text',
  from_status_id: 'int',
  to_status_id: 'int',
  change_date: 'date',
  visit_completed_date: 'date',
  days_late: 'int',
  since_date: 'date',
  due_date: 'date',
  is_due_date_overridden: 'bool',
  responsible_user_id: 'int',
  department_id: 'int',
  entry: 'int',
  days_left: 'int',
  resume: 'text',
  completed_date: 'date',
  completed_by_id: 'int',
  note: 'text',
  bulk_change_id: 'int',
  undoes_id: 'int',
  previous_change_id: 'int',
};

const updatedColumns: Columns = { state: 'text', risk_date: 'date', last_change_id: 'int', ...placeColumns };

const sliceSize = 500;

/**
 * Moves orders: the one function that changes a status. Writes the history, then the orders, then tells the features that
 * follow from it, a slice at a time so that other requests are served in between. Gives the history ids by order.
 */
export async function applyMoves(
  change: Change,
  moves: readonly Move[],
  bulkChangeId: number | null = null,
): Promise<Map<number, number>> {
  const historyIds = new Map<number, number>();
  const cycles = await cyclesOf(change);
  for (let start = 0; start < moves.length; start += sliceSize) {
    const slice = moves.slice(start, start + sliceSize);
    for (const row of await recordMoves(change, slice, bulkChangeId)) historyIds.set(row.orderId, row.id);
    await updateOrders(change, slice, historyIds);
    await updateTypes(change, slice, cycles);
    if (moves.length > sliceSize) await turn();
  }
  await placesChanged.tell(
    change,
    moves.map((move) => happeningOf(move, typeAfter(move, cycles), historyIds.get(move.order.id) ?? 0)),
  );
  return historyIds;
}

function recordMoves(change: Change, moves: readonly Move[], bulkChangeId: number | null) {
  const rows = moves.map((move) => ({
    ...placeOf(move.order),
    orderId: move.order.id,
    kind: move.kind,
    at: change.now,
    ...actorColumns(change),
    through: change.through,
    fromStatusId: move.order.statusId,
    toStatusId: move.place.statusId,
    changeDate: move.changeDate,
    visitCompletedDate: move.visitCompletedDate,
    daysLate: move.daysLate,
    note: move.note,
    bulkChangeId,
    undoesId: move.undoesId,
    previousChangeId: move.order.lastChangeId,
  }));
  return insertRows<{ id: number; orderId: number }>(change.tx, 'order_history', historyColumns, rows, [
    'id',
    'order_id',
  ]);
}

async function updateOrders(
  { tx }: Change,
  moves: readonly Move[],
  historyIds: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = moves.map(({ order, place, state, riskDate, undoable }) => ({
    ...place,
    id: order.id,
    state,
    riskDate,
    lastChangeId: undoable === 'this' ? historyIds.get(order.id) : undoable,
  }));
  await updateRows(tx, 'production_orders', updatedColumns, rows);
}

/** A status belongs to one type: an order is of the type of its status. */
function typeAfter({ place }: Move, cycles: Cycles): number {
  return statusOf(cycles, place.statusId).typeId;
}

async function updateTypes({ tx }: Change, moves: readonly Move[], cycles: Cycles): Promise<void> {
  for (const move of moves) {
    const typeId = typeAfter(move, cycles);
    if (typeId === move.order.typeId) continue;
    await tx.updateTable('productionOrders').set({ typeId }).where('id', '=', move.order.id).execute();
  }
}

function happeningOf({ order, cause, place, state, undoesId }: Move, typeId: number, historyId: number): PlaceChanged {
  return {
    orderId: order.id,
    typeId,
    invoiceId: order.invoiceId,
    cause,
    before: placeOf(order),
    after: place,
    stateBefore: order.state,
    stateAfter: state,
    historyId,
    undoesId,
  };
}
