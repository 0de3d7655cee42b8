import { createContext, useContext, useLayoutEffect, useMemo, useRef } from 'react';

/** A key of a page: what it does, told under "?". Keys are written as people read them: "a", "Shift+j", "Escape", "/". */
export type Key = {
  keys: readonly string[];
  does: string;
  run: (event: KeyboardEvent) => void;
  when?: boolean;
  /** Asked before the keys of the page, as the second key of a pair is. */
  isFirst?: boolean;
};

type Registry = { keys: Set<React.RefObject<readonly Key[]>> };
const Keys = createContext<Registry>({ keys: new Set() });

export function KeysProvider({ children }: { children: React.ReactNode }) {
  const registry = useMemo<Registry>(() => ({ keys: new Set() }), []);
  // Before anything is seen: a key pressed at first sight is not lost.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const pressed = nameOf(event);
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isPlain && pressed !== 'Escape' && isTyping(event.target)) return;
      // Enter on a link or button is theirs.
      if (pressed === 'Enter' && event.target instanceof Element && event.target.closest('a, button')) return;
      // What was opened last is asked first.
      const pressable = [...registry.keys]
        .reverse()
        .flatMap(({ current }) => current.filter(({ keys, when = true }) => when && keys.includes(pressed)));
      const found = pressable.find(({ isFirst }) => isFirst) ?? pressable[0];
      if (!found) return;
      event.preventDefault();
      found.run(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);
  return <Keys.Provider value={registry}>{children}</Keys.Provider>;
}

/** Offers keys for as long as the component is shown. */
export function useKeys(keys: readonly Key[]): void {
  const registry = useContext(Keys);
  const current = useRef(keys);
  current.current = keys;
  useLayoutEffect(() => {
    registry.keys.add(current);
    return () => void registry.keys.delete(current);
  }, [registry]);
}

/** Every key that works at this moment. */
export function useOfferedKeys(): () => readonly Key[] {
  const registry = useContext(Keys);
  return () => [...registry.keys].flatMap(({ current }) => current).filter(({ when = true }) => when);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const isNamed = event.key.length > 1 || /[a-z]/.test(key);
  return `${control}${event.shiftKey && isNamed ? 'Shift+' : ''}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return true;
  return target instanceof HTMLInputElement
    ? !['checkbox', 'radio', 'button'].includes(target.type)
    : target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
