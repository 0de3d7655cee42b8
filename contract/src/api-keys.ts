import { type Static, Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { ById, Fields, Id, Instant, Name, Nullable, PageFields, PageOf } from './fields.ts';
import { Rights } from './people.ts';

export const ApiKey = Fields(
  {
    id: Id,
    name: Name,
    prefix: Type.String({ description: 'The key’s first characters, to recognise it.' }),
    rights: Rights,
    createdAt: Instant,
    lastUsedAt: Nullable(Instant),
    revokedAt: Nullable(Instant),
  },
  'ApiKey',
);
export type ApiKey = Static<typeof ApiKey>;

export const listApiKeys = endpoint({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  tag: 'People',
  summary: 'API keys, newest first',
  access: { area: 'people', level: 'view' },
  query: Fields(PageFields),
  answer: PageOf(ApiKey),
});

export const addApiKey = endpoint({
  id: 'addApiKey',
  method: 'POST',
  path: '/api-keys',
  tag: 'People',
  summary: 'Make an API key',
  description:
    'The key itself is shown this once; only its hash is kept. Repeated with the same Idempotency-Key, the answer is the same with `key` null: revoke it and make another if the key was lost.',
  access: { area: 'people', level: 'add' },
  body: Fields({ name: Name, rights: Rights }),
  answer: Fields({ ...ApiKey.properties, key: Nullable(Type.String()) }),
  status: 201,
  refusals: ['user.rights_beyond_own'],
});

export const revokeApiKey = endpoint({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{id}',
  tag: 'People',
  summary: 'Revoke an API key',
  access: { area: 'people', level: 'delete' },
  params: ById,
  answer: Type.Null(),
  status: 204,
  refusals: ['api_key.not_found'],
});
