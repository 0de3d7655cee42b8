import type { Through } from '../studio/change.ts';

const unfollowed: readonly Through[] = ['automation', 'import', 'sample'];

/** Whether automation follows from what is done through this: neither from its own changes, nor from imports and samples. */
export function isFollowed(through: Through): boolean {
  return !unfollowed.includes(through);
}

/** Up to `most` of the phrases in a row, and how many more there are. */
export function enumerated(phrases: readonly string[], most: number): string {
  const named = phrases.slice(0, most).join(', ');
  return phrases.length > most ? `${named} and ${phrases.length - most} more` : named;
}
