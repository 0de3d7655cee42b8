import { type Static, Type } from 'typebox';
import { RefusedOrder } from './bulk-changes.ts';
import { ClosureInput, Preferences } from './calendar.ts';
import { Duration } from './cycles.ts';
import { endpoint } from './endpoint.ts';
import { Fields, Id, IsoDate, Line, Name, Nullable, PartOf, Prose } from './fields.ts';
import { HubFilter } from './hub-filter.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const recalculationRefusals = {
  'recalculation.changed': {
    status: 409,
    says: 'What would be recalculated has changed since the preview ({seen} orders then, {current} now). Preview again.',
  },
  'recalculation.nothing': { status: 422, says: 'No open order would get another due date.' },
  'recalculation.twice': { status: 422, says: 'The {what} {id} stands twice in the list.' },
} as const satisfies RefusalTexts;

const { workWeek, dueDateMethod, backwardCounts } = Preferences.properties;

/** Settings as they might be, in place of those that are saved. */
export const WhatIf = Fields(
  {
    preferences: Type.Optional(PartOf(Fields({ workWeek, dueDateMethod, backwardCounts }))),
    closuresToAdd: Type.Optional(Type.Array(ClosureInput, { maxItems: 1_000 })),
    closureIdsToRemove: Type.Optional(Type.Array(Id, { maxItems: 1_000 })),
    durations: Type.Optional(Type.Array(Fields({ statusId: Id, duration: Duration }), { maxItems: 1_000 })),
    deliveryDates: Type.Optional(
      Type.Array(Fields({ invoiceId: Id, deliveryDate: Nullable(IsoDate) }), { maxItems: 1_000 }),
    ),
  },
  'WhatIf',
);
export type WhatIf = Static<typeof WhatIf>;

const BeforeAndAfter = Fields({ before: Type.Integer(), after: Type.Integer() });

export const RecalculationPreview = Fields(
  {
    matching: Type.Integer({ description: 'Open orders that match the filter.' }),
    count: Type.Integer({ description: 'Those of them that would get another due date.' }),
    fingerprint: Type.String(),
    orders: Type.Array(
      Fields({
        orderId: Id,
        number: Line,
        statusId: Id,
        statusName: Name,
        dueDate: Nullable(IsoDate),
        newDueDate: Nullable(IsoDate),
      }),
      { description: 'The first 500 that would get another due date.' },
    ),
    late: BeforeAndAfter,
    atRisk: BeforeAndAfter,
    refusedCount: Type.Integer(),
    refused: Type.Array(RefusedOrder, {
      description: 'The first 100 orders no due date can be counted for; they keep theirs.',
    }),
  },
  'RecalculationPreview',
);
export type RecalculationPreview = Static<typeof RecalculationPreview>;

export const previewRecalculation = endpoint({
  id: 'previewRecalculation',
  method: 'POST',
  path: '/recalculation/preview',
  tag: 'Status changes',
  summary: 'Which open orders would get another due date',
  description:
    'Dates given to orders stay when settings change; this compares them with what the settings give now, or would give with `whatIf`, and changes nothing. Due dates typed by hand stay, a resumed visit keeps the days it had left, and a status without duration has no due date. `late` and `atRisk` count the matching orders as they are and as they would be. The fingerprint also holds for the recalculation after the very settings of `whatIf` were saved.',
  access: { area: 'production', level: 'view' },
  body: Fields({ whatIf: Type.Optional(WhatIf), filter: Type.Optional(HubFilter) }),
  answer: RecalculationPreview,
  refusals: [
    'recalculation.twice',
    'closure.not_found',
    'closure.dates_reversed',
    'calendar.no_business_day',
    'status.not_found',
    'status.needed',
    'invoice.not_found',
  ],
});

export const recalculate = endpoint({
  id: 'recalculate',
  method: 'POST',
  path: '/recalculation',
  tag: 'Status changes',
  summary: 'Give open orders the due dates that the settings give now',
  description:
    'All that the preview counted, or none: count and fingerprint are those it gave. Each order’s history has the old and the new date. It is no status change: undo takes back the one before.',
  access: { area: 'production', level: 'change' },
  body: Fields({
    filter: Type.Optional(HubFilter),
    expectedCount: Type.Integer({ minimum: 0 }),
    fingerprint: Type.String({ maxLength: 100 }),
    note: Type.Optional(Prose),
  }),
  answer: Fields({ bulkChangeId: Id, recalculated: Type.Integer() }),
  status: 201,
  refusals: ['recalculation.changed', 'recalculation.nothing'],
});
