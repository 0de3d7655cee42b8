import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, IsoDate, Line, Name, Nullable, PositiveMoney, Prose } from './fields.ts';
import { NumberInput, OrderSummary, orderFields, ProductionOrder } from './orders.ts';

const LineWithoutVendor = Fields(
  {
    invoiceId: Id,
    id: Id,
    position: Type.Integer(),
    productId: Id,
    productName: Name,
    quantity: Type.Integer({ description: 'How many are left to order.' }),
  },
  'LineWithoutVendor',
);

export const createInvoiceOrders = endpoint({
  id: 'createInvoiceOrders',
  method: 'POST',
  path: '/invoices/{id}/production-orders',
  tag: 'Production orders',
  summary: 'Create the production orders of an invoice',
  description:
    'For one vendor (`vendorId`) or, without one, all necessary vendors, together or not at all. Only quantities not yet ordered are ordered, so asking twice creates nothing twice. With `addToOrderId` the lines go to that open order instead.',
  access: { area: 'production', level: 'add' },
  params: ById,
  body: Fields({
    vendorId: Type.Optional(Id),
    typeId: Type.Optional(Id),
    addToOrderId: Type.Optional(Id),
    orderDate: Type.Optional(IsoDate),
    number: Type.Optional(NumberInput),
    ...orderFields,
  }),
  answer: Fields({
    created: Type.Array(OrderSummary),
    addedTo: Nullable(OrderSummary),
    linesWithoutVendor: Type.Array(LineWithoutVendor),
  }),
  status: 201,
  refusals: [
    'invoice.not_found',
    'vendor.not_found',
    'vendor.inactive',
    'type.not_found',
    'type.inactive',
    'order.not_found',
    'order.number_taken',
    'order.number_typed',
    'order.number_for_one',
    'order.date_in_future',
    'order.type_needed',
    'order.not_open_to_lines',
    'order.lines_only',
  ],
});

export const createAllOrders = endpoint({
  id: 'createAllOrders',
  method: 'POST',
  path: '/invoices/bulk/production-orders',
  tag: 'Production orders',
  summary: 'Create the production orders of many invoices',
  description: 'All necessary vendors of each invoice named, or of every invoice, together or not at all.',
  access: { area: 'production', level: 'add' },
  body: Fields({
    invoiceIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50_000, uniqueItems: true })),
    orderDate: Type.Optional(IsoDate),
  }),
  answer: Fields({
    createdCount: Type.Integer(),
    invoiceCount: Type.Integer({ description: 'Invoices that got at least one order.' }),
    linesWithoutVendorCount: Type.Integer(),
    linesWithoutVendor: Type.Array(LineWithoutVendor, { description: 'The first 100.' }),
  }),
  status: 201,
  refusals: [
    'invoice.not_found',
    'vendor.inactive',
    'type.inactive',
    'order.date_in_future',
    'order.number_typed',
    'order.type_needed',
  ],
});

export const previewInvoiceOrders = endpoint({
  id: 'previewInvoiceOrders',
  method: 'GET',
  path: '/invoices/{id}/production-orders/preview',
  tag: 'Production orders',
  summary: 'What is left to order, from whom',
  access: { area: 'production', level: 'view' },
  params: ById,
  answer: Fields({
    vendors: Type.Array(
      Fields({
        vendorId: Id,
        vendorName: Name,
        typeId: Nullable(Id),
        openOrders: Type.Array(Fields({ id: Id, number: Line })),
        lines: Type.Array(
          Fields({
            invoiceLineId: Id,
            productName: Name,
            description: Line,
            invoiceQuantity: Type.Integer(),
            quantity: Type.Integer(),
            cost: PositiveMoney,
          }),
        ),
      }),
    ),
    linesWithoutVendor: Type.Array(LineWithoutVendor),
  }),
  refusals: ['invoice.not_found'],
});

export const addOrder = endpoint({
  id: 'addOrder',
  method: 'POST',
  path: '/production-orders',
  tag: 'Production orders',
  summary: 'Add a production order by hand',
  description: 'Without an invoice (a sample, a display print) the client may be given; lines are typed.',
  access: { area: 'production', level: 'add' },
  body: Fields({
    vendorId: Id,
    typeId: Type.Optional(Id),
    clientId: Type.Optional(Nullable(Id)),
    orderDate: Type.Optional(IsoDate),
    number: Type.Optional(NumberInput),
    ...orderFields,
    lines: Type.Optional(
      Type.Array(
        Fields({
          productId: Type.Optional(Nullable(Id)),
          description: Type.Optional(Line),
          quantity: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
          cost: Type.Optional(PositiveMoney),
          note: Type.Optional(Prose),
        }),
        { maxItems: 2_000 },
      ),
    ),
  }),
  answer: ProductionOrder,
  status: 201,
  refusals: [
    'vendor.not_found',
    'vendor.inactive',
    'type.not_found',
    'type.inactive',
    'client.not_found',
    'product.not_found',
    'order.number_taken',
    'order.number_typed',
    'order.date_in_future',
    'order.type_needed',
  ],
});
