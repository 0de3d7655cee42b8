import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { Fields, Id, Instant, Nullable, PageFields, PageOf } from './fields.ts';

export const AuditEntry = Fields(
  {
    id: Id,
    at: Instant,
    who: Type.String({ description: 'Name of the user or API key, or of the part of Printrail that acted.' }),
    through: Type.String({ description: 'web, api, cli, import, automation …' }),
    action: Type.String({ description: 'What was done, such as client.changed.' }),
    record: Type.String({ description: 'Kind of record, such as client.' }),
    recordId: Nullable(Id),
    before: Type.Record(Type.String(), Type.Unknown(), { description: 'Changed fields as they were.' }),
    after: Type.Record(Type.String(), Type.Unknown(), { description: 'Changed fields as they became.' }),
  },
  'AuditEntry',
);
export type AuditEntry = Static<typeof AuditEntry>;

export const listAudit = endpoint({
  id: 'listAudit',
  method: 'GET',
  path: '/audit',
  tag: 'People',
  summary: 'Who changed what and when, newest first',
  description:
    'Of one kind of record, or of one record (`recordId` needs `record`); only of kinds that the caller may view. Status changes stand in the history of their production order, written once.',
  access: { area: 'people', level: 'view' },
  query: Fields({
    ...PageFields,
    record: Type.Optional(Type.String({ maxLength: 60, description: 'Kind of record, such as client.' })),
    recordId: Type.Optional(Id),
  }),
  answer: PageOf(AuditEntry),
});
