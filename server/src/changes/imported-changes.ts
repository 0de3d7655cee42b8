import { ExternalKey, Fields, Id, IsoDate, Line, Name, Nullable, Prose } from '@printrail/contract/fields';
import { type Static, Type } from 'typebox';
import type { Cycle } from '../cycles/cycle.rules.ts';
import { cycleOf, cyclesOf, statusOf } from '../cycles/cycles.queries.ts';
import { noSuchStatus, statusNamed } from '../orders/imported-orders.rules.ts';
import { folded } from '../platform/folding.ts';
import { type FieldError, Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import type { Saved } from '../studio/keyed-records.ts';
import { changesByKey, type KnownChange, typesOfOrders, usersNamed } from './imported-history.queries.ts';
import type { ImportedChange } from './imported-history.rules.ts';

/** A status change as a row tells it; `recorded` is a local time, or one of UTC with a Z. */
export const ImportedStatusChange = Fields({
  externalKey: ExternalKey,
  orderId: Id,
  from: Name,
  to: Name,
  date: IsoDate,
  recorded: Type.Optional(Nullable(Line)),
  who: Type.Optional(Line),
  notComplete: Type.Optional(Type.Boolean()),
  dueDate: Type.Optional(Nullable(IsoDate)),
  note: Type.Optional(Prose),
});
export type ImportedStatusChange = Static<typeof ImportedStatusChange>;

/** A change of an order; its place in its order's history follows from its date, when it was recorded, and the file. */
export type GivenChange = ImportedChange & { externalKey: string; orderId: number };

/**
 * What rows say of status changes, beside those that were imported before. `statedStatus` tells the status an order shall
 * have, if the same import says so. Writes nothing: the history of an order is settled as a whole.
 */
export async function readImportedChanges(
  change: Change,
  rows: readonly ImportedStatusChange[],
  statedStatus: (orderId: number) => number | undefined,
): Promise<Saved & { changes: GivenChange[] }> {
  const cycles = await cyclesOf(change);
  const types = await typesOfOrders(change.tx, [...new Set(rows.map(({ orderId }) => orderId))]);
  const known = await changesByKey(
    change.tx,
    rows.map(({ externalKey }) => externalKey),
  );
  const users = await usersNamed(change.tx, [...new Set(rows.map(({ who = '' }) => folded(who)))]);
  const refused: FieldError[] = [];
  const counts = { added: 0, changed: 0, unchanged: 0 };
  const changes = rows.map((row, at) => {
    const before = known.get(row.externalKey);
    const faults: FieldError[] = [];
    const stated = statedStatus(row.orderId);
    const typeId = stated === undefined ? (types.get(row.orderId) ?? 0) : statusOf(cycles, stated).typeId;
    if (before && before.orderId !== row.orderId)
      faults.push({ field: 'orderId', message: 'must be the order that the change was imported of before' });
    const given = changeOf(change, row, { cycle: cycleOf(cycles, typeId), before, users }, faults);
    refused.push(...faults.map(({ field, message }) => ({ field: `${at}.${field}`, message })));
    counts[before ? (isSame(before, given) ? 'unchanged' : 'changed') : 'added']++;
    return given;
  });
  if (refused.length > 0) throw new Refusal('request.invalid', {}, refused);
  await audit(change, {
    action: 'status_changes.imported',
    record: 'production_order',
    recordId: null,
    after: counts,
  });
  return { ids: new Map(), ...counts, changes };
}

type Known = { cycle: Cycle; before: KnownChange | undefined; users: ReadonlyMap<string, number> };

function changeOf(
  change: Change,
  row: ImportedStatusChange,
  { cycle, before, users }: Known,
  faults: FieldError[],
): GivenChange {
  const statusId = (field: 'from' | 'to') => {
    const status = statusNamed(cycle, row[field]);
    if (!status) faults.push({ field, message: noSuchStatus(cycle, row[field]) });
    return status?.id ?? 0;
  };
  if (row.date > change.today) faults.push({ field: 'date', message: `must not be after today, ${change.today}` });
  const { externalKey, orderId, date, who } = row;
  return {
    ...{ externalKey, orderId, fromStatusId: statusId('from'), toStatusId: statusId('to'), changeDate: date },
    at: recordedAt(change, row, before),
    userId: who === undefined ? (before?.userId ?? null) : (users.get(folded(who)) ?? null),
    who: who === undefined ? (before?.who ?? null) : who || null,
    notComplete: row.notComplete ?? (before && before.visitCompletedDate === null),
    dueDate: row.dueDate === undefined ? (before?.dueDate ?? null) : row.dueDate,
    note: row.note ?? before?.note ?? '',
  };
}

/** In UTC milliseconds; what no row tells is taken as the beginning of the change date. */
function recordedAt(
  { preferences }: Change,
  { recorded, date }: ImportedStatusChange,
  before: KnownChange | undefined,
): number {
  if (recorded === undefined && before?.changeDate === date) return before.at;
  return momentIn(preferences.timeZone, recorded ?? `${date}T00:00:00`);
}

/** A local time in a time zone, or one of UTC with a Z, in UTC milliseconds. */
export function momentIn(timeZone: string, time: string): number {
  if (time.endsWith('Z')) return Temporal.Instant.from(time).epochMilliseconds;
  return Temporal.PlainDateTime.from(time).toZonedDateTime(timeZone).epochMilliseconds;
}

function isSame(before: KnownChange, given: GivenChange): boolean {
  return (
    before.fromStatusId === given.fromStatusId &&
    before.toStatusId === given.toStatusId &&
    before.changeDate === given.changeDate &&
    before.at === given.at &&
    before.userId === given.userId &&
    before.who === given.who &&
    (before.visitCompletedDate === null) === given.notComplete &&
    before.dueDate === given.dueDate &&
    before.note === given.note
  );
}
