import type { AnswerOf, Endpoint, InputOf } from '@printrail/contract/endpoint';
import type { TObject, TSchema } from 'typebox';
import type { WriteOptions } from '../database/connect.ts';
import type { Actor, Change, Reading } from './change.ts';

/** A request under way: who asks, and the two ways to work. */
export type Call = {
  actor: Actor;
  /** The address the request came from, for limits. */
  remote: string;
  /** The session token the request carried, if any. */
  token: string | undefined;
  read<Result>(operation: (reading: Reading) => Promise<Result>): Promise<Result>;
  write<Result>(operation: (change: Change) => Promise<Result>, options?: WriteOptions): Promise<Result>;
  /** Gives the browser its session token, or takes it back. */
  setToken(token: string | null): void;
};

/** A part of a stream: an event, or nothing but the place to go on from after a lost connection. */
export type Message = { place: string; event?: string; data?: unknown };

/** Where the messages of a stream go. */
export type Sink = { send(message: Message): void; end(): void };

/** Sends to the sink until it is stopped. */
export type Streaming = (sink: Sink) => { stop(): void };

/** Follows for the caller what changes after a place, or from now on. */
export type Follow = (after: string | undefined) => Streaming;

// biome-ignore lint/suspicious/noExplicitAny: a list of routes holds endpoints of every shape
type AnyEndpoint = Endpoint<any, any, any, any>;
type Input = { params: unknown; query: unknown; body: unknown; version?: number };

export type Route = {
  endpoint: Endpoint<TObject, TObject, TSchema, TSchema>;
  handle(call: Call, input: Input, follow: Follow): Promise<unknown>;
};

/** An endpoint that reads. */
export function reads<E extends AnyEndpoint>(
  endpoint: E,
  operation: (reading: Reading, input: InputOf<E>) => Promise<AnswerOf<E>>,
): Route {
  return handles(endpoint, (call, input) => call.read((reading) => operation(reading, input)));
}

/** An endpoint that changes; its operation is one transaction. */
export function writes<E extends AnyEndpoint>(
  endpoint: E,
  operation: (change: Change, input: InputOf<E>) => Promise<AnswerOf<E>>,
  options?: WriteOptions,
): Route {
  return handles(endpoint, (call, input) => call.write((change) => operation(change, input), options));
}

/** An endpoint with work before or after its transaction (hashing a password, setting a cookie). */
export function handles<E extends AnyEndpoint>(
  endpoint: E,
  operation: (call: Call, input: InputOf<E>) => Promise<AnswerOf<E>>,
): Route {
  return { endpoint, handle: (call, input) => operation(call, input as InputOf<E>) };
}

/** An endpoint that goes on answering. */
export function streams<E extends AnyEndpoint>(
  endpoint: E,
  operation: (follow: Follow, input: InputOf<E>) => Streaming,
): Route {
  return { endpoint, handle: async (_, input, follow) => operation(follow, input as InputOf<E>) };
}
