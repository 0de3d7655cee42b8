import { type RawBuilder, sql } from 'kysely';
import type { Check, Offence } from './findings.ts';

/** A check that one query makes: its rows are the records that break the rule, in a fixed order. */
export function rowsThat<Row>(
  about: Pick<Check, 'name' | 'rule'>,
  query: RawBuilder<Row>,
  offenceOf: (row: Row) => Offence,
): Check {
  return { ...about, find: ({ db }, offences) => offences.addRows(db, query, offenceOf) };
}

const lineTotals = rowsThat(
  {
    name: 'invoice-line-totals',
    rule: 'The total of an invoice line is its price × quantity × (1 − discount), rounded.',
  },
  // Times 1.0, so that no damaged value runs over the range of whole numbers.
  sql<{ id: number; number: string; position: number; total: number }>`
    select line.id, invoice.number, line.position, line.total
    from invoice_lines as line left join invoices as invoice on invoice.id = line.invoice_id
    where line.price * 1.0 * line.quantity * (10000 - line.discount) + 5000 - line.total * 10000.0
      not between 0 and 9999
    order by line.id`,
  ({ id, number, position, total }) => ({
    ...{ record: `line ${position} of invoice ${number}`, id },
    says: `its total is ${total}, which is not what its price, quantity and discount make`,
  }),
);

const invoiceTotals = rowsThat(
  { name: 'invoice-totals', rule: 'The total of an invoice is the sum of its lines, tax and shipping.' },
  sql<{ id: number; number: string; total: number; wanted: number }>`
    select i.id, i.number, i.total, i.tax + i.shipping + coalesce(l.total, 0) as wanted
    from invoices as i
    left join (select invoice_id, sum(total) as total from invoice_lines group by invoice_id) as l on l.invoice_id = i.id
    where i.total <> i.tax + i.shipping + coalesce(l.total, 0)
    order by i.id`,
  ({ id, number, total, wanted }) => ({
    ...{ record: `invoice ${number}`, id },
    says: `its total is ${total}, and its parts make ${wanted}`,
  }),
);

const paidSums = rowsThat(
  { name: 'invoice-payments', rule: 'What is paid of an invoice is the sum of its payments.' },
  sql<{ id: number; number: string; paid: number; wanted: number }>`
    select i.id, i.number, i.paid, coalesce(p.amount, 0) as wanted
    from invoices as i
    left join (select invoice_id, sum(amount) as amount from payments group by invoice_id) as p on p.invoice_id = i.id
    where i.paid <> coalesce(p.amount, 0)
    order by i.id`,
  ({ id, number, paid, wanted }) => ({
    ...{ record: `invoice ${number}`, id },
    says: `it has ${paid} as paid, and its payments make ${wanted}`,
  }),
);

const invoiceSessions = rowsThat(
  { name: 'invoice-session', rule: 'The session of an invoice is one of its client.' },
  sql<{ id: number; number: string; name: string }>`
    select i.id, i.number, s.name from invoices as i join sessions as s on s.id = i.session_id
    where s.client_id <> i.client_id order by i.id`,
  ({ id, number, name }) => ({
    ...{ record: `invoice ${number}`, id },
    says: `its session ${name} is of another client`,
  }),
);

const orderedQuantities = rowsThat(
  {
    name: 'ordered-quantities',
    rule: 'Production orders that are not cancelled order no more of an invoice line than was sold.',
  },
  sql<{ id: number; number: string; position: number; quantity: number; ordered: number }>`
    select line.id, invoice.number, line.position, line.quantity, o.ordered
    from (
      select l.invoice_line_id, sum(l.invoice_quantity) as ordered
      from order_lines as l join production_orders as o on o.id = l.order_id
      where l.invoice_quantity is not null and o.state <> 'cancelled' group by l.invoice_line_id
    ) as o
    join invoice_lines as line on line.id = o.invoice_line_id
    join invoices as invoice on invoice.id = line.invoice_id
    where o.ordered > line.quantity
    order by line.id`,
  ({ id, number, position, quantity, ordered }) => ({
    ...{ record: `line ${position} of invoice ${number}`, id },
    says: `${quantity} were sold, and ${ordered} are ordered`,
  }),
);

const orderLines = rowsThat(
  {
    name: 'order-lines',
    rule: 'An order line is of its order’s invoice and of the product sold there; only one that is no reorder counts as ordering of it.',
  },
  sql<{ id: number; number: string; position: number }>`
    select l.id, o.number, l.position
    from order_lines as l
    join production_orders as o on o.id = l.order_id
    left join invoice_lines as sold on sold.id = l.invoice_line_id
    where (sold.id is not null and (o.invoice_id is distinct from sold.invoice_id or l.product_id is distinct from sold.product_id))
      or (l.invoice_quantity is not null and (l.invoice_line_id is null or o.reorder_of_id is not null))
    order by l.id`,
  ({ id, number, position }) => ({
    ...{ record: `line ${position} of production order ${number}`, id },
    says: 'it does not fit the invoice line it came from',
  }),
);

const orderValues = rowsThat(
  { name: 'order-value', rule: 'Only an order with lines that order of an invoice has a value.' },
  sql<{ id: number; number: string; value: number }>`
    select o.id, o.number, o.value from production_orders as o
    where o.value <> 0
      and not exists (select 1 from order_lines as l where l.order_id = o.id and l.invoice_quantity is not null)
    order by o.id`,
  ({ id, number, value }) => ({
    ...{ record: `production order ${number}`, id },
    says: `its value is ${value}, and it orders nothing of an invoice`,
  }),
);

const reorders = rowsThat(
  { name: 'reorders', rule: 'An order that repeats another says why, and only such an order does.' },
  sql<{ id: number; number: string }>`
    select o.id, o.number from production_orders as o
    where (o.reorder_of_id is null) <> (o.reorder_reason_id is null) or o.reorder_of_id = o.id
    order by o.id`,
  ({ id, number }) => ({
    ...{ record: `production order ${number}`, id },
    says: 'it has a reason for a reorder or an order it repeats, not both',
  }),
);

const bulkChanges = rowsThat(
  { name: 'bulk-changes', rule: 'A change of many orders has as many rows of history as orders.' },
  sql<{ id: number; count: number; many: number }>`
    select b.id, b.count, coalesce(h.many, 0) as many
    from bulk_changes as b
    left join (
      select bulk_change_id, count(*) as many from order_history
      where bulk_change_id is not null group by bulk_change_id
    ) as h on h.bulk_change_id = b.id
    where b.count <> coalesce(h.many, 0)
    order by b.id`,
  ({ id, count, many }) => ({
    ...{ record: `bulk change ${id}`, id },
    says: `it changed ${count} orders, and the history has ${many} of it`,
  }),
);

/** Sums and counts that records keep of others. */
export const sumChecks: readonly Check[] = [
  ...[lineTotals, invoiceTotals, paidSums, invoiceSessions],
  ...[orderedQuantities, orderLines, orderValues, reorders, bulkChanges],
];
