import { useEffect } from 'react';

// Long after the page has settled, so that what is shown first is not held up.
const settledMs = 4_000;

/** Fetches what will be asked for next, so that it is there when it is. */
export function useAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void load(), settledMs);
    return () => clearTimeout(timer);
  }, [load]);
}
