import type { Words } from '../migrate.ts';

/** Keys by which imports know production orders, their lines and changes again, and closures; who changed a status elsewhere. */
export function importedHistory({ text, key }: Words): string[] {
  return [
    `alter table production_orders add column external_key ${key}`,
    `create unique index production_orders_external_key on production_orders (external_key)
      where external_key is not null`,
    `alter table order_lines add column external_key ${key}`,
    `create unique index order_lines_external_key on order_lines (order_id, external_key)
      where external_key is not null`,
    `alter table order_history add column external_key ${key}`,
    `create unique index order_history_external_key on order_history (external_key) where external_key is not null`,
    `alter table order_history add column who ${text}`,
    `alter table closures add column external_key ${key}`,
    `create unique index closures_external_key on closures (external_key) where external_key is not null`,
    `create index payments_by_external_key on payments (external_key) where external_key is not null`,
  ];
}
