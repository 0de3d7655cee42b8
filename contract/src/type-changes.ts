import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, IsoDate, Nullable, Version } from './fields.ts';
import { Notice } from './notices.ts';
import { OrderSummary } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const typeChangeRefusals = {
  'type_change.same_type': { status: 422, says: '{number} is a {type} already; change its status instead.' },
  'type_change.status_of_another_type': { status: 422, says: 'The status {status} does not belong to {type}.' },
  'type_change.order_completed': {
    status: 422,
    says: '{number} is completed; change its status before its type, or undo its completion.',
  },
} as const satisfies RefusalTexts;

export const changeType = endpoint({
  id: 'changeType',
  method: 'POST',
  path: '/production-orders/{id}/type-changes',
  tag: 'Status changes',
  summary: 'Change the type of an open production order, together with its status',
  description:
    'The status is an active one of the new type, the initial one unless told. The visit at the old status ends not complete. It is a status change like others, and undo takes it back, type and all.',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({
    version: Type.Optional(Version),
    typeId: Id,
    statusId: Type.Optional(Id),
    changeDate: Type.Optional(IsoDate),
    dueDate: Type.Optional(Nullable(IsoDate)),
    responsibleUserId: Type.Optional(Nullable(Id)),
    departmentId: Type.Optional(Nullable(Id)),
    note: Type.Optional(Type.String({ maxLength: 19_000 })),
  }),
  answer: Fields({ order: OrderSummary, changeId: Id, explanation: Type.String(), notices: Type.Array(Notice) }),
  status: 201,
  refusals: [
    'order.not_found',
    'type.not_found',
    'type.inactive',
    'status.not_found',
    'user.not_found',
    'department.not_found',
    'change.order_changed',
    'change.order_cancelled',
    'change.date_out_of_visit',
    'change.status_inactive',
    'change.final_has_no_due_date',
    'type_change.same_type',
    'type_change.status_of_another_type',
    'type_change.order_completed',
  ],
});
