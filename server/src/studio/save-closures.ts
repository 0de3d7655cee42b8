import { ClosureInput } from '@printrail/contract/calendar';
import { ExternalKey, Fields } from '@printrail/contract/fields';
import { type Static, Type } from 'typebox';
import { createBusinessCalendar, onIsoDates } from '../calendar/business-days.rules.ts';
import { inSlices, updateRows } from '../database/many-rows.ts';
import { type Columns, insertRows } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from './audit.ts';
import { type Change, lockSettings } from './change.ts';
import { closuresChanged } from './closures.operations.ts';
import { spanKey } from './holidays.rules.ts';
import { differs, type Saved } from './keyed-records.ts';
import { checkReach } from './preferences.rules.ts';
import { calendarOf } from './studio.ts';

export const KeyedClosure = Fields({ ...ClosureInput.properties, externalKey: Type.Optional(ExternalKey) });
export type KeyedClosure = Static<typeof KeyedClosure>;

/** Adds closures, or changes those whose external key is known; without a key one is known by its dates and name. */
export async function saveClosures(change: Change, closures: readonly KeyedClosure[]): Promise<Saved> {
  const { tx } = change;
  refuseReversed(closures);
  await lockSettings(change);
  const standing = await tx.selectFrom('closures').selectAll().orderBy('id').execute();
  const byKey = new Map(standing.map((row) => [row.externalKey, row]));
  const bySpan = new Map(standing.map((row) => [spanOf(row), row]));
  const wanted = closures.map(({ from, to = from, name, externalKey = null }) => {
    const span = { fromDate: from, toDate: to, name };
    const same = bySpan.get(spanOf(span));
    const isTheOne = same && (externalKey === null || same.externalKey === null);
    const before = (externalKey === null ? undefined : byKey.get(externalKey)) ?? (isTheOne ? same : undefined);
    return { before, after: { ...span, externalKey: externalKey ?? before?.externalKey ?? null } };
  });
  const added = wanted.filter(({ before }) => !before).map(({ after }) => after);
  const changed = wanted.flatMap(({ before, after }) =>
    before && differs(before, after) ? [{ ...after, id: before.id }] : [],
  );
  refuseTooMany(change, [...standing, ...added, ...changed], closures.length - 1);
  for await (const some of inSlices(added)) await insertRows(tx, 'closures', columns, some);
  for await (const some of inSlices(changed)) await updateRows(tx, 'closures', columns, some);
  const unchanged = wanted.length - added.length - changed.length;
  const counts = { added: added.length, changed: changed.length, unchanged };
  await audit(change, { action: 'closures.imported', record: 'closure', recordId: null, after: counts });
  if (unchanged < wanted.length) await closuresChanged(change);
  return { ids: new Map(), ...counts };
}

/** The change as it goes on after its closures were saved. */
export async function withNewCalendar(change: Change): Promise<Change> {
  return { ...change, calendar: onIsoDates(await calendarOf(change.tx, change.preferences.workWeek)) };
}

const columns: Columns = { from_date: 'date', to_date: 'date', name: 'text', external_key: 'text' };

type Span = { id?: number; fromDate: string; toDate: string; name: string };

function spanOf({ fromDate: from, toDate: to, name }: Span): string {
  return spanKey({ from, to, name });
}

/** Business days must be left to count due dates by. */
function refuseTooMany({ preferences: { workWeek }, today }: Change, spans: readonly Span[], at: number): void {
  const changed = new Map(spans.flatMap((span) => (span.id === undefined ? [] : [[span.id, span] as const])));
  const after = [...changed.values(), ...spans.filter(({ id }) => id === undefined)];
  const closures = after.map(({ fromDate: from, toDate: to, name }) => ({ from, to, name }));
  checkReach(onIsoDates(createBusinessCalendar({ workWeek, closures })), today, `${at}.to`);
}

function refuseReversed(closures: readonly KeyedClosure[]): void {
  const reversed = closures.flatMap(({ from, to = from }, at) =>
    to < from ? [{ field: `${at}.to`, message: `must not be before ${from}, the first day of the closure` }] : [],
  );
  if (reversed.length > 0) throw new Refusal('request.invalid', {}, reversed);
}
