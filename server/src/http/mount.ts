import { Readable } from 'node:stream';
import type { FileContent } from '@printrail/contract/fields';
import { setUp } from '@printrail/contract/people';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WriteOptions } from '../database/connect.ts';
import type { Asker } from '../live/follower.ts';
import type { Live } from '../live/live.ts';
import { sessionLastsMs } from '../people/sessions.rules.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Actor, type Change, system, type Through } from '../studio/change.ts';
import type { Call, Follow, Route, Streaming } from '../studio/route.ts';
import type { Studio } from '../studio/studio.ts';
import { isRepeatable } from './endpoint-facts.ts';
import { fileShows } from './headers.ts';
import { type AnswerOnce, type Repeatable, repeatable } from './idempotency.ts';
import {
  allow,
  lastEventId,
  refuseOtherNames,
  refuseOtherSites,
  sessionCookie,
  tokenOf,
  versionSeen,
} from './requests.ts';
import { sendStream } from './stream.ts';
import { refuseBadText } from './text.ts';

/** Finds who a token belongs to; undefined for a token that is unknown, ended or revoked. */
export type Authenticate = (token: { token: string; kind: 'api_key' | 'session' }) => Promise<Actor | undefined>;

export const apiRoot = '/api/v1';
export const sessionSeconds = sessionLastsMs / 1_000;
const mostPublicBodyBytes = 64 * 1024;

export type Mounting = {
  studio: Studio;
  authenticate: Authenticate;
  answerOnce: AnswerOnce;
  live: Live;
  /** Whether a proxy stands in front, under whatever name. */
  isBehindProxy: boolean;
};

/** Serves one endpoint: who may, is it well-formed, do it, answer. */
export function mount(app: FastifyInstance, mounting: Mounting, route: Route): void {
  const { studio, authenticate, answerOnce } = mounting;
  const { endpoint } = route;
  const status = endpoint.status ?? 200;
  app.route({
    method: endpoint.method,
    url: apiRoot + endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: {
      ...(endpoint.params ? { params: endpoint.params } : {}),
      ...(endpoint.query ? { querystring: endpoint.query } : { querystring: nothing }),
      ...(endpoint.body ? { body: endpoint.body } : {}),
    },
    ...(endpoint.access === 'public' ? { bodyLimit: mostPublicBodyBytes } : {}),
    // Asked only for its headers, a stream would never end.
    exposeHeadRoute: !endpoint.streams,
    // Before the body is looked at, so that nobody learns anything without the right to.
    onRequest: async (request) => {
      const carried = tokenOf(request);
      const actor = carried && (await authenticate(carried));
      request.actor = actor ?? system;
      if (carried?.kind !== 'api_key' && endpoint.method !== 'GET') refuseOtherSites(request);
      if (endpoint.id === setUp.id && !mounting.isBehindProxy) refuseOtherNames(request);
      allow(actor, endpoint.access);
      request.token = carried?.token;
      request.through = carried?.kind === 'session' ? 'web' : 'api';
    },
    handler: async (request, reply) => {
      refuseBadText(request.query, 'query');
      refuseBadText(request.params, 'path');
      if (!endpoint.body) refuseBody(request.body);
      const version = versionSeen(request);
      if (endpoint.versioned && version === undefined) throw new Refusal('request.version_needed');
      const input = {
        params: request.params,
        query: request.query,
        body: request.body,
        ...(version === undefined ? {} : { version }),
      };
      const call = callOf(studio, request, reply);
      const once = isRepeatable(endpoint) ? repeatableOf(request) : undefined;
      const follow = followOf(mounting, request);
      const answer = once
        ? await answerOnce(call, once, status, (calling) => route.handle(calling, input, follow))
        : await route.handle(call, input, follow);
      if (endpoint.streams) return sendStream(reply, answer as Streaming);
      return endpoint.answerTypes ? sendFile(reply, answer as FileContent) : send(reply, status, answer);
    },
  });
}

const nothing = { type: 'object', properties: {}, additionalProperties: false };

function refuseBody(body: unknown): void {
  const isEmpty = body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
  if (!isEmpty) {
    throw new Refusal('request.invalid', { summary: 'this takes no body' });
  }
}

function send(reply: FastifyReply, status: number, answer: unknown): FastifyReply {
  const version = (answer as { version?: unknown } | null)?.version;
  if (typeof version === 'number') reply.header('etag', `"${version}"`);
  return status === 204 ? reply.code(204).send() : reply.code(status).send(answer);
}

function sendFile(reply: FastifyReply, { name, mediaType, bytes }: FileContent): FastifyReply {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return reply
    .header('content-type', mediaType)
    .header('content-security-policy', fileShows)
    .header('content-disposition', `inline; filename="${plain}"; filename*=UTF-8''${exact}`)
    .send(
      bytes instanceof Uint8Array
        ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        : Readable.from(bytes, { objectMode: false }),
    );
}

function repeatableOf(request: FastifyRequest): Repeatable | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || key.length === 0 || key.length > 200) {
    throw new Refusal('request.invalid', { summary: 'Idempotency-Key must be one text of 1 to 200 characters' });
  }
  return repeatable(request.actor, key, request.method, request.url, request.body);
}

function callOf(studio: Studio, request: FastifyRequest, reply: FastifyReply): Call {
  const { actor, through } = request;
  return {
    actor,
    remote: request.ip,
    token: request.token,
    read: (operation) => studio.read(actor, operation),
    write: <Result>(operation: (change: Change) => Promise<Result>, options?: WriteOptions) =>
      studio.write(actor, through, operation, options),
    setToken: (token) => void reply.header('set-cookie', sessionCookie(request, token, sessionSeconds)),
  };
}

function followOf({ live, authenticate }: Mounting, request: FastifyRequest): Follow {
  const stillIs: Asker['stillIs'] = async () => {
    const carried = tokenOf(request);
    return carried && authenticate(carried);
  };
  // A browser that comes back sends the last place it was told, and asks at the same address as before.
  return (after) => live.follow({ actor: request.actor, stillIs }, lastEventId(request) ?? after);
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
    token: string | undefined;
    through: Through;
  }
}
