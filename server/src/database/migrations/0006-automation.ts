import type { Words } from '../migrate.ts';

/** What Printrail does by itself: what it told whom, and what it did to invoices, so that undo can take it back. */
export function automation({ id, int, text, date, bool, strict }: Words): string[] {
  return [
    `create table notices (
      id ${id},
      at ${int} not null,
      kind ${text} not null,
      text ${text} not null,
      user_id ${int} references users (id),
      invoice_id ${int} references invoices (id),
      is_read ${bool} not null
    )${strict}`,
    `create index notices_by_user on notices (user_id, id)`,
    `create index notices_by_invoice on notices (invoice_id, id)`,
    `create table invoice_effects (
      id ${id},
      invoice_id ${int} not null references invoices (id),
      first_history_id ${int} not null,
      last_history_id ${int} not null,
      status_id ${int} not null references invoice_statuses (id),
      status_since_date ${date} not null,
      status_due_date ${date},
      delivered_date ${date},
      version_after ${int} not null,
      is_taken_back ${bool} not null
    )${strict}`,
    `create index invoice_effects_by_invoice on invoice_effects (invoice_id, id)`,
  ];
}
