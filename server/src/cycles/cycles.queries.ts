import type { Db } from '../database/connect.ts';
import type { Row } from '../database/rows.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Reading, remember } from '../studio/change.ts';
import type { Cycle, Status } from './cycle.rules.ts';

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
  const all = types.map((type) => ({ type, statuses: statuses.filter((status) => status.typeId === type.id) }));
  return {
    all,
    byType: new Map(all.map((cycle) => [cycle.type.id, cycle])),
    statuses: new Map(statuses.map((status) => [status.id, status])),
    invoiceStatuses,
  };
}
