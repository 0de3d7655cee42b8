import { readFileSync } from 'node:fs';
import type { Endpoint } from '@printrail/contract/endpoint';
import { Problem } from '@printrail/contract/problem';
import { type RefusalCode, refusals } from '@printrail/contract/refusals';
import { type Tag, tags } from '@printrail/contract/tags';
import type { TObject } from 'typebox';
import { isRepeatable, refusalsOf, rightInWords } from './endpoint-facts.ts';
import { apiRoot } from './mount.ts';
import { type JsonSchema, NamedSchemas, plainSchema } from './openapi-schemas.ts';
import { sessionCookies } from './requests.ts';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Describes the endpoints as an OpenAPI 3.1 document. */
export function openApiOf(endpoints: readonly Endpoint[]) {
  const schemas = new NamedSchemas();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = apiRoot + endpoint.path;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint, schemas) };
  }
  schemas.refer(Problem);
  const codes = [...new Set(endpoints.flatMap(refusalsOf))].sort();
  return {
    openapi: '3.1.0',
    info: {
      title: 'Printrail',
      version: manifest.version,
      description: 'Production tracking for photography studios and the labs behind them.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { apiKey: [] }],
    tags: tagsOf(endpoints).map((name) => ({ name, description: tags[name] })),
    paths,
    components: {
      securitySchemes,
      parameters,
      headers: { ETag: { description: 'The version of the record, for If-Match.', schema: { type: 'string' } } },
      examples: Object.fromEntries(
        codes.map((code) => [code, { summary: refusals[code].says, value: problemOf(code) }]),
      ),
      schemas: Object.fromEntries([...schemas.named].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

/** The tags that the endpoints use, in the contract's order. */
export function tagsOf(endpoints: readonly Endpoint[]): Tag[] {
  return (Object.keys(tags) as Tag[]).filter((tag) => endpoints.some((endpoint) => endpoint.tag === tag));
}

function operationOf(endpoint: Endpoint, schemas: NamedSchemas) {
  const { access, body } = endpoint;
  const right = rightInWords(access);
  const headers = [...(endpoint.versioned ? ['IfMatch'] : []), ...(isRepeatable(endpoint) ? ['IdempotencyKey'] : [])];
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    description: endpoint.description ? `${endpoint.description}\n\n${right}` : right,
    tags: [endpoint.tag],
    parameters: [
      ...parametersOf(endpoint.params, 'path', schemas),
      ...parametersOf(endpoint.query, 'query', schemas),
      ...headers.map((name) => ({ $ref: `#/components/parameters/${name}` })),
    ],
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemas.refer(body) } } } }
      : {}),
    responses: { [endpoint.status ?? 200]: answerOf(endpoint, schemas), ...refusalAnswersOf(endpoint) },
    ...(access === 'public' ? { security: [] } : {}),
    'x-printrail-right': access,
  };
}

function parametersOf(fields: TObject | undefined, place: 'path' | 'query', schemas: NamedSchemas) {
  const { properties = {}, required = [] } = fields ? plainSchema(fields) : {};
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description ? { description } : {}),
    ...(schema.type === 'array' ? { style: 'form', explode: true } : {}),
    schema: schemas.refer(schema),
  }));
}

function answerOf(endpoint: Endpoint, schemas: NamedSchemas) {
  if (endpoint.status === 204) return { description: 'Done.' };
  if (endpoint.answerTypes) {
    return { description: 'The file.', content: Object.fromEntries(endpoint.answerTypes.map((type) => [type, {}])) };
  }
  if (endpoint.streams) {
    const content = { 'text/event-stream': { schema: schemas.refer(endpoint.answer) } };
    return { description: 'The events; the schema is that of the data of each.', content };
  }
  const { properties = {} } = plainSchema(endpoint.answer);
  return {
    description: endpoint.status === 201 ? 'Created.' : 'Done.',
    ...('version' in properties ? { headers: { ETag: { $ref: '#/components/headers/ETag' } } } : {}),
    content: { 'application/json': { schema: schemas.refer(endpoint.answer) } },
  };
}

/** The refusals by HTTP status, each with its codes. */
function refusalAnswersOf(endpoint: Endpoint) {
  const byStatus = Object.groupBy(refusalsOf(endpoint), (code) => String(refusals[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => [
      status,
      {
        description: codes.map((code) => `- \`${code}\`: ${refusals[code].says}`).join('\n'),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
          },
        },
      },
    ]),
  );
}

function problemOf(code: RefusalCode): Problem {
  const { status, says } = refusals[code];
  return { type: `urn:printrail:${code}`, title: code.replaceAll(/[._]/g, ' '), status, detail: says, code };
}

const parameters = {
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version you saw, as the ETag gave it, so that nobody’s change is lost.',
    schema: { type: 'string', pattern: '^"\\d+"$' } satisfies JsonSchema,
    example: '"7"',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A text of your own. The same request with the same key is done once and answered alike for 24 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 200 } satisfies JsonSchema,
  },
};

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookies.secure,
    description: `Given on signing in; called ${sessionCookies.plain} over plain HTTP.`,
  },
  apiKey: { type: 'http', scheme: 'bearer', description: 'An API key with rights of its own.' },
};
