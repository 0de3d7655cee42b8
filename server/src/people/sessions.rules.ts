const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Milliseconds after signing in at which a session ends, however much it is used. */
export const sessionLastsMs = 30 * dayMs;

/** Milliseconds without a request after which a session ends. */
export const sessionIdleMs = 7 * dayMs;

/** Milliseconds in which the use of a session or an API key is noted at most once. */
export const useNotedEveryMs = 10 * minuteMs;
