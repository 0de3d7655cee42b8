import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, ExternalKey, Fields, Id, IsoDate, Line, Money, Nullable } from './fields.ts';
import { Invoice } from './invoices.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const paymentRefusals = {
  'payment.external_key_taken': {
    status: 409,
    says: 'The invoice already has a payment with the external key {externalKey}.',
  },
  'payment.not_found': { status: 404, says: 'There is no payment {id} on this invoice.' },
  'payment.paid_too_large': { status: 422, says: 'The sum of the payments is larger than {limit} minor units.' },
} as const satisfies RefusalTexts;

export const addPayment = endpoint({
  id: 'addPayment',
  method: 'POST',
  path: '/invoices/{id}/payments',
  tag: 'Invoices',
  summary: 'Record a payment',
  description: 'A negative amount is a refund.',
  access: { area: 'invoices', level: 'change' },
  params: ById,
  body: Fields({
    date: Type.Optional(IsoDate),
    amount: Money,
    note: Type.Optional(Line),
    externalKey: Type.Optional(Nullable(ExternalKey)),
  }),
  answer: Invoice,
  status: 201,
  refusals: ['invoice.not_found', 'payment.paid_too_large', 'payment.external_key_taken'],
});

const PaymentId = Fields({ id: Id, paymentId: Id });
export const deletePayment = endpoint({
  id: 'deletePayment',
  method: 'DELETE',
  path: '/invoices/{id}/payments/{paymentId}',
  tag: 'Invoices',
  summary: 'Take a payment back',
  access: { area: 'invoices', level: 'delete' },
  versioned: true,
  params: PaymentId,
  answer: Invoice,
  refusals: ['invoice.not_found', 'payment.not_found', 'payment.paid_too_large'],
});
