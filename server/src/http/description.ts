import type { Endpoint } from '@printrail/contract/endpoint';
import type { FastifyInstance } from 'fastify';
import { apiRoot } from './mount.ts';
import { openApiOf } from './openapi.ts';
import { referenceOf } from './reference.ts';
import { referencePolicy } from './reference-page.ts';

/** Serves the API's own description, as data and as a page; each is made when first asked for. */
export function mountDescription(app: FastifyInstance, endpoints: readonly Endpoint[]): void {
  let document: string | undefined;
  let page: string | undefined;
  app.get(`${apiRoot}/openapi.json`, async (_, reply) => {
    document ??= JSON.stringify(openApiOf(endpoints));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  app.get(`${apiRoot}/`, async (_, reply) => {
    page ??= referenceOf(endpoints);
    return reply.type('text/html; charset=utf-8').header('content-security-policy', referencePolicy).send(page);
  });
  app.get(apiRoot, async (_, reply) => reply.redirect(`${apiRoot}/`, 308));
}
