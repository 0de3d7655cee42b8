import { DatabaseSync } from 'node:sqlite';
import { openStudio } from '../server/src/main.ts';
import { claimDue, isAnyDue } from '../server/src/triggers/firings.queries.ts';
import { workingCopy } from './data-sets.ts';
import { median, type Row, rowOf } from './results.ts';
import type { Sizes } from './run.ts';

const many = 1_000_000;
const claimed = 100;
const rounds = 500;

/** Looking for what is due, and claiming a hundred, beside a million firings that wait; the floor is the same beside none. */
export async function benchDueCheck({ small }: Sizes): Promise<Row[]> {
  const copy = workingCopy(small, 'due-check');
  try {
    const now = Date.now();
    addFirings(copy.file, claimed, now - 1, 1);
    const floor = await measure(copy.file, now);
    addFirings(copy.file, many, now + 86_400_000, 1_000);
    const ours = await measure(copy.file, now);
    const beside = `beside ${many.toLocaleString('en')} waiting firings`;
    const target = { atMost: 3 };
    return [
      rowOf({ name: `due-check ${beside}`, measured: ours.check, floor: floor.check, unit: 'µs', target }),
      rowOf({ name: `claiming ${claimed} ${beside}`, measured: ours.claim, floor: floor.claim, unit: 'µs', target }),
    ];
  } finally {
    copy.remove();
  }
}

async function measure(file: string, now: number): Promise<{ check: number; claim: number }> {
  const { database } = await openStudio({ file });
  try {
    const checks: number[] = [];
    const claims: number[] = [];
    for (let round = 0; round < rounds; round++) {
      checks.push(await microseconds(() => isAnyDue(database.read, now)));
      await database.write(async (tx) => {
        // The lease of the round before has run out.
        const by = { by: 'bench', until: now - 1 };
        claims.push(await microseconds(() => claimDue(tx, now, by, claimed)));
      });
    }
    return { check: median(checks), claim: median(claims) };
  } finally {
    await database.close();
  }
}

async function microseconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) * 1_000;
}

/** Automatic firings that are due at a moment, spread over the orders. */
function addFirings(file: string, count: number, dueAt: number, firstEntry: number): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('begin immediate');
    const trigger = database
      .prepare(`insert into triggers (status_id, counts, action, address, is_do_not_call_excluded, is_do_not_market_excluded,
        is_once_per_order, description, priority, is_automatic, is_active)
        select min(id), 'business', 'task', '', 0, 0, 0, '', 'normal', 1, 1 from production_statuses`)
      .run();
    const insert =
      database.prepare(`insert into firings (trigger_id, order_id, entry, days, counts, due_on, due_at, state,
        because, reason, is_automatic)
      select ?, id, ?, 1, 'business', null, ?, 'waiting', '', '', 1 from production_orders order by id limit ?`);
    for (let left = count, entry = firstEntry; left > 0; entry++) {
      const added = Number(insert.run(trigger.lastInsertRowid, entry, dueAt, left).changes);
      if (added === 0) throw new Error('There are no orders.');
      left -= added;
    }
    database.exec('commit');
  } finally {
    database.close();
  }
}
