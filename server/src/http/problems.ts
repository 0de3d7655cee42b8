import type { Problem } from '@printrail/contract/problem';
import type { RefusalCode } from '@printrail/contract/refusals';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { tokenOf } from './requests.ts';

/** Answers an error as RFC 9457 problem details; what is not a refusal is a bug, logged and not leaked. */
export function answerError(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error, request);
  if (!refusal) {
    log.error('request.failed', error, { method: request.method, path: request.routeOptions.url });
    return send(reply, {
      type: 'about:blank',
      title: 'Something went wrong',
      status: 500,
      detail: 'Nothing was changed. The fault is in the log; tell whoever looks after Printrail.',
      code: 'internal',
    });
  }
  if (isSuspicious(refusal, request)) {
    const { actor, method, ip: remote } = request;
    const by = { kind: actor.kind, id: actor.id };
    log.info('request.refused', { code: refusal.code, method, path: request.routeOptions.url, remote, by });
  }
  if (refusal.status === 503 || refusal.status === 429) reply.header('retry-after', refusal.status === 503 ? 1 : 60);
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
  return send(reply, {
    type: `urn:printrail:${refusal.code}`,
    title: refusal.code.replaceAll(/[._]/g, ' '),
    status: refusal.status,
    detail: refusal.message,
    code: refusal.code,
    ...(refusal.fields.length > 0 ? { errors: [...refusal.fields] } : {}),
    ...(Object.keys(refusal.details).length > 0 ? { details: refusal.details } : {}),
  });
}

/** What someone is refused who tries to come in, or to do more than they may. */
const tellingOfAttacks: readonly RefusalCode[] = [
  ...(['sign_in.failed', 'sign_in.too_many', 'access.denied', 'user.password_wrong'] as const),
  ...(['user.rights_beyond_own', 'user.owners_only', 'request.cross_site', 'request.other_name'] as const),
  'studio.already_set_up',
];

function isSuspicious({ code }: Refusal, request: FastifyRequest): boolean {
  // Without a token someone has only not signed in yet.
  if (code === 'access.sign_in_needed') return tokenOf(request) !== undefined;
  return tellingOfAttacks.includes(code);
}

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(problem);
}

function refusalOf(error: unknown, request: FastifyRequest): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return (
    fromDatabase(error as { code?: string; constraint?: string; message?: string }) ??
    fromFastify(error as FastifyError, request)
  );
}

/** Two changes at the same moment: the database's own rule stops the second. */
function fromDatabase(error: { code?: string; constraint?: string; message?: string }): Refusal | undefined {
  if (error.code === '23505') return new Refusal('request.conflict', { rule: error.constraint ?? 'unique' });
  if (error.code === '23503') return new Refusal('request.conflict', { rule: error.constraint ?? 'reference' });
  const rule = /^(?:UNIQUE|FOREIGN KEY) constraint failed(?:: (.*))?$/.exec(error.message ?? '');
  return rule ? new Refusal('request.conflict', { rule: rule[1] ?? 'reference' }) : undefined;
}

function fromFastify(error: FastifyError, request: FastifyRequest): Refusal | undefined {
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new Refusal('request.media_type', { given: request.headers['content-type']?.slice(0, 100) ?? 'no type' });
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Refusal('request.too_large', { limit: request.routeOptions.bodyLimit });
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal('request.invalid', { summary: error.message });
  }
  return undefined;
}
