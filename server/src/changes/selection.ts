import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { mostInBulk, type RefusedOrder, type Selection } from '@printrail/contract/bulk-changes';
import type { Static } from 'typebox';
import { CalendarError } from '../calendar/business-days.rules.ts';
import { matchingOrders } from '../orders/order-filter.queries.ts';
import { type OrderAtPlace, ordersAtPlace } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';

export type Refused = Static<typeof RefusedOrder>;
export type Chosen = { id: number; version: number | undefined };
export type Sorted<Decision> = { decided: { order: OrderAtPlace; decision: Decision }[]; refused: Refused[] };

export const mostNamed = 100;

/** Tests make it small. */
export const limits = { most: mostInBulk };

export async function chosenOrders(reading: Reading, selection: Selection): Promise<Chosen[]> {
  if ('filter' in selection) {
    const matching = await matchingOrders(reading, selection.filter, limits.most);
    if (matching.length > limits.most) throw new Refusal('bulk.too_many', { most: limits.most }).at('selection.filter');
    return matching;
  }
  const versionById = new Map(selection.orders.map(({ id, version }) => [id, version]));
  return [...versionById].map(([id, version]) => ({ id, version })).toSorted((a, b) => a.id - b.id);
}

/** No order that the preview did not count, nor in another state than it saw, may change. */
export function expectSameSelection(
  chosen: readonly Chosen[],
  seen: { expectedCount?: number; fingerprint?: string },
): void {
  if (seen.expectedCount !== chosen.length || seen.fingerprint !== fingerprintOf(chosen)) {
    throw new Refusal('bulk.selection_changed', { seen: seen.expectedCount ?? 'no count', current: chosen.length }).at(
      'fingerprint',
    );
  }
}

export function fingerprintOf(chosen: readonly Chosen[]): string {
  const hash = createHash('sha256');
  for (const { id, version } of chosen) hash.update(`${id}:${version ?? ''};`);
  return hash.digest('base64url').slice(0, 22);
}

const sliceSize = 500;

/** Decides about every order, a slice at a time so that other requests are served in between; keeps who is refused why. */
export async function sortOut<Decision>(
  reading: Reading,
  chosen: readonly Chosen[],
  decide: (order: OrderAtPlace) => Decision,
): Promise<Sorted<Decision>> {
  if (chosen.length === 0) throw new Refusal('bulk.empty');
  const sorted: Sorted<Decision> = { decided: [], refused: [] };
  for (let start = 0; start < chosen.length; start += sliceSize) {
    const slice = chosen.slice(start, start + sliceSize);
    const ids = slice.map(({ id }) => id);
    const orders = new Map((await ordersAtPlace(reading.db, ids)).map((order) => [order.id, order]));
    for (const each of slice) decideOne(sorted, each, orders.get(each.id), decide);
    if (chosen.length > sliceSize) await turn();
  }
  return sorted;
}

function decideOne<Decision>(
  sorted: Sorted<Decision>,
  { id, version }: Chosen,
  order: OrderAtPlace | undefined,
  decide: (order: OrderAtPlace) => Decision,
): void {
  try {
    if (!order) throw new Refusal('order.not_found', { id });
    if (version !== undefined && version !== order.version) {
      throw new Refusal('change.order_changed', { number: order.number, current: order.version, seen: version });
    }
    sorted.decided.push({ order, decision: decide(order) });
  } catch (error) {
    sorted.refused.push(refusedOrder(id, order?.number ?? '', error));
  }
}

export function refusedOrder(id: number, number: string, error: unknown): Refused {
  if (error instanceof Refusal) return { id, number, code: error.code, message: error.message };
  if (error instanceof CalendarError) return { id, number, code: 'calendar.out_of_range', message: error.message };
  throw error;
}
