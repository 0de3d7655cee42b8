import type { HubFilter } from '@printrail/contract/hub-filter';
import { createContext, lazy, Suspense, useCallback, useContext, useMemo, useState } from 'react';
import { useMay } from '../session.tsx';
import { useAhead } from '../ui/ahead.ts';
import { useToast } from '../ui/toast.tsx';
import { useChangeAtOnce } from './change-at-once.tsx';

export type SeenOrder = { id: number; version: number };
/** One order or many as they were seen, or all that match a filter of the hub. */
export type ChangeOf = { orders: readonly SeenOrder[] } | { filter: HubFilter; count: number };
export type ChangeOptions = { toStatusId?: number | undefined; park?: boolean; onDone?: (() => void) | undefined };

/** Changing where orders stand, from anywhere. */
export type StatusChanges = {
  /** Opens the window; `toStatusId` is chosen beforehand (as by dragging on the board), `park` chooses a side status. */
  open: (of: ChangeOf, options?: ChangeOptions) => void;
  /** Advances to the next status with today's date, at once and without a window. */
  advanceNow: (of: ChangeOf, options?: Pick<ChangeOptions, 'onDone'>) => void;
  /** Takes back the latest status change of an order. */
  undoLatest: (order: SeenOrder, options?: Pick<ChangeOptions, 'onDone'>) => void;
};

const nothing = () => undefined;
const StatusChange = createContext<StatusChanges>({ open: nothing, advanceNow: nothing, undoLatest: nothing });

export function useStatusChange(): StatusChanges {
  return useContext(StatusChange);
}

const loadWindow = async () => ({ default: (await import('./status-change-window.tsx')).StatusChangeWindow });
const StatusChangeWindow = lazy(loadWindow);

type Opened = { of: ChangeOf; options: ChangeOptions; time: number };

export function StatusChangeProvider({ children }: { children: React.ReactNode }) {
  const may = useMay();
  const say = useToast();
  const [opened, setOpened] = useState<Opened>();
  const mayChange = may('production', 'change');
  // "A, Enter" typed fast finds the window.
  useAhead(loadWindow);
  const show = useCallback(
    (of: ChangeOf, options: ChangeOptions = {}) => setOpened({ of, options, time: Date.now() }),
    [],
  );
  const { advanceNow, undoLatest } = useChangeAtOnce(show);
  const changes = useMemo<StatusChanges>(() => {
    const refuse = () => say('You may look at production orders, but not change them.', { isWrong: true });
    return mayChange
      ? { open: show, advanceNow, undoLatest }
      : { open: refuse, advanceNow: refuse, undoLatest: refuse };
  }, [mayChange, show, advanceNow, undoLatest, say]);
  return (
    <StatusChange.Provider value={changes}>
      {children}
      {opened ? (
        <Suspense>
          <StatusChangeWindow
            key={opened.time}
            of={opened.of}
            options={opened.options}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      ) : null}
    </StatusChange.Provider>
  );
}
