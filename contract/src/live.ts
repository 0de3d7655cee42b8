import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields, Id } from './fields.ts';
import type { RefusalTexts } from './refusal-text.ts';

export const liveRefusals = {
  'live.too_many': {
    status: 503,
    says: 'More than {limit} screens follow the changes here already. Ask again later, and load what is shown meanwhile.',
  },
} as const satisfies RefusalTexts;

/** Of so many records that changed together each is named; of more, only their kind. */
export const mostIdsNamed = 500;

export const TouchedRecords = Fields(
  {
    record: Type.String({ description: 'Kind of record, such as production_order, as in the audit.' }),
    ids: Type.Union([Type.Array(Id, { maxItems: mostIdsNamed }), Type.Null()], {
      description: 'Those that were added, changed or deleted; null: any of them may have been.',
    }),
  },
  'TouchedRecords',
);
export type TouchedRecords = Static<typeof TouchedRecords>;

export const followChanges = endpoint({
  id: 'followChanges',
  method: 'GET',
  path: '/events',
  tag: 'Studio',
  summary: 'Which records change, told as they do',
  description:
    'Server-sent events. `changed` names records that are no longer as they were, whoever changed them; what one change or a few tenths of a second brought is one event. Only kinds that the caller may view are named. `reset` has no content to speak of: more was missed than is kept (a day), so that everything shown is to be loaded again. Each event, and a line every 25 seconds, carries the place to go on from after a lost connection; browsers send it by themselves in Last-Event-ID. The stream ends within a minute when the session or the API key ends.',
  access: 'signed-in',
  query: Fields({
    after: Type.Optional(
      Type.String({ maxLength: 10_000, description: 'Where to go on: the id of an event received before.' }),
    ),
  }),
  streams: true,
  answer: Fields({ changes: Type.Array(TouchedRecords) }, 'Changes'),
  refusals: ['live.too_many'],
});
