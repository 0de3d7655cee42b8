import type {
  changeManyStatuses as changeEndpoint,
  previewBulkChange as previewEndpoint,
  Selection,
} from '@printrail/contract/bulk-changes';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { lockOrders } from '../orders/orders.queries.ts';
import { Refusal } from '../platform/refusal.ts';
import { actorColumns } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { applyMoves, type Move } from './apply.ts';
import { moveOf } from './change-status.ts';
import {
  type Chosen,
  chosenOrders,
  expectSameSelection,
  fingerprintOf,
  mostNamed,
  type Refused,
  type Sorted,
  sortOut,
} from './selection.ts';
import { type AskedChange, type Decision, decideChange } from './status-change.rules.ts';
import { checkResponsible, checkStatus, surroundingsOf } from './surroundings.ts';

type Preview = AnswerOf<typeof previewEndpoint>;
type Changed = AnswerOf<typeof changeEndpoint>;

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
  const chosen = await lockedOrders(change, body);
  const { decided, refused } = await decideAll(change, chosen, body);
  const moves = decided.map(({ order, decision }) => moveOf(order, decision, body.note ?? ''));
  return applyBulk(change, { moves, refused, skipRefused: body.skipRefused });
}

type Seen = { selection: Selection; expectedCount?: number; fingerprint?: string };

/** The orders selected, locked; refuses when a filter matches others than the preview saw. */
export async function lockedOrders(change: Change, seen: Seen): Promise<Chosen[]> {
  const chosen = await chosenOrders(change, seen.selection);
  if ('filter' in seen.selection) expectSameSelection(chosen, seen);
  await lockOrders(
    change.tx,
    chosen.map(({ id }) => id),
  );
  return chosen;
}

type Bulk = { moves: readonly Move[]; refused: readonly Refused[]; skipRefused: boolean | undefined };

/** Moves many orders as one bulk change, if none is refused or those are to be left out. */
export async function applyBulk(change: Change, { moves, refused, skipRefused }: Bulk): Promise<Changed> {
  const isRefused = refused.length > 0 && (!skipRefused || moves.length === 0);
  if (isRefused) throw bulkRefusal(refused, moves.length + refused.length);
  const bulkChangeId = await recordBulk(change, moves.length, null);
  await applyMoves({ ...change, through: 'bulk' }, moves, bulkChangeId);
  return {
    bulkChangeId,
    changed: moves.length,
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

/** Works out the change of every order. */
async function decideAll(reading: Reading, chosen: readonly Chosen[], asked: AskedChange): Promise<Sorted<Decision>> {
  await checkStatus(reading, asked);
  await checkResponsible(reading.db, asked);
  const surroundings = await surroundingsOf(reading);
  const types = new Set<number>();
  const sorted = await sortOut(reading, chosen, (order) => {
    types.add(order.typeId);
    return decideChange(order, asked, surroundings(order.typeId));
  });
  const isMixed = asked.statusId !== undefined && types.size > 1;
  if (isMixed) throw new Refusal('bulk.mixed_types', { count: types.size }).at('statusId');
  return sorted;
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
