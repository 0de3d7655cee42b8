import type { reopenOrder as endpoint, reopenManyOrders as manyEndpoint } from '@printrail/contract/cancelling';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { type Cycles, cycleOf, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { riskDateOf } from '../cycles/plan.rules.ts';
import { listOf } from '../database/rows.ts';
import { orderableLines } from '../invoices/invoice-lines.queries.ts';
import { getOrderAtPlace, lockOrders, type OrderAtPlace, summaryById } from '../orders/orders.queries.ts';
import { placeOf, resumePlaceOf } from '../orders/place.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Change } from '../studio/change.ts';
import { applyMoves, type Move } from './apply.ts';
import { applyBulk, lockedOrders } from './bulk.ts';
import { expectUnchanged } from './change-status.ts';
import { type LineToReopen, linesOverInvoice } from './reopen.rules.ts';
import { sortOut } from './selection.ts';

const mostNamed = 10;

/** Reopens a cancelled order at the place it had, unless what it ordered was ordered again. */
export async function reopenOrder(
  change: Change,
  { params, body }: InputOf<typeof endpoint>,
): Promise<AnswerOf<typeof endpoint>> {
  await lockOrders(change.tx, [params.id]);
  const order = await getOrderAtPlace(change.tx, params.id);
  await expectUnchanged(change, order, body.version);
  const reopening = await reopeningOf(change, [order.id], body.note ?? '');
  const move = reopening(order);
  const historyIds = await applyMoves(change, [move]);
  const changeId = historyIds.get(order.id) ?? 0;
  return { order: await summaryById(change, order.id), changeId, notices: change.notices };
}

/** Reopens many cancelled orders, all or none; with `skipRefused` those that can be. */
export async function reopenMany(
  change: Change,
  { body }: InputOf<typeof manyEndpoint>,
): Promise<AnswerOf<typeof manyEndpoint>> {
  const chosen = await lockedOrders(change, body);
  const ids = chosen.map(({ id }) => id);
  const { decided, refused } = await sortOut(change, chosen, await reopeningOf(change, ids, body.note ?? ''));
  const moves = decided.map(({ decision }) => decision);
  return applyBulk(change, { moves, refused, skipRefused: body.skipRefused });
}

/** How to reopen one after the other of these orders, which are locked with their invoices. */
async function reopeningOf(
  change: Change,
  ids: readonly number[],
  note: string,
): Promise<(order: OrderAtPlace) => Move> {
  const cycles = await cyclesOf(change);
  const { linesByOrder, left } = await invoiceLinesOf(change, ids);
  return (order) => {
    if (order.state !== 'cancelled') throw new Refusal('reopen.not_cancelled', { number: order.number });
    const over = linesOverInvoice(linesByOrder.get(order.id) ?? [], left);
    if (over.length > 0) {
      const more = over.length > mostNamed ? ` and ${over.length - mostNamed} more` : '';
      const lines = `${over.slice(0, mostNamed).join(', ')}${more}`;
      throw new Refusal('reopen.over_invoice', { number: order.number, lines });
    }
    return reopening(change, cycles, order, note);
  };
}

async function invoiceLinesOf({ tx }: Change, ids: readonly number[]) {
  const lines = await tx
    .selectFrom('orderLines')
    .innerJoin('invoiceLines', 'invoiceLines.id', 'orderLines.invoiceLineId')
    .select(['orderLines.orderId', 'orderLines.invoiceLineId', 'orderLines.invoiceQuantity', 'invoiceLines.invoiceId'])
    .where('orderLines.orderId', 'in', listOf(tx, ids))
    .execute();
  const orderable = await orderableLines(tx, [...new Set(lines.map(({ invoiceId }) => invoiceId))]);
  const byId = new Map(orderable.map((line) => [line.invoiceLineId, line]));
  const linesByOrder = new Map<number, LineToReopen[]>();
  for (const { orderId, invoiceLineId, invoiceQuantity } of lines) {
    // The line of a reorder orders nothing of the invoice.
    if (invoiceLineId === null || invoiceQuantity === null) continue;
    const line = { invoiceLineId, invoiceQuantity, productName: byId.get(invoiceLineId)?.productName ?? '' };
    linesByOrder.set(orderId, [...(linesByOrder.get(orderId) ?? []), line]);
  }
  return { linesByOrder, left: new Map(orderable.map((line) => [line.invoiceLineId, line.left])) };
}

function reopening({ calendar, today }: Change, cycles: Cycles, order: OrderAtPlace, note: string): Move {
  const { dueDate, deliveryDate } = order;
  const at = { cycle: cycleOf(cycles, order.typeId), status: statusOf(cycles, order.statusId), dueDate };
  return {
    ...{ order, kind: 'reopened', cause: 'reopened', place: placeOf(order), state: 'open' },
    riskDate: riskDateOf(calendar, { ...at, resume: resumePlaceOf(order) }, deliveryDate),
    ...{ changeDate: today, visitCompletedDate: null, daysLate: null, note },
    ...{ undoesId: null, undoable: order.lastChangeId },
  };
}
