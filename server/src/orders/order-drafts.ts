import { initialOf } from '../cycles/cycle.rules.ts';
import type { Cycles } from '../cycles/cycles.queries.ts';
import { dueDateOf } from '../cycles/due-date.rules.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import type { PlaceColumns } from '../database/order-tables.ts';
import type { Row } from '../database/rows.ts';
import { folded } from '../platform/folding.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { searchTextOf } from './order-search.rules.ts';

export type LineDraft = Omit<Row<'orderLines'>, 'id' | 'orderId' | 'position' | 'externalKey'>;

/** A production order about to be saved. */
export type OrderDraft = Omit<Row<'productionOrders'>, 'id' | 'lastChangeId' | 'externalKey' | 'version'> & {
  lines: readonly LineDraft[];
  /** What its history says of its beginning. */
  historyNote: string;
};

/** What is known of an order before its type, dates and keys are worked out. */
export type OrderIdea = {
  number: string;
  typeId: number;
  vendor: { id: number; name: string };
  client: { id: number; name: string } | null;
  invoice: { id: number; number: string; deliveryDate: IsoDate | null } | null;
  orderDate: IsoDate;
  value: number;
  details: Partial<
    Pick<
      OrderDraft,
      'vendorOrderNumber' | 'vendorInvoiceNumber' | 'vendorInvoiceAmount' | 'studioNotes' | 'vendorNotes'
    >
  >;
  lines: readonly LineDraft[];
  reorder?: { of: { id: number; number: string }; reason: { id: number; name: string } };
};

/** The order at its initial status, due by the studio's method, with that status's responsible. */
export function draftOrder(change: Change, cycles: Cycles, idea: OrderIdea): OrderDraft {
  const { today, calendar, preferences } = change;
  const cycle = cycles.byType.get(idea.typeId);
  if (!cycle) throw new Refusal('type.not_found', { id: idea.typeId }).at('typeId');
  if (!cycle.type.isActive) throw new Refusal('type.inactive', { name: cycle.type.name }).at('typeId');
  if (idea.orderDate > today)
    throw new Refusal('order.date_in_future', { orderDate: idea.orderDate, today }).at('orderDate');
  const status = initialOf(cycle);
  const deliveryDate = idea.invoice?.deliveryDate ?? null;
  const method = { calendar, method: preferences.dueDateMethod, backwardCounts: preferences.backwardCounts, today };
  const due = dueDateOf(method, { cycle, status, entryDate: idea.orderDate, deliveryDate, daysLeft: null });
  const place: PlaceColumns = {
    statusId: status.id,
    sinceDate: idea.orderDate,
    dueDate: due.date,
    isDueDateOverridden: false,
    responsibleUserId: status.userId,
    departmentId: status.departmentId,
    entry: 1,
    daysLeft: null,
    resume: null,
    completedDate: null,
    completedById: null,
  };
  const names = { number: idea.number, clientName: idea.client?.name ?? null, vendorName: idea.vendor.name };
  return {
    ...place,
    number: idea.number,
    numberKey: folded(idea.number),
    typeId: idea.typeId,
    vendorId: idea.vendor.id,
    invoiceId: idea.invoice?.id ?? null,
    clientId: idea.client?.id ?? null,
    state: 'open',
    orderDate: idea.orderDate,
    enteredById: change.actor.kind === 'user' ? change.actor.id : null,
    vendorOrderNumber: idea.details.vendorOrderNumber ?? '',
    vendorInvoiceNumber: idea.details.vendorInvoiceNumber ?? '',
    vendorInvoiceAmount: idea.details.vendorInvoiceAmount ?? null,
    studioNotes: idea.details.studioNotes ?? '',
    vendorNotes: idea.details.vendorNotes ?? '',
    value: idea.value,
    riskDate: riskDateOf(calendar, { cycle, status, dueDate: due.date, resume: null }, deliveryDate),
    clientKey: folded(idea.client?.name ?? ''),
    vendorKey: folded(idea.vendor.name),
    searchText: searchTextOf({ ...names, invoiceNumber: idea.invoice?.number ?? null }),
    createdAt: change.now,
    reorderOfId: idea.reorder?.of.id ?? null,
    reorderReasonId: idea.reorder?.reason.id ?? null,
    lines: idea.lines,
    historyNote: idea.reorder ? `Reorder of ${idea.reorder.of.number}: ${idea.reorder.reason.name}` : '',
  };
}
