import { createHash, randomBytes } from 'node:crypto';

export const apiKeyStart = 'prk_';

/** What a browser's session is known by: 256 random bits. */
export function newSessionToken(): string {
  return randomBytes(32).toString('base64url');
}

/** An API key, recognisable as Printrail's wherever it turns up. */
export function newApiKey(): string {
  return apiKeyStart + newSessionToken();
}

/** What is stored of a token; 256 random bits need no slow hash. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
