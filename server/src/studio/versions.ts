import { Refusal } from '../platform/refusal.ts';

/** Refuses a change made from an older state of the record than it has now. */
export function expectVersion(record: { version: number }, seen: number | undefined): void {
  if (seen !== undefined && seen !== record.version) {
    throw new Refusal('request.version_stale', { seen, current: record.version });
  }
}
