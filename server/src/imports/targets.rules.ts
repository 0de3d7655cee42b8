import { addProduct, addVendor } from '@printrail/contract/catalog';
import { addClient, addSession } from '@printrail/contract/clients';
import type { Area } from '@printrail/contract/endpoint';
import type { ImportTarget } from '@printrail/contract/imports';
import { addInvoice, InvoiceLineInput } from '@printrail/contract/invoices';
import type { TObject } from 'typebox';
import { ImportedStatusChange } from '../changes/imported-changes.ts';
import { KeyedPayment } from '../invoices/save-payments.ts';
import { ImportedLine, ImportedOrder } from '../orders/imported-orders.rules.ts';
import { KeyedClosure } from '../studio/save-closures.ts';

/** What a field's text is read as. */
export type Kind = 'text' | 'money' | 'date' | 'moment' | 'whole' | 'discount' | 'boolean';

/** Records that a row may refer to, and what they are known by; the first is meant unless the mapping tells. */
export const referable = {
  clients: ['key'],
  sessions: ['key'],
  vendors: ['key', 'name'],
  products: ['key', 'code'],
  types: ['name'],
  invoiceStatuses: ['name'],
  invoices: ['key', 'number'],
  productionOrders: ['key', 'number'],
  users: ['email', 'name'],
  departments: ['name'],
} as const;
export type Referable = keyof typeof referable;
export type KnownBy = 'key' | 'name' | 'code' | 'number' | 'email';

/** A field that a mapping may fill; `path` is where it stands in what the API takes, unless it has the same name. */
export type TargetField = { path: string; isNeeded?: boolean } & ({ kind: Kind } | { refersTo: Referable });

export type Target = {
  area: Area;
  /** What the API takes for such a record: rows are held to the same rules. */
  schema: TObject;
  fields: Record<string, TargetField>;
  /** Known by its fields where a mapping gives no key. */
  isKeyOptional?: boolean;
  lines?: Pick<Target, 'schema' | 'fields'>;
};

/** What can be imported: every field, what it is read as, and whether a mapping must fill it. */
export const targets: Record<ImportTarget, Target> = {
  clients: {
    area: 'clients',
    schema: addClient.body as TObject,
    fields: {
      name: { path: 'name', kind: 'text', isNeeded: true },
      email: { path: 'email', kind: 'text' },
      ...texts('phone', 'contactName', 'notes', ...addressFields()),
      ...booleans('doNotCall', 'doNotMarket', 'isActive'),
    },
  },
  sessions: {
    area: 'clients',
    schema: addSession.body as TObject,
    fields: {
      client: { path: 'clientId', refersTo: 'clients', isNeeded: true },
      name: { path: 'name', kind: 'text', isNeeded: true },
      date: { path: 'date', kind: 'date' },
      ...texts('notes'),
    },
  },
  vendors: {
    area: 'catalog',
    schema: addVendor.body as TObject,
    fields: {
      name: { path: 'name', kind: 'text', isNeeded: true },
      email: { path: 'email', kind: 'text' },
      defaultType: { path: 'defaultTypeId', refersTo: 'types' },
      orderNumbers: { path: 'orderNumbers', kind: 'text' },
      ...texts('contactName', 'phone', 'website', 'accountNumber', 'notes', ...addressFields()),
      ...booleans('isInHouse', 'isActive'),
    },
  },
  products: {
    area: 'catalog',
    schema: addProduct.body as TObject,
    fields: {
      name: { path: 'name', kind: 'text', isNeeded: true },
      code: { path: 'code', kind: 'text' },
      price: { path: 'price', kind: 'money' },
      cost: { path: 'cost', kind: 'money' },
      preferredVendor: { path: 'preferredVendorId', refersTo: 'vendors' },
      vendorMultiplier: { path: 'vendorMultiplier', kind: 'whole' },
      ...texts('vendorDescription'),
      ...booleans('isNotOrdered', 'isActive'),
    },
  },
  invoices: {
    area: 'invoices',
    schema: addInvoice.body as TObject,
    fields: {
      number: { path: 'number', kind: 'text' },
      client: { path: 'clientId', refersTo: 'clients', isNeeded: true },
      session: { path: 'sessionId', refersTo: 'sessions' },
      date: { path: 'date', kind: 'date', isNeeded: true },
      deliveryDate: { path: 'deliveryDate', kind: 'date' },
      deliveredDate: { path: 'deliveredDate', kind: 'date' },
      status: { path: 'statusId', refersTo: 'invoiceStatuses' },
      tax: { path: 'tax', kind: 'money' },
      shipping: { path: 'shipping', kind: 'money' },
      ...texts('notes'),
    },
    lines: {
      schema: InvoiceLineInput as TObject,
      fields: {
        product: { path: 'productId', refersTo: 'products', isNeeded: true },
        quantity: { path: 'quantity', kind: 'whole', isNeeded: true },
        price: { path: 'price', kind: 'money' },
        discount: { path: 'discount', kind: 'discount' },
        vendor: { path: 'vendorId', refersTo: 'vendors' },
        ...texts('description'),
        ...booleans('isNotOrdered'),
      },
    },
  },
  payments: {
    area: 'invoices',
    schema: KeyedPayment,
    fields: {
      invoice: { path: 'invoiceId', refersTo: 'invoices', isNeeded: true },
      date: { path: 'date', kind: 'date', isNeeded: true },
      amount: { path: 'amount', kind: 'money', isNeeded: true },
      ...texts('note'),
    },
  },
  closures: {
    area: 'maintenance',
    schema: KeyedClosure,
    isKeyOptional: true,
    fields: {
      from: { path: 'from', kind: 'date', isNeeded: true },
      to: { path: 'to', kind: 'date' },
      name: { path: 'name', kind: 'text', isNeeded: true },
    },
  },
  productionOrders: {
    area: 'production',
    schema: ImportedOrder,
    fields: {
      number: { path: 'number', kind: 'text', isNeeded: true },
      type: { path: 'typeId', refersTo: 'types', isNeeded: true },
      vendor: { path: 'vendorId', refersTo: 'vendors', isNeeded: true },
      invoice: { path: 'invoiceId', refersTo: 'invoices' },
      client: { path: 'clientId', refersTo: 'clients' },
      orderDate: { path: 'orderDate', kind: 'date', isNeeded: true },
      status: { path: 'status', kind: 'text', isNeeded: true },
      responsible: { path: 'responsibleUserId', refersTo: 'users' },
      department: { path: 'departmentId', refersTo: 'departments' },
      vendorInvoiceAmount: { path: 'vendorInvoiceAmount', kind: 'money' },
      ...dates('sinceDate', 'dueDate', 'completedDate', 'cancelledDate'),
      ...texts('cancelReason', 'vendorOrderNumber', 'vendorInvoiceNumber', 'studioNotes', 'vendorNotes'),
    },
    lines: {
      schema: ImportedLine,
      fields: {
        invoiceLine: { path: 'invoiceLine', kind: 'text' },
        product: { path: 'productId', refersTo: 'products' },
        quantity: { path: 'quantity', kind: 'whole', isNeeded: true },
        invoiceQuantity: { path: 'invoiceQuantity', kind: 'whole' },
        cost: { path: 'cost', kind: 'money' },
        ...texts('description', 'note'),
      },
    },
  },
  statusChanges: {
    area: 'production',
    schema: ImportedStatusChange,
    fields: {
      order: { path: 'orderId', refersTo: 'productionOrders', isNeeded: true },
      from: { path: 'from', kind: 'text', isNeeded: true },
      to: { path: 'to', kind: 'text', isNeeded: true },
      date: { path: 'date', kind: 'date', isNeeded: true },
      recorded: { path: 'recorded', kind: 'moment' },
      dueDate: { path: 'dueDate', kind: 'date' },
      ...texts('who', 'note'),
      ...booleans('notComplete'),
    },
  },
};

function dates(...names: readonly string[]): Record<string, TargetField> {
  return Object.fromEntries(names.map((name) => [name, { path: name, kind: 'date' }]));
}

function texts(...names: readonly string[]): Record<string, TargetField> {
  return Object.fromEntries(names.map((name) => [name, { path: name, kind: 'text' }]));
}

function booleans(...names: readonly string[]): Record<string, TargetField> {
  return Object.fromEntries(names.map((name) => [name, { path: name, kind: 'boolean' }]));
}

function addressFields(): string[] {
  return ['street', 'city', 'region', 'postalCode', 'country'].map((part) => `address.${part}`);
}
