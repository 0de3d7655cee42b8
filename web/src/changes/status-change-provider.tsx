import { createContext, useContext } from 'react';

type Selected = { id: number; version: number };
/** One order or many as they were seen, or all that match a filter of the hub. */
export type ChangeOf = { orders: readonly Selected[] } | { filter: Record<string, unknown>; count: number };
/** Opens the status change window; `toStatusId` is chosen beforehand, as by dragging on the board or parking. */
export type OpenStatusChange = (
  of: ChangeOf,
  options?: { toStatusId?: number; park?: boolean; onDone?: () => void },
) => void;

const StatusChange = createContext<OpenStatusChange>(() => undefined);

export function useStatusChange(): OpenStatusChange {
  return useContext(StatusChange);
}

export function StatusChangeProvider({ children }: { children: React.ReactNode }) {
  return <StatusChange.Provider value={() => undefined}>{children}</StatusChange.Provider>;
}
