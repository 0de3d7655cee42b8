import type { HistoryEntry } from '@printrail/contract/history';
import { actorColumns } from '../studio/audit.ts';
import type { Change } from '../studio/change.ts';

type Event = {
  kind: Extract<HistoryEntry['kind'], 'note' | 'lines_added' | 'lines_edited' | 'reordered'>;
  note: string;
};

/** Records what happened to an order that moved it nowhere. */
export async function recordEvent(
  change: Change,
  order: { id: number; lastChangeId: number | null },
  { kind, note }: Event,
): Promise<void> {
  change.touched('production_order', [order.id]);
  const { tx, now: at, through } = change;
  const happened = { kind, at, ...actorColumns(change), through, note };
  await tx
    .insertInto('orderHistory')
    .values({ ...happened, orderId: order.id, previousChangeId: order.lastChangeId })
    .execute();
}
