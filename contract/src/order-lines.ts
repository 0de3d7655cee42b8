import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Line, Nullable, PositiveMoney, Prose } from './fields.ts';
import { ProductionOrder } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const orderLineRefusals = {
  'order_line.not_found': { status: 404, says: 'There is no line {id} on this production order.' },
  'order_line.twice': { status: 422, says: 'The line {id} is named twice.' },
  'order_line.over_invoice': {
    status: 422,
    says: '{product}: this would order {asked} of invoice line {invoiceLineId}, and {left} of {quantity} are left for this order.',
  },
  'order_line.other_origin': {
    status: 422,
    says: 'Line {id} keeps its product and invoice line; remove it and add another line instead.',
  },
  'order_line.not_of_invoice': {
    status: 422,
    says: 'The invoice line {invoiceLineId} cannot be ordered here: {rule}.',
  },
  'order_line.orders_no_invoice_line': {
    status: 422,
    says: 'This line orders nothing of an invoice; leave out invoiceQuantity.',
  },
  'order_line.not_divisible': {
    status: 422,
    says: '{quantity} is not a multiple of {multiplier}, so say in invoiceQuantity how many of the invoice line it orders.',
  },
  'order_line.cost_too_large': {
    status: 422,
    says: 'The cost of {quantity} × {description} would be more than can be kept; give a cost.',
  },
  'order_line.order_completed': {
    status: 422,
    says: '{number} is completed: its lines keep their quantities, none is added and none removed. Change its status first.',
  },
} as const satisfies RefusalTexts;

export const Quantity = Type.Integer({ minimum: 1, maximum: 10_000_000 });

export const OrderLineChange = Fields(
  {
    id: Type.Optional(Id),
    invoiceLineId: Type.Optional(Nullable(Id)),
    productId: Type.Optional(Nullable(Id)),
    description: Type.Optional(Line),
    invoiceQuantity: Type.Optional(Nullable(Quantity)),
    quantity: Quantity,
    cost: Type.Optional(PositiveMoney),
    note: Type.Optional(Prose),
  },
  'OrderLineChange',
);
export type OrderLineChange = Static<typeof OrderLineChange>;

export const updateOrderLines = endpoint({
  id: 'updateOrderLines',
  method: 'PUT',
  path: '/production-orders/{id}/lines',
  tag: 'Production orders',
  summary: 'Change the lines of a production order',
  description:
    'The whole list: lines with an `id` are kept or changed, those without are added, those left out are removed. A line added with an `invoiceLineId` orders of that invoice line. `invoiceQuantity` follows `quantity` by the product’s vendor multiplier unless told, and the cost of a line is kept in proportion. On a completed order only descriptions, costs and notes change. Recorded in its history.',
  access: { area: 'production', level: 'change' },
  versioned: true,
  params: ById,
  body: Fields({
    lines: Type.Array(OrderLineChange, { maxItems: 2_000 }),
    note: Type.Optional(Type.String({ maxLength: 4_000 })),
  }),
  answer: ProductionOrder,
  refusals: [
    'order.not_found',
    'change.order_cancelled',
    'product.not_found',
    'order_line.not_found',
    'order_line.twice',
    'order_line.over_invoice',
    'order_line.other_origin',
    'order_line.not_of_invoice',
    'order_line.orders_no_invoice_line',
    'order_line.not_divisible',
    'order_line.cost_too_large',
    'order_line.order_completed',
  ],
});
