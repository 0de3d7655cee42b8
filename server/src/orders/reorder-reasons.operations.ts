import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/reorders';
import type { ReorderReason } from '@printrail/contract/reorders';
import { numbered } from '../cycles/arrangement.rules.ts';
import { checkPlace } from '../cycles/checks.ts';
import { changedRows } from '../cycles/maintenance.queries.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, type Reading } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import * as queries from './reorder-reasons.queries.ts';

export async function listReorderReasons({ db }: Reading): Promise<AnswerOf<typeof contract.listReorderReasons>> {
  return { items: (await queries.reasonsInOrder(db)).map(answerOf) };
}

export async function addReorderReason(
  change: Change,
  { body: { name, isCharged } }: InputOf<typeof contract.addReorderReason>,
): Promise<ReorderReason> {
  const reasons = await lockedReasons(change);
  checkName(reasons, name);
  const row = { name, nameKey: folded(name), isCharged, position: reasons.length + 1, isActive: true };
  const after = answerOf(await queries.insertReason(change.tx, row));
  await audit(change, { action: 'reorder_reason.added', record: 'reorder_reason', recordId: after.id, after });
  return after;
}

export async function updateReorderReason(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateReorderReason>,
): Promise<ReorderReason> {
  const reasons = await lockedReasons(change);
  const before = reasonOf(reasons, id);
  expectVersion(before, version);
  if (body.name !== undefined) checkName(reasons, body.name, id);
  checkPlace(before.name, body.position, reasons.length);
  const edited = { ...before, ...body, nameKey: folded(body.name ?? before.name) };
  const others = reasons.filter((reason) => reason.id !== id);
  await saveInOrder(change, reasons, others.toSpliced((body.position ?? before.position) - 1, 0, edited));
  const after = answerOf(reasonOf(await queries.reasonsInOrder(change.tx), id));
  const states = { before: answerOf(before), after };
  await audit(change, { action: 'reorder_reason.changed', record: 'reorder_reason', recordId: id, ...states });
  return after;
}

export async function deleteReorderReason(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteReorderReason>,
): Promise<null> {
  const reasons = await lockedReasons(change);
  const before = reasonOf(reasons, id);
  expectVersion(before, version);
  if (await queries.isReasonUsed(change.tx, id)) throw new Refusal('reorder_reason.in_use', { name: before.name });
  await queries.removeReason(change.tx, id);
  const rest = reasons.filter((reason) => reason.id !== id);
  await saveInOrder(change, rest, rest);
  const audited = { record: 'reorder_reason', recordId: id, before: answerOf(before) };
  await audit(change, { action: 'reorder_reason.deleted', ...audited });
  return null;
}

/** The reason a reorder is about to have; refuses one that is not there or no longer offered. */
export async function getReasonToGive(db: Reading['db'], id: number): Promise<queries.ReasonRow> {
  const reason = reasonOf(await queries.reasonsInOrder(db), id, 'reasonId');
  if (!reason.isActive) throw new Refusal('reorder_reason.inactive', { name: reason.name }).at('reasonId');
  return reason;
}

/** The list is short and changes as a whole, so it is locked as a whole. */
async function lockedReasons(change: Change): Promise<queries.ReasonRow[]> {
  await lockSettings(change);
  return queries.reasonsInOrder(change.tx);
}

async function saveInOrder(
  { tx }: Change,
  before: readonly queries.ReasonRow[],
  after: readonly queries.ReasonRow[],
): Promise<void> {
  await queries.saveReasons(tx, changedRows(before, numbered(after)));
}

function reasonOf(reasons: readonly queries.ReasonRow[], id: number, field?: string): queries.ReasonRow {
  const reason = reasons.find((each) => each.id === id);
  if (reason) return reason;
  const refusal = new Refusal('reorder_reason.not_found', { id });
  throw field === undefined ? refusal : refusal.at(field);
}

function checkName(reasons: readonly queries.ReasonRow[], name: string, ofId?: number): void {
  if (reasons.some((reason) => reason.id !== ofId && reason.nameKey === folded(name))) {
    throw new Refusal('reorder_reason.name_taken', { name }).at('name');
  }
}

function answerOf({ nameKey: _, ...reason }: queries.ReasonRow): ReorderReason {
  return reason;
}
