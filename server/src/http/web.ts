import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiRoot } from './mount.ts';

// Controls measure themselves and so carry styles; nothing but our own files is ever loaded or run.
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const aYear = 'public, max-age=31536000, immutable';

/** Serves the built web application from its folder: its files, and the page itself at every other address. */
export function mountWeb(app: FastifyInstance, folder: string): boolean {
  if (!existsSync(join(folder, 'index.html'))) return false;
  app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    // Written by whoever built the pages, for themselves.
    globIgnore: ['built-from.txt*'],
    setHeaders: (reply, path) => {
      if (path.includes('/assets/')) reply.header('cache-control', aYear);
      // A page that shows clients is not brought back from memory once someone has signed out.
      else if (/[\\/]index\.html(\.\w+)?$/.test(path)) reply.header('cache-control', 'no-store');
      else reply.header('cache-control', 'no-cache');
    },
  });
  app.get('/', sendPage);
  return true;
}

/** Whether an address that no route has is one of the application's own, which its router knows. */
export function isPageAddress({ method, url, headers }: FastifyRequest): boolean {
  const isAsked = method === 'GET' || method === 'HEAD';
  const isOwn = !url.startsWith(`${apiRoot}/`) && !url.startsWith('/assets/');
  return isAsked && isOwn && (headers.accept ?? '').includes('text/html');
}

export function sendPage(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.header('content-security-policy', pagePolicy).sendFile('index.html');
}
