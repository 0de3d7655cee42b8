import { Button, CloseButton, Portal } from '@mantine/core';
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { useKeys } from './keys.tsx';
import classes from './toast.module.css';

type Toast = {
  id: number;
  text: React.ReactNode;
  isWrong: boolean;
  action?: { label: string; run: () => void };
  /** What it tells of: the next word about the same takes its place, its action being of the past. */
  about?: string;
};
type Say = (text: React.ReactNode, options?: Partial<Pick<Toast, 'isWrong' | 'action' | 'about'>>) => void;

const Toasts = createContext<Say>(() => undefined);
const shownMs = 10_000;

/** Says what just happened, for ten seconds, with one thing that can be done about it ("Undo"). */
export function useToast(): Say {
  return useContext(Toasts);
}

export function ToastProvider({ children }: { children: React.ReactNode }) {
  const [shown, setShown] = useState<readonly Toast[]>([]);
  const lastId = useRef(0);
  const drop = useCallback((id: number) => setShown((toasts) => toasts.filter((toast) => toast.id !== id)), []);
  const say = useCallback<Say>(
    (text, { isWrong = false, ...more } = {}) => {
      const id = ++lastId.current;
      const isOther = ({ about }: Toast) => about === undefined || about !== more.about;
      setShown((toasts) => [...toasts.filter(isOther).slice(-2), { id, text, isWrong, ...more }]);
      setTimeout(() => drop(id), isWrong ? shownMs * 2 : shownMs);
    },
    [drop],
  );
  const latest = useMemo(() => shown.findLast(({ action }) => action), [shown]);
  const act = (toast: Toast) => {
    drop(toast.id);
    toast.action?.run();
  };
  useKeys([
    { keys: ['Ctrl+z'], does: 'Undo what was just done', when: latest !== undefined, run: () => latest && act(latest) },
  ]);
  return (
    <Toasts.Provider value={say}>
      {children}
      <Portal>
        <div className={classes.place} role="status" aria-live="polite">
          {shown.map((toast) => (
            <div key={toast.id} className={toast.isWrong ? classes.wrong : classes.toast}>
              <span>{toast.text}</span>
              {toast.action ? (
                <Button variant="subtle" color="amber" className={classes.act} onClick={() => act(toast)}>
                  {toast.action.label}
                </Button>
              ) : null}
              <CloseButton aria-label="Close this message" size="sm" onClick={() => drop(toast.id)} />
            </div>
          ))}
        </div>
      </Portal>
    </Toasts.Provider>
  );
}
