import type { FastifyReply, FastifyRequest } from 'fastify';

export const nothingLoads = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Of a file: browsers show it in a viewer of their own, also within a page of the studio. */
export const fileShows =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** What browsers are told with every answer, whatever it is. */
export const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const overHttps = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** The same, and what fits the answer; a page that shows something brings its own content policy. */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(always);
  if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', nothingLoads);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  // Over plain HTTP, in a studio's own network, browsers must be able to come back the same way.
  if (request.protocol === 'https') reply.headers(overHttps);
}
