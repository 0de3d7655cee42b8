import { mostIdsNamed, type TouchedRecords } from '@printrail/contract/live';
import type { Tx } from '../database/connect.ts';
import { prepared } from '../database/prepared.ts';

/** The records that changes touched, each once; of more than a few hundred of a kind only the kind. */
export class Touched {
  private readonly records = new Map<string, Set<number> | null>();

  add(record: string, ids: readonly number[] | null): void {
    if (ids?.length === 0) return;
    const before = this.records.get(record);
    if (before === null) return;
    const all = ids && new Set([...(before ?? []), ...ids]);
    this.records.set(record, all && all.size <= mostIdsNamed ? all : null);
  }

  list(): TouchedRecords[] {
    return [...this.records].map(([record, ids]) => ({ record, ids: ids && [...ids] }));
  }
}

/** Keeps what a change touched, in its own transaction; gives whether it was anything. */
export async function saveTouched(tx: Tx, now: number, touched: Touched): Promise<boolean> {
  const changes = touched.list();
  if (changes.length === 0) return false;
  await insertEvent(tx, { at: now, changes: JSON.stringify(changes) });
  return true;
}

// In a database restored on another server, an old row may have the id that the server gives by now.
const insertEvent = prepared<{ at: number; changes: string }, unknown>((db, value) =>
  db
    .insertInto('liveEvents')
    .values({ at: value('at'), changes: value('changes') })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet({ at: (eb) => eb.ref('excluded.at'), changes: (eb) => eb.ref('excluded.changes') }),
    ),
);
