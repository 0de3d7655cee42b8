import type { Words } from '../migrate.ts';

/** The studio itself and the people in it. */
export function studioAndPeople({ id, int, text, key, date, bool, json, strict }: Words): string[] {
  const version = `version ${int} not null default 1`;
  return [
    `create table studio (
      id ${int} primary key check (id = 1),
      preferences ${json} not null,
      version ${int} not null,
      settings_version ${int} not null
    )${strict}`,
    `create table closures (
      id ${id},
      from_date ${date} not null,
      to_date ${date} not null check (to_date >= from_date),
      name ${text} not null,
      ${version}
    )${strict}`,
    `create table counters (name ${key} primary key, value ${int} not null)${strict}`,

    `create table users (
      id ${id},
      name ${text} not null,
      name_key ${key} not null,
      email ${text} not null,
      email_key ${key} not null constraint users_email unique,
      password_hash ${text} not null,
      is_owner ${bool} not null,
      is_active ${bool} not null,
      rights ${json} not null,
      created_at ${int} not null,
      ${version}
    )${strict}`,
    `create index users_by_name on users (name_key, id)`,
    `create table departments (
      id ${id},
      name ${text} not null,
      name_key ${key} not null constraint departments_name unique,
      is_active ${bool} not null,
      ${version}
    )${strict}`,
    `create table user_departments (
      user_id ${int} not null references users (id),
      department_id ${int} not null references departments (id),
      primary key (user_id, department_id)
    )${strict}`,
    `create table sign_ins (
      id ${id},
      token_hash ${key} not null unique,
      user_id ${int} not null references users (id),
      created_at ${int} not null,
      seen_at ${int} not null,
      expires_at ${int} not null
    )${strict}`,
    `create index sign_ins_by_user on sign_ins (user_id)`,
    `create index sign_ins_by_end on sign_ins (expires_at)`,
    `create table sign_in_failures (key ${key} primary key, count ${int} not null, until ${int} not null)${strict}`,
    `create table api_keys (
      id ${id},
      name ${text} not null,
      prefix ${text} not null,
      token_hash ${key} not null unique,
      rights ${json} not null,
      created_at ${int} not null,
      last_used_at ${int},
      revoked_at ${int}
    )${strict}`,
    `create table audit_entries (
      id ${id},
      at ${int} not null,
      user_id ${int} references users (id),
      api_key_id ${int} references api_keys (id),
      through ${text} not null,
      action ${text} not null,
      record ${key} not null,
      record_id ${int},
      before ${json} not null,
      after ${json} not null
    )${strict}`,
    `create index audit_by_record on audit_entries (record, record_id, id)`,
    `create table idempotency_keys (
      scope ${key} not null,
      key ${key} not null,
      request ${text} not null,
      status ${int} not null,
      answer ${text} not null,
      at ${int} not null,
      constraint idempotency primary key (scope, key)
    )${strict}`,
    `create index idempotency_by_time on idempotency_keys (at)`,
  ];
}
