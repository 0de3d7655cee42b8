import { useState } from 'react';

type Versioned = { version: number };

/** A record with what is typed over it, which stays whatever happens to the record meanwhile. */
export type Draft<Record extends Versioned> = {
  /** The record as it would be. */
  value: Record;
  /** Only what was changed. */
  typed: Partial<Record>;
  isDirty: boolean;
  /** The version whose typed-over fields were seen. */
  version: number;
  set: (part: Partial<Record>) => void;
  clear: () => void;
};

export function useDraft<Record extends Versioned>(record: Record): Draft<Record> {
  const [draft, setDraft] = useState<{ of: Record; typed: Partial<Record> }>();
  const typed = draft?.typed ?? {};
  return {
    value: { ...record, ...typed },
    typed,
    isDirty: Object.keys(typed).length > 0,
    version: draft ? versionSeen(draft.of, record, Object.keys(typed)) : record.version,
    set: (part) => setDraft({ of: draft?.of ?? record, typed: changed(record, { ...typed, ...part }) }),
    clear: () => setDraft(undefined),
  };
}

/**
 * The version to change a record with: the newest, unless someone else changed one of the same fields since it was seen;
 * then the one seen, so that the server refuses and nobody's change is lost.
 */
export function versionSeen<Record extends Versioned>(seen: Record, now: Record, fields: readonly string[]): number {
  const part = (record: Record) => JSON.stringify(fields.map((field) => record[field as keyof Record]));
  return part(seen) === part(now) ? now.version : seen.version;
}

function changed<Record extends Versioned>(record: Record, typed: Partial<Record>): Partial<Record> {
  const kept = Object.entries(typed).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(record[field as keyof Record]),
  );
  return Object.fromEntries(kept) as Partial<Record>;
}
