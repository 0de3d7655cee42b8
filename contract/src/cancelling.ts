import { Type } from 'typebox';
import { RefusedOrder, Selection } from './bulk-changes.ts';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Prose, Version } from './fields.ts';
import { Notice } from './notices.ts';
import { OrderSummary } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const cancellingRefusals = {
  'cancel.order_completed': {
    status: 422,
    says: '{number} is completed, and what is done cannot be cancelled. Change its status first, or undo its completion.',
  },
  'reopen.not_cancelled': { status: 422, says: '{number} is not cancelled.' },
  'reopen.over_invoice': {
    status: 422,
    says: '{number} cannot be reopened, for its invoice no longer has that much left to order: {lines}.',
  },
} as const satisfies RefusalTexts;

// The history says the reason first; together they fit its note.
const NoteAfterReason = Type.String({ maxLength: 19_000 });

const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '\\S', description: 'Why, in a line.' });

const OneChanged = Fields({ order: OrderSummary, changeId: Id, notices: Type.Array(Notice) });

const ManyChanged = Fields({
  bulkChangeId: Id,
  changed: Type.Integer(),
  refusedCount: Type.Integer(),
  refused: Type.Array(RefusedOrder, { description: 'The first 100 orders that were left, with reasons.' }),
  notices: Type.Array(Notice),
});

const manyFields = {
  selection: Selection,
  expectedCount: Type.Optional(
    Type.Integer({ minimum: 0, description: 'The count a preview of the same filter gave; needed with a filter.' }),
  ),
  fingerprint: Type.Optional(
    Type.String({ maxLength: 100, description: 'The fingerprint a preview of the same filter gave; needed with one.' }),
  ),
  skipRefused: Type.Optional(Type.Boolean()),
};

export const cancelOrder = endpoint({
  id: 'cancelOrder',
  method: 'POST',
  path: '/production-orders/{id}/cancel',
  tag: 'Status changes',
  summary: 'Cancel an open production order',
  description:
    'It leaves the hub’s open orders and keeps its place and history. What it ordered of its invoice is left to order again. A completed order is not cancelled; it is opened by a status change first.',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({ version: Type.Optional(Version), reason: Reason, note: Type.Optional(NoteAfterReason) }),
  answer: OneChanged,
  status: 201,
  refusals: ['order.not_found', 'change.order_changed', 'change.order_cancelled', 'cancel.order_completed'],
});

export const reopenOrder = endpoint({
  id: 'reopenOrder',
  method: 'POST',
  path: '/production-orders/{id}/reopen',
  tag: 'Status changes',
  summary: 'Reopen a cancelled production order',
  description:
    'It comes back exactly to the place it had. Refused, naming the lines, where what it ordered was ordered again meanwhile.',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({ version: Type.Optional(Version), note: Type.Optional(Prose) }),
  answer: OneChanged,
  status: 201,
  refusals: ['order.not_found', 'change.order_changed', 'reopen.not_cancelled', 'reopen.over_invoice'],
});

export const cancelManyOrders = endpoint({
  id: 'cancelManyOrders',
  method: 'POST',
  path: '/production-orders/bulk/cancel',
  tag: 'Status changes',
  summary: 'Cancel many open production orders, all or none',
  description: '`skipRefused` cancels the others and answers which were left.',
  access: { area: 'production', level: 'change' },
  body: Fields({ ...manyFields, reason: Reason, note: Type.Optional(NoteAfterReason) }),
  answer: ManyChanged,
  status: 201,
  refusals: ['bulk.empty', 'bulk.too_many', 'bulk.refused', 'bulk.selection_changed'],
});

export const reopenManyOrders = endpoint({
  id: 'reopenManyOrders',
  method: 'POST',
  path: '/production-orders/bulk/reopen',
  tag: 'Status changes',
  summary: 'Reopen many cancelled production orders, all or none',
  description: '`skipRefused` reopens the others and answers which were left.',
  access: { area: 'production', level: 'change' },
  body: Fields({ ...manyFields, note: Type.Optional(Prose) }),
  answer: ManyChanged,
  status: 201,
  refusals: ['bulk.empty', 'bulk.too_many', 'bulk.refused', 'bulk.selection_changed'],
});
