import type { InputOf } from '@printrail/contract/endpoint';
import type * as api from '@printrail/contract/invoices';
import type { Invoice } from '@printrail/contract/invoices';
import { type Cycles, cyclesOf, type InvoiceStatus } from '../cycles/cycles.queries.ts';
import { type IsoDate, laterOf } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { auditAll } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import type { InvoiceRow } from './details.rules.ts';
import { invoiceChanged } from './invoices.events.ts';
import { invoiceById } from './invoices.operations.ts';
import { lockedInvoice, savePlaces } from './invoices.queries.ts';
import { placeAt, placeOf } from './place.rules.ts';

export async function changeInvoiceStatus(
  change: Change,
  { params, body }: InputOf<typeof api.changeInvoiceStatus>,
): Promise<Invoice> {
  const { today, tx } = change;
  const invoice = await lockedInvoice(tx, params.id);
  expectVersion(invoice, body.version);
  const status = activeStatus(await cyclesOf(change), body.statusId);
  if (status.id === invoice.statusId)
    throw new Refusal('invoice.status_unchanged', { name: status.name }).at('statusId');
  const { changeDate = today } = body;
  const latest = laterOf(today, invoice.statusSinceDate);
  if (changeDate > latest) throw new Refusal('invoice.change_date_in_future', { changeDate, latest }).at('changeDate');
  await enterInvoiceStatus(change, [invoice], status, changeDate, body.dueDate);
  return invoiceById(tx, invoice.id);
}

/** Lets invoices, which the caller has locked, enter a status on a date; `dueDate` only to set another than computed. */
export async function enterInvoiceStatus(
  change: Change,
  invoices: readonly InvoiceRow[],
  status: InvoiceStatus,
  changeDate: IsoDate,
  dueDate?: IsoDate | null,
): Promise<void> {
  const moves = invoices.map((before) => ({
    before,
    after: placeAt(change.calendar, status, changeDate, before, dueDate),
  }));
  await savePlaces(
    change.tx,
    moves.map(({ before, after }) => ({ id: before.id, ...after })),
  );
  await auditAll(
    change,
    moves.map(({ before, after }) => ({
      ...{ action: 'invoice.status_changed', record: 'invoice', recordId: before.id },
      ...{ before: placeOf(before), after },
    })),
  );
  await invoiceChanged.tell(
    change,
    invoices.map(({ id, statusId }) => ({
      invoiceId: id,
      what: 'status',
      statusFromId: statusId,
      statusToId: status.id,
    })),
  );
}

/** The status a new invoice starts at: the initial one unless told. */
export function startingStatus(cycles: Cycles, statusId: number | undefined): InvoiceStatus {
  if (statusId !== undefined) return activeStatus(cycles, statusId);
  const initial = cycles.invoiceStatuses.find((status) => status.isInitial);
  if (!initial) throw new Error('There is no initial invoice status.');
  return initial;
}

function activeStatus({ invoiceStatuses }: Cycles, statusId: number): InvoiceStatus {
  const status = invoiceStatuses.find(({ id }) => id === statusId);
  if (!status) throw new Refusal('invoice_status.not_found', { id: statusId }).at('statusId');
  if (!status.isActive) throw new Refusal('invoice_status.inactive', { name: status.name }).at('statusId');
  return status;
}
