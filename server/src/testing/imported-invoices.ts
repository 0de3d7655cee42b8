import { listProducts } from '@printrail/contract/catalog';
import { listClients } from '@printrail/contract/clients';
import type { ImportMapping } from '@printrail/contract/imports';
import { listInvoices } from '@printrail/contract/invoices';
import type { TestStudio } from './studio.ts';

export const clients = {
  file: 'clients.csv',
  into: 'clients',
  key: { column: 'id' },
  fields: { name: { column: 'name' }, email: { column: 'email' } },
} as const;

export const products = {
  file: 'products.csv',
  into: 'products',
  key: { column: 'id' },
  fields: { name: { column: 'name' }, price: { column: 'price' } },
} as const;

export const invoices = {
  file: 'invoices.csv',
  into: 'invoices',
  key: { column: 'id' },
  fields: {
    number: { column: 'id' },
    client: { column: 'client' },
    date: { column: 'date' },
    deliveryDate: { column: 'delivery' },
    deliveredDate: { column: 'delivered' },
  },
  statusWhenDelivered: 'Delivered',
  lines: {
    key: { column: 'product' },
    fields: { product: { column: 'product' }, quantity: { column: 'quantity' }, discount: { column: 'discount' } },
  },
} as const;

export const files = {
  'clients.csv': 'id,name,email\nann,Ann Archer,ann@client.example\nben,Ben Bell,\n',
  'products.csv': 'id,name,price\nprint,Print 20x30,12.50\nalbum,Album,400\n',
  'invoices.csv': [
    'id,client,date,delivery,delivered,product,quantity,discount',
    '1,ann,2026-11-02,2026-11-20,2026-11-18,print,2,0.1',
    '1,ann,2026-11-02,2026-11-20,2026-11-18,album,1,',
    '2,ben,2026-11-03,,,print,3,0',
    '',
  ].join('\n'),
};
export const mapping: ImportMapping = { steps: [clients, products, invoices] };

/** Imports the small files with some of them otherwise. */
export function sent(others: Partial<typeof files> = {}, steps: ImportMapping['steps'] = mapping.steps) {
  return { body: { mapping: { steps }, files: { ...files, ...others } } };
}

/** How many clients, products and invoices there are. */
export async function counts(s: TestStudio) {
  const [all, priced, billed] = [await s.call(listClients), await s.call(listProducts), await s.call(listInvoices)];
  return [all.items.length, priced.items.length, billed.items.length];
}
