import { type DryFiring, type dryRunTrigger, mostListed } from '@printrail/contract/dry-run';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { inSlices } from '../database/many-rows.ts';
import { refuseUnlessViewing } from '../people/rights.rules.ts';
import { dateIn } from '../platform/clock.ts';
import { dateOfDayNumber, dayNumber, type IsoDate } from '../platform/iso-date.ts';
import type { Reading } from '../studio/change.ts';
import { newTrigger } from './check-trigger.ts';
import * as queries from './dry-run.queries.ts';
import { dueMoment, played, type Step, wasLeftInTime } from './dry-run.rules.ts';
import { invoiceSteps, orderSteps } from './dry-run-steps.rules.ts';
import type { Firing, Trigger } from './firing-plan.rules.ts';
import { dayAround, startOfDay } from './firing-time.rules.ts';
import { handovers } from './process-firings.ts';
import { plannedOf } from './queue.operations.ts';

const atOnce = 100;

type Window = { from: IsoDate; to: IsoDate; since: number; until: number };
type Due = Pick<Firing, 'triggerId' | 'orderId' | 'invoiceId'> & { at: number; on: IsoDate };
type Found = { due: Due[]; leftInTime: number };

/** Plays the history of the last days as if the trigger had been there all along. */
export async function dryRun(
  reading: Reading,
  { body: { overDays, trigger: input } }: InputOf<typeof dryRunTrigger>,
): Promise<AnswerOf<typeof dryRunTrigger>> {
  refuseUnlessViewing(reading.actor, ['production']);
  const { now: until, today: to } = reading;
  const trigger: Trigger = { ...(await newTrigger(reading, input)), id: 0, version: 1, isActive: true };
  const from = dateOfDayNumber(dayNumber(to) - overDays + 1);
  const window = { from, to, since: startOfDay(from, reading.preferences.timeZone), until };
  const found: Found = { due: [], leftInTime: 0 };
  const search = trigger.statusId === null ? searchInvoices : searchOrders;
  for await (const life of search(reading, trigger, window)) play(reading, { ...life, trigger, window }, found);
  const { due, leftInTime } = found;
  const latest = due.toSorted((a, b) => b.at - a.at).slice(0, mostListed);
  const counts = Map.groupBy(due, ({ on }) => on);
  const days = [...counts].map(([date, all]) => ({ date, count: all.length }));
  return {
    ...{ from, to, count: due.length, leftInTime, days: days.toSorted((a, b) => (a.date < b.date ? -1 : 1)) },
    items: await itemsOf(reading, trigger, latest),
  };
}

type Life = { orderId: number | null; invoiceId: number | null; steps: readonly Step[] };

function play(
  { calendar, preferences: { timeZone } }: Reading,
  { steps, trigger, window, ...about }: Life & { trigger: Trigger; window: Window },
  found: Found,
): void {
  const { since, until } = window;
  for (const { firing, changedAt } of played(steps, trigger, { calendar, timeZone, until })) {
    const at = dueMoment(firing, until);
    if (at !== undefined && at >= since) {
      found.due.push({ ...about, triggerId: trigger.id, at, on: dateIn(timeZone, at) });
    } else if (wasLeftInTime(firing) && changedAt >= since) found.leftInTime += 1;
  }
}

async function* searchOrders(reading: Reading, trigger: Trigger, window: Window): AsyncGenerator<Life> {
  const { db } = reading;
  const asked = { statusId: trigger.statusId ?? 0, since: window.since };
  const byStatus = new Map([[asked.statusId, [trigger]]]);
  const ids =
    trigger.days === null
      ? await queries.ordersEntering(db, asked)
      : await queries.ordersAtStatus(
          db,
          asked,
          datesDueIn(reading, trigger, window, await queries.dueDatesAt(db, asked.statusId)),
        );
  for await (const some of inSlices(ids, atOnce)) {
    const byOrder = Map.groupBy(await queries.movesOf(db, some), ({ orderId }) => orderId);
    for (const [orderId, rows] of byOrder) yield { orderId, invoiceId: null, steps: orderSteps(rows, byStatus) };
  }
}

async function* searchInvoices(reading: Reading, trigger: Trigger, window: Window): AsyncGenerator<Life> {
  const { db, preferences } = reading;
  const asked = { statusId: trigger.invoiceStatusId ?? 0, since: window.since };
  const dueDates = datesDueIn(reading, trigger, window, await queries.invoiceDueDatesAt(db, asked.statusId));
  const ids = await queries.invoicesAtStatus(db, asked, { sinceDate: window.from, dueDates });
  for await (const some of inSlices(ids, atOnce)) {
    for (const life of await queries.invoiceMovesOf(db, some)) {
      yield { orderId: null, invoiceId: life.place.id, steps: invoiceSteps(life, trigger, preferences.timeZone) };
    }
  }
}

/** Of due dates those from which it would become due within the days. */
function datesDueIn(
  { calendar }: Reading,
  { days, counts }: Trigger,
  { from, to }: Window,
  dueDates: readonly IsoDate[],
): IsoDate[] {
  if (days === null) return [];
  return dueDates.filter((dueDate) => {
    const on = dayAround(dueDate, days, counts, calendar);
    return on !== undefined && on >= from && on <= to;
  });
}

async function itemsOf(reading: Reading, trigger: Trigger, due: readonly Due[]): Promise<DryFiring[]> {
  const handoverFor = await handovers(reading, due, new Map([[trigger.id, trigger]]));
  return due.map((each) => {
    const { subject, handover } = handoverFor(each);
    const { orderNumber, invoiceNumber, client, vendor } = subject;
    return {
      ...{ orderId: each.orderId, orderNumber, invoiceId: each.invoiceId ?? subject.invoiceId, invoiceNumber },
      ...{ clientName: client?.name ?? null, vendorName: vendor?.name ?? null, on: each.on },
      ...plannedOf(handover),
    };
  });
}
