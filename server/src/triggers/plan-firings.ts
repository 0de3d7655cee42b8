import { inSlices } from '../database/many-rows.ts';
import { listOf } from '../database/rows.ts';
import type { InvoiceChanged } from '../invoices/invoices.events.ts';
import type { PlaceChanged } from '../orders/orders.events.ts';
import type { Change, Reading } from '../studio/change.ts';
import { type Happening, type Planned, plan } from './firing-plan.rules.ts';
import { startOfDay, type Time } from './firing-time.rules.ts';
import * as queries from './firings.queries.ts';
import { happeningOf, invoiceHappeningOf } from './happenings.rules.ts';
import { type Triggers, triggersOf } from './triggers.queries.ts';

const atOnce = 200;

/** Plans, moves, withdraws and brings back firings as orders come to other places. */
export async function followPlaces(change: Change, moves: readonly PlaceChanged[]): Promise<void> {
  const triggers = await triggersOf(change);
  if (triggers.byId.size === 0) return;
  const happenings = moves.flatMap((move) => happeningOf(move, triggers.byStatus, isPast(change)) ?? []);
  await follow(change, 'orderId', happenings, triggers);
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
    const [fromId, toId = 0] = statusesOf(each);
    if (!invoice || invoice.statusId !== toId) return [];
    const { id: invoiceId, version, statusDueDate: dueDate } = invoice;
    const isTakenBack = each.what === 'status' && each.isTakenBack === true;
    const planned = isPast(change) ? [] : (byInvoiceStatus.get(toId) ?? []);
    const move = { invoiceId, version, fromId, toId, dueDate, isTakenBack };
    return [invoiceHappeningOf(move, byInvoice.get(invoiceId) ?? [], triggers.byId, planned)];
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

/** What is imported, or made up, has happened long ago. */
function isPast({ through }: Change): boolean {
  return through === 'import' || through === 'sample';
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
  await queries.retime(change.tx, (date) => startOfDay(date, timeZone));
  change.touched('firing', null);
}

export function timeOf({ calendar, preferences, now, today }: Reading): Time {
  return { calendar, timeZone: preferences.timeZone, now, today };
}
