import type { Words } from '../migrate.ts';
import { wordIndexes, wordPartsOf } from '../word-parts.ts';

/** What makes the hub quick: narrow indexes over the open orders, a few over all, and the search of word parts. */
export function hub({ wordParts }: Words): string[] {
  const open = (name: string, columns: string) =>
    `create index open_orders_by_${name} on production_orders (${columns}) where state = 'open'`;
  const all = (name: string, columns: string) => `create index orders_by_${name} on production_orders (${columns}, id)`;
  return [
    open('due', 'due_date, id'),
    open('number', 'number_key, id'),
    open('order_date', 'order_date, id'),
    open('completed', 'completed_date, id'),
    open('client', 'client_key, id'),
    open('vendor', 'vendor_key, id'),
    open('since', 'since_date, id'),
    open('status', 'status_id, due_date, id'),
    open('responsible', 'responsible_user_id, id'),
    open('risk', 'risk_date, id'),
    // All that filters and totals of open orders look at, and what their search does: the orders themselves are not read.
    open('all', 'status_id, type_id, vendor_id, responsible_user_id, department_id, due_date, risk_date, value'),
    open('words', 'search_text'),
    `create index unassigned_orders_by_due on production_orders (due_date, id)
      where state = 'open' and coalesce(responsible_user_id, department_id) is null`,
    // The newest orders are the open ones: among all, the newest completed would be looked for behind every one of them.
    `create index completed_orders_by_order_date on production_orders (order_date, id) where state = 'completed'`,
    `create index completed_orders_by_number on production_orders (number_key, id) where state = 'completed'`,
    all('order_date', 'order_date'),
    all('completed', 'completed_date'),
    `create index cancelled_orders_by_order_date on production_orders (order_date, id) where state = 'cancelled'`,
    all('client', 'client_id'),
    all('invoice', 'invoice_id'),
    all('status', 'status_id'),
    all('vendor', 'vendor_id, type_id'),
    all('type', 'type_id'),
    ...wordIndexes.flatMap((index) => wordPartsOf(wordParts, index)),
  ];
}
