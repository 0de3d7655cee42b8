import type { WhatIf } from '@printrail/contract/recalculation';
import { createBusinessCalendar, type IsoBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { faultIn } from '../cycles/arrangement.rules.ts';
import { refuseFault } from '../cycles/checks.ts';
import type { Cycle } from '../cycles/cycle.rules.ts';
import { type Cycles, cycleOf, cyclesOf } from '../cycles/cycles.queries.ts';
import { listOf } from '../database/rows.ts';
import type { IsoDate } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { closuresBetween } from '../studio/closures.queries.ts';
import { checkReach } from '../studio/preferences.rules.ts';
import type { DueBy } from './recalculation.rules.ts';
import { methodOf } from './surroundings.ts';

/** The studio's settings with those of `whatIf` in their place, refused as saving them would be. */
export async function dueBy(reading: Reading, whatIf: WhatIf = {}): Promise<DueBy> {
  const { dueDateMethod: method, backwardCounts } = whatIf.preferences ?? {};
  const cycles = await cyclesOf(reading);
  const byType = cyclesWith(cycles, whatIf.durations ?? []);
  const deliveryDates = await deliveryDatesWith(reading, whatIf.deliveryDates ?? []);
  const calendar = await calendarWith(reading, whatIf);
  return {
    method: { ...methodOf(reading), calendar, ...(method && { method }), ...(backwardCounts && { backwardCounts }) },
    cycleOf: (typeId) => byType.get(typeId) ?? cycleOf(cycles, typeId),
    deliveryDateOf: ({ invoiceId, deliveryDate }) => {
      const given = invoiceId === null ? undefined : deliveryDates.get(invoiceId);
      return given === undefined ? deliveryDate : given;
    },
  };
}

async function calendarWith(reading: Reading, whatIf: WhatIf): Promise<IsoBusinessCalendar> {
  const { preferences: { workWeek } = {}, closuresToAdd = [], closureIdsToRemove = [] } = whatIf;
  if (!workWeek && closuresToAdd.length + closureIdsToRemove.length === 0) return reading.calendar;
  const saved = await closuresBetween(reading.db);
  const known = new Set(saved.map(({ id }) => id));
  const missing = closureIdsToRemove.findIndex((id) => !known.has(id));
  if (missing !== -1) {
    throw new Refusal('closure.not_found', { id: closureIdsToRemove[missing] }).at(
      `whatIf.closureIdsToRemove.${missing}`,
    );
  }
  const added = closuresToAdd.map(({ from, to = from, name }, at) => {
    if (to < from) throw new Refusal('closure.dates_reversed', { from, to }).at(`whatIf.closuresToAdd.${at}.to`);
    return { from, to, name };
  });
  const removed = new Set(closureIdsToRemove);
  const closures = [...saved.filter(({ id }) => !removed.has(id)), ...added];
  const days = createBusinessCalendar({ workWeek: workWeek ?? reading.preferences.workWeek, closures });
  const calendar = onIsoDates(days);
  checkReach(calendar, reading.today, workWeek ? 'whatIf.preferences.workWeek' : 'whatIf.closuresToAdd');
  return calendar;
}

/** The cycles in which a status has another duration. */
function cyclesWith(cycles: Cycles, durations: NonNullable<WhatIf['durations']>): Map<number, Cycle> {
  refuseTwice(
    'status',
    'whatIf.durations',
    durations.map(({ statusId }) => statusId),
  );
  const byType = new Map<number, Cycle>();
  for (const [at, { statusId, duration }] of durations.entries()) {
    const status = cycles.statuses.get(statusId);
    if (!status) throw new Refusal('status.not_found', { id: statusId }).at(`whatIf.durations.${at}.statusId`);
    const { type, statuses } = byType.get(status.typeId) ?? cycleOf(cycles, status.typeId);
    const after = statuses.map((each) => (each.id === statusId ? { ...each, duration } : each));
    refuseFault(type, faultIn(after), `whatIf.durations.${at}.duration`);
    byType.set(type.id, { type, statuses: after });
  }
  return byType;
}

async function deliveryDatesWith(
  { db }: Reading,
  given: NonNullable<WhatIf['deliveryDates']>,
): Promise<Map<number, IsoDate | null>> {
  const ids = given.map(({ invoiceId }) => invoiceId);
  refuseTwice('invoice', 'whatIf.deliveryDates', ids);
  const rows = await db.selectFrom('invoices').select('id').where('id', 'in', listOf(db, ids)).execute();
  const known = new Set(rows.map(({ id }) => id));
  const missing = ids.findIndex((id) => !known.has(id));
  if (missing !== -1) {
    throw new Refusal('invoice.not_found', { id: ids[missing] }).at(`whatIf.deliveryDates.${missing}.invoiceId`);
  }
  return new Map(given.map(({ invoiceId, deliveryDate }) => [invoiceId, deliveryDate]));
}

function refuseTwice(what: string, field: string, ids: readonly number[]): void {
  const at = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (at !== -1) throw new Refusal('recalculation.twice', { what, id: ids[at] }).at(`${field}.${at}`);
}
