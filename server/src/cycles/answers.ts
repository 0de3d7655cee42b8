import type * as contract from '@printrail/contract/cycles';
import type * as invoiceContract from '@printrail/contract/invoice-statuses';
import type { Cycle, Status } from './cycle.rules.ts';
import type { InvoiceStatus } from './cycles.queries.ts';

export function typeAnswer({ type: { nameKey: _, ...type }, statuses }: Cycle): contract.ProductionType {
  return { ...type, statuses: statuses.map(statusAnswer) };
}

export function statusAnswer({ nameKey: _, ...status }: Status): contract.ProductionStatus {
  return status;
}

export function invoiceStatusAnswer({ nameKey: _, ...status }: InvoiceStatus): invoiceContract.InvoiceStatus {
  return status;
}
