import type { Words } from '../migrate.ts';

/** Tasks and calls; triggers, what they plan to do for which order or invoice, and the templates they use. */
export function tasksAndTriggers(words: Words): string[] {
  return [...typeTables(words), ...triggerTables(words), ...taskTables(words)];
}

function typeTables({ id, int, text, key, bool, strict }: Words): string[] {
  return [
    `create table task_types (
      id ${id},
      name ${text} not null,
      name_key ${key} not null constraint task_types_name unique,
      is_call ${bool} not null,
      position ${int} not null,
      is_active ${bool} not null,
      version ${int} not null default 1
    )${strict}`,
    `insert into task_types (name, name_key, is_call, position, is_active) values
      ('Call', 'call', true, 1, true),
      ('Call the client', 'call the client', true, 2, true),
      ('Call the vendor', 'call the vendor', true, 3, true),
      ('Check the order', 'check the order', false, 4, true),
      ('Ask the vendor', 'ask the vendor', false, 5, true),
      ('Send something', 'send something', false, 6, true)`,
  ];
}

function triggerTables({ id, int, text, key, date, bool, strict }: Words): string[] {
  return [
    `create table templates (
      id ${id},
      name ${text} not null,
      name_key ${key} not null constraint templates_name unique,
      channel ${text} not null,
      subject ${text} not null,
      text ${text} not null,
      html ${text} not null,
      attachments ${text} not null default '[]',
      is_active ${bool} not null,
      version ${int} not null default 1
    )${strict}`,
    `create table triggers (
      id ${id},
      status_id ${int} references production_statuses (id) on delete cascade,
      invoice_status_id ${int} references invoice_statuses (id) on delete cascade,
      days ${int},
      counts ${text} not null,
      action ${text} not null,
      recipient ${text},
      recipient_department_id ${int} references departments (id),
      address ${text} not null,
      is_do_not_call_excluded ${bool} not null,
      is_do_not_market_excluded ${bool} not null,
      is_once_per_order ${bool} not null,
      template_id ${int} references templates (id),
      task_type_id ${int} references task_types (id),
      description ${text} not null,
      priority ${text} not null,
      user_id ${int} references users (id),
      department_id ${int} references departments (id),
      task_days ${int},
      is_automatic ${bool} not null,
      is_active ${bool} not null,
      version ${int} not null default 1,
      constraint triggers_status check ((status_id is null) <> (invoice_status_id is null))
    )${strict}`,
    'create index triggers_by_status on triggers (status_id)',
    'create index triggers_by_invoice_status on triggers (invoice_status_id)',
    `create table firings (
      id ${id},
      trigger_id ${int} not null references triggers (id),
      order_id ${int} references production_orders (id),
      invoice_id ${int} references invoices (id) on delete cascade,
      entry ${int} not null,
      days ${int},
      counts ${text} not null,
      due_on ${date},
      due_at ${int},
      state ${text} not null,
      because ${text} not null,
      reason ${text} not null,
      withdrawn_by ${int},
      is_automatic ${bool} not null,
      processed_at ${int},
      claimed_by ${text},
      claimed_until ${int},
      version ${int} not null default 1,
      constraint firings_about check ((order_id is null) <> (invoice_id is null))
    )${strict}`,
    // A trigger fires once for each entry of an order or invoice.
    'create unique index firings_of_order on firings (order_id, entry, trigger_id) where order_id is not null',
    'create unique index firings_of_invoice on firings (invoice_id, entry, trigger_id) where invoice_id is not null',
    'create index firings_by_trigger on firings (trigger_id, id)',
    // What looks for automatic firings that are due meets no others.
    `create index automatic_firings on firings (due_at, id) where state = 'waiting' and is_automatic`,
    `create index waiting_firings on firings (trigger_id, due_at, id) where state = 'waiting'`,
    `create index unsent_firings on firings (trigger_id, due_at, id) where state = 'cannot_be_sent'`,
    // Where invoices have been, for looking back.
    `create index audit_of_invoice_places on audit_entries (at, record_id)
      where action in ('invoice.added', 'invoice.status_changed', 'invoice.completion_taken_back')`,
  ];
}

function taskTables({ id, int, text, date, strict }: Words): string[] {
  const open = (name: string, columns: string) =>
    `create index open_tasks_by_${name} on tasks (${columns}, due_date, id) where done_at is null`;
  return [
    `create table tasks (
      id ${id},
      type_id ${int} not null references task_types (id),
      status ${text} not null,
      description ${text} not null,
      due_date ${date},
      priority ${text} not null,
      user_id ${int} references users (id),
      department_id ${int} references departments (id),
      client_id ${int} references clients (id) on delete set null,
      invoice_id ${int} references invoices (id) on delete set null,
      order_id ${int} references production_orders (id),
      phone ${text} not null,
      outcome ${text} not null,
      firing_id ${int} constraint tasks_firing unique references firings (id) on delete set null,
      created_at ${int} not null,
      created_by_id ${int} references users (id),
      done_at ${int},
      done_by_id ${int} references users (id),
      version ${int} not null default 1
    )${strict}`,
    open('user', 'user_id'),
    open('department', 'department_id'),
    'create index open_tasks_by_due on tasks (due_date, id) where done_at is null',
    'create index done_tasks on tasks (done_at, id) where done_at is not null',
    'create index tasks_by_order on tasks (order_id, id) where order_id is not null',
    'create index tasks_by_invoice on tasks (invoice_id, id) where invoice_id is not null',
    'create index tasks_by_client on tasks (client_id, id) where client_id is not null',
  ];
}
