import type { Words } from '../migrate.ts';

/** Production orders, their lines and their history. */
export function productionOrders({ id, addedId, int, text, key, date, bool, json, strict }: Words): string[] {
  const version = `version ${int} not null default 1`;
  const place = (required: string) => `
    since_date ${date} ${required},
    due_date ${date},
    is_due_date_overridden ${bool} ${required},
    responsible_user_id ${int} references users (id),
    department_id ${int} references departments (id),
    entry ${int} ${required},
    days_left ${int},
    resume ${json},
    completed_date ${date},
    completed_by_id ${int} references users (id)`;
  return [
    `create table bulk_changes (
      id ${id},
      at ${int} not null,
      user_id ${int} references users (id),
      api_key_id ${int} references api_keys (id),
      count ${int} not null,
      undoes_id ${int} references bulk_changes (id)
    )${strict}`,
    `create table production_orders (
      id ${id},
      number ${text} not null,
      number_key ${key} not null constraint production_orders_number unique,
      type_id ${int} not null references production_types (id),
      vendor_id ${int} not null references vendors (id),
      invoice_id ${int} references invoices (id),
      client_id ${int} references clients (id),
      state ${text} not null check (state in ('open', 'completed', 'cancelled')),
      order_date ${date} not null,
      entered_by_id ${int} references users (id),
      status_id ${int} not null references production_statuses (id),
      ${place('not null')},
      vendor_order_number ${text} not null,
      vendor_invoice_number ${text} not null,
      vendor_invoice_amount ${int},
      studio_notes ${text} not null,
      vendor_notes ${text} not null,
      value ${int} not null,
      risk_date ${date},
      last_change_id ${int},
      client_key ${key} not null,
      vendor_key ${key} not null,
      search_text ${key} not null,
      created_at ${int} not null,
      ${version}
    )${strict}`,
    `create table order_lines (
      id ${id},
      order_id ${int} not null references production_orders (id),
      position ${int} not null,
      invoice_line_id ${int} references invoice_lines (id),
      product_id ${int} references products (id),
      description ${text} not null,
      invoice_quantity ${int},
      quantity ${int} not null check (quantity >= 1),
      cost ${int} not null,
      note ${text} not null
    )${strict}`,
    `create index order_lines_by_order on order_lines (order_id)`,
    `create index order_lines_by_invoice_line on order_lines (invoice_line_id) where invoice_line_id is not null`,
    `create index order_lines_by_product on order_lines (product_id) where product_id is not null`,
    `create table order_history (
      id ${addedId},
      order_id ${int} not null references production_orders (id),
      kind ${text} not null,
      at ${int} not null,
      user_id ${int} references users (id),
      api_key_id ${int} references api_keys (id),
      through ${text} not null,
      from_status_id ${int},
      to_status_id ${int} references production_statuses (id),
      change_date ${date},
      visit_completed_date ${date},
      days_late ${int},
      ${place('')},
      note ${text} not null,
      bulk_change_id ${int} references bulk_changes (id),
      undoes_id ${int},
      previous_change_id ${int}
    )${strict}`,
    `create index order_history_by_order on order_history (order_id, id)`,
    // A status was used if it was ever entered; also what deleting one has to look up.
    'create index order_history_by_status on order_history (to_status_id, at)',
    'create index order_history_by_left_status on order_history (from_status_id, at)',
    `create index order_history_parked on order_history (order_id) where resume is not null`,
    `create index order_history_by_bulk_change on order_history (bulk_change_id) where bulk_change_id is not null`,
  ];
}
