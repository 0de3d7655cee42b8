import type { Access, Method } from '@printrail/contract/endpoint';
import type { JsonSchema } from '../server/src/http/openapi-schemas.ts';
import { strictTypes } from '../server/src/platform/validation.ts';

export type Parameter = { name: string; required: boolean; schema: JsonSchema };

/** An endpoint as the OpenAPI document tells of it; nothing else is known of it here. */
export type Operation = {
  id: string;
  method: Method;
  /** With {name} for each parameter. */
  path: string;
  params: readonly Parameter[];
  query: readonly Parameter[];
  body: JsonSchema | undefined;
  takesVersion: boolean;
  isRepeatable: boolean;
  /** Undefined when the document tells no right, which is a fault. */
  access: Access | undefined;
  success: number;
  /** What is wrong with a successful answer, in words. */
  misfit(type: string, body: Buffer): string | undefined;
  streams: boolean;
  /** The codes of its problems, each with its status. */
  codes: ReadonlyMap<string, number>;
};

type Media = Record<string, { schema?: JsonSchema; examples?: object }>;
type Told = {
  operationId: string;
  parameters: readonly { $ref?: string; name?: string; in?: string; required?: boolean; schema?: JsonSchema }[];
  requestBody?: { content: Media };
  responses: Record<string, { content?: Media }>;
  'x-printrail-right'?: Access;
};
export type OpenApi = {
  paths: Record<string, Record<string, Told>>;
  components: { schemas: Record<string, JsonSchema> };
};

export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => operationOf(document, path, method.toUpperCase() as Method, told)),
  );
}

function operationOf(document: OpenApi, path: string, method: Method, told: Told): Operation {
  const { parameters, requestBody, responses } = told;
  const of = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name = '', required = false, schema = {} }) => ({ name, required, schema: whole(document, schema) }));
  const refersTo = (name: string) => parameters.some(({ $ref }) => $ref?.endsWith(`/${name}`));
  const body = requestBody?.content['application/json']?.schema;
  const success = Number(Object.keys(responses).find((status) => Number(status) < 300));
  const media = responses[success]?.content ?? {};
  return {
    id: told.operationId,
    ...{ method, path, success },
    ...{ params: of('path'), query: of('query'), body: body && whole(document, body) },
    ...{ takesVersion: refersTo('IfMatch'), isRepeatable: refersTo('IdempotencyKey') },
    access: told['x-printrail-right'],
    misfit: misfitOf(document, media),
    streams: 'text/event-stream' in media,
    codes: codesOf(responses),
  };
}

function codesOf(responses: Told['responses']): Map<string, number> {
  const codes = new Map<string, number>();
  for (const [status, { content }] of Object.entries(responses)) {
    const { examples = {} } = content?.['application/problem+json'] ?? {};
    for (const code of Object.keys(examples)) codes.set(code, Number(status));
  }
  return codes;
}

function misfitOf(document: OpenApi, media: Media): Operation['misfit'] {
  const types = Object.keys(media);
  const schema = media['application/json']?.schema;
  let fits: ReturnType<typeof strictTypes.compile> | undefined;
  return (type, body) => {
    if (types.length === 0) return body.length === 0 ? undefined : 'a body where none is told';
    if (!types.some((each) => type === each || type.startsWith(`${each};`))) return `answered as ${type}`;
    if (!schema) return undefined;
    fits ??= strictTypes.compile(whole(document, schema));
    return fits(JSON.parse(body.toString()))
      ? undefined
      : `its answer does not fit: ${strictTypes.errorsText(fits.errors)}`;
  };
}

/** The schema with what it refers to in place. */
function whole(document: OpenApi, schema: JsonSchema): JsonSchema {
  const { $ref } = schema;
  if ($ref) return whole(document, document.components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  const each = (parts: Record<string, JsonSchema>) =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, whole(document, part)]));
  return {
    ...schema,
    ...(schema.properties ? { properties: each(schema.properties) } : {}),
    ...(schema.patternProperties ? { patternProperties: each(schema.patternProperties) } : {}),
    ...(schema.items ? { items: whole(document, schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map((branch) => whole(document, branch)) } : {}),
  };
}
