import { CalendarError } from '../calendar/business-days.rules.ts';
import { type Cycles, cycleOf, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import { inSlices } from '../database/many-rows.ts';
import { camelCase } from '../database/names.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import { lockOrders, type OrderAtPlace, ordersAtPlace } from '../orders/orders.queries.ts';
import { placeNames, placeOf, resumePlaceOf } from '../orders/place.ts';
import type { StatedPlace } from '../orders/save-imported-orders.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { actorColumns } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { type GivenChange, momentIn } from './imported-changes.ts';
import { type HistoryOfImport, historiesOf, importedColumns, replaceHistories } from './imported-history.queries.ts';
import {
  daysLateOf,
  faultsInChain,
  type HistoryFault,
  type ImportedChange,
  journeyOf,
  placeNow,
} from './imported-history.rules.ts';
import { methodOf } from './surroundings.ts';
import { faultsBesidesWork } from './worked-on.rules.ts';

export type OrderFault = HistoryFault & { orderId: number };
type Row = Record<string, unknown>;

/** What one order comes to: faults, or its history and place if they are not as they stand. */
type Settling = {
  faults: readonly HistoryFault[];
  written?: { order: Row & { id: number; version: number }; rows: Row[] };
};

const ordersAtOnce = 200;
const historyNames = Object.keys(importedColumns).map(camelCase);

/**
 * Settles where orders are with how they came there: each order's whole imported history is made anew from what is kept of
 * it and what the import says, and written if it is another. Gives what breaks the rules; then the import must not stand.
 * An order that was worked on here since keeps its place and history: an import may only repeat what it said before.
 */
export async function settleImportedHistory(
  change: Change,
  stated: ReadonlyMap<number, StatedPlace>,
  given: ReadonlyMap<number, readonly GivenChange[]>,
): Promise<{ faults: OrderFault[]; settledIds: Set<number> }> {
  const cycles = await cyclesOf(change);
  const faults: OrderFault[] = [];
  const settledIds = new Set<number>();
  const orderIds = [...new Set([...stated.keys(), ...given.keys()])].toSorted((a, b) => a - b);
  for await (const ids of inSlices(orderIds, ordersAtOnce)) {
    await lockOrders(change.tx, ids);
    const histories = await historiesOf(change.tx, ids);
    const written: NonNullable<Settling['written']>[] = [];
    for (const order of await ordersAtPlace(change.tx, ids)) {
      const said = { stated: stated.get(order.id), given: given.get(order.id) ?? [] };
      const settling = settle(change, cycles, { order, history: histories.get(order.id) ?? [], ...said });
      faults.push(...settling.faults.map((fault) => ({ ...fault, orderId: order.id })));
      if (settling.written) written.push(settling.written);
    }
    for (const { order } of written) settledIds.add(order.id);
    const rows = written.flatMap((each) => each.rows);
    const orders = written.map(({ order }) => order);
    if (written.length > 0 && faults.length === 0) await replaceHistories(change.tx, orders, rows);
  }
  change.touched('production_order', [...settledIds]);
  return { faults, settledIds };
}

type Known = {
  order: OrderAtPlace;
  history: readonly HistoryOfImport[];
  stated: StatedPlace | undefined;
  given: readonly GivenChange[];
};

function settle(change: Change, cycles: Cycles, known: Known): Settling {
  const { order, history, stated } = known;
  if (history.some(({ through }) => through !== 'import')) return { faults: faultsBesidesWork(known) };
  const changes = allChanges(known);
  const orderAfter = { orderDate: order.orderDate, ...aimOf(known, changes.at(-1)) };
  const status = statusOf(cycles, orderAfter.statusId);
  const nameOf = (id: number) => statusOf(cycles, id).name;
  const faults = faultsInChain(changes, orderAfter, nameOf);
  if (faults.length > 0) return { faults };
  const around = { cycle: cycleOf(cycles, status.typeId), method: methodOf(change) };
  const journey = journeyOf(orderAfter, changes, around);
  const visits = [...journey.visits];
  const standing = { place: stated?.isNew ? undefined : order, deliveryDate: order.deliveryDate };
  const last = visits.pop() as PlaceColumns;
  try {
    visits.push(placeNow(last, stated, standing, around));
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return { faults: [{ change: null, field: 'sinceDate', message: `gives no due date: ${error.message}` }] };
  }
  const rows = rowsOf(change, known, { changes, visits, notComplete: journey.notComplete });
  const place = visits.at(-1) as PlaceColumns;
  const state = cancellationOf(known).date !== null ? 'cancelled' : status.isFinal ? 'completed' : 'open';
  if (isAsItStands(known, place, state, rows)) return { faults: [] };
  const at = { cycle: around.cycle, status, dueDate: place.dueDate, resume: resumePlaceOf(place) };
  const riskDate = state === 'open' ? riskDateOf(change.calendar, at, order.deliveryDate) : null;
  const version = Math.max(order.version + (stated?.isNew ? 0 : 1), changes.length + 1);
  const settled = { ...place, id: order.id, typeId: status.typeId, state, riskDate, lastChangeId: null, version };
  return { faults: [], written: { order: settled, rows } };
}

/** Where the order shall be: as stated, and what is not stated as its history says, or as it stands. */
function aimOf({ order, stated }: Known, last: ImportedChange | undefined): { statusId: number; sinceDate: IsoDate } {
  if (!stated) return { statusId: order.statusId, sinceDate: order.sinceDate };
  const { statusId } = stated;
  const stays = !stated.isNew && order.statusId === statusId ? order.sinceDate : undefined;
  return { statusId, sinceDate: stated.sinceDate ?? last?.changeDate ?? stays ?? order.orderDate };
}

/** The changes that are kept and those given: by date, by when they were recorded, then as they stood. */
function allChanges({ history, given }: Known): ImportedChange[] {
  const keys = new Set<string | null>(given.map(({ externalKey }) => externalKey));
  const kept = history.flatMap((row) => (row.kind === 'change' && !keys.has(row.externalKey) ? [keptChange(row)] : []));
  return [...kept, ...given].toSorted((a, b) => {
    if (a.changeDate !== b.changeDate) return a.changeDate < b.changeDate ? -1 : 1;
    return a.at - b.at;
  });
}

function keptChange(row: HistoryOfImport): ImportedChange {
  const { externalKey, at, userId, who, dueDate, note, visitCompletedDate } = row;
  return {
    ...{ externalKey, at, userId, who, dueDate, note, notComplete: visitCompletedDate === null },
    ...{ fromStatusId: row.fromStatusId ?? 0, toStatusId: row.toStatusId ?? 0, changeDate: row.changeDate ?? '' },
  };
}

function cancellationOf({ history, stated }: Known): { date: IsoDate | null; reason: string } {
  const row = history.findLast(({ kind }) => kind === 'cancelled');
  const date = stated?.cancelledDate === undefined ? (row?.changeDate ?? null) : stated.cancelledDate;
  return { date, reason: stated?.cancelReason ?? row?.note ?? '' };
}

type Travelled = {
  changes: readonly ImportedChange[];
  visits: readonly PlaceColumns[];
  notComplete: readonly boolean[];
};

/** The rows of the history: how it began, each visit that ended, and its cancellation. */
function rowsOf(change: Change, known: Known, { changes, visits, notComplete }: Travelled): Row[] {
  const { order, history } = known;
  const [first, last] = [visits[0] as PlaceColumns, visits.at(-1) as PlaceColumns];
  const common = { orderId: order.id, through: 'import', note: '' };
  const told = (kind: string, date: IsoDate) => {
    const before = history.findLast((row) => row.kind === kind);
    const at = before?.changeDate === date ? before.at : momentIn(change.preferences.timeZone, `${date}T00:00:00`);
    const { userId, apiKeyId } = before ?? actorColumns(change);
    return { ...common, kind, at, userId, apiKeyId, changeDate: date };
  };
  const { sinceDate, completedDate } = first;
  const created = { ...told('created', sinceDate), toStatusId: first.statusId, completedDate };
  const changed = changes.map(({ changeDate, ...each }, at) => {
    const visit = visits[at] as PlaceColumns;
    const visitCompletedDate = notComplete[at] ? null : changeDate;
    const { dueDate } = visit;
    const ended = { visitCompletedDate, daysLate: daysLateOf(visitCompletedDate, dueDate) };
    const { externalKey, at: recorded, userId, who, note, fromStatusId, toStatusId } = each;
    const told = { kind: 'change', at: recorded, userId, who, externalKey, note };
    return { ...common, ...placeOf(visit), ...told, fromStatusId, toStatusId, changeDate, ...ended };
  });
  const { date, reason } = cancellationOf(known);
  if (date === null) return [created, ...changed];
  const moved = { fromStatusId: last.statusId, toStatusId: last.statusId, note: reason };
  return [created, ...changed, { ...placeOf(last), ...told('cancelled', date), ...moved }];
}

function isAsItStands({ order, history }: Known, place: PlaceColumns, state: string, rows: readonly Row[]): boolean {
  if (order.state !== state || rows.length !== history.length) return false;
  if (placeNames.some((name) => place[name] !== order[name])) return false;
  return rows.every((row, at) => {
    const stands = history[at] as Row | undefined;
    return historyNames.every((name) => (row[name] ?? null) === (stands?.[name] ?? null));
  });
}
