import { ask } from './data-sets.ts';
import type { Load } from './processes.ts';

type Order = { id: number; type_id: number; status_id: number };

/** Open orders on their track, and the statuses that they go round. */
export function openOrdersOnTrack(file: string): NonNullable<Load['orders']> {
  const statuses = ask<{ id: number; type_id: number }>(
    file,
    'select id, type_id from production_statuses where is_active and not is_side and not is_final order by type_id, position',
  );
  const orders = ask<Order>(file, "select id, type_id, status_id from production_orders where state = 'open'");
  return orders.flatMap(({ id, type_id, status_id }) => {
    const track = statuses.filter((status) => status.type_id === type_id).map((status) => status.id);
    const at = track.indexOf(status_id);
    return at === -1 ? [] : { id, track, at };
  });
}
