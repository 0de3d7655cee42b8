const minuteMs = 60_000;

/** The pauses between attempts, growing: in all two and a half days. */
export const pausesMs: readonly number[] = [1, 5, 30, 120, 300, 600, 840, 1_200].map((minutes) => minutes * minuteMs);

/**
 * How long to wait after so many attempts that came to nothing, in milliseconds; undefined when it is given up.
 */
export function pauseAfter(attempts: number): number | undefined {
  return pausesMs[Math.max(attempts, 1) - 1];
}
