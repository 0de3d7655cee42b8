import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import {
  ById,
  Fields,
  Id,
  Instant,
  IsoDate,
  Line,
  Name,
  Nullable,
  OneOf,
  PartOf,
  PositiveMoney,
  Prose,
  Version,
} from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const orderRefusals = {
  'order.not_found': { status: 404, says: 'There is no production order {id}.' },
  'order.number_taken': { status: 409, says: 'There is already a production order with the number {number}.' },
  'order.number_typed': { status: 422, says: '{vendor} wants order numbers typed by hand; send `number`.' },
  'order.number_for_one': { status: 422, says: 'A typed number is for one order; this would create {count}.' },
  'order.date_in_future': { status: 422, says: 'The order date {orderDate} is after today ({today}).' },
  'order.type_needed': { status: 422, says: '{vendor} has no default type; send `typeId`.' },
  'order.nothing_to_order': { status: 422, says: 'Nothing is left to order{from}.' },
  'order.not_open_to_lines': { status: 422, says: 'Lines cannot be added to {number}: {rule}.' },
  'order.lines_only': {
    status: 422,
    says: 'Adding to an open order adds lines only; leave out {field}, or change the order itself.',
  },
  'order.client_of_invoice': { status: 422, says: 'The client is read through the invoice; leave out `clientId`.' },
} as const satisfies RefusalTexts;

export const OrderLine = Fields(
  {
    id: Id,
    position: Type.Integer(),
    invoiceLineId: Nullable(Id),
    productId: Nullable(Id),
    description: Line,
    invoiceQuantity: Nullable(Type.Integer({ description: 'How many of the invoice line this line orders.' })),
    quantity: Type.Integer({ minimum: 1, description: 'How many the vendor is asked for.' }),
    cost: PositiveMoney,
    note: Prose,
  },
  'OrderLine',
);
export type OrderLine = Static<typeof OrderLine>;

/** Open, completed and cancelled exclude each other; stored on the order. */
export const orderStates = ['open', 'completed', 'cancelled'] as const;

export const OrderSummary = Fields(
  {
    id: Id,
    number: Line,
    typeId: Id,
    typeName: Name,
    statusId: Id,
    statusName: Name,
    statusColor: Type.String(),
    state: OneOf(orderStates),
    sinceDate: IsoDate,
    dueDate: Nullable(IsoDate),
    isDueDateOverridden: Type.Boolean(),
    isLate: Type.Boolean(),
    isAtRisk: Type.Boolean(),
    orderDate: IsoDate,
    vendorId: Id,
    vendorName: Name,
    clientId: Nullable(Id),
    clientName: Nullable(Name),
    invoiceId: Nullable(Id),
    invoiceNumber: Nullable(Line),
    sessionId: Nullable(Id),
    deliveryDate: Nullable(IsoDate),
    responsibleUserId: Nullable(Id),
    responsibleUserName: Nullable(Name),
    departmentId: Nullable(Id),
    departmentName: Nullable(Name),
    completedDate: Nullable(IsoDate),
    vendorOrderNumber: Line,
    value: PositiveMoney,
    version: Version,
  },
  'ProductionOrderSummary',
);
export type OrderSummary = Static<typeof OrderSummary>;

const LinkedOrder = Fields({ id: Id, number: Line }, 'LinkedOrder');

export const ProductionOrder = Fields(
  {
    ...OrderSummary.properties,
    sessionName: Nullable(Name),
    resumeStatusId: Nullable(Id),
    enteredByName: Type.String(),
    createdAt: Instant,
    completedByName: Nullable(Type.String()),
    vendorInvoiceNumber: Line,
    vendorInvoiceAmount: Nullable(PositiveMoney),
    studioNotes: Prose,
    vendorNotes: Prose,
    cancelledDate: Nullable(IsoDate),
    cancelReason: Nullable(Prose),
    reorderOf: Nullable(LinkedOrder),
    reorderReason: Nullable(Name),
    reorders: Type.Array(
      Fields({ ...LinkedOrder.properties, state: OneOf(orderStates), reason: Name }, 'ReorderOfOrder'),
    ),
    lines: Type.Array(OrderLine),
  },
  'ProductionOrder',
);
export type ProductionOrder = Static<typeof ProductionOrder>;

/** What an order says of itself when it is made. */
export const orderFields = {
  vendorOrderNumber: Type.Optional(Line),
  vendorInvoiceNumber: Type.Optional(Line),
  vendorInvoiceAmount: Type.Optional(Nullable(PositiveMoney)),
  studioNotes: Type.Optional(Prose),
  vendorNotes: Type.Optional(Prose),
};

export const NumberInput = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });

export const getOrder = endpoint({
  id: 'getOrder',
  method: 'GET',
  path: '/production-orders/{id}',
  tag: 'Production orders',
  summary: 'One production order with its lines',
  access: { area: 'production', level: 'view' },
  params: ById,
  answer: ProductionOrder,
  refusals: ['order.not_found'],
});

export const updateOrder = endpoint({
  id: 'updateOrder',
  method: 'PATCH',
  path: '/production-orders/{id}',
  tag: 'Production orders',
  summary: 'Change the details of a production order',
  description:
    'Also its due date (null: computed again), responsible user and department, without a status change; those are recorded in its history.',
  access: { area: 'production', level: 'change' },
  versioned: true,
  params: ById,
  body: PartOf(
    Fields({
      ...orderFields,
      number: NumberInput,
      dueDate: Nullable(IsoDate),
      responsibleUserId: Nullable(Id),
      departmentId: Nullable(Id),
      note: Type.Optional(Prose),
    }),
  ),
  answer: ProductionOrder,
  refusals: [
    'order.not_found',
    'order.number_taken',
    'user.not_found',
    'department.not_found',
    'change.order_cancelled',
    'change.final_has_no_due_date',
  ],
});
