import { type Columns, insertRows, listOf } from '../database/rows.ts';
import { actorColumns } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import type { LineDraft, OrderDraft } from './order-drafts.ts';
import { placesChanged } from './orders.events.ts';
import { placeColumns, placeOf } from './place.ts';

export const orderColumns: Columns = {
  number: 'text',
  number_key: 'text',
  type_id: 'int',
  vendor_id: 'int',
  invoice_id: 'int',
  client_id: 'int',
  state: 'text',
  order_date: 'date',
  entered_by_id: 'int',
  ...placeColumns,
  vendor_order_number: 'text',
  vendor_invoice_number: 'text',
  vendor_invoice_amount: 'int',
  studio_notes: 'text',
  vendor_notes: 'text',
  value: 'int',
  risk_date: 'date',
  client_key: 'text',
  vendor_key: 'text',
  search_text: 'text',
  created_at: 'int',
  reorder_of_id: 'int',
  reorder_reason_id: 'int',
};

export const lineColumns: Columns = {
  order_id: 'int',
  position: 'int',
  invoice_line_id: 'int',
  product_id: 'int',
  description: 'text',
  invoice_quantity: 'int',
  quantity: 'int',
  cost: 'int',
  note: 'text',
};

/** Saves new orders with their lines and the first row of their history; gives the ids in the order of the drafts. */
export async function saveOrders(change: Change, drafts: readonly OrderDraft[]): Promise<number[]> {
  if (drafts.length === 0) return [];
  const { tx } = change;
  const saved = await insertRows<{ id: number; numberKey: string }>(tx, 'production_orders', orderColumns, drafts, [
    'id',
    'number_key',
  ]);
  const idByNumber = new Map(saved.map((row) => [row.numberKey, row.id]));
  const ids = drafts.map((draft) => idByNumber.get(draft.numberKey) ?? 0);
  await saveLines(
    change,
    drafts.flatMap((draft, at) =>
      draft.lines.map((line, index) => ({ ...line, orderId: ids[at] ?? 0, position: index + 1 })),
    ),
  );
  const historyIds = await recordCreation(change, drafts, ids);
  await placesChanged.tell(
    change,
    drafts.map((draft, at) => ({
      orderId: ids[at] ?? 0,
      typeId: draft.typeId,
      invoiceId: draft.invoiceId,
      cause: 'created' as const,
      before: null,
      after: placeOf(draft),
      stateBefore: 'open' as const,
      stateAfter: 'open' as const,
      historyId: historyIds.get(ids[at] ?? 0) ?? 0,
      undoesId: null,
    })),
  );
  return ids;
}

export async function saveLines(
  change: Change,
  lines: readonly (LineDraft & { orderId: number; position: number })[],
): Promise<void> {
  if (lines.length > 0) await insertRows(change.tx, 'order_lines', lineColumns, lines);
}

async function recordCreation(
  change: Change,
  drafts: readonly OrderDraft[],
  ids: readonly number[],
): Promise<Map<number, number>> {
  const rows = drafts.map((draft, at) => ({
    orderId: ids[at],
    kind: 'created',
    at: change.now,
    ...actorColumns(change),
    through: change.through,
    toStatusId: draft.statusId,
    changeDate: draft.orderDate,
    note: draft.historyNote,
  }));
  const columns: Columns = {
    ...{ order_id: 'int', kind: 'text', at: 'int', user_id: 'int', api_key_id: 'int', through: 'text' },
    ...{ to_status_id: 'int', change_date: 'date', note: 'text' },
  };
  const saved = await insertRows<{ id: number; orderId: number }>(change.tx, 'order_history', columns, rows, [
    'id',
    'order_id',
  ]);
  return new Map(saved.map((row) => [row.orderId, row.id]));
}

/** Which of these numbers are taken already, by their folded form. */
export async function takenNumbers(change: Change, numberKeys: readonly string[]): Promise<Set<string>> {
  if (numberKeys.length === 0) return new Set();
  const rows = await change.tx
    .selectFrom('productionOrders')
    .select('numberKey')
    .where('numberKey', 'in', listOf(change.tx, numberKeys))
    .execute();
  return new Set(rows.map((row) => row.numberKey));
}
