import type { AnswerOf, Endpoint, InputOf } from '@printrail/contract/endpoint';
import type { Problem } from '@printrail/contract/problem';

// biome-ignore lint/suspicious/noExplicitAny: endpoints of every shape are called
export type AnyEndpoint = Endpoint<any, any, any, any>;

type Given<Key extends string, Value> = [Value] extends [undefined] ? unknown : { [K in Key]: Value };
/** What an endpoint is called with: its parameters, query and body where it has them, and the version seen. */
export type Sent<E> = Given<'params', InputOf<E>['params']> &
  ([InputOf<E>['query']] extends [undefined] ? unknown : { query?: InputOf<E>['query'] }) &
  Given<'body', InputOf<E>['body']> & { version?: number };

/** What the server refused, with its code, the fields to blame and the facts behind it. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'Refused';
    this.problem = problem;
  }
  get code(): string {
    return this.problem.code;
  }
  /** What is wrong with a field of the request, if anything is. */
  at(field: string): string | undefined {
    return this.problem.errors?.find((error) => error.field === field)?.message;
  }
}

/** The server could not be reached, or gave no answer that can be read. */
export class Unreachable extends Error {
  constructor() {
    super('Printrail cannot be reached. What you typed is kept; try again when the connection is back.');
    this.name = 'Unreachable';
  }
}

/** Calls an endpoint of the API with the browser's session. */
export async function call<E extends AnyEndpoint>(
  endpoint: E,
  sent: Sent<E>,
  signal?: AbortSignal,
): Promise<AnswerOf<E>> {
  const { body, version } = sent as { body?: unknown; version?: number };
  const response = await reach(addressOf(endpoint, sent), {
    method: endpoint.method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await refusalIn(response);
  if (response.status === 204) return null as AnswerOf<E>;
  if (endpoint.answerTypes) return (await response.blob()) as AnswerOf<E>;
  return (await response.json()) as AnswerOf<E>;
}

/** The address of an endpoint, to be opened or downloaded by the browser itself. */
export function addressOf<E extends AnyEndpoint>(endpoint: E, sent: Sent<E>): string {
  const { params = {}, query = {} } = sent as { params?: Record<string, unknown>; query?: Record<string, unknown> };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) search.append(name, String(each));
  }
  const text = search.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreachable();
  }
}

async function refusalIn(response: Response): Promise<Error> {
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
  return problem?.code ? new Refused(problem) : new Unreachable();
}
