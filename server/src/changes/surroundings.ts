import { cycleOf, cyclesOf, cyclesToEnter } from '../cycles/cycles.queries.ts';
import type { DueDateMethod } from '../cycles/due-date.rules.ts';
import type { Db } from '../database/connect.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import type { AskedChange, Surroundings } from './status-change.rules.ts';

export function methodOf({ calendar, preferences, today }: Reading): DueDateMethod {
  return { calendar, method: preferences.dueDateMethod, backwardCounts: preferences.backwardCounts, today };
}

/** What the rules of a status change need to know beside the order, for any type. */
export async function surroundingsOf(reading: Reading): Promise<(typeId: number) => Surroundings> {
  const cycles = await cyclesToEnter(reading);
  const method = methodOf(reading);
  const userId = reading.actor.kind === 'user' ? reading.actor.id : null;
  const known = new Map<number, Surroundings>();
  return (typeId) => {
    const surroundings = known.get(typeId) ?? {
      cycle: cycleOf(cycles, typeId),
      method,
      statusById: cycles.statuses,
      userId,
    };
    known.set(typeId, surroundings);
    return surroundings;
  };
}

/** Refuses a status that no type has; whether an order may enter it is its own question. */
export async function checkStatus(reading: Reading, { statusId }: AskedChange): Promise<void> {
  if (statusId === undefined || (await cyclesOf(reading)).statuses.has(statusId)) return;
  throw new Refusal('status.not_found', { id: statusId }).at('statusId');
}

/** Refuses a responsible user or department that does not exist or is inactive. */
export async function checkResponsible(db: Db, { responsibleUserId, departmentId }: AskedChange): Promise<void> {
  if (responsibleUserId) {
    const user = await db.selectFrom('users').select('isActive').where('id', '=', responsibleUserId).executeTakeFirst();
    if (!user?.isActive) throw new Refusal('user.not_found', { id: responsibleUserId }).at('responsibleUserId');
  }
  if (departmentId) {
    const department = await db
      .selectFrom('departments')
      .select('isActive')
      .where('id', '=', departmentId)
      .executeTakeFirst();
    if (!department?.isActive) throw new Refusal('department.not_found', { id: departmentId }).at('departmentId');
  }
}
