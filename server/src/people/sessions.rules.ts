const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Milliseconds after signing in at which a session ends, however much it is used. */
export const sessionLastsMs = 30 * dayMs;

const sessionIdleMs = 7 * dayMs;

/** Milliseconds in which the use of a session or an API key is noted at most once. */
export const useNotedEveryMs = 10 * minuteMs;

/** Whether a session ended before `now`: 30 days after signing in, or 7 days after its last use (UTC milliseconds). */
export function hasEnded({ expiresAt, seenAt }: { expiresAt: number; seenAt: number }, now: number): boolean {
  return now >= expiresAt || now >= seenAt + sessionIdleMs;
}
