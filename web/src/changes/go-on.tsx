import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';

/** Goes on from what others changed meanwhile. Once it has, Enter sends the form it stood in. */
export function GoOn({ onClick, children }: { onClick: () => void; children: string }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const form = button.current?.closest('form');
    return () => {
      if (document.activeElement === document.body) form?.querySelector<HTMLElement>('[type=submit]')?.focus();
    };
  }, []);
  return (
    <Button ref={button} size="compact-sm" variant="default" onClick={onClick}>
      {children}
    </Button>
  );
}
