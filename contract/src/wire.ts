import type { RefusalTexts } from './refusal-text.ts';

/** Refusals that any endpoint may give. */
export const wireRefusals = {
  'request.invalid': { status: 400, says: 'The request does not fit: {summary}' },
  'request.not_json': { status: 400, says: 'The body is not valid JSON: {reason}' },
  'request.media_type': { status: 415, says: 'Send the body as application/json; {given} is not read.' },
  'request.too_large': { status: 413, says: 'The body is larger than {limit} bytes.' },
  'request.not_found': { status: 404, says: 'There is nothing at {method} {path}.' },
  'request.cross_site': { status: 403, says: 'A change asked for by another site ({origin}) is refused.' },
  'request.other_name': {
    status: 403,
    says: 'The first owner is not created at {host}, which is no name of this machine. Open http://localhost or its address instead, run "printrail user add --owner", or set PRINTRAIL_TRUST_PROXY where a proxy stands in front.',
  },
  'request.version_needed': {
    status: 428,
    says: 'Send If-Match with the version you saw, so that nobody’s change is lost.',
  },
  'request.version_stale': {
    status: 412,
    says: 'Someone changed this since you saw version {seen}; it is at version {current} now. Load it again and repeat.',
  },
  'request.idempotency_reused': {
    status: 422,
    says: 'The Idempotency-Key {key} was used for another request. Use a new key for a new request.',
  },
  'request.idempotency_running': {
    status: 409,
    says: 'The first request with Idempotency-Key {key} is still running.',
  },
  'request.conflict': {
    status: 409,
    says: 'This collides with something saved at the same moment ({rule}). Load again and repeat.',
  },
  'studio.busy': {
    status: 503,
    says: 'The database is busy or could not save; nothing was changed. Try again in a moment.',
  },
  'cursor.invalid': {
    status: 400,
    says: 'The place to go on ({field}) is not one this list gave, or belongs to another sort.',
  },
} as const satisfies RefusalTexts;
