import type { HubFilter } from '@printrail/contract/hub-filter';
import { whileUnchanged } from '../database/unchanged.ts';
import type { Reading } from '../studio/change.ts';

/** What was counted of the orders that match, counted anew only when something has changed or another day has begun. */
export async function kept<Counted>(
  { db, today, actor }: Reading,
  what: string,
  filter: HubFilter,
  count: () => Promise<Counted>,
): Promise<Counted> {
  const whose = filter.mine ? `${actor.kind} ${actor.id}` : '';
  return whileUnchanged(db, JSON.stringify([what, today, whose, filter]), count);
}
