import { sql } from 'kysely';
import type { Check } from './findings.ts';
import { rowsThat } from './sum-checks.queries.ts';

const firingsOnce = rowsThat(
  { name: 'firings-once', rule: 'A trigger has one firing for each entry of an order or invoice.' },
  sql<{ id: number; many: number }>`
    select min(id) as id, count(*) as many from firings
    group by trigger_id, order_id, invoice_id, entry having count(*) > 1 order by 1`,
  ({ id, many }) => ({ record: `firing ${id}`, id, says: `there are ${many} for the same entry` }),
);

const firingsStand: Check = {
  name: 'firings-stand',
  rule: 'What waits for its time is of an order that is not cancelled and stands at its trigger’s status, in the same entry.',
  find: ({ db }, offences) =>
    // What is due by now may be left from a status before.
    offences.addRows(
      db,
      sql<{ id: number; number: string }>`
        select f.id, o.number from firings as f
        join triggers as t on t.id = f.trigger_id
        join production_orders as o on o.id = f.order_id
        where f.state = 'waiting' and (o.state = 'cancelled'
          or ((f.due_at is null or f.due_at > ${Date.now()}) and (o.entry <> f.entry or o.status_id <> t.status_id)))
        order by f.id`,
      ({ id, number }) => ({ record: `firing ${id}`, id, says: `production order ${number} is not there any more` }),
    ),
};

const invoiceFiringsStand: Check = {
  name: 'invoice-firings-stand',
  rule: 'What waits for its time is of an invoice that stands at its trigger’s status.',
  find: ({ db }, offences) =>
    offences.addRows(
      db,
      sql<{ id: number; number: string }>`
        select f.id, i.number from firings as f
        join triggers as t on t.id = f.trigger_id
        join invoices as i on i.id = f.invoice_id
        where f.state = 'waiting' and (f.due_at is null or f.due_at > ${Date.now()})
          and i.status_id <> t.invoice_status_id
        order by f.id`,
      ({ id, number }) => ({ record: `firing ${id}`, id, says: `invoice ${number} is not there any more` }),
    ),
};

const firingsDone = rowsThat(
  { name: 'firings-done', rule: 'What was processed made a task or a message, and nothing else did.' },
  sql<{ id: number; state: string }>`
    select f.id, f.state from firings as f
    where (f.state = 'processed') <> (
      exists (select 1 from tasks where tasks.firing_id = f.id)
      or exists (select 1 from messages where messages.firing_id = f.id))
    order by f.id`,
  ({ id, state }) => ({ record: `firing ${id}`, id, says: `it is ${state}, and what there is of it says otherwise` }),
);

/** What triggers planned and did. */
export const triggerChecks: readonly Check[] = [firingsOnce, firingsStand, invoiceFiringsStand, firingsDone];
