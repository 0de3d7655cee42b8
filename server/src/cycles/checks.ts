import type { StatusInput } from '@printrail/contract/cycles';
import type { Db } from '../database/connect.ts';
import { folded } from '../platform/folding.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Fault } from './arrangement.rules.ts';
import type { Cycle, Type } from './cycle.rules.ts';

const mostStatuses = 200;

export function checkRoom(statuses: readonly unknown[]): void {
  if (statuses.length >= mostStatuses) throw new Refusal('cycle.full', { count: mostStatuses });
}

export function checkStatusName({ type, statuses }: Cycle, name: string, ofStatusId?: number): void {
  if (statuses.some((status) => status.id !== ofStatusId && status.nameKey === folded(name))) {
    throw new Refusal('status.name_taken', { type: type.name, name }).at('name');
  }
}

export function checkPlace(name: string, position: number | undefined, count: number): void {
  if (position !== undefined && position > count) {
    throw new Refusal('cycle.no_such_place', { name, position, count }).at('position');
  }
}

export function refuseFault(type: Pick<Type, 'name'>, fault: Fault | undefined, field = fault?.field): void {
  if (!fault) return;
  const { name, role, rule } = fault;
  const refusal = new Refusal('status.needed', { name, role, type: type.name, rule });
  throw field === undefined ? refusal : refusal.at(field);
}

/** Whoever becomes responsible for a status by default must be there and active. */
export async function checkDefaults(db: Db, { userId, departmentId }: Partial<StatusInput>): Promise<void> {
  if (userId != null) {
    const user = await db.selectFrom('users').select(['name', 'isActive']).where('id', '=', userId).executeTakeFirst();
    if (!user) throw new Refusal('user.not_found', { id: userId }).at('userId');
    if (!user.isActive) throw new Refusal('status.inactive_default', { name: user.name }).at('userId');
  }
  if (departmentId != null) {
    const departments = db.selectFrom('departments').select(['name', 'isActive']);
    const department = await departments.where('id', '=', departmentId).executeTakeFirst();
    if (!department) throw new Refusal('department.not_found', { id: departmentId }).at('departmentId');
    if (!department.isActive)
      throw new Refusal('status.inactive_default', { name: department.name }).at('departmentId');
  }
}
