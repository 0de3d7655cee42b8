import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import {
  ById,
  ExternalKey,
  Fields,
  Id,
  IsoDate,
  Line,
  ListQuery,
  Money,
  Name,
  Nullable,
  PageOf,
  PartOf,
  PositiveMoney,
  Prose,
  Version,
} from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const invoiceRefusals = {
  'invoice.not_found': { status: 404, says: 'There is no invoice {id}.' },
  'invoice.number_taken': { status: 409, says: 'There is already an invoice with the number {number}.' },
  'invoice.external_key_taken': {
    status: 409,
    says: 'There is already an invoice with the external key {externalKey}.',
  },
  'invoice.in_use': {
    status: 409,
    says: 'The invoice {number} has {count} production orders or payments and cannot be deleted.',
  },
  'invoice.delivery_before_date': {
    status: 422,
    says: 'The approximate delivery date {deliveryDate} is before the invoice date {date}.',
  },
  'invoice.total_too_large': { status: 422, says: 'The total of the invoice is larger than {limit} minor units.' },
  'invoice.status_unchanged': { status: 422, says: 'The invoice already stands at {name}.' },
  'invoice.change_date_in_future': { status: 422, says: 'The change date {changeDate} is after {latest}.' },
  'invoice_status.inactive': { status: 422, says: 'The invoice status {name} is inactive.' },
  'invoice_line.not_found': { status: 404, says: 'There is no invoice line {id} on this invoice.' },
  'invoice_line.ordered': {
    status: 422,
    says: 'Line {position}: {ordered} of {product} are already ordered; the quantity cannot go below that, nor the product change, nor the line be removed.',
  },
  'invoice_line.has_orders': {
    status: 422,
    says: 'Line {position}: {product} stands on a cancelled production order or a reorder; the product cannot change, nor the line be removed.',
  },
  'invoice_line.twice': { status: 422, says: 'The line {id} stands twice in the list.' },
  'invoice_line.external_key_taken': { status: 409, says: 'The external key {externalKey} stands on two lines.' },
} as const satisfies RefusalTexts;

export const Discount = Type.Number({
  minimum: 0,
  maximum: 1,
  multipleOf: 0.0001,
  description: 'Part of the price taken off, 0 to 1 in steps of 0.0001 (0.15 is 15 %).',
});
const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000 });

export const InvoiceLineInput = Fields({
  productId: Id,
  description: Type.Optional(Line),
  quantity: Quantity,
  price: Type.Optional(Type.Integer({ ...PositiveMoney, description: 'The product’s price unless told.' })),
  discount: Type.Optional(Discount),
  vendorId: Type.Optional(Nullable(Id)),
  isNotOrdered: Type.Optional(Type.Boolean({ description: 'Not ordered from anyone.' })),
  externalKey: Type.Optional(Nullable(ExternalKey)),
});
export type InvoiceLineInput = Static<typeof InvoiceLineInput>;

const InvoiceLineChange = Fields({ id: Type.Optional(Id), ...InvoiceLineInput.properties });
export type InvoiceLineChange = Static<typeof InvoiceLineChange>;

export const InvoiceLine = Fields(
  {
    id: Id,
    position: Type.Integer(),
    productId: Id,
    productName: Name,
    description: Line,
    quantity: Quantity,
    price: PositiveMoney,
    discount: Discount,
    total: PositiveMoney,
    vendorId: Nullable(Id),
    isNotOrdered: Type.Boolean(),
    orderedQuantity: Type.Integer({
      description: 'How many stand on production orders that are neither cancelled nor reorders.',
    }),
    orderFromVendorId: Nullable(Id),
    orderFromVendorName: Nullable(
      Type.String({ description: 'Whom the line will be ordered from: its own vendor, else the product’s.' }),
    ),
    externalKey: Nullable(ExternalKey),
  },
  'InvoiceLine',
);
export type InvoiceLine = Static<typeof InvoiceLine>;

export const Payment = Fields(
  { id: Id, date: IsoDate, amount: Money, note: Line, externalKey: Nullable(ExternalKey) },
  'Payment',
);
export type Payment = Static<typeof Payment>;

const summary = {
  id: Id,
  number: Line,
  clientId: Id,
  clientName: Name,
  sessionId: Nullable(Id),
  sessionName: Nullable(Name),
  date: IsoDate,
  deliveryDate: Nullable(IsoDate),
  deliveredDate: Nullable(IsoDate),
  statusId: Id,
  statusName: Name,
  statusSinceDate: IsoDate,
  statusDueDate: Nullable(IsoDate),
  total: Money,
  paid: Money,
  externalKey: Nullable(ExternalKey),
  version: Version,
};
export const InvoiceSummary = Fields(summary, 'InvoiceSummary');
export type InvoiceSummary = Static<typeof InvoiceSummary>;

export const Invoice = Fields(
  {
    ...summary,
    tax: PositiveMoney,
    shipping: PositiveMoney,
    notes: Prose,
    lines: Type.Array(InvoiceLine),
    payments: Type.Array(Payment),
  },
  'Invoice',
);
export type Invoice = Static<typeof Invoice>;

const invoiceInput = {
  number: Type.Optional(
    Type.String({ minLength: 1, maxLength: 60, pattern: '\\S', description: 'By the studio’s pattern unless told.' }),
  ),
  clientId: Id,
  sessionId: Type.Optional(Nullable(Id)),
  date: Type.Optional(IsoDate),
  deliveryDate: Type.Optional(Nullable(IsoDate)),
  deliveredDate: Type.Optional(Nullable(IsoDate)),
  statusId: Type.Optional(Id),
  tax: Type.Optional(PositiveMoney),
  shipping: Type.Optional(PositiveMoney),
  notes: Type.Optional(Prose),
  externalKey: Type.Optional(Nullable(ExternalKey)),
  lines: Type.Optional(Type.Array(InvoiceLineInput, { maxItems: 2_000 })),
};
export const InvoiceInput = Fields(invoiceInput);
export type InvoiceInput = Static<typeof InvoiceInput>;

export const listInvoices = endpoint({
  id: 'listInvoices',
  method: 'GET',
  path: '/invoices',
  tag: 'Invoices',
  summary: 'Invoices, latest first',
  access: { area: 'invoices', level: 'view' },
  query: Fields({
    ...ListQuery.properties,
    clientId: Type.Optional(Id),
    sessionId: Type.Optional(Id),
    statusId: Type.Optional(Id),
  }),
  answer: PageOf(InvoiceSummary),
});

const badInput = [
  'client.not_found',
  'session.not_found',
  'session.of_another_client',
  'product.not_found',
  'product.inactive',
  'vendor.not_found',
  'vendor.inactive',
  'invoice.number_taken',
  'invoice.external_key_taken',
  'invoice_line.external_key_taken',
  'invoice.delivery_before_date',
  'invoice.total_too_large',
] as const;

export const addInvoice = endpoint({
  id: 'addInvoice',
  method: 'POST',
  path: '/invoices',
  tag: 'Invoices',
  summary: 'Add an invoice with its lines',
  access: { area: 'invoices', level: 'add' },
  body: InvoiceInput,
  answer: Invoice,
  status: 201,
  refusals: [
    ...badInput,
    'invoice_status.not_found',
    'invoice_status.inactive',
    'calendar.out_of_range',
    'calendar.no_business_day',
  ],
});

export const getInvoice = endpoint({
  id: 'getInvoice',
  method: 'GET',
  path: '/invoices/{id}',
  tag: 'Invoices',
  summary: 'One invoice with lines and payments',
  access: { area: 'invoices', level: 'view' },
  params: ById,
  answer: Invoice,
  refusals: ['invoice.not_found'],
});

const { statusId: _, lines: __, ...invoiceChange } = invoiceInput;

const InvoiceChange = PartOf(Fields({ ...invoiceChange, lines: Type.Array(InvoiceLineChange, { maxItems: 2_000 }) }));
export type InvoiceChange = Static<typeof InvoiceChange>;

export const updateInvoice = endpoint({
  id: 'updateInvoice',
  method: 'PATCH',
  path: '/invoices/{id}',
  tag: 'Invoices',
  summary: 'Change an invoice',
  description:
    '`lines`, when sent, is the whole list in its order: lines with an id are changed (what is left out of a line stays; another product brings its own price), those without an id are added, those left out are removed. Another `deliveryDate` moves no due date already given to an order; previewRecalculation tells how many open orders would get another.',
  access: { area: 'invoices', level: 'change' },
  versioned: true,
  params: ById,
  body: InvoiceChange,
  answer: Invoice,
  refusals: [
    'invoice.not_found',
    ...badInput,
    'invoice_line.not_found',
    'invoice_line.twice',
    'invoice_line.ordered',
    'invoice_line.has_orders',
  ],
});

export const changeInvoiceStatus = endpoint({
  id: 'changeInvoiceStatus',
  method: 'POST',
  path: '/invoices/{id}/status-changes',
  tag: 'Invoices',
  summary: 'Change the status of an invoice',
  description:
    'Entering the final status fills an empty delivered date. Without `dueDate` it is the change date plus the status’s duration in business days; null is no due date.',
  access: { area: 'invoices', level: 'change' },
  params: ById,
  body: Fields({
    version: Type.Optional(Version),
    statusId: Id,
    changeDate: Type.Optional(IsoDate),
    dueDate: Type.Optional(Nullable(IsoDate)),
  }),
  answer: Invoice,
  refusals: [
    'invoice.not_found',
    'invoice_status.not_found',
    'invoice_status.inactive',
    'invoice.status_unchanged',
    'invoice.change_date_in_future',
    'request.version_stale',
    'calendar.out_of_range',
    'calendar.no_business_day',
  ],
});

export const deleteInvoice = endpoint({
  id: 'deleteInvoice',
  method: 'DELETE',
  path: '/invoices/{id}',
  tag: 'Invoices',
  summary: 'Delete an invoice without production orders and payments',
  access: { area: 'invoices', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['invoice.not_found', 'invoice.in_use'],
});
