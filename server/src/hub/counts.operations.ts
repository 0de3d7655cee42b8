import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/hub-counts';
import { mostDays } from '@printrail/contract/hub-counts';
import type { OrderSummary } from '@printrail/contract/orders';
import { orderNumbered } from '../orders/order-filter.queries.ts';
import { summaryById } from '../orders/orders.queries.ts';
import { calendarDaysBetween } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { endOfWeek } from './hub.rules.ts';
import { kept } from './kept-counts.ts';
import { countsOf, daysOf } from './totals.queries.ts';

/** How many open orders match, and how many of them are late, due, at risk, unassigned, mine. */
export async function countOrders(
  reading: Reading,
  { query }: InputOf<typeof contract.countOrders>,
): Promise<AnswerOf<typeof contract.countOrders>> {
  const until = endOfWeek(reading.today, reading.preferences.workWeek);
  const what = `counts until ${until} for ${reading.actor.kind} ${reading.actor.id}`;
  return kept(reading, what, query, () => countsOf(reading, query, until));
}

/** What a calendar shows: open orders that match, by due date. */
export async function countOrdersByDay(
  reading: Reading,
  { query: { from, to, ...filter } }: InputOf<typeof contract.countOrdersByDay>,
): Promise<AnswerOf<typeof contract.countOrdersByDay>> {
  const days = calendarDaysBetween(from, to) + 1;
  if (days < 1) throw new Refusal('hub.days_backwards', { from, to }).at('to');
  if (days > mostDays) throw new Refusal('hub.days_too_many', { from, to, days, most: mostDays }).at('to');
  const { dueFrom = from, dueTo = to } = filter;
  const range = { dueFrom: dueFrom > from ? dueFrom : from, dueTo: dueTo < to ? dueTo : to };
  const ofDays = { ...filter, ...range };
  return { items: await kept(reading, 'days', ofDays, () => daysOf(reading, ofDays)) };
}

/** The order with a number, as scanned or typed. */
export async function findOrder(
  reading: Reading,
  { query: { number } }: InputOf<typeof contract.findOrder>,
): Promise<OrderSummary> {
  const id = await orderNumbered(reading.db, number);
  if (id === undefined) throw new Refusal('order.number_unknown', { number }).at('number');
  return summaryById(reading, id);
}
