import { isIP } from 'node:net';
import type { Access, Level } from '@printrail/contract/endpoint';
import { levels } from '@printrail/contract/endpoint';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../platform/refusal.ts';
import type { Actor } from '../studio/change.ts';

export const sessionCookies = { secure: '__Host-printrail', plain: 'printrail' } as const;

/** Refuses who may not call the endpoint. */
export function allow(actor: Actor | undefined, access: Access): void {
  if (access === 'public') return;
  if (!actor) throw new Refusal('access.sign_in_needed');
  if (access === 'signed-in' || actor.isOwner) return;
  const has: Level = actor.rights[access.area] ?? 'none';
  if (levels.indexOf(has) < levels.indexOf(access.level)) {
    throw new Refusal('access.denied', { area: access.area, level: access.level, has });
  }
}

/** The token a request carries: an API key in Authorization, or a browser's session cookie. */
export function tokenOf(request: FastifyRequest): { token: string; kind: 'api_key' | 'session' } | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { token: bearer, kind: 'api_key' };
  const name = isSecure(request) ? sessionCookies.secure : sessionCookies.plain;
  const cookie = request.headers.cookie?.split(/; */).find((part) => part.startsWith(`${name}=`));
  return cookie ? { token: cookie.slice(name.length + 1), kind: 'session' } : undefined;
}

/** A browser sends its cookie along, and keeps what it is given, whoever made it ask; only the studio's own pages may. */
export function refuseOtherSites(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && hostOf(origin) !== request.host);
  if (foreign) throw new Refusal('request.cross_site', { origin: origin ?? String(site) });
}

/**
 * Refuses what a browser on this machine asks under a name of elsewhere: before there is an owner, the name alone tells
 * the studio's own page from one of another site that had its name lead here.
 */
export function refuseOtherNames({ hostname, host, socket }: FastifyRequest): void {
  const isFromHere = /^(::ffff:)?127\.|^::1$/.test(socket.localAddress ?? '');
  const name = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const isOwn = isIP(name) !== 0 || !name.includes('.') || /\.(localhost|local|lan|internal|home\.arpa)$/.test(name);
  if (isFromHere && !isOwn) throw new Refusal('request.other_name', { host });
}

export function sessionCookie(request: FastifyRequest, token: string | null, maxAgeSeconds: number): string {
  const name = isSecure(request) ? sessionCookies.secure : sessionCookies.plain;
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', ...(isSecure(request) ? ['Secure'] : [])];
  return [`${name}=${token ?? ''}`, ...attributes, `Max-Age=${token ? maxAgeSeconds : 0}`].join('; ');
}

/** The version in If-Match, as ETags give it: "7". */
export function versionSeen(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const version = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new Refusal('request.invalid', { summary: 'If-Match must be the version you saw, such as "7"' });
  }
  return Number(version);
}

/** The id of the last event that the client received, as browsers send it when they come back to a stream. */
export function lastEventId(request: FastifyRequest): string | undefined {
  const header = request.headers['last-event-id'];
  return typeof header === 'string' && header !== '' ? header : undefined;
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
