import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, IsoDate, Name, PartOf, Version } from './fields.ts';
import { Quantity } from './order-lines.ts';
import { NumberInput, orderFields, ProductionOrder } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const reorderRefusals = {
  'reorder.more_than_ordered': {
    status: 422,
    says: 'Line {lineId} ordered {ordered}; a reorder repeats at most that many, not {quantity}.',
  },
  'reorder_reason.not_found': { status: 404, says: 'There is no reorder reason {id}.' },
  'reorder_reason.inactive': { status: 422, says: 'The reorder reason {name} is inactive.' },
  'reorder_reason.name_taken': { status: 409, says: 'There is already a reorder reason called {name}.' },
  'reorder_reason.in_use': {
    status: 409,
    says: '{name} is the reason of reorders and cannot be deleted. Make it inactive instead.',
  },
} as const satisfies RefusalTexts;

export const ReorderReason = Fields(
  {
    id: Id,
    name: Name,
    isCharged: Type.Boolean({ description: 'Whether the vendor charges for a reorder with this reason.' }),
    position: Type.Integer(),
    isActive: Type.Boolean(),
    version: Version,
  },
  'ReorderReason',
);
export type ReorderReason = Static<typeof ReorderReason>;

export const reorderOrder = endpoint({
  id: 'reorderOrder',
  method: 'POST',
  path: '/production-orders/{id}/reorders',
  tag: 'Production orders',
  summary: 'Order chosen lines of a production order again',
  description:
    'A new order of the same invoice, linked both ways, from the same vendor and of the same type unless told. Its lines cost nothing when the vendor does not charge for the reason, and count neither as ordered of the invoice nor in the order’s value; the invoice is not complete while it is open.',
  access: { area: 'production', level: 'add' },
  params: ById,
  body: Fields({
    lines: Type.Array(Fields({ lineId: Id, quantity: Quantity }), { minItems: 1, maxItems: 2_000 }),
    reasonId: Id,
    vendorId: Type.Optional(Id),
    typeId: Type.Optional(Id),
    orderDate: Type.Optional(IsoDate),
    number: Type.Optional(NumberInput),
    ...orderFields,
  }),
  answer: ProductionOrder,
  status: 201,
  refusals: [
    'order.not_found',
    'change.order_cancelled',
    'order_line.not_found',
    'order_line.twice',
    'reorder.more_than_ordered',
    'reorder_reason.not_found',
    'reorder_reason.inactive',
    'vendor.not_found',
    'vendor.inactive',
    'type.not_found',
    'type.inactive',
    'order.type_needed',
    'order.number_taken',
    'order.number_typed',
    'order.date_in_future',
  ],
});

export const listReorderReasons = endpoint({
  id: 'listReorderReasons',
  method: 'GET',
  path: '/reorder-reasons',
  tag: 'Production orders',
  summary: 'The reasons for reorders, by position',
  access: 'signed-in',
  answer: Fields({ items: Type.Array(ReorderReason) }),
});

export const addReorderReason = endpoint({
  id: 'addReorderReason',
  method: 'POST',
  path: '/reorder-reasons',
  tag: 'Production orders',
  summary: 'Add a reason for reorders, at the end of the list',
  access: { area: 'maintenance', level: 'add' },
  body: Fields({ name: Name, isCharged: Type.Boolean() }),
  answer: ReorderReason,
  status: 201,
  refusals: ['reorder_reason.name_taken'],
});

export const updateReorderReason = endpoint({
  id: 'updateReorderReason',
  method: 'PATCH',
  path: '/reorder-reasons/{id}',
  tag: 'Production orders',
  summary: 'Rename a reason for reorders, move it, or make it inactive',
  access: { area: 'maintenance', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(
    Fields({
      name: Name,
      isCharged: Type.Boolean(),
      isActive: Type.Boolean(),
      position: Type.Integer({ minimum: 1, maximum: 1_000 }),
    }),
  ),
  answer: ReorderReason,
  refusals: ['reorder_reason.not_found', 'reorder_reason.name_taken', 'cycle.no_such_place'],
});

export const deleteReorderReason = endpoint({
  id: 'deleteReorderReason',
  method: 'DELETE',
  path: '/reorder-reasons/{id}',
  tag: 'Production orders',
  summary: 'Delete a reason that no reorder has',
  access: { area: 'maintenance', level: 'delete' },
  versioned: true,
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['reorder_reason.not_found', 'reorder_reason.in_use'],
});
