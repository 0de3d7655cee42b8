import { Button } from '@mantine/core';
import { type AnyEndpoint, addressOf, type Sent } from '../api.ts';

/** Takes a whole list out as CSV, as spreadsheets read it. */
export function ExportButton<E extends AnyEndpoint>({ of }: { of: E }) {
  const sent = { query: { spreadsheet: true } } as unknown as Sent<E>;
  return (
    <Button component="a" variant="default" visibleFrom="sm" href={addressOf(of, sent)} download>
      Export
    </Button>
  );
}
