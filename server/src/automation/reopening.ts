import { cyclesOf, invoiceStatusOf } from '../cycles/cycles.queries.ts';
import { inSlices } from '../database/many-rows.ts';
import type { Row } from '../database/rows.ts';
import { invoiceChanged } from '../invoices/invoices.events.ts';
import { savePlaces } from '../invoices/invoices.queries.ts';
import { placeOf } from '../invoices/place.rules.ts';
import type { PlaceChanged } from '../orders/orders.events.ts';
import { auditAll } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { isFollowed } from './automation.rules.ts';
import {
  type Effect,
  effectsOf,
  type InvoiceProgress,
  invoicesById,
  progressOf,
  saveTakenBack,
} from './completion.queries.ts';
import { isCompletionWanted } from './completion.ts';
import { type NewNotice, notify } from './notices.ts';

type Invoice = Row<'invoices'>;
type Reversal = { invoice: Invoice; effect: Effect };

const invoicesAtOnce = 250;

/** Undo of a change takes its effect on the invoice back, unless the invoice changed since; reopening takes nothing back. */
export async function followReopening(change: Change, moves: readonly PlaceChanged[]): Promise<void> {
  if (!isFollowed(change.through)) return;
  const reopened = moves.filter(({ stateBefore, stateAfter }) => stateBefore !== 'open' && stateAfter === 'open');
  const byInvoice = Map.groupBy(reopened, ({ invoiceId }) => invoiceId ?? 0);
  byInvoice.delete(0);
  for await (const some of inSlices([...byInvoice], invoicesAtOnce)) await followSome(change, new Map(some));
}

async function followSome(change: Change, byInvoice: ReadonlyMap<number, readonly PlaceChanged[]>): Promise<void> {
  const ids = [...byInvoice.keys()];
  const effectsByInvoice = await effectsOf(change.tx, ids);
  const invoices = await invoicesById(change.tx, ids);
  const progress = new Map((await progressOf(change.tx, ids)).map((each) => [each.id, each]));
  const reversals: Reversal[] = [];
  const notices: NewNotice[] = [];
  for (const invoice of invoices) {
    const { id, number } = invoice;
    const moves = byInvoice.get(id) ?? [];
    const effects = effectsByInvoice.get(id) ?? [];
    const effect = effects.findLast((each) => moves.some((move) => isUndone(each, move)));
    if (effect && invoice.version === effect.versionAfter) {
      reversals.push({ invoice, effect });
    } else if (effect) {
      const text = `Invoice ${number} was changed since its production was completed, so it stays as it is.`;
      notices.push({ kind: 'effect_kept', text, invoiceId: id });
    } else if (wasComplete(progress.get(id), moves, effects) && (effects.length > 0 || isCompletionWanted(change))) {
      const text = `The production of invoice ${number} was complete, and is open again. The invoice stays as it is.`;
      notices.push({ kind: 'invoice_reopened', text, invoiceId: id });
    }
  }
  await takeBack(change, reversals);
  await notify(change, [...(await noticesOf(change, reversals)), ...notices]);
}

function isUndone({ firstHistoryId, lastHistoryId }: Effect, { undoesId }: PlaceChanged): boolean {
  return undoesId !== null && undoesId >= firstHistoryId && undoesId <= lastHistoryId;
}

/** Whether production was complete before these orders were opened; a cancelled one may have left lines to order. */
function wasComplete(
  now: InvoiceProgress | undefined,
  moves: readonly PlaceChanged[],
  effects: readonly Effect[],
): boolean {
  const isCertain = effects.length > 0 || moves.every(({ stateBefore }) => stateBefore === 'completed');
  return isCertain && now?.open === moves.length && now.left.length === 0;
}

async function takeBack(change: Change, reversals: readonly Reversal[]): Promise<void> {
  if (reversals.length === 0) return;
  const automatic: Change = { ...change, through: 'automation' };
  await savePlaces(
    change.tx,
    reversals.map(({ invoice, effect }) => ({ ...placeOf(effect), id: invoice.id })),
  );
  await saveTakenBack(
    change.tx,
    reversals.map(({ effect }) => effect.id),
  );
  await auditAll(
    automatic,
    reversals.map(({ invoice, effect }) => ({
      ...{ action: 'invoice.completion_taken_back', record: 'invoice', recordId: invoice.id },
      ...{ before: placeOf(invoice), after: placeOf(effect) },
    })),
  );
  const moved = reversals.filter(({ invoice, effect }) => invoice.statusId !== effect.statusId);
  await invoiceChanged.tell(
    automatic,
    moved.map(({ invoice, effect }) => ({
      ...{ invoiceId: invoice.id, what: 'status', isTakenBack: true },
      ...{ statusFromId: invoice.statusId, statusToId: effect.statusId },
    })),
  );
}

async function noticesOf(change: Change, reversals: readonly Reversal[]): Promise<NewNotice[]> {
  const cycles = await cyclesOf(change);
  return reversals.map(({ invoice, effect }) => {
    const { name } = invoiceStatusOf(cycles, effect.statusId);
    const text = `Invoice ${invoice.number} is as it was before its production was completed: ${name}.`;
    return { kind: 'effect_taken_back', text, invoiceId: invoice.id };
  });
}
