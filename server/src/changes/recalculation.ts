import { createHash } from 'node:crypto';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { HubFilter } from '@printrail/contract/hub-filter';
import type {
  recalculate as endpoint,
  previewRecalculation as previewEndpoint,
  RecalculationPreview,
} from '@printrail/contract/recalculation';
import { cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { inSlices } from '../database/many-rows.ts';
import { matchingOrders } from '../orders/order-filter.queries.ts';
import { lockOrders, type OrderAtPlace, ordersAtPlace } from '../orders/orders.queries.ts';
import { placeOf } from '../orders/place.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { applyMoves, type Move } from './apply.ts';
import { recordBulk } from './bulk.ts';
import { type Dates, type DueBy, datesWith, recalculated } from './recalculation.rules.ts';
import { dueBy } from './recalculation-what-if.ts';
import { mostNamed, type Refused, refusedOrder } from './selection.ts';

const mostListed = 500;
const ordersAtOnce = 250;

type Moving = { order: OrderAtPlace; dates: Dates };
type Tally = { before: number; after: number };
type Found = { matching: number; late: Tally; atRisk: Tally; moving: Moving[]; refused: Refused[] };

/** Which open orders have another due date than the settings give, as they are or as they might be. */
export async function previewRecalculation(
  reading: Reading,
  { body }: InputOf<typeof previewEndpoint>,
): Promise<RecalculationPreview> {
  const now = await dueBy(reading);
  const by = body.whatIf ? await dueBy(reading, body.whatIf) : now;
  const { moving, refused, ...counts } = await findMoving(reading, await openOrders(reading, body.filter), now, by);
  const cycles = await cyclesOf(reading);
  return {
    ...counts,
    count: moving.length,
    fingerprint: fingerprintOf(moving),
    orders: moving.slice(0, mostListed).map(({ order, dates }) => ({
      ...{ orderId: order.id, number: order.number },
      ...{ statusId: order.statusId, statusName: statusOf(cycles, order.statusId).name },
      ...{ dueDate: order.dueDate, newDueDate: dates.dueDate },
    })),
    refusedCount: refused.length,
    refused: refused.slice(0, mostNamed),
  };
}

/** Gives open orders the due dates that the settings give now: those that the preview showed, or none. */
export async function recalculate(
  change: Change,
  { body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  const { filter, expectedCount, fingerprint, note = '' } = body;
  const ids = await openOrders(change, filter);
  await lockOrders(change.tx, ids);
  const now = await dueBy(change);
  const { moving } = await findMoving(change, ids, now, now);
  const count = moving.length;
  if (expectedCount !== count || fingerprint !== fingerprintOf(moving)) {
    throw new Refusal('recalculation.changed', { seen: expectedCount, current: count }).at('fingerprint');
  }
  if (count === 0) throw new Refusal('recalculation.nothing');
  const bulkChangeId = await recordBulk(change, count, null);
  const moves = moving.map((each) => moveOf(change, each, note));
  await applyMoves({ ...change, through: 'bulk' }, moves, bulkChangeId);
  const after = { count, note };
  await audit(change, { action: 'orders.recalculated', record: 'bulk_change', recordId: bulkChangeId, after });
  return { bulkChangeId, recalculated: count };
}

/** Only open orders are recalculated, whatever state the filter asks for. */
async function openOrders(reading: Reading, filter: HubFilter = {}): Promise<number[]> {
  const { state = 'open' } = filter;
  if (state !== 'open' && state !== 'all') return [];
  return (await matchingOrders(reading, { ...filter, state: 'open' })).map(({ id }) => id);
}

/** Works out the dates of the orders, a slice at a time so that other requests are served in between. */
async function findMoving(reading: Reading, ids: readonly number[], now: DueBy, by: DueBy): Promise<Found> {
  const found: Found = {
    ...{ matching: 0, moving: [], refused: [], late: { before: 0, after: 0 }, atRisk: { before: 0, after: 0 } },
  };
  for await (const some of inSlices(ids, ordersAtOnce)) {
    for (const order of await ordersAtPlace(reading.db, some)) {
      if (order.state !== 'open') continue;
      found.matching += 1;
      const dates = datesOrRefused(found, order, by);
      count(found, 'before', datesWith(order, order.dueDate, now), reading.today);
      count(found, 'after', dates, reading.today);
      if (dates.dueDate !== order.dueDate) found.moving.push({ order, dates });
    }
  }
  return found;
}

function datesOrRefused({ refused }: Found, order: OrderAtPlace, by: DueBy): Dates {
  try {
    return recalculated(order, by);
  } catch (error) {
    refused.push(refusedOrder(order.id, order.number, error));
    return datesWith(order, order.dueDate, by);
  }
}

function count({ late, atRisk }: Found, when: 'before' | 'after', { dueDate, riskDate }: Dates, today: IsoDate): void {
  if (dueDate !== null && dueDate < today) late[when] += 1;
  if (riskDate !== null && riskDate <= today) atRisk[when] += 1;
}

/** Stands for the orders, the state they are in, and the dates they would get. */
function fingerprintOf(moving: readonly Moving[]): string {
  const hash = createHash('sha256');
  for (const { order, dates } of moving) hash.update(`${order.id}:${order.version}:${dates.dueDate ?? ''};`);
  return hash.digest('base64url').slice(0, 22);
}

function moveOf({ today }: Change, { order, dates }: Moving, note: string): Move {
  const { dueDate, riskDate } = dates;
  const said = `Due date ${order.dueDate ?? 'none'} → ${dueDate ?? 'none'}.`;
  return {
    ...{ order, kind: 'recalculated', cause: 'recalculated', place: { ...placeOf(order), dueDate }, state: 'open' },
    ...{ riskDate, changeDate: today, visitCompletedDate: null, daysLate: null },
    ...{ note: note ? `${said}\n${note}` : said, undoesId: null, undoable: order.lastChangeId },
  };
}
