import type { Db } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reading, remember } from '../studio/change.ts';
import type { Cycle, Status, Type } from './cycle.rules.ts';

/** Every cycle and invoice status of the studio, kept in memory while the settings stay as they are. */
export type Cycles = {
  all: readonly Cycle[];
  byType: ReadonlyMap<number, Cycle>;
  statuses: ReadonlyMap<number, Status>;
  invoiceStatuses: readonly InvoiceStatus[];
};

export type InvoiceStatus = Row<'invoiceStatuses'>;

export function cyclesOf(reading: Reading): Promise<Cycles> {
  return remember(reading, 'cycles', loadCycles);
}

/** The cycles as orders are brought into them: a user or department inactive by now is nobody's default. */
export function cyclesToEnter(reading: Reading): Promise<Cycles> {
  return remember(reading, 'cycles to enter', async (db) => withoutInactiveDefaults(await loadCycles(db), db));
}

export function cycleOf(cycles: Cycles, typeId: number): Cycle {
  const cycle = cycles.byType.get(typeId);
  if (!cycle) throw new Refusal('type.not_found', { id: typeId });
  return cycle;
}

export function statusOf(cycles: Cycles, statusId: number): Status {
  const status = cycles.statuses.get(statusId);
  if (!status) throw new Refusal('status.not_found', { id: statusId });
  return status;
}

export function invoiceStatusOf(cycles: Cycles, id: number): InvoiceStatus {
  const status = cycles.invoiceStatuses.find((each) => each.id === id);
  if (!status) throw new Refusal('invoice_status.not_found', { id });
  return status;
}

export async function loadCycles(db: Db): Promise<Cycles> {
  const types = await db.selectFrom('productionTypes').selectAll().orderBy('position').orderBy('id').execute();
  const statuses = await db.selectFrom('productionStatuses').selectAll().orderBy('position').orderBy('id').execute();
  const invoiceStatuses = await db
    .selectFrom('invoiceStatuses')
    .selectAll()
    .orderBy('position')
    .orderBy('id')
    .execute();
  return inCycles(types, statuses, invoiceStatuses);
}

async function withoutInactiveDefaults({ all, invoiceStatuses }: Cycles, db: Db): Promise<Cycles> {
  const inactiveIds = async (table: 'users' | 'departments') => {
    const rows = await db.selectFrom(table).select('id').where('isActive', '=', false).execute();
    return new Set<number | null>(rows.map(({ id }) => id));
  };
  const [users, departments] = [await inactiveIds('users'), await inactiveIds('departments')];
  const statuses = all
    .flatMap((cycle) => cycle.statuses)
    .map((status) => ({
      ...status,
      userId: users.has(status.userId) ? null : status.userId,
      departmentId: departments.has(status.departmentId) ? null : status.departmentId,
    }));
  const types = all.map(({ type }) => type);
  return inCycles(types, statuses, invoiceStatuses);
}

function inCycles(
  types: readonly Type[],
  statuses: readonly Status[],
  invoiceStatuses: readonly InvoiceStatus[],
): Cycles {
  const all = types.map((type) => ({ type, statuses: statuses.filter((status) => status.typeId === type.id) }));
  return {
    all,
    byType: new Map(all.map((cycle) => [cycle.type.id, cycle])),
    statuses: new Map(statuses.map((status) => [status.id, status])),
    invoiceStatuses,
  };
}
