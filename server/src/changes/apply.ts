import { setImmediate as turn } from 'node:timers/promises';
import { type Cycles, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { updateRows } from '../database/many-rows.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
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
  kind: 'change' | 'undo' | 'edited' | 'recalculated' | 'cancelled' | 'reopened';
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

const { completed_date, completed_by_id, ...openPlaceColumns } = placeColumns;
const updatedColumns: Columns = { risk_date: 'date', last_change_id: 'int', ...openPlaceColumns };
const allColumns: Columns = { ...updatedColumns, completed_date, completed_by_id, state: 'text', type_id: 'int' };

const sliceSize = 100;

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
    await updateOrders(change, slice, historyIds, cycles);
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

/**
 * Most moves leave an order open and of its type. Those do not touch `state` and `type_id`, so that the many indexes over
 * open orders that hang on these stay as they are.
 */
async function updateOrders(
  { tx }: Change,
  moves: readonly Move[],
  historyIds: ReadonlyMap<number, number>,
  cycles: Cycles,
): Promise<void> {
  const rows = moves.map((move) => ({
    ...move.place,
    id: move.order.id,
    typeId: typeAfter(move, cycles),
    state: move.state,
    riskDate: move.riskDate,
    lastChangeId: move.undoable === 'this' ? historyIds.get(move.order.id) : move.undoable,
    staysOpen: move.order.state === 'open' && move.state === 'open' && typeAfter(move, cycles) === move.order.typeId,
  }));
  const staying = rows.filter(({ staysOpen }) => staysOpen);
  const others = rows.filter(({ staysOpen }) => !staysOpen);
  if (staying.length > 0) await updateRows(tx, 'production_orders', updatedColumns, staying);
  if (others.length > 0) await updateRows(tx, 'production_orders', allColumns, others);
}

/** A status belongs to one type: an order is of the type of its status. */
function typeAfter({ place }: Move, cycles: Cycles): number {
  return statusOf(cycles, place.statusId).typeId;
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
