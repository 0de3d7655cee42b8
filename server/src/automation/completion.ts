import { cyclesOf } from '../cycles/cycles.queries.ts';
import type { Row } from '../database/rows.ts';
import { enterInvoiceStatus } from '../invoices/change-invoice-status.ts';
import { invoiceChanged } from '../invoices/invoices.events.ts';
import { savePlaces } from '../invoices/invoices.queries.ts';
import type { PlaceChanged } from '../orders/orders.events.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { effectsOf, type InvoiceProgress, invoicesById, progressOf } from './completion.queries.ts';
import { notify } from './notices.ts';

const mostNamed = 5;

/**
 * Completes the invoices whose last production order is done: every order not cancelled is completed, at least one is, and
 * nothing is left to order. Says why not when only that is missing. Two processes see one another's orders, for whoever
 * moves an order has locked its invoice before.
 */
export async function completeInvoices(change: Change, moves: readonly PlaceChanged[]): Promise<void> {
  const { setStatusId, setDeliveredDate, notifyUser } = change.preferences.invoiceCompletion;
  const ended = moves.filter(
    (move) => move.cause !== 'undone' && move.stateBefore === 'open' && move.stateAfter !== 'open',
  );
  const invoiceIds = [...new Set(ended.flatMap(({ invoiceId }) => invoiceId ?? []))];
  if (invoiceIds.length === 0 || (setStatusId === null && !setDeliveredDate && !notifyUser)) return;
  const done = (await progressOf(change.tx, invoiceIds)).filter(({ open, completed }) => open === 0 && completed > 0);
  for (const invoice of done.filter(({ left }) => left.length > 0)) await tellWhyNot(change, invoice);
  const complete = done.filter(({ left }) => left.length === 0);
  const before = await invoicesById(
    change.tx,
    complete.map(({ id }) => id),
  );
  const automatic: Change = { ...change, through: 'automation' };
  await setStatus(automatic, before, setStatusId);
  if (setDeliveredDate) await setDelivered(automatic, before);
  await keepEffects(change, before, ended);
  if (notifyUser) for (const { id, number } of complete) await tellComplete(change, id, number);
}

async function setStatus(change: Change, invoices: readonly Row<'invoices'>[], statusId: number | null): Promise<void> {
  const status = (await cyclesOf(change)).invoiceStatuses.find(({ id, isActive }) => id === statusId && isActive);
  const moving = status ? invoices.filter((invoice) => invoice.statusId !== status.id) : [];
  if (status && moving.length > 0) await enterInvoiceStatus(change, moving, status, change.today);
}

/** A delivered date that is given stays. */
async function setDelivered(change: Change, invoices: readonly Row<'invoices'>[]): Promise<void> {
  const current = await invoicesById(
    change.tx,
    invoices.map(({ id }) => id),
  );
  const undelivered = current.filter(({ deliveredDate }) => deliveredDate === null);
  await savePlaces(
    change.tx,
    undelivered.map((invoice) => ({ ...placeOf(invoice), id: invoice.id, deliveredDate: change.today })),
  );
  for (const { id } of undelivered) {
    const after = { deliveredDate: change.today };
    await audit(change, {
      action: 'invoice.delivered',
      record: 'invoice',
      recordId: id,
      before: { deliveredDate: null },
      after,
    });
  }
}

function placeOf({ statusId, statusSinceDate, statusDueDate, deliveredDate }: Row<'invoices'>) {
  return { statusId, statusSinceDate, statusDueDate, deliveredDate };
}

/** Remembers the invoices as they were, so that undo of the change can take the effect back. */
async function keepEffects(
  change: Change,
  before: readonly Row<'invoices'>[],
  ended: readonly PlaceChanged[],
): Promise<void> {
  const after = new Map(
    (
      await invoicesById(
        change.tx,
        before.map(({ id }) => id),
      )
    ).map((invoice) => [invoice.id, invoice]),
  );
  const effects = before.flatMap((invoice) => {
    const versionAfter = after.get(invoice.id)?.version ?? invoice.version;
    if (versionAfter === invoice.version) return [];
    const causes = ended.filter((move) => move.invoiceId === invoice.id).map(({ historyId }) => historyId);
    const [firstHistoryId, lastHistoryId] = [Math.min(...causes), Math.max(...causes)];
    return [
      { ...placeOf(invoice), invoiceId: invoice.id, firstHistoryId, lastHistoryId, versionAfter, isTakenBack: false },
    ];
  });
  for (const effect of effects) await change.tx.insertInto('invoiceEffects').values(effect).execute();
}

/** Undo of a change takes its effect on the invoice back, unless the invoice changed since; reopening takes nothing back. */
export async function followReopening(change: Change, moves: readonly PlaceChanged[]): Promise<void> {
  const reopened = moves.filter((move) => move.stateBefore !== 'open' && move.stateAfter === 'open');
  const invoiceIds = [...new Set(reopened.flatMap(({ invoiceId }) => invoiceId ?? []))];
  if (invoiceIds.length === 0) return;
  const effects = await effectsOf(change.tx, invoiceIds);
  const invoices = new Map((await invoicesById(change.tx, invoiceIds)).map((invoice) => [invoice.id, invoice]));
  for (const effect of effects) {
    const invoice = invoices.get(effect.invoiceId);
    const undone = reopened
      .filter((move) => move.invoiceId === effect.invoiceId)
      .flatMap((move) => move.undoesId ?? []);
    if (!invoice) continue;
    if (!undone.some((id) => id >= effect.firstHistoryId && id <= effect.lastHistoryId)) {
      await notify(
        change,
        'invoice_reopened',
        `Invoice ${invoice.number} was completed, and one of its production orders is open again. The invoice stays as it is.`,
        invoice.id,
      );
    } else if (invoice.version === effect.versionAfter) {
      await takeBack(change, invoice, effect);
    } else {
      await notify(
        change,
        'effect_kept',
        `Invoice ${invoice.number} was changed since its production was completed, so it stays as it is.`,
        invoice.id,
      );
    }
  }
}

async function takeBack(change: Change, invoice: Row<'invoices'>, effect: Row<'invoiceEffects'>): Promise<void> {
  const { statusId, statusSinceDate, statusDueDate, deliveredDate } = effect;
  const place = { statusId, statusSinceDate, statusDueDate, deliveredDate };
  const automatic: Change = { ...change, through: 'automation' };
  await savePlaces(change.tx, [{ ...place, id: invoice.id }]);
  await change.tx.updateTable('invoiceEffects').set({ isTakenBack: true }).where('id', '=', effect.id).execute();
  await audit(automatic, {
    action: 'invoice.status_changed',
    record: 'invoice',
    recordId: invoice.id,
    before: placeOf(invoice),
    after: place,
  });
  if (invoice.statusId === statusId) return;
  await invoiceChanged.tell(automatic, [
    { invoiceId: invoice.id, what: 'status', statusFromId: invoice.statusId, statusToId: statusId, isTakenBack: true },
  ]);
}

async function tellWhyNot(change: Change, { id, number, left }: InvoiceProgress): Promise<void> {
  const named = left.slice(0, mostNamed).join(', ');
  const more = left.length > mostNamed ? ` and ${left.length - mostNamed} more lines` : '';
  await notify(
    change,
    'invoice_waits',
    `All production orders of invoice ${number} are done, but it is not complete: still to be ordered ${named}${more}.`,
    id,
  );
}

async function tellComplete(change: Change, id: number, number: string): Promise<void> {
  await notify(change, 'invoice_completed', `All production orders of invoice ${number} are done.`, id);
}
