import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, IsoDate, Name, Nullable, OneOf, Prose, Version } from './fields.ts';
import { Notice } from './notices.ts';
import { OrderSummary } from './orders.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const changeRefusals = {
  'change.date_out_of_visit': {
    status: 422,
    says: 'The change date {changeDate} is outside this visit: from {from} (since when {number} stands at {status}) to {to}.',
  },
  'change.no_next_status': { status: 422, says: '{number} stands at {status}, the end of its cycle; choose a status.' },
  'change.same_status': { status: 422, says: '{number} already stands at {status}.' },
  'change.status_inactive': { status: 422, says: 'The status {status} is inactive.' },
  'change.status_of_another_type': {
    status: 422,
    says: 'The status {status} belongs to another type than {number}, which is a {type}.',
  },
  'change.order_cancelled': { status: 422, says: '{number} is cancelled.' },
  'change.final_has_no_due_date': { status: 422, says: '{status} is the final status and has no due date.' },
  'change.order_changed': {
    status: 409,
    says: '{number} was changed meanwhile (version {current}, you saw {seen}). Nothing was changed.',
  },
  'change.nothing_to_undo': { status: 422, says: '{number} has no change left to undo.' },
  'change.undo_moved_on': { status: 409, says: '{number} moved on since; that change is no longer its latest.' },
  'bulk.refused': { status: 422, says: '{count} of {total} orders cannot be changed; nothing was changed.' },
  'bulk.selection_changed': {
    status: 409,
    says: 'The orders that match have changed since the preview ({seen} then, {current} now). Preview again.',
  },
  'bulk.mixed_types': {
    status: 422,
    says: 'The selected orders are of {count} types; a chosen status needs orders of one type.',
  },
  'bulk.already_undone': {
    status: 409,
    says: 'The bulk change {id} is already undone; nothing of it is left to take back.',
  },
  'bulk.empty': { status: 422, says: 'No order is selected.' },
  'bulk.too_many': {
    status: 422,
    says: 'More than {most} orders are selected, and one change takes no more. Narrow the filter.',
  },
  'bulk.not_found': { status: 404, says: 'There is no bulk change {id}.' },
} as const satisfies RefusalTexts;

/** What a status change takes; everything may be left out. */
export const changeFields = {
  changeDate: Type.Optional(
    Type.String({
      format: 'date',
      description: 'Date completed: ends this visit and starts the next; today unless told.',
    }),
  ),
  statusId: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'New status; the next one unless told.',
    }),
  ),
  dueDate: Type.Optional(
    Nullable(Type.String({ format: 'date', description: 'Due date; computed unless told, or when null.' })),
  ),
  responsibleUserId: Type.Optional(Nullable(Id)),
  departmentId: Type.Optional(Nullable(Id)),
  note: Type.Optional(Prose),
  notComplete: Type.Optional(
    Type.Boolean({ description: 'The current status was not completed; pre-set for side statuses and steps back.' }),
  ),
};
export const StatusChangeInput = Fields({
  version: Type.Optional(Version),
  ...changeFields,
  through: Type.Optional(OneOf(['barcode'])),
});
export type StatusChangeInput = Static<typeof StatusChangeInput>;

export const StatusChangePreview = Fields(
  {
    fromStatusId: Id,
    fromStatusName: Name,
    changeDate: IsoDate,
    earliestChangeDate: IsoDate,
    latestChangeDate: IsoDate,
    statusId: Id,
    statusName: Name,
    direction: OneOf(
      ['next', 'forward', 'back', 'side', 'resume', 'final'],
      'How the new status lies to the current one.',
    ),
    dueDate: Nullable(IsoDate),
    computedDueDate: Nullable(IsoDate),
    isDueDateOverridden: Type.Boolean(),
    explanation: Type.String({ description: 'Why the due date is what it is, in one sentence.' }),
    responsibleUserId: Nullable(Id),
    departmentId: Nullable(Id),
    notComplete: Type.Boolean(),
    completesOrder: Type.Boolean(),
    version: Version,
  },
  'StatusChangePreview',
);
export type StatusChangePreview = Static<typeof StatusChangePreview>;

const refusalsOfOneChange = [
  'order.not_found',
  'change.date_out_of_visit',
  'change.no_next_status',
  'change.same_status',
  'change.status_inactive',
  'change.status_of_another_type',
  'change.order_cancelled',
  'change.final_has_no_due_date',
  'change.order_changed',
  'status.not_found',
  'user.not_found',
  'department.not_found',
] as const;

export const changeStatus = endpoint({
  id: 'changeStatus',
  method: 'POST',
  path: '/production-orders/{id}/status-changes',
  tag: 'Status changes',
  summary: 'Change the status of a production order',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: StatusChangeInput,
  answer: Fields({ order: OrderSummary, changeId: Id, explanation: Type.String(), notices: Type.Array(Notice) }),
  status: 201,
  refusals: refusalsOfOneChange,
});

export const previewStatusChange = endpoint({
  id: 'previewStatusChange',
  method: 'POST',
  path: '/production-orders/{id}/status-changes/preview',
  tag: 'Status changes',
  summary: 'What a status change would do, with its due date explained',
  access: { area: 'production', level: 'view' },
  params: ById,
  body: StatusChangeInput,
  answer: StatusChangePreview,
  refusals: refusalsOfOneChange,
});

export const undoChange = endpoint({
  id: 'undoChange',
  method: 'POST',
  path: '/production-orders/{id}/undo',
  tag: 'Status changes',
  summary: 'Take back the latest status change of a production order',
  description: 'Again goes one further back. With `changeId` only if that is still the latest change.',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({ version: Type.Optional(Version), changeId: Type.Optional(Id), note: Type.Optional(Prose) }),
  answer: Fields({ order: OrderSummary, changeId: Id, undoneChangeId: Id, notices: Type.Array(Notice) }),
  status: 201,
  refusals: [
    'order.not_found',
    'change.nothing_to_undo',
    'change.undo_moved_on',
    'change.order_changed',
    'change.order_cancelled',
  ],
});
