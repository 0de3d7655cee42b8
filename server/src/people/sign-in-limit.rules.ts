const minuteMs = 60_000;

/** Failures that follow each other within this many milliseconds count together. */
export const failureWindowMs = 15 * minuteMs;

const longestPauseMs = 60 * minuteMs;

/**
 * Failed tries in a row until a pause: for one e-mail address, from one remote address (behind which a whole studio may
 * sit), and of a signed-in user's own password.
 */
export const failuresUntilPause = { email: 10, remote: 30, password: 10 } as const;
export type LimitOf = keyof typeof failuresUntilPause;

/** Failed tries: how many, and until when (UTC milliseconds) a pause lasts; without a pause, when the last one was. */
export type Failures = { count: number; until: number };

/** Whether tries are refused at `now`: after every full number of failures, until the pause is over. */
export function isPaused({ count, until }: Failures, most: number, now: number): boolean {
  return count > 0 && count % most === 0 && now < until;
}

/**
 * The failures after one more at `now`. Every `most` failures bring a pause: 15 minutes, then 30, then an hour each.
 * They are forgotten 15 minutes after the last one, or an hour after the last pause. A try that was under way when the
 * pause began changes nothing.
 */
export function oneMoreFailure(before: Failures, most: number, now: number): Failures {
  if (isPaused(before, most, now)) return before;
  const keptMs = before.count < most ? failureWindowMs : longestPauseMs;
  const count = now < before.until + keptMs ? before.count + 1 : 1;
  const pauseMs = count % most === 0 ? Math.min(failureWindowMs * 2 ** (count / most - 1), longestPauseMs) : 0;
  return { count, until: now + pauseMs };
}

/** Milliseconds after `until` from which no failures are remembered at all. */
export const failuresForgottenMs = longestPauseMs;

/**
 * What a remote address is counted under: IPv4 whole, IPv6 by its first 64 bits, which is what one line is given.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.toLowerCase().split('%', 1).join('').split('::');
  const first = head.split(':').filter(Boolean);
  const last = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last].map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.slice(0, 4).join(':')}::/64`;
}
