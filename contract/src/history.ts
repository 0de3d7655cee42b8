import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Instant, IsoDate, Line, Name, Nullable, OneOf, Prose } from './fields.ts';

export const historyKinds = [
  ...(['created', 'change', 'undo', 'edited', 'recalculated', 'note', 'cancelled', 'reopened'] as const),
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
