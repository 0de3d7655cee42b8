import { useEffect, useRef } from 'react';

/** Puts the focus on an element once it is shown: where one goes on by keyboard. */
export function useFocusHere<Shown extends HTMLElement>(): React.RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  useEffect(() => shown.current?.focus(), []);
  return shown;
}
