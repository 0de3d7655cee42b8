import type * as contract from '@printrail/contract/calendar';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type { addClosures as addClosuresEndpoint } from '@printrail/contract/holidays';
import { onIsoDates } from '../calendar/business-days.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit, auditAll } from './audit.ts';
import { type Change, lockSettings, type Reading, settingsChanged } from './change.ts';
import {
  type ClosureDates,
  closuresBetween,
  getClosure,
  insertClosure,
  insertClosures,
  removeClosure,
  saveClosure,
} from './closures.queries.ts';
import { spanKey } from './holidays.rules.ts';
import { savedPreferences } from './preferences.queries.ts';
import { checkReach } from './preferences.rules.ts';
import { calendarChanged } from './studio.events.ts';
import { calendarOf } from './studio.ts';
import { expectVersion } from './versions.ts';

export async function listClosures({ db }: Reading, { query }: InputOf<typeof contract.listClosures>) {
  return { items: await closuresBetween(db, query.from, query.to) };
}

export async function addClosure(change: Change, { body }: InputOf<typeof contract.addClosure>) {
  const dates = inOrder({ ...body, to: body.to ?? body.from });
  await lockSettings(change);
  const closure = await insertClosure(change.tx, dates);
  await audit(change, { action: 'closure.added', record: 'closure', recordId: closure.id, after: closure });
  await closuresChanged(change, 'to');
  return closure;
}

/** Adds those that are not there yet, all or none. */
export async function addClosures(
  change: Change,
  { body }: InputOf<typeof addClosuresEndpoint>,
): Promise<AnswerOf<typeof addClosuresEndpoint>> {
  const wanted = body.closures.map((each, at) => inOrder({ ...each, to: each.to ?? each.from }, `closures.${at}.to`));
  await lockSettings(change);
  const seen = new Set((await closuresBetween(change.tx)).map(spanKey));
  const missing = wanted.filter((dates) => !seen.has(spanKey(dates)) && seen.add(spanKey(dates)));
  const added = missing.length === 0 ? [] : await insertClosures(change.tx, missing);
  await auditAll(
    change,
    added.map((after) => ({ action: 'closure.added', record: 'closure', recordId: after.id, after })),
  );
  if (added.length > 0) await closuresChanged(change, 'closures');
  return { added, alreadyThere: wanted.length - added.length };
}

export async function updateClosure(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateClosure>,
): Promise<AnswerOf<typeof contract.updateClosure>> {
  await lockSettings(change);
  const before = await getClosure(change.tx, id);
  expectVersion(before, version);
  const after = await saveClosure(change.tx, id, inOrder({ ...before, ...body }));
  await audit(change, { action: 'closure.changed', record: 'closure', recordId: id, before, after });
  await closuresChanged(change, 'to');
  return after;
}

export async function deleteClosure(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteClosure>,
): Promise<null> {
  await lockSettings(change);
  const before = await getClosure(change.tx, id);
  expectVersion(before, version);
  await removeClosure(change.tx, id);
  await audit(change, { action: 'closure.deleted', record: 'closure', recordId: id, before });
  await closuresChanged(change);
  return null;
}

function inOrder<Dates extends ClosureDates>(dates: Dates, field = 'to'): Dates {
  const { from, to } = dates;
  if (to < from) throw new Refusal('closure.dates_reversed', { from, to }).at(field);
  return dates;
}

export async function closuresChanged(change: Change, field?: string): Promise<void> {
  const { version: _, ...preferences } = await savedPreferences(change.tx);
  const calendar = onIsoDates(await calendarOf(change.tx, preferences.workWeek));
  if (field) checkReach(calendar, change.today, field);
  await settingsChanged(change);
  await calendarChanged.tell({ ...change, preferences, calendar }, [{ what: 'closures' }]);
}
