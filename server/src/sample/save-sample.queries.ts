import { historyColumns } from '../changes/apply.ts';
import type { Tx } from '../database/connect.ts';
import { type Columns, insertRows } from '../database/rows.ts';
import { lineColumns, orderColumns } from '../orders/save-orders.ts';
import { type Slice, type SliceTable, sliceTables } from './slice.rules.ts';

const address: Columns = { street: 'text', city: 'text', region: 'text', postal_code: 'text', country: 'text' };
const own: Columns = { id: 'int', version: 'int', external_key: 'text' };

const columns: Record<SliceTable, Columns> = {
  clients: {
    ...{ ...own, ...address, name: 'text', name_key: 'text', search_text: 'text', email: 'text', phone: 'text' },
    ...{ contact_name: 'text', do_not_call: 'bool', do_not_market: 'bool', notes: 'text', is_active: 'bool' },
  },
  sessions: { ...own, client_id: 'int', name: 'text', name_key: 'text', date: 'date', notes: 'text' },
  invoices: {
    ...{
      ...own,
      number: 'text',
      number_key: 'text',
      client_id: 'int',
      session_id: 'int',
      date: 'date',
      delivery_date: 'date',
    },
    ...{ delivered_date: 'date', status_id: 'int', status_since_date: 'date', status_due_date: 'date', tax: 'int' },
    ...{ shipping: 'int', total: 'int', paid: 'int', notes: 'text', created_at: 'int' },
  },
  invoice_lines: {
    ...{
      id: 'int',
      invoice_id: 'int',
      position: 'int',
      product_id: 'int',
      description: 'text',
      quantity: 'int',
      price: 'int',
    },
    ...{ discount: 'int', total: 'int', vendor_id: 'int', is_not_ordered: 'bool', external_key: 'text' },
  },
  payments: { id: 'int', invoice_id: 'int', date: 'date', amount: 'int', note: 'text', external_key: 'text' },
  production_orders: { id: 'int', version: 'int', last_change_id: 'int', ...orderColumns },
  order_lines: { id: 'int', ...lineColumns },
  order_history: { id: 'int', ...historyColumns },
};

/** Inserts the rows, referred-to tables first. */
export async function saveSlice(tx: Tx, slice: Slice): Promise<void> {
  for (const table of sliceTables) {
    if (slice[table].length > 0) await insertRows(tx, table, columns[table], slice[table]);
  }
}
