import { useState } from 'react';
import { heirOf, type ListRow } from './list-rows.rules.ts';

export type Cursor = {
  row: ListRow | undefined;
  /** Place among the rows held; -1 before the cursor was ever moved. */
  at: number;
  put: (key: string) => void;
  /** Moves along the rows, from the cursor or from another place, and answers where to. */
  move: (by: number, from?: number) => ListRow | undefined;
};

type Listed = {
  rows: readonly ListRow[];
  /** Rows before those held. */
  before: number;
  hasNext: boolean;
  listKey: string;
};

/**
 * The row that keys act on. When its order leaves its place, the one that follows has the cursor; while its page is not
 * held, none has.
 */
export function useCursor({ rows, before, hasNext, listKey }: Listed): Cursor {
  const [held, setHeld] = useState({ rows, before, listKey, key: undefined as string | undefined });
  let { key } = held;
  if (held.rows !== rows || held.listKey !== listKey) {
    const place = held.before + held.rows.findIndex((row) => row.key === key);
    const isLetGo = place < before || (place >= before + rows.length && hasNext);
    if (held.listKey !== listKey) key = undefined;
    else if (key !== undefined && !isLetGo) key = heirOf(key, held.rows, rows);
    setHeld({ rows, before, listKey, key });
  }
  const at = key === undefined ? -1 : rows.findIndex((row) => row.key === key);
  const put = (next: string) => setHeld({ rows, before, listKey, key: next });
  const move = (by: number, from = at) => {
    const next = rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
    if (next) put(next.key);
    return next;
  };
  return { row: rows[at], at, put, move };
}
