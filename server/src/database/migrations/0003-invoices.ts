import type { Words } from '../migrate.ts';

/** Invoices with lines and payments. */
export function invoices({ id, int, text, key, date, bool, strict }: Words): string[] {
  const version = `version ${int} not null default 1`;
  return [
    `create table invoices (
      id ${id},
      number ${text} not null,
      number_key ${key} not null constraint invoices_number unique,
      client_id ${int} not null references clients (id),
      session_id ${int} references sessions (id),
      date ${date} not null,
      delivery_date ${date},
      delivered_date ${date},
      status_id ${int} not null references invoice_statuses (id),
      status_since_date ${date} not null,
      status_due_date ${date},
      tax ${int} not null,
      shipping ${int} not null,
      total ${int} not null,
      paid ${int} not null,
      notes ${text} not null,
      external_key ${key} constraint invoices_external_key unique,
      created_at ${int} not null,
      ${version}
    )${strict}`,
    `create index invoices_by_client on invoices (client_id, date, id)`,
    `create index invoices_by_session on invoices (session_id) where session_id is not null`,
    `create index invoices_by_date on invoices (date, id)`,
    `create index invoices_by_status on invoices (status_id, date, id)`,
    `create table invoice_lines (
      id ${id},
      invoice_id ${int} not null references invoices (id),
      position ${int} not null,
      product_id ${int} not null references products (id),
      description ${text} not null,
      quantity ${int} not null check (quantity >= 1),
      price ${int} not null,
      discount ${int} not null check (discount between 0 and 10000),
      total ${int} not null,
      vendor_id ${int} references vendors (id),
      is_not_ordered ${bool} not null,
      external_key ${key},
      constraint invoice_lines_external_key unique (invoice_id, external_key)
    )${strict}`,
    `create index invoice_lines_by_product on invoice_lines (product_id)`,
    `create index invoice_lines_by_vendor on invoice_lines (vendor_id) where vendor_id is not null`,
    `create table payments (
      id ${id},
      invoice_id ${int} not null references invoices (id),
      date ${date} not null,
      amount ${int} not null,
      note ${text} not null,
      external_key ${key},
      constraint payments_external_key unique (invoice_id, external_key)
    )${strict}`,
  ];
}
