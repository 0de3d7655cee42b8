import type { OrderAtPlace } from '../orders/orders.queries.ts';
import type { StatedPlace } from '../orders/save-imported-orders.ts';
import type { GivenChange } from './imported-changes.ts';
import type { HistoryOfImport } from './imported-history.queries.ts';
import type { HistoryFault } from './imported-history.rules.ts';

type Known = {
  order: OrderAtPlace;
  history: readonly HistoryOfImport[];
  stated: StatedPlace | undefined;
  given: readonly GivenChange[];
};

/**
 * What an import says otherwise than before of an order that was worked on here since. Saying the same again is no fault,
 * so that a file can be imported again while people work.
 */
export function faultsBesidesWork({ order, history, stated, given }: Known): HistoryFault[] {
  const message = `cannot be imported otherwise than before: ${order.number} was worked on in Printrail since`;
  const faults: HistoryFault[] = [];
  if (stated) {
    const field = differingField(stated, order, history);
    if (field) faults.push({ change: null, field, message });
  }
  const known = new Map(history.map((row) => [row.externalKey, row]));
  for (const each of given) {
    if (!isKnown(each, known.get(each.externalKey)))
      faults.push({ change: each.externalKey, field: 'externalKey', message });
  }
  return faults;
}

function isKnown(given: GivenChange, row: HistoryOfImport | undefined): boolean {
  return (
    row?.changeDate === given.changeDate &&
    row.fromStatusId === given.fromStatusId &&
    row.toStatusId === given.toStatusId &&
    row.at === given.at &&
    row.who === given.who &&
    row.dueDate === given.dueDate &&
    row.note === given.note &&
    (row.visitCompletedDate === null) === (given.notComplete ?? row.visitCompletedDate === null)
  );
}

function differingField(
  stated: StatedPlace,
  order: OrderAtPlace,
  history: readonly HistoryOfImport[],
): string | undefined {
  const place = importedPlace(order, history);
  const cancelled = history.findLast(({ kind, through }) => kind === 'cancelled' && through === 'import');
  const { dueDate, responsibleUserId, departmentId, cancelledDate, cancelReason } = stated;
  const differing: [string, boolean][] = [
    ['status', stated.statusId !== place.statusId],
    ['sinceDate', stated.sinceDate !== undefined && stated.sinceDate !== place.sinceDate],
    ['dueDate', dueDate !== undefined && (dueDate === null ? place.isDueDateOverridden : dueDate !== place.dueDate)],
    ['responsibleUserId', responsibleUserId !== undefined && responsibleUserId !== place.responsibleUserId],
    ['departmentId', departmentId !== undefined && departmentId !== place.departmentId],
    ['cancelledDate', cancelledDate !== undefined && cancelledDate !== (cancelled?.changeDate ?? null)],
    ['cancelReason', cancelReason !== undefined && cancelReason !== (cancelled?.note ?? '')],
  ];
  return differing.find(([, differs]) => differs)?.[0];
}

/** Where the order was when people here began to work on it. */
function importedPlace(order: OrderAtPlace, history: readonly HistoryOfImport[]) {
  const row = history.find(({ through, toStatusId }) => through !== 'import' && toStatusId !== null);
  if (row) return { ...row, statusId: row.fromStatusId, isDueDateOverridden: row.isDueDateOverridden ?? false };
  return order;
}
