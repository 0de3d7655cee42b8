import { ExternalKey, Fields, Id, IsoDate, Line, Money } from '@printrail/contract/fields';
import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Tx } from '../database/connect.ts';
import { inSlices } from '../database/many-rows.ts';
import { type Columns, insertRows, listOf, lockRows, type Row, tableOf } from '../database/rows.ts';
import { type FieldError, Refusal } from '../platform/refusal.ts';
import { audit } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';
import { differs, type Saved } from '../studio/keyed-records.ts';
import { mostMoney } from './totals.rules.ts';

export const KeyedPayment = Fields({
  externalKey: ExternalKey,
  invoiceId: Id,
  date: IsoDate,
  amount: Money,
  note: Type.Optional(Line),
});
export type KeyedPayment = Static<typeof KeyedPayment>;

type Wanted = { before: Row<'payments'> | undefined; after: Required<KeyedPayment>; at: number };

/** Adds payments, or changes those whose external key is known; a payment stays with its invoice. */
export async function savePayments(change: Change, payments: readonly KeyedPayment[]): Promise<Saved> {
  const { tx } = change;
  const invoiceIds = [...new Set(payments.map(({ invoiceId }) => invoiceId))];
  await lockRows(tx, 'invoices', invoiceIds);
  const wanted = await wantedPayments(tx, payments);
  const moved = wanted.filter(({ before, after }) => before && before.invoiceId !== after.invoiceId);
  refuse(moved, 'invoiceId', 'must be the invoice that the payment is of already');
  await refuseTooMuch(tx, wanted);
  const added = wanted.filter(({ before }) => !before);
  const changed = wanted.filter(({ before, after }) => before && differs(before, after));
  for await (const some of inSlices(added.map(({ after }) => after))) {
    await insertRows(tx, 'payments', { ...columns, invoice_id: 'int', external_key: 'text' }, some);
  }
  for await (const some of inSlices(changed.map(({ before, after }) => ({ ...after, id: before?.id ?? 0 })))) {
    await sql`update payments set date = given.date, amount = given.amount, note = given.note
      from ${tableOf(tx, { id: 'int', ...columns }, some)} as given where payments.id = given.id`.execute(tx);
  }
  const paidIds = [...new Set([...added, ...changed].map(({ after }) => after.invoiceId))];
  for await (const some of inSlices(paidIds)) await sumPayments(tx, some);
  change.touched('invoice', paidIds);
  const counts = {
    added: added.length,
    changed: changed.length,
    unchanged: wanted.length - added.length - changed.length,
  };
  await audit(change, { action: 'payments.imported', record: 'invoice', recordId: null, after: counts });
  return { ids: new Map(), ...counts };
}

const columns: Columns = { date: 'date', amount: 'int', note: 'text' };

async function wantedPayments(tx: Tx, payments: readonly KeyedPayment[]): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for await (const some of inSlices(payments)) {
    const keys = some.map(({ externalKey }) => externalKey);
    const known = await tx.selectFrom('payments').selectAll().where('externalKey', 'in', listOf(tx, keys)).execute();
    const byKey = Map.groupBy(known, ({ externalKey }) => externalKey);
    for (const given of some) {
      const same = byKey.get(given.externalKey) ?? [];
      // Payments made here may have the same key on several invoices.
      const before = same.find(({ invoiceId }) => invoiceId === given.invoiceId) ?? same[0];
      wanted.push({ before, after: { ...given, note: given.note ?? before?.note ?? '' }, at: wanted.length });
    }
  }
  return wanted;
}

/** What is paid of an invoice stays within what can be kept. */
async function refuseTooMuch(tx: Tx, wanted: readonly Wanted[]): Promise<void> {
  const paid = new Map<number, number>();
  for await (const some of inSlices([...new Set(wanted.map(({ after }) => after.invoiceId))])) {
    const rows = await tx.selectFrom('invoices').select(['id', 'paid']).where('id', 'in', listOf(tx, some)).execute();
    for (const row of rows) paid.set(row.id, row.paid);
  }
  const tooMuch = wanted.filter(({ before, after }) => {
    const sum = (paid.get(after.invoiceId) ?? 0) + after.amount - (before?.amount ?? 0);
    paid.set(after.invoiceId, sum);
    return Math.abs(sum) > mostMoney;
  });
  refuse(tooMuch, 'amount', `must not bring what is paid of the invoice over ${mostMoney} minor units`);
}

async function sumPayments(tx: Tx, invoiceIds: readonly number[]): Promise<void> {
  await sql`update invoices set version = version + 1,
    paid = (select coalesce(sum(amount), 0) from payments where payments.invoice_id = invoices.id)
    where id in ${listOf(tx, invoiceIds)}`.execute(tx);
}

function refuse(wanted: readonly Wanted[], field: string, message: string): void {
  const fields: FieldError[] = wanted.map(({ at }) => ({ field: `${at}.${field}`, message }));
  if (fields.length > 0) throw new Refusal('request.invalid', {}, fields);
}
