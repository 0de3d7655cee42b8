-- Generated from migrations/ by node server/src/database/schema.ts; a test compares.

CREATE TABLE studio (
  id integer primary key check (id = 1),
  preferences text not null,
  version integer not null,
  settings_version integer not null
) strict;

CREATE TABLE closures (
  id integer primary key autoincrement,
  from_date text not null,
  to_date text not null check (to_date >= from_date),
  name text not null,
  version integer not null default 1
, external_key text) strict;

CREATE TABLE counters (name text primary key, value integer not null) strict;

CREATE TABLE users (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null,
  email text not null,
  email_key text not null constraint users_email unique,
  password_hash text not null,
  is_owner integer not null,
  is_active integer not null,
  rights text not null,
  created_at integer not null,
  version integer not null default 1
) strict;

CREATE INDEX users_by_name on users (name_key, id);

CREATE TABLE departments (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null constraint departments_name unique,
  is_active integer not null,
  version integer not null default 1
) strict;

CREATE TABLE user_departments (
  user_id integer not null references users (id),
  department_id integer not null references departments (id),
  primary key (user_id, department_id)
) strict;

CREATE TABLE sign_ins (
  id integer primary key autoincrement,
  token_hash text not null unique,
  user_id integer not null references users (id),
  created_at integer not null,
  seen_at integer not null,
  expires_at integer not null
) strict;

CREATE INDEX sign_ins_by_user on sign_ins (user_id);

CREATE INDEX sign_ins_by_end on sign_ins (expires_at);

CREATE TABLE sign_in_failures (key text primary key, count integer not null, until integer not null) strict;

CREATE TABLE api_keys (
  id integer primary key autoincrement,
  name text not null,
  prefix text not null,
  token_hash text not null unique,
  rights text not null,
  created_at integer not null,
  last_used_at integer,
  revoked_at integer
) strict;

CREATE TABLE audit_entries (
  id integer primary key autoincrement,
  at integer not null,
  user_id integer references users (id),
  api_key_id integer references api_keys (id),
  through text not null,
  action text not null,
  record text not null,
  record_id integer,
  before text not null,
  after text not null
) strict;

CREATE INDEX audit_by_record on audit_entries (record, record_id, id);

CREATE TABLE idempotency_keys (
  scope text not null,
  key text not null,
  request text not null,
  status integer not null,
  answer text not null,
  at integer not null,
  constraint idempotency primary key (scope, key)
) strict;

CREATE INDEX idempotency_by_time on idempotency_keys (at);

CREATE TABLE clients (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null,
  search_text text not null,
  email text,
  phone text not null,
  street text not null, city text not null, region text not null,
postal_code text not null, country text not null,
  contact_name text not null,
  do_not_call integer not null,
  do_not_market integer not null,
  notes text not null,
  is_active integer not null,
  external_key text constraint clients_external_key unique,
  version integer not null default 1
) strict;

CREATE INDEX clients_by_name on clients (name_key, id);

CREATE TABLE sessions (
  id integer primary key autoincrement,
  client_id integer not null references clients (id),
  name text not null,
  name_key text not null,
  date text,
  notes text not null,
  external_key text constraint sessions_external_key unique,
  version integer not null default 1
) strict;

CREATE INDEX sessions_by_client on sessions (client_id, id);

CREATE INDEX sessions_by_date on sessions ((coalesce(date, '1900-01-01')), id);

CREATE TABLE production_types (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null constraint production_types_name unique,
  kind text not null check (kind in ('print', 'generic')),
  position integer not null,
  is_active integer not null,
  version integer not null default 1
) strict;

CREATE TABLE production_statuses (
  id integer primary key autoincrement,
  type_id integer not null references production_types (id),
  name text not null,
  name_key text not null,
  position integer not null,
  duration integer check (duration between 0 and 999),
  is_initial integer not null,
  is_final integer not null,
  is_side integer not null,
  is_active integer not null,
  department_id integer references departments (id),
  user_id integer references users (id),
  workflow_stage text not null,
  client_wording text not null,
  color text not null,
  version integer not null default 1,
  constraint production_statuses_name unique (type_id, name_key)
) strict;

CREATE UNIQUE INDEX production_statuses_initial on production_statuses (type_id) where is_initial;

CREATE UNIQUE INDEX production_statuses_final on production_statuses (type_id) where is_final;

CREATE TABLE invoice_statuses (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null constraint invoice_statuses_name unique,
  position integer not null,
  duration integer check (duration between 0 and 999),
  is_initial integer not null,
  is_final integer not null,
  is_active integer not null,
  color text not null,
  version integer not null default 1
) strict;

CREATE UNIQUE INDEX invoice_statuses_initial on invoice_statuses (is_initial) where is_initial;

CREATE UNIQUE INDEX invoice_statuses_final on invoice_statuses (is_final) where is_final;

CREATE TABLE vendors (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null constraint vendors_name unique,
  search_text text not null,
  contact_name text not null,
  email text,
  phone text not null,
  website text not null,
  street text not null, city text not null, region text not null,
postal_code text not null, country text not null,
  account_number text not null,
  is_in_house integer not null,
  default_type_id integer references production_types (id),
  order_numbers text not null check (order_numbers in ('pattern', 'typed')),
  notes text not null,
  is_active integer not null,
  external_key text constraint vendors_external_key unique,
  version integer not null default 1
) strict;

CREATE TABLE products (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null,
  search_text text not null,
  code text,
  code_key text constraint products_code unique,
  price integer not null,
  cost integer not null,
  preferred_vendor_id integer references vendors (id),
  vendor_description text not null,
  vendor_multiplier integer not null check (vendor_multiplier >= 1),
  is_not_ordered integer not null,
  is_active integer not null,
  external_key text constraint products_external_key unique,
  version integer not null default 1
) strict;

CREATE INDEX products_by_name on products (name_key, id);

CREATE INDEX products_by_vendor on products (preferred_vendor_id);

CREATE TABLE invoices (
  id integer primary key autoincrement,
  number text not null,
  number_key text not null constraint invoices_number unique,
  client_id integer not null references clients (id),
  session_id integer references sessions (id),
  date text not null,
  delivery_date text,
  delivered_date text,
  status_id integer not null references invoice_statuses (id),
  status_since_date text not null,
  status_due_date text,
  tax integer not null,
  shipping integer not null,
  total integer not null,
  paid integer not null,
  notes text not null,
  external_key text constraint invoices_external_key unique,
  created_at integer not null,
  version integer not null default 1
) strict;

CREATE INDEX invoices_by_client on invoices (client_id, date, id);

CREATE INDEX invoices_by_session on invoices (session_id) where session_id is not null;

CREATE INDEX invoices_by_date on invoices (date, id);

CREATE INDEX invoices_by_status on invoices (status_id, date, id);

CREATE TABLE invoice_lines (
  id integer primary key autoincrement,
  invoice_id integer not null references invoices (id),
  position integer not null,
  product_id integer not null references products (id),
  description text not null,
  quantity integer not null check (quantity >= 1),
  price integer not null,
  discount integer not null check (discount between 0 and 10000),
  total integer not null,
  vendor_id integer references vendors (id),
  is_not_ordered integer not null,
  external_key text,
  constraint invoice_lines_external_key unique (invoice_id, external_key)
) strict;

CREATE INDEX invoice_lines_by_product on invoice_lines (product_id);

CREATE INDEX invoice_lines_by_vendor on invoice_lines (vendor_id) where vendor_id is not null;

CREATE TABLE payments (
  id integer primary key autoincrement,
  invoice_id integer not null references invoices (id),
  date text not null,
  amount integer not null,
  note text not null,
  external_key text,
  constraint payments_external_key unique (invoice_id, external_key)
) strict;

CREATE TABLE bulk_changes (
  id integer primary key autoincrement,
  at integer not null,
  user_id integer references users (id),
  api_key_id integer references api_keys (id),
  count integer not null,
  undoes_id integer references bulk_changes (id)
) strict;

CREATE TABLE production_orders (
  id integer primary key autoincrement,
  number text not null,
  number_key text not null constraint production_orders_number unique,
  type_id integer not null references production_types (id),
  vendor_id integer not null references vendors (id),
  invoice_id integer references invoices (id),
  client_id integer references clients (id),
  state text not null check (state in ('open', 'completed', 'cancelled')),
  order_date text not null,
  entered_by_id integer references users (id),
  status_id integer not null references production_statuses (id),
  
since_date text not null,
due_date text,
is_due_date_overridden integer not null,
responsible_user_id integer references users (id),
department_id integer references departments (id),
entry integer not null,
days_left integer,
resume text,
completed_date text,
completed_by_id integer references users (id),
  vendor_order_number text not null,
  vendor_invoice_number text not null,
  vendor_invoice_amount integer,
  studio_notes text not null,
  vendor_notes text not null,
  value integer not null,
  risk_date text,
  last_change_id integer,
  client_key text not null,
  vendor_key text not null,
  search_text text not null,
  created_at integer not null,
  version integer not null default 1
, reorder_of_id integer references production_orders (id), reorder_reason_id integer references reorder_reasons (id), external_key text) strict;

CREATE TABLE order_lines (
  id integer primary key autoincrement,
  order_id integer not null references production_orders (id),
  position integer not null,
  invoice_line_id integer references invoice_lines (id),
  product_id integer references products (id),
  description text not null,
  invoice_quantity integer,
  quantity integer not null check (quantity >= 1),
  cost integer not null,
  note text not null
, external_key text) strict;

CREATE INDEX order_lines_by_order on order_lines (order_id);

CREATE INDEX order_lines_by_invoice_line on order_lines (invoice_line_id) where invoice_line_id is not null;

CREATE INDEX order_lines_by_product on order_lines (product_id) where product_id is not null;

CREATE TABLE order_history (
  id integer primary key,
  order_id integer not null references production_orders (id),
  kind text not null,
  at integer not null,
  user_id integer references users (id),
  api_key_id integer references api_keys (id),
  through text not null,
  from_status_id integer,
  to_status_id integer references production_statuses (id),
  change_date text,
  visit_completed_date text,
  days_late integer,
  
since_date text ,
due_date text,
is_due_date_overridden integer ,
responsible_user_id integer references users (id),
department_id integer references departments (id),
entry integer ,
days_left integer,
resume text,
completed_date text,
completed_by_id integer references users (id),
  note text not null,
  bulk_change_id integer references bulk_changes (id),
  undoes_id integer,
  previous_change_id integer
, external_key text, who text) strict;

CREATE INDEX order_history_by_order on order_history (order_id, id);

CREATE INDEX order_history_by_status on order_history (to_status_id, at);

CREATE INDEX order_history_by_left_status on order_history (from_status_id, at);

CREATE INDEX order_history_parked on order_history (order_id) where resume is not null;

CREATE INDEX order_history_by_bulk_change on order_history (bulk_change_id) where bulk_change_id is not null;

CREATE INDEX open_orders_by_due on production_orders (due_date, id) where state = 'open';

CREATE INDEX open_orders_by_number on production_orders (number_key, id) where state = 'open';

CREATE INDEX open_orders_by_order_date on production_orders (order_date, id) where state = 'open';

CREATE INDEX open_orders_by_completed on production_orders (completed_date, id) where state = 'open';

CREATE INDEX open_orders_by_client on production_orders (client_key, id) where state = 'open';

CREATE INDEX open_orders_by_vendor on production_orders (vendor_key, id) where state = 'open';

CREATE INDEX open_orders_by_since on production_orders (since_date, id) where state = 'open';

CREATE INDEX open_orders_by_status on production_orders (status_id, due_date, id) where state = 'open';

CREATE INDEX open_orders_by_responsible on production_orders (responsible_user_id, id) where state = 'open';

CREATE INDEX open_orders_by_risk on production_orders (risk_date, id) where state = 'open';

CREATE INDEX open_orders_by_all on production_orders (status_id, type_id, vendor_id, responsible_user_id, department_id, due_date, risk_date, value) where state = 'open';

CREATE INDEX open_orders_by_words on production_orders (search_text) where state = 'open';

CREATE INDEX unassigned_orders_by_due on production_orders (due_date, id)
  where state = 'open' and coalesce(responsible_user_id, department_id) is null;

CREATE INDEX completed_orders_by_order_date on production_orders (order_date, id) where state = 'completed';

CREATE INDEX completed_orders_by_number on production_orders (number_key, id) where state = 'completed';

CREATE INDEX orders_by_order_date on production_orders (order_date, id);

CREATE INDEX orders_by_completed on production_orders (completed_date, id);

CREATE INDEX cancelled_orders_by_order_date on production_orders (order_date, id) where state = 'cancelled';

CREATE INDEX orders_by_client on production_orders (client_id, id);

CREATE INDEX orders_by_invoice on production_orders (invoice_id, id);

CREATE INDEX orders_by_status on production_orders (status_id, id);

CREATE INDEX orders_by_vendor on production_orders (vendor_id, type_id, id);

CREATE INDEX orders_by_type on production_orders (type_id, id);

CREATE VIRTUAL TABLE order_search using fts5(search_text, content='production_orders', content_rowid='id',
  tokenize="trigram case_sensitive 1", detail=none, columnsize=0);

CREATE TRIGGER order_search_added after insert on production_orders begin
  insert into order_search (rowid, search_text) values (new.id, new.search_text);
end;

CREATE TRIGGER order_search_changed after update of search_text on production_orders begin
  insert into order_search (order_search, rowid, search_text) values ('delete', old.id, old.search_text);
  insert into order_search (rowid, search_text) values (new.id, new.search_text);
end;

CREATE TRIGGER order_search_removed after delete on production_orders begin
  insert into order_search (order_search, rowid, search_text) values ('delete', old.id, old.search_text);
end;

CREATE VIRTUAL TABLE order_search_terms using fts5vocab('order_search', 'row');

CREATE VIRTUAL TABLE client_search using fts5(search_text, content='clients', content_rowid='id',
  tokenize="trigram case_sensitive 1", detail=none, columnsize=0);

CREATE TRIGGER client_search_added after insert on clients begin
  insert into client_search (rowid, search_text) values (new.id, new.search_text);
end;

CREATE TRIGGER client_search_changed after update of search_text on clients begin
  insert into client_search (client_search, rowid, search_text) values ('delete', old.id, old.search_text);
  insert into client_search (rowid, search_text) values (new.id, new.search_text);
end;

CREATE TRIGGER client_search_removed after delete on clients begin
  insert into client_search (client_search, rowid, search_text) values ('delete', old.id, old.search_text);
end;

CREATE VIRTUAL TABLE client_search_terms using fts5vocab('client_search', 'row');

CREATE VIRTUAL TABLE session_search using fts5(name_key, content='sessions', content_rowid='id',
  tokenize="trigram case_sensitive 1", detail=none, columnsize=0);

CREATE TRIGGER session_search_added after insert on sessions begin
  insert into session_search (rowid, name_key) values (new.id, new.name_key);
end;

CREATE TRIGGER session_search_changed after update of name_key on sessions begin
  insert into session_search (session_search, rowid, name_key) values ('delete', old.id, old.name_key);
  insert into session_search (rowid, name_key) values (new.id, new.name_key);
end;

CREATE TRIGGER session_search_removed after delete on sessions begin
  insert into session_search (session_search, rowid, name_key) values ('delete', old.id, old.name_key);
end;

CREATE VIRTUAL TABLE session_search_terms using fts5vocab('session_search', 'row');

CREATE VIRTUAL TABLE invoice_search using fts5(number_key, content='invoices', content_rowid='id',
  tokenize="trigram case_sensitive 1", detail=none, columnsize=0);

CREATE TRIGGER invoice_search_added after insert on invoices begin
  insert into invoice_search (rowid, number_key) values (new.id, new.number_key);
end;

CREATE TRIGGER invoice_search_changed after update of number_key on invoices begin
  insert into invoice_search (invoice_search, rowid, number_key) values ('delete', old.id, old.number_key);
  insert into invoice_search (rowid, number_key) values (new.id, new.number_key);
end;

CREATE TRIGGER invoice_search_removed after delete on invoices begin
  insert into invoice_search (invoice_search, rowid, number_key) values ('delete', old.id, old.number_key);
end;

CREATE VIRTUAL TABLE invoice_search_terms using fts5vocab('invoice_search', 'row');

CREATE TABLE notices (
  id integer primary key autoincrement,
  at integer not null,
  kind text not null,
  text text not null,
  user_id integer references users (id),
  invoice_id integer references invoices (id),
  is_read integer not null
) strict;

CREATE INDEX notices_by_user on notices (user_id, id);

CREATE INDEX notices_by_invoice on notices (invoice_id, id);

CREATE TABLE invoice_effects (
  id integer primary key autoincrement,
  invoice_id integer not null references invoices (id),
  first_history_id integer not null,
  last_history_id integer not null,
  status_id integer not null references invoice_statuses (id),
  status_since_date text not null,
  status_due_date text,
  delivered_date text,
  version_after integer not null,
  is_taken_back integer not null
) strict;

CREATE INDEX invoice_effects_by_invoice on invoice_effects (invoice_id, id);

CREATE TABLE studio_logo (
  id integer primary key check (id = 1),
  media_type text not null,
  width integer not null,
  height integer not null,
  image blob not null
) strict;

CREATE TABLE reorder_reasons (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null constraint reorder_reasons_name unique,
  is_charged integer not null,
  position integer not null,
  is_active integer not null,
  version integer not null default 1
) strict;

CREATE INDEX reorders_by_order on production_orders (reorder_of_id) where reorder_of_id is not null;

CREATE INDEX reorders_by_reason on production_orders (reorder_reason_id) where reorder_reason_id is not null;

CREATE TABLE live_events (
  id integer primary key,
  at integer not null,
  changes text not null
) strict;

CREATE TABLE saved_views (
  id integer primary key autoincrement,
  user_id integer not null references users (id),
  name text not null,
  name_key text not null,
  address text not null,
  is_shared integer not null,
  position integer not null,
  version integer not null default 1,
  constraint saved_views_name unique (user_id, name_key)
) strict;

CREATE UNIQUE INDEX production_orders_external_key on production_orders (external_key)
  where external_key is not null;

CREATE UNIQUE INDEX order_lines_external_key on order_lines (order_id, external_key)
  where external_key is not null;

CREATE UNIQUE INDEX order_history_external_key on order_history (external_key) where external_key is not null;

CREATE UNIQUE INDEX closures_external_key on closures (external_key) where external_key is not null;

CREATE INDEX payments_by_external_key on payments (external_key) where external_key is not null;

CREATE TABLE task_types (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null constraint task_types_name unique,
  is_call integer not null,
  position integer not null,
  is_active integer not null,
  version integer not null default 1
) strict;

CREATE TABLE templates (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null constraint templates_name unique,
  channel text not null,
  subject text not null,
  text text not null,
  html text not null,
  attachments text not null default '[]',
  is_active integer not null,
  version integer not null default 1
) strict;

CREATE TABLE triggers (
  id integer primary key autoincrement,
  status_id integer references production_statuses (id) on delete cascade,
  invoice_status_id integer references invoice_statuses (id) on delete cascade,
  days integer,
  counts text not null,
  action text not null,
  recipient text,
  recipient_department_id integer references departments (id),
  address text not null,
  is_do_not_call_excluded integer not null,
  is_do_not_market_excluded integer not null,
  is_once_per_order integer not null,
  template_id integer references templates (id),
  task_type_id integer references task_types (id),
  description text not null,
  priority text not null,
  user_id integer references users (id),
  department_id integer references departments (id),
  task_days integer,
  is_automatic integer not null,
  is_active integer not null,
  version integer not null default 1,
  constraint triggers_status check ((status_id is null) <> (invoice_status_id is null))
) strict;

CREATE INDEX triggers_by_status on triggers (status_id);

CREATE INDEX triggers_by_invoice_status on triggers (invoice_status_id);

CREATE TABLE firings (
  id integer primary key autoincrement,
  trigger_id integer not null references triggers (id),
  order_id integer references production_orders (id),
  invoice_id integer references invoices (id) on delete cascade,
  entry integer not null,
  days integer,
  counts text not null,
  due_on text,
  due_at integer,
  state text not null,
  because text not null,
  reason text not null,
  withdrawn_by integer,
  is_automatic integer not null,
  processed_at integer,
  claimed_by text,
  claimed_until integer,
  version integer not null default 1,
  constraint firings_about check ((order_id is null) <> (invoice_id is null))
) strict;

CREATE UNIQUE INDEX firings_of_order on firings (order_id, entry, trigger_id) where order_id is not null;

CREATE UNIQUE INDEX firings_of_invoice on firings (invoice_id, entry, trigger_id) where invoice_id is not null;

CREATE INDEX firings_by_trigger on firings (trigger_id, id);

CREATE INDEX automatic_firings on firings (due_at, id) where state = 'waiting' and is_automatic;

CREATE INDEX waiting_firings on firings (trigger_id, due_at, id) where state = 'waiting';

CREATE INDEX unsent_firings on firings (trigger_id, due_at, id) where state = 'cannot_be_sent';

CREATE INDEX audit_of_invoice_places on audit_entries (at, record_id)
  where action in ('invoice.added', 'invoice.status_changed', 'invoice.completion_taken_back');

CREATE TABLE tasks (
  id integer primary key autoincrement,
  type_id integer not null references task_types (id),
  status text not null,
  description text not null,
  due_date text,
  priority text not null,
  user_id integer references users (id),
  department_id integer references departments (id),
  client_id integer references clients (id) on delete set null,
  invoice_id integer references invoices (id) on delete set null,
  order_id integer references production_orders (id),
  phone text not null,
  outcome text not null,
  firing_id integer constraint tasks_firing unique references firings (id) on delete set null,
  created_at integer not null,
  created_by_id integer references users (id),
  done_at integer,
  done_by_id integer references users (id),
  version integer not null default 1
) strict;

CREATE INDEX open_tasks_by_user on tasks (user_id, due_date, id) where done_at is null;

CREATE INDEX open_tasks_by_department on tasks (department_id, due_date, id) where done_at is null;

CREATE INDEX open_tasks_by_due on tasks (due_date, id) where done_at is null;

CREATE INDEX done_tasks on tasks (done_at, id) where done_at is not null;

CREATE INDEX tasks_by_order on tasks (order_id, id) where order_id is not null;

CREATE INDEX tasks_by_invoice on tasks (invoice_id, id) where invoice_id is not null;

CREATE INDEX tasks_by_client on tasks (client_id, id) where client_id is not null;

CREATE TABLE messages (
  id integer primary key autoincrement,
  message_id text not null constraint messages_message_id unique,
  firing_id integer references firings (id) on delete set null,
  recipient_key text not null,
  channel text not null,
  recipient_name text not null,
  address text not null,
  subject text not null,
  text text not null,
  html text not null,
  attachments text not null,
  is_filled integer not null default false,
  template_id integer references templates (id) on delete set null,
  order_id integer references production_orders (id) on delete set null,
  invoice_id integer references invoices (id) on delete set null,
  client_id integer references clients (id) on delete set null,
  is_to_client integer not null,
  resend_of_id integer references messages (id),
  state text not null,
  reason text not null,
  attempts integer not null,
  send_from integer not null,
  lease_owner text,
  lease_until integer,
  sent_at integer,
  created_at integer not null,
  version integer not null default 1,
  constraint messages_once unique (firing_id, recipient_key)
) strict;

CREATE INDEX waiting_messages on messages (channel, send_from, id) where state = 'waiting';

CREATE INDEX unfilled_messages on messages (id) where is_filled = false;

CREATE INDEX leased_messages on messages (lease_until) where state = 'sending';

CREATE INDEX messages_by_state on messages (state, id);

CREATE INDEX messages_by_channel on messages (channel, id);

CREATE INDEX messages_by_order on messages (order_id, id) where order_id is not null;

CREATE INDEX messages_by_invoice on messages (invoice_id, id) where invoice_id is not null;

CREATE INDEX messages_by_client on messages (client_id, id) where client_id is not null;

CREATE INDEX messages_by_template on messages (template_id, id) where template_id is not null;

CREATE TABLE delivery_settings (
  id integer primary key check (id = 1),
  settings text not null,
  version integer not null default 1
) strict;

CREATE TABLE delivery_secrets (name text primary key, value text not null) strict;
