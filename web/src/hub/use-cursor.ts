import { useEffect, useRef, useState } from 'react';
import type { ListRow } from './list-rows.rules.ts';

export type Cursor = {
  row: ListRow | undefined;
  /** Place among the rows held; -1 before the cursor was ever moved. */
  at: number;
  put: (key: string) => void;
  /** Moves along the rows and answers where to. */
  move: (by: number) => ListRow | undefined;
};

/** The row that keys act on. When its order leaves the list, the one that takes its place has the cursor. */
export function useCursor(rows: readonly ListRow[], before: number, listKey: string): Cursor {
  const [{ key, of }, setKey] = useState<{ key: string | undefined; of: string }>({ key: undefined, of: listKey });
  const lastPlace = useRef(0);
  const found = key === undefined || of !== listKey ? -1 : rows.findIndex((row) => row.key === key);
  const isLost = found < 0 && key !== undefined && of === listKey;
  const at = isLost ? Math.min(Math.max(lastPlace.current - before, 0), rows.length - 1) : found;
  useEffect(() => {
    if (found >= 0) lastPlace.current = before + found;
  }, [found, before]);
  const put = (next: string) => setKey({ key: next, of: listKey });
  const move = (by: number) => {
    const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (next) put(next.key);
    return next;
  };
  return { row: rows[at], at, put, move };
}
