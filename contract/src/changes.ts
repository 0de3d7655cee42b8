import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Instant, IsoDate, Line, Name, Nullable, OneOf, Prose, Version } from './fields.ts';
import { HubFilter } from './hub-filter.ts';
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
  'bulk.empty': { status: 422, says: 'No order is selected.' },
  'bulk.not_found': { status: 404, says: 'There is no bulk change {id}.' },
} as const satisfies RefusalTexts;

/** What a status change takes; everything may be left out. */
const changeFields = {
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

export const historyKinds = [
  ...(['created', 'change', 'undo', 'edited', 'note', 'cancelled', 'reopened'] as const),
  ...(['lines_added', 'lines_edited', 'reordered'] as const),
] as const;

export const HistoryEntry = Fields(
  {
    id: Id,
    kind: OneOf(historyKinds),
    at: Instant,
    who: Type.String(),
    through: Type.String(),
    fromStatusId: Nullable(Id),
    fromStatusName: Nullable(Name),
    toStatusId: Nullable(Id),
    toStatusName: Nullable(Name),
    enteredDate: Nullable(IsoDate),
    changeDate: Nullable(IsoDate),
    completedDate: Nullable(IsoDate),
    dueDate: Nullable(IsoDate),
    daysLate: Nullable(Type.Integer()),
    calendarDays: Nullable(Type.Integer()),
    businessDays: Nullable(Type.Integer()),
    responsibleUserName: Nullable(Name),
    departmentName: Nullable(Name),
    note: Prose,
    batchId: Nullable(Id),
    isUndone: Type.Boolean(),
    undoesId: Nullable(Id),
  },
  'HistoryEntry',
);
export type HistoryEntry = Static<typeof HistoryEntry>;

export const getHistory = endpoint({
  id: 'getHistory',
  method: 'GET',
  path: '/production-orders/{id}/history',
  tag: 'Status changes',
  summary: 'Everything that happened to a production order, oldest first',
  access: { area: 'production', level: 'view' },
  params: ById,
  answer: Fields({
    items: Type.Array(HistoryEntry),
    daysAtStatus: Type.Array(
      Fields({
        statusId: Id,
        statusName: Name,
        visits: Type.Integer(),
        calendarDays: Type.Integer(),
        businessDays: Type.Integer(),
      }),
    ),
  }),
  refusals: ['order.not_found'],
});

export const addNote = endpoint({
  id: 'addNote',
  method: 'POST',
  path: '/production-orders/{id}/notes',
  tag: 'Status changes',
  summary: 'Write a status note',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({ note: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }) }),
  answer: HistoryEntry,
  status: 201,
  refusals: ['order.not_found'],
});

export const getPlan = endpoint({
  id: 'getPlan',
  method: 'GET',
  path: '/production-orders/{id}/plan',
  tag: 'Status changes',
  summary: 'The track with what is done, where the order is, and what is expected when',
  access: { area: 'production', level: 'view' },
  params: ById,
  answer: Fields({
    steps: Type.Array(
      Fields({
        statusId: Id,
        statusName: Name,
        place: OneOf(['done', 'skipped', 'current', 'expected']),
        completedDate: Nullable(IsoDate),
        dueDate: Nullable(IsoDate),
        expectedDate: Nullable(IsoDate),
        explanation: Line,
      }),
    ),
    sideStatus: Nullable(Fields({ statusId: Id, statusName: Name, sinceDate: IsoDate, dueDate: Nullable(IsoDate) })),
    expectedCompletion: Nullable(IsoDate),
    deliveryDate: Nullable(IsoDate),
    isLate: Type.Boolean(),
    isAtRisk: Type.Boolean(),
  }),
  refusals: ['order.not_found'],
});

/** Orders one by one with the version the user saw, or all that match a filter. */
export const Selection = Type.Union([
  Fields({
    orders: Type.Array(Fields({ id: Id, version: Type.Optional(Version) }), { minItems: 1, maxItems: 50_000 }),
  }),
  Fields({ filter: HubFilter }),
]);
export type Selection = Static<typeof Selection>;

export const BulkChangeInput = Fields({
  selection: Selection,
  ...changeFields,
  expectedCount: Type.Optional(
    Type.Integer({ minimum: 0, description: 'The count the preview gave; needed with a filter.' }),
  ),
  fingerprint: Type.Optional(
    Type.String({ maxLength: 100, description: 'The fingerprint the preview gave; needed with a filter.' }),
  ),
});
export type BulkChangeInput = Static<typeof BulkChangeInput>;

export const RefusedOrder = Fields(
  { id: Id, number: Line, code: Type.String(), message: Type.String() },
  'RefusedOrder',
);

export const previewBulkChange = endpoint({
  id: 'previewBulkChange',
  method: 'POST',
  path: '/production-orders/bulk/status-changes/preview',
  tag: 'Status changes',
  summary: 'What a status change of many orders would do',
  access: { area: 'production', level: 'view' },
  body: BulkChangeInput,
  answer: Fields({
    count: Type.Integer(),
    canChange: Type.Integer(),
    cannotChange: Type.Integer(),
    fingerprint: Type.String(),
    refused: Type.Array(RefusedOrder, { description: 'The first 100 orders that cannot be changed, with reasons.' }),
    moves: Type.Array(
      Fields({
        fromStatusId: Id,
        fromStatusName: Name,
        toStatusId: Id,
        toStatusName: Name,
        count: Type.Integer(),
        earliestDueDate: Nullable(IsoDate),
        latestDueDate: Nullable(IsoDate),
      }),
    ),
  }),
  refusals: ['bulk.empty', 'bulk.mixed_types', 'status.not_found', 'user.not_found', 'department.not_found'],
});

export const changeManyStatuses = endpoint({
  id: 'changeManyStatuses',
  method: 'POST',
  path: '/production-orders/bulk/status-changes',
  tag: 'Status changes',
  summary: 'Change the status of many production orders, all or none',
  description:
    'Each order goes to the chosen status or, without one, to its own next. With a filter, the count and fingerprint of the preview are needed, so that no unseen order changes. `skipRefused` changes the others and answers which were left.',
  access: { area: 'production', level: 'change' },
  body: Fields({ ...BulkChangeInput.properties, skipRefused: Type.Optional(Type.Boolean()) }),
  answer: Fields({
    bulkChangeId: Id,
    changed: Type.Integer(),
    refusedCount: Type.Integer(),
    refused: Type.Array(RefusedOrder),
    notices: Type.Array(Notice),
  }),
  status: 201,
  refusals: [
    'bulk.empty',
    'bulk.refused',
    'bulk.mixed_types',
    'bulk.selection_changed',
    'status.not_found',
    'user.not_found',
    'department.not_found',
  ],
});

export const undoBulkChange = endpoint({
  id: 'undoBulkChange',
  method: 'POST',
  path: '/bulk-changes/{id}/undo',
  tag: 'Status changes',
  summary: 'Take back a status change of many orders',
  description: 'Refused with names if any of its orders moved on; `skipMovedOn` takes back the rest.',
  access: { area: 'production', level: 'change' },
  params: ById,
  body: Fields({ skipMovedOn: Type.Optional(Type.Boolean()), note: Type.Optional(Prose) }),
  answer: Fields({
    bulkChangeId: Id,
    undone: Type.Integer(),
    skippedCount: Type.Integer(),
    skipped: Type.Array(RefusedOrder),
    notices: Type.Array(Notice),
  }),
  status: 201,
  refusals: ['bulk.not_found', 'bulk.refused', 'bulk.empty'],
});
