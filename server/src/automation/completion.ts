import { cyclesOf } from '../cycles/cycles.queries.ts';
import { inSlices } from '../database/many-rows.ts';
import { lockRows, type Row } from '../database/rows.ts';
import { enterInvoiceStatus } from '../invoices/change-invoice-status.ts';
import type { InvoiceChanged } from '../invoices/invoices.events.ts';
import { savePlaces } from '../invoices/invoices.queries.ts';
import { placeOf } from '../invoices/place.rules.ts';
import type { PlaceChanged } from '../orders/orders.events.ts';
import { auditAll } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { enumerated, isFollowed } from './automation.rules.ts';
import {
  type InvoiceProgress,
  insertEffects,
  invoicesById,
  invoicesWaitingFor,
  linesOfProducts,
  progressOf,
} from './completion.queries.ts';
import { type NewNotice, notify } from './notices.ts';

type Invoice = Row<'invoices'>;

/** Which history rows may have completed which invoice. */
type Causes = ReadonlyMap<number, readonly number[]>;

const invoicesAtOnce = 250;
const linesAtOnce = 2_000;
const mostNamed = 5;

/**
 * Completes the invoices whose last production order is done: every order not cancelled is completed, at least one is, and
 * nothing is left to order. Says why not when only that is missing. Two processes see one another's orders, for whoever
 * moves an order has locked its invoice before.
 */
export async function completeInvoices(change: Change, moves: readonly PlaceChanged[]): Promise<void> {
  const causes = new Map<number, number[]>();
  for (const { cause, stateBefore, stateAfter, invoiceId, historyId } of moves) {
    if (cause === 'undone' || stateBefore !== 'open' || stateAfter === 'open' || invoiceId === null) continue;
    causes.set(invoiceId, [...(causes.get(invoiceId) ?? []), historyId]);
  }
  await complete(change, causes);
}

/** Completes the invoices that only waited for lines, of which nothing is left to order any more. */
export async function completeOrderedInvoices(change: Change, happened: readonly InvoiceChanged[]): Promise<void> {
  const edited = happened.filter((each) => each.what === 'lines' && each.hadLeftToOrder);
  await complete(change, new Map(edited.map(({ invoiceId }) => [invoiceId, []])));
}

/** Completes the invoices that only waited for products which are not ordered from anyone any more. */
export async function completeWithoutProducts(
  change: Change,
  products: readonly { productId: number }[],
): Promise<void> {
  const { tx } = change;
  if (!isFollowed(change.through) || !isCompletionWanted(change)) return;
  const productIds = products.map(({ productId }) => productId);
  const waiting = new Set<number>();
  for await (const lineIds of inSlices(await linesOfProducts(tx, productIds), linesAtOnce)) {
    for (const id of await invoicesWaitingFor(tx, lineIds)) waiting.add(id);
  }
  // Whoever finishes the last order of one just now is waited for here, or waits until the products are marked.
  await lockRows(tx, 'invoices', [...waiting]);
  const undelivered = (await invoicesById(tx, [...waiting])).filter(({ deliveredDate }) => deliveredDate === null);
  await complete(change, new Map(undelivered.map(({ id }) => [id, []])));
}

async function complete(change: Change, causes: Causes): Promise<void> {
  if (!isFollowed(change.through) || !isCompletionWanted(change)) return;
  for await (const ids of inSlices([...causes.keys()], invoicesAtOnce)) await completeSome(change, ids, causes);
}

export function isCompletionWanted({ preferences }: Change): boolean {
  const { setStatusId, setDeliveredDate, notifyUser } = preferences.invoiceCompletion;
  return setStatusId !== null || setDeliveredDate || notifyUser;
}

async function completeSome(change: Change, ids: readonly number[], causes: Causes): Promise<void> {
  const { setStatusId, setDeliveredDate, notifyUser } = change.preferences.invoiceCompletion;
  const done = (await progressOf(change.tx, ids)).filter(({ open, completed }) => open === 0 && completed > 0);
  const completeIds = done.filter(({ left }) => left.length === 0).map(({ id }) => id);
  if (completeIds.length > 0) {
    const before = await invoicesById(change.tx, completeIds);
    const automatic: Change = { ...change, through: 'automation' };
    await setStatus(automatic, before, setStatusId);
    if (setDeliveredDate) await setDelivered(automatic, completeIds);
    await keepEffects(change, before, causes);
  }
  // Why not is told when an order ends, not again at each change of the lines.
  const told = done.filter(({ id, left }) => (left.length === 0 ? notifyUser : causes.get(id)?.length));
  await notify(change, told.map(noticeOf));
}

async function setStatus(change: Change, invoices: readonly Invoice[], statusId: number | null): Promise<void> {
  const status = (await cyclesOf(change)).invoiceStatuses.find(({ id, isActive }) => id === statusId && isActive);
  const moving = status ? invoices.filter((invoice) => invoice.statusId !== status.id) : [];
  if (status && moving.length > 0) await enterInvoiceStatus(change, moving, status, change.today);
}

/** A delivered date that is given stays. */
async function setDelivered(change: Change, ids: readonly number[]): Promise<void> {
  const undelivered = (await invoicesById(change.tx, ids)).filter(({ deliveredDate }) => deliveredDate === null);
  const deliveredDate = change.today;
  await savePlaces(
    change.tx,
    undelivered.map((invoice) => ({ ...placeOf(invoice), id: invoice.id, deliveredDate })),
  );
  await auditAll(
    change,
    undelivered.map(({ id }) => ({
      ...{ action: 'invoice.delivered', record: 'invoice', recordId: id },
      ...{ before: { deliveredDate: null }, after: { deliveredDate } },
    })),
  );
}

/** Remembers the invoices as they were, so that undo of the change can take the effect back. */
async function keepEffects({ tx }: Change, before: readonly Invoice[], causes: Causes): Promise<void> {
  const ids = before.map(({ id }) => id);
  const versions = new Map((await invoicesById(tx, ids)).map(({ id, version }) => [id, version]));
  const effects = before.flatMap((invoice) => {
    const versionAfter = versions.get(invoice.id) ?? invoice.version;
    if (versionAfter === invoice.version) return [];
    // An effect of other than orders has no history row, and no undo.
    const historyIds = causes.get(invoice.id)?.toSorted((a, b) => a - b) ?? [];
    const between = { firstHistoryId: historyIds[0] ?? 0, lastHistoryId: historyIds.at(-1) ?? 0 };
    return [{ ...placeOf(invoice), invoiceId: invoice.id, ...between, versionAfter, isTakenBack: false }];
  });
  await insertEffects(tx, effects);
}

function noticeOf({ id, number, left }: InvoiceProgress): NewNotice {
  const done = `All production orders of invoice ${number} are done`;
  if (left.length === 0) return { kind: 'invoice_completed', text: `${done}.`, invoiceId: id };
  const text = `${done}, but it is not complete: still to be ordered ${enumerated(left, mostNamed)}.`;
  return { kind: 'invoice_waits', text, invoiceId: id };
}
