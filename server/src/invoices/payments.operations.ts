import type { InputOf } from '@printrail/contract/endpoint';
import type { Invoice } from '@printrail/contract/invoices';
import type * as api from '@printrail/contract/payments';
import { Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { expectVersion } from '../studio/versions.ts';
import type { InvoiceRow } from './details.rules.ts';
import { invoiceChanged } from './invoices.events.ts';
import { invoiceById } from './invoices.operations.ts';
import * as queries from './invoices.queries.ts';
import { mostMoney } from './totals.rules.ts';

export async function addPayment(change: Change, { params, body }: InputOf<typeof api.addPayment>): Promise<Invoice> {
  const { tx, today } = change;
  const invoice = await queries.lockedInvoice(tx, params.id);
  const { date = today, amount, note = '', externalKey = null } = body;
  const payments = await queries.paymentsOf(tx, invoice.id);
  if (externalKey !== null && payments.some((payment) => payment.externalKey === externalKey)) {
    throw new Refusal('payment.external_key_taken', { externalKey }).at('externalKey');
  }
  await queries.insertPayment(tx, invoice.id, { date, amount, note, externalKey });
  return paid(change, invoice, invoice.paid + amount, { after: { date, amount, note, externalKey } });
}

export async function deletePayment(
  change: Change,
  { params, version }: InputOf<typeof api.deletePayment>,
): Promise<Invoice> {
  const { tx } = change;
  const invoice = await queries.lockedInvoice(tx, params.id);
  expectVersion(invoice, version);
  const payment = (await queries.paymentsOf(tx, invoice.id)).find(({ id }) => id === params.paymentId);
  if (!payment) throw new Refusal('payment.not_found', { id: params.paymentId });
  await queries.removePayment(tx, payment.id);
  return paid(change, invoice, invoice.paid - payment.amount, { before: payment });
}

async function paid(
  change: Change,
  invoice: InvoiceRow,
  paidAfter: number,
  payment: { before?: object; after?: object },
): Promise<Invoice> {
  const { id, paid: paidBefore, total } = invoice;
  if (Math.abs(paidAfter) > mostMoney) throw new Refusal('payment.paid_too_large', { limit: mostMoney }).at('amount');
  await queries.saveInvoice(change.tx, id, { paid: paidAfter });
  await audit(change, {
    action: payment.after ? 'payment.added' : 'payment.deleted',
    record: 'invoice',
    recordId: id,
    before: { paid: paidBefore, ...payment.before },
    after: { paid: paidAfter, ...payment.after },
  });
  await invoiceChanged.tell(change, [{ invoiceId: id, what: 'payment', paidBefore, paidAfter, total }]);
  return invoiceById(change.tx, id);
}
