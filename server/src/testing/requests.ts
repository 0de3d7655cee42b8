import type { Endpoint, Level } from '@printrail/contract/endpoint';
import { areas, levels } from '@printrail/contract/endpoint';
import { Problem } from '@printrail/contract/problem';
import { type RefusalCode, refusals } from '@printrail/contract/refusals';
import type { LightMyRequestResponse } from 'fastify';
import { refusalsOf } from '../http/endpoint-facts.ts';
import { type JsonSchema, plainSchema } from '../http/openapi-schemas.ts';
import { sampleOf } from '../http/schema-sample.ts';
import { strictTypes } from '../platform/validation.ts';
import type { Actor } from '../studio/change.ts';

/** A request that fits the endpoint, about the record 1. */
export function sampleRequest({ params, body, versioned }: Endpoint) {
  return {
    params: params ? (sampleOf(plainSchema(params), true) as Record<string, unknown>) : {},
    ...(body ? { body: sampleOf(plainSchema(body)) } : {}),
    ...(versioned ? { version: 1 } : {}),
  };
}

/** Someone with the same right everywhere, except where told. */
export function someone(level: Level, rights: Actor['rights'] = {}): Partial<Actor> {
  const everywhere = Object.fromEntries(areas.map((area) => [area, level]));
  return { id: 7, name: 'Sam Someone', rights: { ...everywhere, ...rights } };
}

export function levelBelow(level: Level): Level {
  return levels[levels.indexOf(level) - 1] ?? 'none';
}

/** What is wrong with an answer to bad input; undefined when it is as it should be. */
export function faultOf(endpoint: Endpoint, response: LightMyRequestResponse): string | undefined {
  const { statusCode, headers, body } = response;
  if (statusCode === (endpoint.status ?? 200)) return faultOfAnswer(endpoint, response);
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return `${statusCode} as ${headers['content-type']}`;
  const problem = JSON.parse(body) as Problem;
  if (statusCode === 500) return `500: ${body}`;
  if (!strictTypes.validate(Problem, problem)) return `not a problem: ${body}`;
  const code = problem.code as RefusalCode;
  if (refusals[code]?.status !== statusCode || problem.status !== statusCode) return `${code} as ${statusCode}`;
  if (!refusalsOf(endpoint).includes(code)) return `${code} is not among the refusals declared`;
  return undefined;
}

function faultOfAnswer(
  { answer, answerTypes, status }: Endpoint,
  { body, headers }: LightMyRequestResponse,
): string | undefined {
  const type = String(headers['content-type']);
  if (answerTypes) return answerTypes.includes(type) ? undefined : `a file as ${type}`;
  if (status === 204) return body === '' ? undefined : '204 with a body';
  return strictTypes.validate(answer, JSON.parse(body))
    ? undefined
    : `answer does not fit: ${strictTypes.errorsText()}`;
}

/** Values that hardly any field takes. */
const badValues: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 53)],
  ...['', ' ', 'NaN', '1', 'x'.repeat(100_000), '2026-02-30', '\0', '\ud800', '\u202e𝒳'],
  ...[[], [null], [[]], {}, { id: 1 }],
];

export type Spoilt = { place: string; body: unknown };

/** The body with one thing wrong (or merely odd) at a time, in every field. */
export function spoiltBodies(schema: JsonSchema): Spoilt[] {
  const whole = sampleOf(schema, true);
  return placesOf(schema, whole).flatMap((place) => [
    ...badValues.map((value) => ({ place: place.join('.'), body: withValue(whole, place, () => value) })),
    { place: place.join('.'), body: withValue(whole, place, () => undefined) },
    ...(isFields(valueAt(whole, place))
      ? [
          {
            place: [...place, 'misspelt'].join('.'),
            body: withValue(whole, place, (fields) => ({ ...(fields as object), misspelt: 1 })),
          },
        ]
      : []),
  ]);
}

type Place = readonly string[];

function placesOf(schema: JsonSchema, value: unknown, place: Place = []): Place[] {
  if (schema.anyOf) return placesOf(schema.anyOf[0] ?? {}, value, place);
  const parts = schema.type === 'array' ? { 0: schema.items ?? {} } : (schema.properties ?? {});
  const below = Object.entries(parts).flatMap(([name, part]) =>
    placesOf(part, valueAt(value, [name]), [...place, name]),
  );
  return [place, ...below];
}

function valueAt(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], value);
}

function withValue(value: unknown, [name, ...rest]: Place, change: (before: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  copy[name] = withValue(copy[name], rest, change);
  return copy;
}

function isFields(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
