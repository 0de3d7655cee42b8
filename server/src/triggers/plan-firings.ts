import { inSlices } from '../database/many-rows.ts';
import { listOf } from '../database/rows.ts';
import type { InvoiceChanged } from '../invoices/invoices.events.ts';
import type { PlaceChanged } from '../orders/orders.events.ts';
import { resumePlaceOf } from '../orders/place.ts';
import type { Change, Reading } from '../studio/change.ts';
import { type Firing, type Happening, type Planned, plan, type Trigger } from './firing-plan.rules.ts';
import { startOfDay, type Time } from './firing-time.rules.ts';
import * as queries from './firings.queries.ts';
import { type Triggers, triggersOf } from './triggers.queries.ts';

const atOnce = 200;

/** Plans, moves, withdraws and brings back firings as orders come to other places. */
export async function followPlaces(change: Change, moves: readonly PlaceChanged[]): Promise<void> {
  const triggers = await triggersOf(change);
  if (triggers.byId.size === 0) return;
  const happenings = moves.flatMap((move) => happeningOf(change, triggers, move) ?? []);
  await follow(change, 'orderId', happenings, triggers);
}

function happeningOf(change: Change, { byStatus }: Triggers, move: PlaceChanged): Happening | undefined {
  const { orderId, cause, before, after, undoesId } = move;
  const about = { orderId, invoiceId: null, changeId: move.historyId };
  // What was due before its status was left may still be in the queue.
  if (cause === 'cancelled') return { ...about, what: 'cancelled' };
  if (![before?.statusId, after.statusId].some((id) => byStatus.has(id ?? 0))) return undefined;
  if (cause === 'reopened') return { ...about, what: 'reopened', after };
  if (cause === 'edited' || cause === 'recalculated') {
    return before?.dueDate === after.dueDate ? undefined : { ...about, what: 'moved', after };
  }
  if (cause === 'undone' && before) {
    const isResumeUndone = before.entry < after.entry;
    return { ...about, what: 'undone', before, after, isResumeUndone, undoesId: undoesId ?? 0 };
  }
  const isResumed = before !== null && resumePlaceOf(before)?.interrupted?.entry === after.entry;
  return { ...about, what: 'entered', before, after, isResumed, triggers: toPlan(change, byStatus, after.statusId) };
}

/** The same for invoices, whose entry is the version they had once they had entered their status. */
export async function followInvoices(change: Change, all: readonly InvoiceChanged[]): Promise<void> {
  const triggers = await triggersOf(change);
  const moved = all.filter((each) => each.what === 'created' || each.what === 'status');
  const { byInvoiceStatus } = triggers;
  const concerned = moved.filter((each) => statusesOf(each).some((id) => byInvoiceStatus.has(id ?? 0)));
  if (concerned.length === 0) return;
  const ids = concerned.map(({ invoiceId }) => invoiceId);
  const invoices = new Map((await invoicesAt(change, ids)).map((invoice) => [invoice.id, invoice]));
  const byInvoice = Map.groupBy(await queries.firingsOf(change.tx, 'invoiceId', ids), (each) => each.invoiceId);
  const happenings = concerned.flatMap((each): Happening[] => {
    const invoice = invoices.get(each.invoiceId);
    const [fromId, toId] = statusesOf(each);
    if (!invoice || invoice.statusId !== toId) return [];
    const firings = byInvoice.get(invoice.id) ?? [];
    const about = { orderId: null, invoiceId: invoice.id, changeId: invoice.version };
    const dueDate = invoice.statusDueDate;
    const lastAt = (statusId: number | undefined) => ({ entry: lastEntry(firings, triggers, statusId), dueDate });
    const before = lastAt(fromId);
    if (each.what === 'status' && each.isTakenBack) {
      const after = lastAt(toId);
      return [{ ...about, what: 'undone', before, after, isResumeUndone: false, undoesId: before.entry }];
    }
    const after = { entry: invoice.version, dueDate };
    return [
      {
        ...about,
        what: 'entered',
        before,
        after,
        isResumed: false,
        triggers: toPlan(change, byInvoiceStatus, toId ?? 0),
      },
    ];
  });
  await follow(change, 'invoiceId', happenings, triggers);
}

function statusesOf(each: InvoiceChanged): [from: number | undefined, to: number | undefined] {
  if (each.what === 'created') return [undefined, each.statusId];
  return each.what === 'status' ? [each.statusFromId, each.statusToId] : [undefined, undefined];
}

function invoicesAt({ tx }: Change, ids: readonly number[]) {
  const invoices = tx.selectFrom('invoices').select(['id', 'statusId', 'statusDueDate', 'version']);
  return invoices.where('id', 'in', listOf(tx, ids)).execute();
}

/** The latest entry of a status that something was planned for; 0 when there is none. */
function lastEntry(firings: readonly Firing[], { byId }: Triggers, statusId: number | undefined): number {
  const there = firings.filter(({ triggerId }) => byId.get(triggerId)?.invoiceStatusId === statusId);
  return Math.max(0, ...there.map(({ entry }) => entry));
}

/** What is imported, or made up, has happened long ago. */
function toPlan({ through }: Change, byStatus: ReadonlyMap<number, readonly Trigger[]>, statusId: number) {
  return through === 'import' || through === 'sample' ? [] : (byStatus.get(statusId) ?? []);
}

async function follow(
  change: Change,
  column: 'orderId' | 'invoiceId',
  happenings: readonly Happening[],
  { byId }: Triggers,
): Promise<void> {
  const { tx } = change;
  for await (const some of inSlices(happenings, atOnce)) {
    const ids = some.flatMap((happening) => happening[column] ?? []);
    const standing = Map.groupBy(await queries.firingsOf(tx, column, ids), (firing) => firing[column]);
    const planned: Planned = { added: [], changed: [] };
    for (const happening of some) {
      const firings = standing.get(happening[column]) ?? [];
      const { added, changed } = plan(happening, { firings, triggers: byId, time: timeOf(change) });
      planned.added.push(...added);
      planned.changed.push(...changed);
    }
    await queries.insertFirings(tx, planned.added);
    await queries.saveFirings(tx, planned.changed);
    if (planned.added.length + planned.changed.length > 0) change.touched('firing', null);
  }
}

/** Days begin at other moments in another time zone. */
export async function followTimeZone(change: Change, changes: readonly { what: string }[]): Promise<void> {
  if (!changes.some(({ what }) => what === 'time_zone')) return;
  const { timeZone } = change.preferences;
  const dates = await queries.datesWaitedFor(change.tx);
  await queries.retime(
    change.tx,
    dates.map((dueOn) => ({ dueOn, dueAt: startOfDay(dueOn, timeZone) })),
  );
  change.touched('firing', null);
}

export function timeOf({ calendar, preferences, now, today }: Reading): Time {
  return { calendar, timeZone: preferences.timeZone, now, today };
}
