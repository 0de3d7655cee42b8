import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createLive, type LiveTimes } from '../live/live.ts';
import { Refusal } from '../platform/refusal.ts';
import { system } from '../studio/change.ts';
import type { Route } from '../studio/route.ts';
import type { Studio } from '../studio/studio.ts';
import { mountDescription } from './description.ts';
import { setSecurityHeaders } from './headers.ts';
import { createAnswerOnce } from './idempotency.ts';
import { type Authenticate, apiRoot, mount } from './mount.ts';
import { answerError } from './problems.ts';
import { parseJson } from './text.ts';
import { answerUnreadable } from './unreadable.ts';
import { compileValidator } from './validation.ts';
import { isPageAddress, mountWeb, sendPage } from './web.ts';

const mostBodyBytes = 50 * 1024 * 1024;
/** Whoever sends a request a byte at a time does not hold its connection longer. */
const longestRequestMs = 120_000;

export type AppOptions = {
  studio: Studio;
  routes: readonly Route[];
  authenticate: Authenticate;
  /** Proxies whose X-Forwarded headers are believed: false, true, or addresses. */
  trustProxy?: boolean | string;
  /** Tests do not wait as long for what others change. */
  liveTimes?: Partial<LiveTimes> | undefined;
  /** Folder of the built web application. */
  web?: string | undefined;
};

/** The HTTP server: every route mounted, every error a problem. */
export function createApp(options: AppOptions): FastifyInstance {
  const { studio, routes, authenticate, trustProxy = false, liveTimes, web } = options;
  const onError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
    answerError(studio.log, error, request, reply);
  const app = Fastify({
    bodyLimit: mostBodyBytes,
    requestTimeout: longestRequestMs,
    trustProxy,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerUnreadable,
    // Addresses that cannot be read come to no route and pass no hook.
    frameworkErrors: (error, request, reply) => {
      setSecurityHeaders(request, reply);
      return onError(error, request, reply);
    },
  });
  app.decorateRequest('actor', undefined as never);
  app.decorateRequest('token', undefined);
  app.decorateRequest('through', 'api');
  app.addHook('onRequest', async (request, reply) => {
    request.actor = system;
    // No other protocol is spoken; where one was asked for, Node leaves a next request that it cannot read unanswered.
    if (request.headers.upgrade !== undefined) reply.header('connection', 'close');
  });
  app.addHook('onSend', async (request, reply) => setSecurityHeaders(request, reply));
  app.setValidatorCompiler(compileValidator);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    body.length === 0 ? undefined : parseJson(body),
  );
  app.setErrorHandler(onError);
  const hasWeb = web !== undefined && mountWeb(app, web);
  app.setNotFoundHandler((request, reply) => {
    if (hasWeb && isPageAddress(request)) return sendPage(request, reply);
    const path = request.url.slice(0, 200);
    return answerError(studio.log, new Refusal('request.not_found', { method: request.method, path }), request, reply);
  });
  const live = createLive(studio, liveTimes);
  app.addHook('preClose', async () => live.close());
  const mounting = { studio, authenticate, live, answerOnce: createAnswerOnce(), isBehindProxy: trustProxy !== false };
  for (const route of routes) mount(app, mounting, route);
  mountDescription(
    app,
    routes.map(({ endpoint }) => endpoint),
  );
  if (!hasWeb) app.get('/', async (_, reply) => reply.redirect(`${apiRoot}/`));
  return app;
}
