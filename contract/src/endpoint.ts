import type { Static, TObject, TSchema } from 'typebox';
import type { RefusalCode } from './refusals.ts';
import type { Tag } from './tags.ts';

/** The areas of the studio's work that rights are given for. */
export const areas = ['clients', 'catalog', 'invoices', 'production', 'maintenance', 'people'] as const;
export type Area = (typeof areas)[number];

/** Levels of a right, each including those before it. */
export const levels = ['none', 'view', 'add', 'change', 'delete'] as const;
export type Level = (typeof levels)[number];

/** Who may call: everyone, every signed-in person, or those with the level in the area. */
export type Access = 'public' | 'signed-in' | { area: Area; level: Exclude<Level, 'none'> };

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One endpoint of the API as data: the server mounts it, the web calls it, the API document lists it. */
export type Endpoint<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Answer extends TSchema = TSchema,
> = {
  id: string;
  method: Method;
  /** Below /api/v1, with {name} for each parameter. */
  path: string;
  tag: Tag;
  summary: string;
  description?: string;
  access: Access;
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
  /** Answers with a file of one of these media types instead of JSON; `answer` is FileContent then. */
  answerTypes?: readonly string[];
  /** Answers with server-sent events that go on; `answer` is what their data holds. */
  streams?: true;
  /** 200 unless told. */
  status?: 200 | 201 | 204;
  /** Takes If-Match with the version the user saw. */
  versioned?: boolean;
  /** Its body holds a secret: an Idempotency-Key is ignored, so that nothing of the secret is kept. */
  carriesSecret?: boolean;
  refusals?: readonly RefusalCode[];
};

// The defaults stand for "none": an endpoint without a body has Body = never, and its input has no body.
export function endpoint<
  Params extends TObject = never,
  Query extends TObject = never,
  Body extends TSchema = never,
  Answer extends TSchema = TSchema,
>(definition: Endpoint<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return definition;
}

type Of<Schema> = [Schema] extends [never] ? undefined : Schema extends TSchema ? Static<Schema> : undefined;

/** What a caller sends to an endpoint, already validated. */
export type InputOf<E> =
  E extends Endpoint<infer Params, infer Query, infer Body, TSchema>
    ? { params: Of<Params>; query: Of<Query>; body: Of<Body>; version?: number }
    : never;

/** What an endpoint answers with. */
export type AnswerOf<E> = E extends { answer: infer Answer extends TSchema } ? Static<Answer> : never;
