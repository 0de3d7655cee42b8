import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import type * as contract from '@printrail/contract/triggers';
import type { Trigger as TriggerAnswer } from '@printrail/contract/triggers';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, type Reading, settingsChanged } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import { type Columns, changedTrigger, newTrigger } from './check-trigger.ts';
import { hasFirings, setAutomatic, withdrawAll } from './firings.queries.ts';
import { momentOf, sentenceFor } from './trigger.rules.ts';
import * as queries from './triggers.queries.ts';

export async function listTriggers(
  { db }: Reading,
  { query }: InputOf<typeof contract.listTriggers>,
): Promise<AnswerOf<typeof contract.listTriggers>> {
  const { active, ...wanted } = query;
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const isAsked = (trigger: queries.NamedTrigger) =>
    (active === undefined || trigger.isActive === active) &&
    asked.every(([field, value]) => trigger[field as keyof typeof wanted] === value);
  return { items: (await queries.namedTriggers(db)).filter(isAsked).map(answerOf) };
}

export async function getTrigger(
  { db }: Reading,
  { params }: InputOf<typeof contract.getTrigger>,
): Promise<TriggerAnswer> {
  return answerOf(await queries.getNamedTrigger(db, params.id));
}

export async function addTrigger(
  change: Change,
  { body }: InputOf<typeof contract.addTrigger>,
): Promise<TriggerAnswer> {
  await lockSettings(change);
  const id = await queries.insertTrigger(change.tx, await newTrigger(change, body));
  await settingsChanged(change);
  const after = answerOf(await queries.getNamedTrigger(change.tx, id));
  await audit(change, { action: 'trigger.added', record: 'trigger', recordId: id, after });
  return after;
}

export async function updateTrigger(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateTrigger>,
): Promise<TriggerAnswer> {
  await lockSettings(change);
  const row = await queries.getNamedTrigger(change.tx, id);
  expectVersion(row, version);
  const before = answerOf(row);
  const columns = await changedTrigger(change, columnsOf(row), body);
  await queries.saveTrigger(change.tx, id, columns);
  await settingsChanged(change);
  if (row.isActive && !columns.isActive) await withdrawAll(change.tx, id);
  else if (row.isAutomatic !== columns.isAutomatic) await setAutomatic(change.tx, id, columns.isAutomatic);
  change.touched('firing', null);
  const after = answerOf(await queries.getNamedTrigger(change.tx, id));
  await audit(change, { action: 'trigger.changed', record: 'trigger', recordId: id, before, after });
  return after;
}

export async function deleteTrigger(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteTrigger>,
): Promise<null> {
  await lockSettings(change);
  const row = await queries.getNamedTrigger(change.tx, id);
  expectVersion(row, version);
  if (await hasFirings(change.tx, id)) throw new Refusal('trigger.in_use');
  await queries.removeTrigger(change.tx, id);
  await settingsChanged(change);
  await audit(change, { action: 'trigger.deleted', record: 'trigger', recordId: id, before: answerOf(row) });
  return null;
}

function columnsOf(row: queries.NamedTrigger): Columns {
  const { id: _, version: __, statusName, recipientDepartmentName, userName, departmentName, typeId, ...columns } = row;
  return columns;
}

function answerOf(row: queries.NamedTrigger): TriggerAnswer {
  const { id, version, statusName, typeId } = row;
  return { ...columnsOf(row), ...momentOf(row.days), id, version, statusName, typeId, sentence: sentenceFor(row) };
}
