import type { InputOf } from '@printrail/contract/endpoint';
import type * as api from '@printrail/contract/invoices';
import type { Invoice } from '@printrail/contract/invoices';
import { cyclesOf, type InvoiceStatus, invoiceStatusOf } from '../cycles/cycles.queries.ts';
import { type IsoDate, laterOf } from '../platform/iso-date.ts';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change, Reading } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import type { InvoiceRow } from './details.rules.ts';
import { invoiceChanged } from './invoices.events.ts';
import { invoiceById } from './invoices.operations.ts';
import { lockedInvoice, savePlaces } from './invoices.queries.ts';
import { placeAt } from './place.rules.ts';

export async function changeInvoiceStatus(
  change: Change,
  { params, body }: InputOf<typeof api.changeInvoiceStatus>,
): Promise<Invoice> {
  const { today, tx } = change;
  const invoice = await lockedInvoice(tx, params.id);
  expectVersion(invoice, body.version);
  const status = await activeStatus(change, body.statusId);
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
    after: { id: before.id, ...placeAt(change.calendar, status, changeDate, before, dueDate) },
  }));
  await savePlaces(
    change.tx,
    moves.map(({ after }) => after),
  );
  for (const { before, after } of moves) {
    const { statusId, statusSinceDate, statusDueDate, deliveredDate } = before;
    await audit(change, {
      action: 'invoice.status_changed',
      record: 'invoice',
      recordId: before.id,
      before: { statusId, statusSinceDate, statusDueDate, deliveredDate },
      after,
    });
  }
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
export async function startingStatus(reading: Reading, statusId: number | undefined): Promise<InvoiceStatus> {
  if (statusId !== undefined) return activeStatus(reading, statusId);
  const initial = (await cyclesOf(reading)).invoiceStatuses.find((status) => status.isInitial);
  if (!initial) throw new Error('There is no initial invoice status.');
  return initial;
}

async function activeStatus(reading: Reading, statusId: number): Promise<InvoiceStatus> {
  const cycles = await cyclesOf(reading);
  if (!cycles.invoiceStatuses.some(({ id }) => id === statusId)) {
    throw new Refusal('invoice_status.not_found', { id: statusId }).at('statusId');
  }
  const status = invoiceStatusOf(cycles, statusId);
  if (!status.isActive) throw new Refusal('invoice_status.inactive', { name: status.name }).at('statusId');
  return status;
}
