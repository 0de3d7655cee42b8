import type { Access, Endpoint } from '@printrail/contract/endpoint';
import type { RefusalCode } from '@printrail/contract/refusals';

/** Whether a request may be sent again without being done again: it takes an Idempotency-Key. A file is made anew. */
export function isRepeatable({ method, access, carriesSecret, answerTypes }: Endpoint): boolean {
  return method !== 'GET' && access !== 'public' && !carriesSecret && !answerTypes;
}

/** Every refusal the endpoint may give: its own, and those that follow from what it takes and who may call it. */
export function refusalsOf(endpoint: Endpoint): RefusalCode[] {
  const { access, method, versioned, query, refusals = [] } = endpoint;
  const codes: RefusalCode[] = ['request.invalid'];
  if (query && 'after' in query.properties) codes.push('cursor.invalid');
  if (access !== 'public') codes.push('access.sign_in_needed');
  if (typeof access === 'object') codes.push('access.denied');
  if (method !== 'GET') codes.push('request.not_json', 'request.media_type', 'request.too_large');
  if (method !== 'GET') codes.push('request.cross_site', 'request.conflict', 'studio.busy');
  if (isRepeatable(endpoint)) codes.push('request.idempotency_reused', 'request.idempotency_running');
  if (versioned) codes.push('request.version_needed', 'request.version_stale');
  return [...new Set([...refusals, ...codes])];
}

/** Who may call, in words. */
export function rightInWords(access: Access): string {
  if (access === 'public') return 'Anyone may call this.';
  if (access === 'signed-in') return 'For everyone signed in, and every API key.';
  return `Needs the right to ${access.level} in ${access.area}.`;
}
