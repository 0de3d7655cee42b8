import { type Static, Type } from 'typebox';
import { Color, Duration } from './cycles.ts';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Name, PartOf, Version } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const invoiceStatusRefusals = {
  'invoice_status.not_found': { status: 404, says: 'There is no invoice status {id}.' },
  'invoice_status.name_taken': { status: 409, says: 'There is already an invoice status called {name}.' },
  'invoice_status.in_use': {
    status: 409,
    says: '{name} is used by {users} and cannot be deleted. Make it inactive instead.',
  },
  'invoice_status.needed': { status: 422, says: '{name} is the {role} invoice status: {rule}.' },
} as const satisfies RefusalTexts;

export const InvoiceStatus = Fields(
  {
    id: Id,
    name: Name,
    position: Type.Integer(),
    duration: Duration,
    isInitial: Type.Boolean(),
    isFinal: Type.Boolean(),
    isActive: Type.Boolean(),
    color: Color,
    version: Version,
  },
  'InvoiceStatus',
);
export type InvoiceStatus = Static<typeof InvoiceStatus>;

export const listInvoiceStatuses = endpoint({
  id: 'listInvoiceStatuses',
  method: 'GET',
  path: '/invoice-statuses',
  tag: 'Cycles',
  summary: 'The studio’s invoice statuses, in their order',
  access: 'signed-in',
  answer: Fields({ items: Type.Array(InvoiceStatus) }),
});

const invoiceStatusInput = {
  name: Name,
  duration: Type.Optional(Duration),
  position: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000, description: 'Before the final status unless told.' }),
  ),
  color: Type.Optional(Color),
};

export const addInvoiceStatus = endpoint({
  id: 'addInvoiceStatus',
  method: 'POST',
  path: '/invoice-statuses',
  tag: 'Cycles',
  summary: 'Add an invoice status',
  access: { area: 'maintenance', level: 'add' },
  body: Fields(invoiceStatusInput),
  answer: InvoiceStatus,
  status: 201,
  refusals: ['invoice_status.name_taken', 'invoice_status.needed', 'cycle.no_such_place', 'cycle.full'],
});

export const updateInvoiceStatus = endpoint({
  id: 'updateInvoiceStatus',
  method: 'PATCH',
  path: '/invoice-statuses/{id}',
  tag: 'Cycles',
  summary: 'Change an invoice status',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(
    Fields({
      ...invoiceStatusInput,
      isInitial: Type.Literal(true),
      isFinal: Type.Literal(true),
      isActive: Type.Boolean(),
    }),
  ),
  answer: InvoiceStatus,
  refusals: ['invoice_status.not_found', 'invoice_status.name_taken', 'invoice_status.needed', 'cycle.no_such_place'],
});

export const deleteInvoiceStatus = endpoint({
  id: 'deleteInvoiceStatus',
  method: 'DELETE',
  path: '/invoice-statuses/{id}',
  tag: 'Cycles',
  summary: 'Delete an invoice status that was never used',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['invoice_status.not_found', 'invoice_status.in_use', 'invoice_status.needed'],
});
