import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type {
  changeManyStatuses as changeEndpoint,
  previewBulkChange as previewEndpoint,
  RefusedOrder,
  Selection,
} from '@printrail/contract/changes';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { Static } from 'typebox';
import { CalendarError } from '../calendar/business-days.rules.ts';
import { matchingOrders } from '../orders/order-filter.queries.ts';
import { lockOrders, type OrderAtPlace, ordersAtPlace } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import { actorColumns } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { applyMoves } from './apply.ts';
import { moveOf } from './change-status.ts';
import { type AskedChange, type Decision, decideChange, type Surroundings } from './status-change.rules.ts';
import { checkResponsible, checkStatus, surroundingsOf } from './surroundings.ts';

export type Refused = Static<typeof RefusedOrder>;

const mostNamed = 100;

type Preview = AnswerOf<typeof previewEndpoint>;
type Changed = AnswerOf<typeof changeEndpoint>;
type Sorted = { decided: { order: OrderAtPlace; decision: Decision }[]; refused: Refused[] };

/** What a change of many orders would do: how many go where, which cannot and why. */
export async function previewBulk(reading: Reading, { body }: InputOf<typeof previewEndpoint>): Promise<Preview> {
  const chosen = await chosenOrders(reading, body.selection);
  const { decided, refused } = await decideAll(reading, chosen, body);
  return {
    count: chosen.length,
    canChange: decided.length,
    cannotChange: refused.length,
    fingerprint: fingerprintOf(chosen),
    refused: refused.slice(0, mostNamed),
    moves: movesOf(decided.map(({ decision }) => decision)),
  };
}

/** Changes the status of many orders, all or none; with `skipRefused` those that can be. */
export async function changeMany(change: Change, { body }: InputOf<typeof changeEndpoint>): Promise<Changed> {
  const chosen = await chosenOrders(change, body.selection);
  if ('filter' in body.selection) expectSameSelection(chosen, body);
  await lockOrders(
    change.tx,
    chosen.map(({ id }) => id),
  );
  const { decided, refused } = await decideAll(change, chosen, body);
  if (refused.length > 0 && !body.skipRefused) throw bulkRefusal(refused, chosen.length);
  if (decided.length === 0) throw refused.length > 0 ? bulkRefusal(refused, chosen.length) : new Refusal('bulk.empty');
  const bulkChangeId = await recordBulk(change, decided.length, null);
  const moves = decided.map(({ order, decision }) => moveOf(order, decision, body.note ?? ''));
  await applyMoves({ ...change, through: 'bulk' }, moves, bulkChangeId);
  return {
    bulkChangeId,
    changed: decided.length,
    refusedCount: refused.length,
    refused: refused.slice(0, mostNamed),
    notices: change.notices,
  };
}

export function bulkRefusal(refused: readonly Refused[], total: number): Refusal {
  return new Refusal('bulk.refused', { count: refused.length, total, refused: refused.slice(0, mostNamed) });
}

export async function recordBulk(change: Change, count: number, undoesId: number | null): Promise<number> {
  const { id } = await change.tx
    .insertInto('bulkChanges')
    .values({ at: change.now, ...actorColumns(change), count, undoesId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

type Chosen = { id: number; version: number | undefined };

async function chosenOrders(reading: Reading, selection: Selection): Promise<Chosen[]> {
  if ('filter' in selection) return matchingOrders(reading.db, selection.filter, reading.today);
  const versionById = new Map(selection.orders.map(({ id, version }) => [id, version]));
  return [...versionById].map(([id, version]) => ({ id, version })).toSorted((a, b) => a.id - b.id);
}

/** No order that the preview did not count, nor in another state than it saw, may change. */
function expectSameSelection(chosen: readonly Chosen[], seen: { expectedCount?: number; fingerprint?: string }): void {
  if (seen.expectedCount !== chosen.length || seen.fingerprint !== fingerprintOf(chosen)) {
    throw new Refusal('bulk.selection_changed', { seen: seen.expectedCount ?? 'no count', current: chosen.length }).at(
      'fingerprint',
    );
  }
}

function fingerprintOf(chosen: readonly Chosen[]): string {
  const hash = createHash('sha256');
  for (const { id, version } of chosen) hash.update(`${id}:${version ?? ''};`);
  return hash.digest('base64url').slice(0, 22);
}

const sliceSize = 500;

/** Works out the change of every order, a slice at a time so that other requests are served in between. */
async function decideAll(reading: Reading, chosen: readonly Chosen[], asked: AskedChange): Promise<Sorted> {
  if (chosen.length === 0) throw new Refusal('bulk.empty');
  await checkStatus(reading, asked);
  await checkResponsible(reading.db, asked);
  const surroundings = await surroundingsOf(reading);
  const sorted: Sorted = { decided: [], refused: [] };
  const types = new Set<number>();
  for (let start = 0; start < chosen.length; start += sliceSize) {
    const slice = chosen.slice(start, start + sliceSize);
    const orders = await ordersById(reading, slice);
    for (const { typeId } of orders.values()) types.add(typeId);
    for (const each of slice) decideOne(sorted, each, orders.get(each.id), asked, surroundings);
    if (chosen.length > sliceSize) await turn();
  }
  const isMixed = asked.statusId !== undefined && types.size > 1;
  if (isMixed) throw new Refusal('bulk.mixed_types', { count: types.size }).at('statusId');
  return sorted;
}

async function ordersById(reading: Reading, chosen: readonly Chosen[]): Promise<Map<number, OrderAtPlace>> {
  const ids = chosen.map(({ id }) => id);
  return new Map((await ordersAtPlace(reading.db, ids)).map((order) => [order.id, order]));
}

function decideOne(
  sorted: Sorted,
  { id, version }: Chosen,
  order: OrderAtPlace | undefined,
  asked: AskedChange,
  surroundings: (typeId: number) => Surroundings,
): void {
  try {
    if (!order) throw new Refusal('order.not_found', { id });
    if (version !== undefined && version !== order.version) {
      throw new Refusal('change.order_changed', { number: order.number, current: order.version, seen: version });
    }
    sorted.decided.push({ order, decision: decideChange(order, asked, surroundings(order.typeId)) });
  } catch (error) {
    sorted.refused.push(refusedOrder(id, order?.number ?? '', error));
  }
}

export function refusedOrder(id: number, number: string, error: unknown): Refused {
  if (error instanceof Refusal) return { id, number, code: error.code, message: error.message };
  if (error instanceof CalendarError) return { id, number, code: 'calendar.out_of_range', message: error.message };
  throw error;
}

/** How many go from where to where, with the span of their new due dates. */
function movesOf(decisions: readonly Decision[]): Preview['moves'] {
  const moves = new Map<string, Preview['moves'][number]>();
  for (const { from, to, place } of decisions) {
    const key = `${from.id}>${to.id}`;
    const move = moves.get(key);
    const due = place.dueDate;
    moves.set(key, {
      ...{ fromStatusId: from.id, fromStatusName: from.name, toStatusId: to.id, toStatusName: to.name },
      count: (move?.count ?? 0) + 1,
      earliestDueDate: firstOf(move?.earliestDueDate ?? null, due, (a, b) => a < b),
      latestDueDate: firstOf(move?.latestDueDate ?? null, due, (a, b) => a > b),
    });
  }
  return [...moves.values()].toSorted((a, b) => b.count - a.count);
}

function firstOf(a: string | null, b: string | null, isBetter: (a: string, b: string) => boolean): string | null {
  if (a === null || b === null) return a ?? b;
  return isBetter(a, b) ? a : b;
}
