import type { Words } from '../migrate.ts';

/** Reorders say of what and why, by a list of reasons that begins with three. */
export function reorders({ id, int, text, key, bool, strict }: Words): string[] {
  return [
    `create table reorder_reasons (
      id ${id},
      name ${text} not null,
      name_key ${key} not null constraint reorder_reasons_name unique,
      is_charged ${bool} not null,
      position ${int} not null,
      is_active ${bool} not null,
      version ${int} not null default 1
    )${strict}`,
    // Here, so that a studio which is at work already gets them too.
    `insert into reorder_reasons (name, name_key, is_charged, position, is_active) values
      ('Vendor error', 'vendor error', false, 1, true),
      ('Damaged on the way', 'damaged on the way', false, 2, true),
      ('Our own mistake', 'our own mistake', true, 3, true)`,
    `alter table production_orders add column reorder_of_id ${int} references production_orders (id)`,
    `alter table production_orders add column reorder_reason_id ${int} references reorder_reasons (id)`,
    `create index reorders_by_order on production_orders (reorder_of_id) where reorder_of_id is not null`,
    `create index reorders_by_reason on production_orders (reorder_reason_id) where reorder_reason_id is not null`,
  ];
}
