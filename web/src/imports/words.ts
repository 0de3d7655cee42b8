import type { ImportedStep, ImportStep, ImportTarget } from '@printrail/contract/imports';
import { countWords } from '../ui/words.ts';

/** One of what a file may hold, and many. */
export const targetWords: Record<ImportTarget, readonly [one: string, many: string]> = {
  clients: ['client', 'clients'],
  sessions: ['session', 'sessions'],
  vendors: ['vendor', 'vendors'],
  products: ['product', 'products'],
  invoices: ['invoice', 'invoices'],
  payments: ['payment', 'payments'],
  closures: ['closure', 'closures'],
  productionOrders: ['production order', 'production orders'],
  statusChanges: ['status change', 'status changes'],
};

/** Where one sees what was brought in. */
export const placeOfTarget: Record<ImportTarget, string> = {
  clients: '/clients',
  sessions: '/clients',
  vendors: '/vendors',
  products: '/products',
  invoices: '/invoices',
  payments: '/invoices',
  closures: '/settings/calendar',
  productionOrders: '/production',
  statusChanges: '/production',
};

const fieldWords: Record<string, string> = {
  email: 'E-mail',
  contactName: 'Contact',
  'address.street': 'Street',
  'address.city': 'City',
  'address.region': 'State or region',
  'address.postalCode': 'Postal code',
  'address.country': 'Country',
  isActive: 'Active',
  isInHouse: 'In-house',
  isNotOrdered: 'Not ordered from anyone',
  defaultType: 'Default order type',
  orderNumbers: 'Order numbers, assigned or typed',
  deliveryDate: 'Approximate delivery date',
  sinceDate: 'At the status since',
  orderDate: 'Order date',
  vendorOrderNumber: 'Vendor’s order number',
  vendorInvoiceNumber: 'Vendor’s invoice number',
  vendorInvoiceAmount: 'Vendor’s invoice amount',
  vendorNotes: 'Notes for the vendor',
  vendorDescription: 'Vendor’s description',
  from: 'From',
  who: 'Changed by',
  recorded: 'Recorded on',
  notComplete: 'Left not complete',
};

/** What a field is called on screen: "postalCode" is "Postal code". */
export function fieldName(name: string): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return fieldWords[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const knownByWords: Record<string, string> = {
  key: 'by its key',
  name: 'by name',
  code: 'by code',
  number: 'by number',
  email: 'by e-mail',
};

/** What the key of a kind of record is good for, in a line. */
export const keyWords = 'Tells one record from another: importing the file again changes it instead of doubling it.';

/** "91 clients, 29 vendors and 830 invoices". */
export function recordsWords(steps: readonly ImportedStep[], countOf: (step: ImportedStep) => number): string {
  const counts = new Map<ImportTarget, number>();
  for (const step of steps) counts.set(step.into, (counts.get(step.into) ?? 0) + countOf(step));
  const parts = [...counts]
    .filter(([, count]) => count > 0)
    .map(([into, count]) => countWords(count, ...targetWords[into]));
  return new Intl.ListFormat('en').format(parts);
}

/** What a field's source does beside naming a column, in quiet words. */
export function sourceWords({ values, format, columns, separator = '-', empty }: ImportStep['fields'][string]): string {
  const told = [
    columns ? `joined with “${separator}”` : '',
    format ? `written ${format}` : '',
    ...Object.entries(values ?? {})
      .slice(0, 4)
      .map(([text, meant]) => `${text || 'empty'} → ${meant || 'empty'}`),
    empty && empty !== 'clear' ? { keep: 'empty keeps what is there', refuse: 'must not be empty' }[empty] : '',
  ];
  return told.filter(Boolean).join(', ');
}
