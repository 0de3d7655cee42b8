import { type Static, Type } from 'typebox';
import { changeFields } from './changes.ts';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, IsoDate, Line, Name, Nullable, Prose, Version } from './fields.ts';
import { HubFilter } from './hub-filter.ts';
import { Notice } from './notices.ts';

/** One change takes no more orders, however they are selected. */
export const mostInBulk = 50_000;

/** Orders one by one with the version the user saw, or all that match a filter. */
export const Selection = Type.Union([
  Fields({
    orders: Type.Array(Fields({ id: Id, version: Type.Optional(Version) }), { minItems: 1, maxItems: mostInBulk }),
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
  refusals: [
    'bulk.empty',
    'bulk.too_many',
    'bulk.mixed_types',
    'status.not_found',
    'user.not_found',
    'department.not_found',
  ],
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
    'bulk.too_many',
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
  refusals: ['bulk.not_found', 'bulk.refused', 'bulk.already_undone'],
});
