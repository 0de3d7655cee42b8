import type * as contract from '@printrail/contract/cycles';
import type { AnswerOf, InputOf } from '@printrail/contract/endpoint';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import { type Change, lockSettings, type Reading, settingsChanged } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import { typeAnswer } from './answers.ts';
import { faultIn, numbered } from './arrangement.rules.ts';
import { checkDefaults, checkPlace, refuseFault } from './checks.ts';
import type { Type } from './cycle.rules.ts';
import { cyclesOf } from './cycles.queries.ts';
import { allTypes, getCycle, insertStatuses, insertType, removeType, saveTypes } from './maintenance.queries.ts';
import { newCycle } from './new-cycle.rules.ts';
import { usersOfType } from './uses.queries.ts';

export async function listTypes(reading: Reading): Promise<AnswerOf<typeof contract.listTypes>> {
  return { items: (await cyclesOf(reading)).all.map(typeAnswer) };
}

export async function addType(
  change: Change,
  { body: { name, kind, statuses } }: InputOf<typeof contract.addType>,
): Promise<contract.ProductionType> {
  await lockSettings(change);
  const types = await allTypes(change.tx);
  checkTypeName(types, name);
  checkNewCycle(name, statuses);
  for (const status of statuses) await checkDefaults(change.tx, status);
  const row = { name, nameKey: folded(name), kind, position: types.length + 1, isActive: true };
  const type = await insertType(change.tx, row);
  await insertStatuses(change.tx, newCycle(type.id, statuses));
  await settingsChanged(change);
  const answer = typeAnswer(await getCycle(change.tx, type.id));
  await audit(change, { action: 'production_type.added', record: 'production_type', recordId: type.id, after: answer });
  return answer;
}

export async function updateType(
  change: Change,
  { params: { id }, body, version }: InputOf<typeof contract.updateType>,
): Promise<contract.ProductionType> {
  await lockSettings(change);
  const types = await allTypes(change.tx);
  const before = getType(types, id);
  expectVersion(before, version);
  if (body.name !== undefined) checkTypeName(types, body.name, id);
  checkPlace(before.name, body.position, types.length);
  const edited = { ...before, ...body, nameKey: folded(body.name ?? before.name) };
  const others = types.filter((type) => type.id !== id);
  const after = numbered(others.toSpliced((body.position ?? before.position) - 1, 0, edited));
  await saveTypes(change.tx, types, after);
  await settingsChanged(change);
  await audit(change, {
    action: 'production_type.changed',
    record: 'production_type',
    recordId: id,
    before,
    after: edited,
  });
  return typeAnswer(await getCycle(change.tx, id));
}

export async function deleteType(
  change: Change,
  { params: { id }, version }: InputOf<typeof contract.deleteType>,
): Promise<null> {
  await lockSettings(change);
  const cycle = await getCycle(change.tx, id);
  expectVersion(cycle.type, version);
  const users = await usersOfType(change.tx, cycle);
  if (users) throw new Refusal('type.in_use', { name: cycle.type.name, users });
  await removeType(change.tx, id);
  const rest = await allTypes(change.tx);
  await saveTypes(change.tx, rest, numbered(rest));
  await settingsChanged(change);
  const before = typeAnswer(cycle);
  await audit(change, { action: 'production_type.deleted', record: 'production_type', recordId: id, before });
  return null;
}

function getType(types: readonly Type[], id: number): Type {
  const type = types.find((each) => each.id === id);
  if (!type) throw new Refusal('type.not_found', { id });
  return type;
}

function checkTypeName(types: readonly Type[], name: string, ofTypeId?: number): void {
  if (types.some((type) => type.id !== ofTypeId && type.nameKey === folded(name))) {
    throw new Refusal('type.name_taken', { name }).at('name');
  }
}

function checkNewCycle(type: string, fields: InputOf<typeof contract.addType>['body']['statuses']): void {
  if (fields.filter((status) => !status.isSide).length < 2) {
    const rule = 'two of them must not be side statuses';
    throw new Refusal('type.two_statuses_needed', { rule }).at('statuses');
  }
  const statuses = newCycle(0, fields);
  for (const [index, { name, nameKey }] of statuses.entries()) {
    if (statuses.findIndex((other) => other.nameKey === nameKey) < index) {
      throw new Refusal('status.name_taken', { type, name }).at(`statuses.${index}.name`);
    }
  }
  refuseFault({ name: type }, faultIn(statuses.map((status, index) => ({ ...status, id: index }))), 'statuses');
}
