import { Anchor } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Empty, Wrong } from './ui/page.tsx';

/** At an address where there is nothing. */
export function Lost() {
  return (
    <Empty
      title="There is nothing at this address"
      action={
        <Anchor href="/production" underline="always">
          Go to production
        </Anchor>
      }
    >
      What was here may have been deleted, or the address is misspelt.
    </Empty>
  );
}

/** When a page could not be shown at all. */
export function Oops({ error, reset }: ErrorComponentProps) {
  return (
    <div style={{ maxWidth: 560, margin: '64px auto', padding: 16 }}>
      <Wrong error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
    </div>
  );
}
