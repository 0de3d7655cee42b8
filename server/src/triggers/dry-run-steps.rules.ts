import type { InvoiceLife, PlaceRow } from './dry-run.queries.ts';
import type { Step } from './dry-run.rules.ts';
import type { Trigger } from './firing-plan.rules.ts';
import { startOfDay } from './firing-time.rules.ts';
import { type ByStatus, happeningOf, invoiceHappeningOf, type OrderMoved } from './happenings.rules.ts';

const causes: Readonly<Record<string, OrderMoved['cause']>> = {
  ...{ created: 'created', change: 'changed', undo: 'undone', edited: 'edited', recalculated: 'recalculated' },
  ...{ cancelled: 'cancelled', reopened: 'reopened' },
};

/** The life of an order as the rows of its history tell it: each holds the place before, and the next one the place after. */
export function orderSteps(rows: readonly PlaceRow[], byStatus: ByStatus): Step[] {
  return rows.map((row, index) => {
    const next = rows[index + 1];
    const before = row.kind === 'created' ? null : placeBefore(row);
    const move: OrderMoved = {
      ...{ orderId: row.orderId, historyId: row.id, undoesId: row.undoesId, before },
      cause: causes[row.kind] ?? 'changed',
      after: next ? placeBefore(next) : placeNow(row),
    };
    return { at: row.at, happening: () => happeningOf(move, byStatus, false) };
  });
}

function placeBefore({ fromStatusId, entry, dueDate, resume }: PlaceRow) {
  return { statusId: fromStatusId ?? 0, entry: entry ?? 0, dueDate, resume };
}

function placeNow({ statusIdNow, entryNow, dueDateNow, resumeNow }: PlaceRow) {
  return { statusId: statusIdNow, entry: entryNow, dueDate: dueDateNow, resume: resumeNow };
}

type Before = Partial<Pick<InvoiceLife['place'], 'statusId' | 'statusSinceDate' | 'statusDueDate'>>;

/** The life of an invoice, told back from where it stands; one that was imported entered its first status as it says. */
export function invoiceSteps({ place, moves }: InvoiceLife, trigger: Trigger, timeZone: string): Step[] {
  const byId = new Map([[trigger.id, trigger]]);
  const steps: Step[] = [];
  let after: Required<Before> = place;
  const tell = (at: number, version: number, fromId: number | undefined, isTakenBack: boolean) => {
    const { statusId: toId, statusDueDate: dueDate } = after;
    const planned = toId === trigger.invoiceStatusId ? [trigger] : [];
    const move = { invoiceId: place.id, version, fromId, toId, dueDate, isTakenBack };
    steps.push({ at, happening: (firings) => invoiceHappeningOf(move, firings, byId, planned) });
  };
  for (const { id, at, action, before: saved } of moves) {
    if (action === 'invoice.added') {
      tell(at, id, undefined, false);
      return steps.toReversed();
    }
    const before = { ...after, ...(JSON.parse(saved) as Before) };
    if (before.statusId !== after.statusId) {
      tell(at, id, before.statusId, action === 'invoice.completion_taken_back');
    }
    after = before;
  }
  tell(startOfDay(after.statusSinceDate, timeZone), 1, undefined, false);
  return steps.toReversed();
}
