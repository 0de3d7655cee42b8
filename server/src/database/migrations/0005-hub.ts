import type { Words } from '../migrate.ts';

/** What makes the hub quick: narrow indexes over the open orders, a few over all, and the search of word parts. */
export function hub({ wordParts }: Words): string[] {
  const open = (name: string, columns: string) =>
    `create index open_orders_by_${name} on production_orders (${columns}, id) where state = 'open'`;
  const all = (name: string, columns: string) => `create index orders_by_${name} on production_orders (${columns}, id)`;
  return [
    open('due', 'due_date'),
    open('number', 'number_key'),
    open('order_date', 'order_date'),
    open('client', 'client_key'),
    open('vendor', 'vendor_key'),
    open('since', 'since_date'),
    open('status', 'status_id, due_date'),
    open('vendor_due', 'vendor_id, due_date'),
    open('type_due', 'type_id, due_date'),
    open('responsible', 'responsible_user_id, due_date'),
    open('department', 'department_id, due_date'),
    open('risk', 'risk_date'),
    all('order_date', 'order_date'),
    all('completed', 'completed_date'),
    `create index cancelled_orders_by_order_date on production_orders (order_date, id) where state = 'cancelled'`,
    all('client', 'client_id'),
    all('invoice', 'invoice_id'),
    all('status', 'status_id'),
    all('vendor', 'vendor_id'),
    all('type', 'type_id'),
    ...wordParts('order_search', 'production_orders', 'search_text'),
  ];
}
