import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields, Id, Instant, IsoDate, Line, Name, Nullable, OneOf, PageFields, PageOf, Version } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';
import { triggerActions } from './triggers.ts';

export const firingRefusals = {
  'firing.one_selection': { status: 422, says: 'Send either `ids` or `triggerId`.' },
  'firing.whose': { status: 422, says: 'Send `triggerId`, `orderId` or `invoiceId`: whose firings to list.' },
} as const satisfies RefusalTexts;

/** What became of a firing. Waiting and those that cannot be sent are in the queue. */
export const firingStates = ['waiting', 'processed', 'cannot_be_sent', 'skipped', 'deleted', 'withdrawn'] as const;
export type FiringState = (typeof firingStates)[number];

/** Of each trigger so many are counted; more are as many. */
export const mostCounted = 1_000;

const Counted = Type.Integer({ minimum: 0, maximum: mostCounted, description: `Counted up to ${mostCounted}.` });

export const QueueGroup = Fields(
  {
    triggerId: Id,
    sentence: Type.String(),
    action: OneOf(triggerActions),
    isAutomatic: Type.Boolean(),
    due: Counted,
    later: Counted,
    cannotBeSent: Counted,
    nextDueAt: Nullable(Instant),
  },
  'QueueGroup',
);
export type QueueGroup = Static<typeof QueueGroup>;

const plannedActions = ['task', 'call', 'email', 'letter', 'sms', 'webhook'] as const;

/** What a firing is about. */
export const aboutFields = {
  orderId: Nullable(Id),
  orderNumber: Nullable(Line),
  invoiceId: Nullable(Id),
  invoiceNumber: Nullable(Line),
  clientName: Nullable(Name),
  vendorName: Nullable(Name),
};

/** What comes of a firing, and to whom it goes. */
export const planFields = {
  does: Nullable(OneOf(plannedActions, 'Null: nothing, for the reason told.')),
  to: Type.Array(Fields({ name: Type.String(), address: Type.String() })),
  reason: Type.String(),
};

export const Firing = Fields(
  {
    id: Id,
    triggerId: Id,
    sentence: Type.String(),
    ...aboutFields,
    statusName: Type.String({ description: 'Where the order or invoice stands now.' }),
    state: OneOf(firingStates),
    reason: Type.String({ description: 'Why it is in its state.' }),
    dueOn: Nullable(IsoDate),
    dueAt: Nullable(Instant),
    isDue: Type.Boolean(),
    isAutomatic: Type.Boolean(),
    processedAt: Nullable(Instant),
    plan: Nullable(Fields(planFields)),
    version: Version,
  },
  'Firing',
);
export type Firing = Static<typeof Firing>;

export const listQueue = endpoint({
  id: 'listQueue',
  method: 'GET',
  path: '/firing-queue',
  tag: 'Triggers',
  summary: 'What is about to happen, grouped by trigger',
  access: { area: 'production', level: 'view' },
  answer: Fields({ items: Type.Array(QueueGroup) }),
});

export const listFirings = endpoint({
  id: 'listFirings',
  method: 'GET',
  path: '/firings',
  tag: 'Triggers',
  summary: 'Firings with what will be sent to whom',
  description:
    'Of a trigger those of one state by the time they are due (waiting unless told); of an order or invoice those of every state, the latest planned first. `plan` is told of those in the queue, as things stand.',
  access: { area: 'production', level: 'view' },
  query: Fields({
    ...PageFields,
    triggerId: Type.Optional(Id),
    orderId: Type.Optional(Id),
    invoiceId: Type.Optional(Id),
    state: Type.Optional(OneOf(['waiting', 'cannot_be_sent'])),
  }),
  answer: PageOf(Firing),
  refusals: ['firing.whose'],
});

const selection = {
  ids: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 1_000, uniqueItems: true })),
  triggerId: Type.Optional(Type.Integer({ ...Id, description: 'All of this trigger that are due or cannot be sent.' })),
  includingLater: Type.Optional(Type.Boolean({ description: 'With `triggerId`: also those that are not due yet.' })),
};
const FiringSelection = Fields(selection);
export type FiringSelection = Static<typeof FiringSelection>;

const leftOut = Type.Integer({ description: 'Of those named, how many were no longer in the queue.' });

export const processFirings = endpoint({
  id: 'processFirings',
  method: 'POST',
  path: '/firings/process',
  tag: 'Triggers',
  summary: 'Process firings of the queue now',
  description: 'Tasks and calls come into being, messages are handed over to be sent; what cannot be sent stays.',
  access: { area: 'production', level: 'change' },
  body: FiringSelection,
  answer: Fields({ processed: Type.Integer(), excluded: Type.Integer(), cannotBeSent: Type.Integer(), leftOut }),
  refusals: ['firing.one_selection', 'trigger.not_found'],
});

export const skipFirings = endpoint({
  id: 'skipFirings',
  method: 'POST',
  path: '/firings/skip',
  tag: 'Triggers',
  summary: 'Skip firings of the queue',
  access: { area: 'production', level: 'change' },
  body: FiringSelection,
  answer: Fields({ skipped: Type.Integer(), leftOut }),
  refusals: ['firing.one_selection', 'trigger.not_found'],
});

export const deleteFirings = endpoint({
  id: 'deleteFirings',
  method: 'POST',
  path: '/firings/delete',
  tag: 'Triggers',
  summary: 'Delete firings from the queue, also before their time',
  access: { area: 'production', level: 'delete' },
  body: FiringSelection,
  answer: Fields({ deleted: Type.Integer(), leftOut }),
  refusals: ['firing.one_selection', 'trigger.not_found'],
});
