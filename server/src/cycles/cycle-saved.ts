import type { ProductionType } from '@printrail/contract/cycles';
import { audit } from '../studio/audit.ts';
import { type Change, settingsChanged } from '../studio/change.ts';
import { statusAnswer, typeAnswer } from './answers.ts';
import { isSameButForPlace } from './arrangement.rules.ts';
import type { Cycle, Status } from './cycle.rules.ts';
import { cycleChanged } from './cycles.events.ts';
import { getCycle } from './maintenance.queries.ts';

/** What follows once a cycle is saved: every process learns of it, the audit says what differs, orders are told. */
export async function cycleSaved(change: Change, before: Cycle): Promise<ProductionType> {
  const after = await getCycle(change.tx, before.type.id);
  await settingsChanged(change);
  await auditDifferences(change, before, after);
  if (track(before) !== track(after)) await cycleChanged.tell(change, [{ typeId: after.type.id }]);
  return typeAnswer(after);
}

/** One entry per status that is new, gone or another; one for the type when only their order differs. */
async function auditDifferences(change: Change, before: Cycle, after: Cycle): Promise<void> {
  const [former, present] = [byId(before), byId(after)];
  for (const id of new Set([...former.keys(), ...present.keys()])) {
    const [was, is] = [former.get(id), present.get(id)];
    if (was && is && isSameButForPlace(was, is)) continue;
    const action = `production_status.${!was ? 'added' : !is ? 'deleted' : 'changed'}`;
    const states = { ...(was && { before: statusAnswer(was) }), ...(is && { after: statusAnswer(is) }) };
    await audit(change, { action, record: 'production_status', recordId: id, ...states });
  }
  const [formerly, now] = [namesOf(before, present), namesOf(after, former)];
  if (formerly.ids === now.ids) return;
  const [record, recordId] = ['production_type', after.type.id] as const;
  const states = { before: { order: formerly.names }, after: { order: now.names } };
  await audit(change, { action: 'production_type.reordered', record, recordId, ...states });
}

function byId({ statuses }: Cycle): Map<number, Status> {
  return new Map(statuses.map((status) => [status.id, status]));
}

/** The statuses that another state has too, in their order. */
function namesOf({ statuses }: Cycle, others: ReadonlyMap<number, Status>): { ids: string; names: string[] } {
  const common = statuses.filter((status) => others.has(status.id));
  return { ids: common.map((status) => status.id).join(), names: common.map((status) => status.name) };
}

function track({ statuses }: Cycle): string {
  return JSON.stringify(
    statuses.map(({ id, duration, isActive, isSide, isFinal }) => [id, duration, isActive, isSide, isFinal]),
  );
}
