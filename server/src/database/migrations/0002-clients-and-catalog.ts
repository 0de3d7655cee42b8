import type { Words } from '../migrate.ts';

/** Clients and sessions, types and statuses, vendors and the price list. */
export function clientsAndCatalog({ id, int, text, key, date, bool, strict }: Words): string[] {
  const address = `street ${text} not null, city ${text} not null, region ${text} not null,
    postal_code ${text} not null, country ${text} not null`;
  const version = `version ${int} not null default 1`;
  return [
    `create table clients (
      id ${id},
      name ${text} not null,
      name_key ${key} not null,
      search_text ${key} not null,
      email ${text},
      phone ${text} not null,
      ${address},
      contact_name ${text} not null,
      do_not_call ${bool} not null,
      do_not_market ${bool} not null,
      notes ${text} not null,
      is_active ${bool} not null,
      external_key ${key} constraint clients_external_key unique,
      ${version}
    )${strict}`,
    `create index clients_by_name on clients (name_key, id)`,
    `create table sessions (
      id ${id},
      client_id ${int} not null references clients (id),
      name ${text} not null,
      name_key ${key} not null,
      date ${date},
      notes ${text} not null,
      external_key ${key} constraint sessions_external_key unique,
      ${version}
    )${strict}`,
    `create index sessions_by_client on sessions (client_id, id)`,
    `create index sessions_by_date on sessions ((coalesce(date, '1900-01-01')), id)`,

    `create table production_types (
      id ${id},
      name ${text} not null,
      name_key ${key} not null constraint production_types_name unique,
      kind ${text} not null check (kind in ('print', 'generic')),
      position ${int} not null,
      is_active ${bool} not null,
      ${version}
    )${strict}`,
    `create table production_statuses (
      id ${id},
      type_id ${int} not null references production_types (id),
      name ${text} not null,
      name_key ${key} not null,
      position ${int} not null,
      duration ${int} check (duration between 0 and 999),
      is_initial ${bool} not null,
      is_final ${bool} not null,
      is_side ${bool} not null,
      is_active ${bool} not null,
      department_id ${int} references departments (id),
      user_id ${int} references users (id),
      workflow_stage ${text} not null,
      client_wording ${text} not null,
      color ${text} not null,
      ${version},
      constraint production_statuses_name unique (type_id, name_key)
    )${strict}`,
    `create unique index production_statuses_initial on production_statuses (type_id) where is_initial`,
    `create unique index production_statuses_final on production_statuses (type_id) where is_final`,
    `create table invoice_statuses (
      id ${id},
      name ${text} not null,
      name_key ${key} not null constraint invoice_statuses_name unique,
      position ${int} not null,
      duration ${int} check (duration between 0 and 999),
      is_initial ${bool} not null,
      is_final ${bool} not null,
      is_active ${bool} not null,
      color ${text} not null,
      ${version}
    )${strict}`,
    `create unique index invoice_statuses_initial on invoice_statuses (is_initial) where is_initial`,
    `create unique index invoice_statuses_final on invoice_statuses (is_final) where is_final`,

    `create table vendors (
      id ${id},
      name ${text} not null,
      name_key ${key} not null constraint vendors_name unique,
      search_text ${key} not null,
      contact_name ${text} not null,
      email ${text},
      phone ${text} not null,
      website ${text} not null,
      ${address},
      account_number ${text} not null,
      is_in_house ${bool} not null,
      default_type_id ${int} references production_types (id),
      order_numbers ${text} not null check (order_numbers in ('pattern', 'typed')),
      notes ${text} not null,
      is_active ${bool} not null,
      external_key ${key} constraint vendors_external_key unique,
      ${version}
    )${strict}`,
    `create table products (
      id ${id},
      name ${text} not null,
      name_key ${key} not null,
      search_text ${key} not null,
      code ${text},
      code_key ${key} constraint products_code unique,
      price ${int} not null,
      cost ${int} not null,
      preferred_vendor_id ${int} references vendors (id),
      vendor_description ${text} not null,
      vendor_multiplier ${int} not null check (vendor_multiplier >= 1),
      is_not_ordered ${bool} not null,
      is_active ${bool} not null,
      external_key ${key} constraint products_external_key unique,
      ${version}
    )${strict}`,
    `create index products_by_name on products (name_key, id)`,
    `create index products_by_vendor on products (preferred_vendor_id)`,
  ];
}
