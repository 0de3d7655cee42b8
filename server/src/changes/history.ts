import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type {
  addNote as addNoteEndpoint,
  HistoryEntry,
  getHistory as historyEndpoint,
} from '@printrail/contract/history';
import { cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { getOrderAtPlace, lockOrders, type OrderAtPlace } from '../orders/orders.queries.ts';
import { recordEvent } from '../orders/record-event.ts';
import { calendarDaysBetween, laterOf } from '../platform/iso-date.ts';
import type { Change, Reading } from '../studio/change.ts';
import { entriesOf, latestEvent } from './history.queries.ts';

type Answer = AnswerOf<typeof historyEndpoint>;

/** The timeline of an order, and how long it has been at each status, summed over repeat visits. */
export async function getHistory(reading: Reading, { params }: InputOf<typeof historyEndpoint>): Promise<Answer> {
  const order = await getOrderAtPlace(reading.db, params.id);
  const items = await entriesOf(reading, params.id);
  return { items, daysAtStatus: await daysAtStatus(reading, order, items) };
}

export async function addNote(
  change: Change,
  { params, body }: InputOf<typeof addNoteEndpoint>,
): Promise<HistoryEntry> {
  await lockOrders(change.tx, [params.id]);
  const order = await getOrderAtPlace(change.tx, params.id);
  await recordEvent(change, order, { kind: 'note', note: body.note });
  const entry = await latestEvent(change, order.id);
  if (!entry) throw new Error(`The note on order ${order.id} was not kept.`);
  return entry;
}

/** Undone visits and the undoing of them do not count; the visit under way counts up to today, or to its cancellation. */
async function daysAtStatus(
  reading: Reading,
  order: OrderAtPlace,
  items: readonly HistoryEntry[],
): Promise<Answer['daysAtStatus']> {
  const cycles = await cyclesOf(reading);
  const { today, calendar } = reading;
  const sums = new Map<number, { visits: number; calendarDays: number; businessDays: number }>();
  const add = (statusId: number, calendarDays: number, businessDays: number) => {
    const sum = sums.get(statusId) ?? { visits: 0, calendarDays: 0, businessDays: 0 };
    sums.set(statusId, {
      visits: sum.visits + 1,
      calendarDays: sum.calendarDays + calendarDays,
      businessDays: sum.businessDays + businessDays,
    });
  };
  for (const item of items) {
    if (item.kind === 'change' && !item.isUndone)
      add(item.fromStatusId ?? 0, item.calendarDays ?? 0, item.businessDays ?? 0);
  }
  if (order.state !== 'completed') {
    const cancelled = order.state === 'cancelled' ? items.findLast((item) => item.kind === 'cancelled') : undefined;
    const until = laterOf(cancelled?.changeDate ?? today, order.sinceDate);
    add(order.statusId, calendarDaysBetween(order.sinceDate, until), calendar.between(order.sinceDate, until));
  }
  return [...sums].map(([statusId, sum]) => ({ statusId, statusName: statusOf(cycles, statusId).name, ...sum }));
}
