import { csvList } from './csv-file.ts';

const address = ['street', 'city', 'region', 'postalCode', 'country'] as const;

const clientColumns = [
  ...(['id', 'name', 'email', 'phone', 'contactName'] as const),
  ...address,
  ...(['doNotCall', 'doNotMarket', 'notes', 'isActive', 'externalKey'] as const),
] as const;

export const clients = csvList('clients', clientColumns, ({ db }, { after, limit }) =>
  db.selectFrom('clients').select(clientColumns).where('id', '>', after).orderBy('id').limit(limit).execute(),
);

const sessionColumns = [
  ...(['sessions.id', 'sessions.clientId', 'clients.name as clientName', 'sessions.name'] as const),
  ...(['sessions.date', 'sessions.notes', 'sessions.externalKey'] as const),
] as const;

export const sessions = csvList('sessions', sessionColumns, ({ db }, { after, limit }) =>
  db
    .selectFrom('sessions')
    .innerJoin('clients', 'clients.id', 'sessions.clientId')
    .select(sessionColumns)
    .where('sessions.id', '>', after)
    .orderBy('sessions.id')
    .limit(limit)
    .execute(),
);

const vendorColumns = [
  ...(['id', 'name', 'contactName', 'email', 'phone', 'website'] as const),
  ...address,
  ...(['accountNumber', 'isInHouse', 'defaultTypeId', 'orderNumbers', 'notes', 'isActive', 'externalKey'] as const),
] as const;

export const vendors = csvList('vendors', vendorColumns, ({ db }, { after, limit }) =>
  db.selectFrom('vendors').select(vendorColumns).where('id', '>', after).orderBy('id').limit(limit).execute(),
);

const productColumns = [
  ...(['products.id', 'products.code', 'products.name', 'products.price', 'products.cost'] as const),
  ...(['products.preferredVendorId', 'vendors.name as preferredVendorName', 'products.vendorDescription'] as const),
  ...(['products.vendorMultiplier', 'products.isNotOrdered', 'products.isActive', 'products.externalKey'] as const),
] as const;

export const products = csvList(
  'products',
  productColumns,
  ({ db }, { after, limit }) =>
    db
      .selectFrom('products')
      .leftJoin('vendors', 'vendors.id', 'products.preferredVendorId')
      .select(productColumns)
      .where('products.id', '>', after)
      .orderBy('products.id')
      .limit(limit)
      .execute(),
  { price: 'money', cost: 'money' },
);

const invoiceColumns = [
  ...(['invoices.id', 'invoices.number', 'invoices.clientId', 'clients.name as clientName'] as const),
  ...(['invoices.sessionId', 'sessions.name as sessionName', 'invoices.date', 'invoices.deliveryDate'] as const),
  ...(['invoices.deliveredDate', 'invoiceStatuses.name as statusName', 'invoices.statusSinceDate'] as const),
  ...(['invoices.statusDueDate', 'invoices.tax', 'invoices.shipping', 'invoices.total', 'invoices.paid'] as const),
  ...(['invoices.notes', 'invoices.externalKey'] as const),
] as const;

export const invoices = csvList(
  'invoices',
  invoiceColumns,
  ({ db }, { after, limit }) =>
    db
      .selectFrom('invoices')
      .innerJoin('clients', 'clients.id', 'invoices.clientId')
      .innerJoin('invoiceStatuses', 'invoiceStatuses.id', 'invoices.statusId')
      .leftJoin('sessions', 'sessions.id', 'invoices.sessionId')
      .select(invoiceColumns)
      .where('invoices.id', '>', after)
      .orderBy('invoices.id')
      .limit(limit)
      .execute(),
  { tax: 'money', shipping: 'money', total: 'money', paid: 'money' },
);

const invoiceLineColumns = [
  ...(['line.id', 'line.invoiceId', 'invoices.number as invoiceNumber', 'line.position', 'line.productId'] as const),
  ...(['products.name as productName', 'line.description', 'line.quantity', 'line.price', 'line.discount'] as const),
  ...(['line.total', 'line.vendorId', 'vendors.name as vendorName', 'line.isNotOrdered', 'line.externalKey'] as const),
] as const;

export const invoiceLines = csvList(
  'invoice-lines',
  invoiceLineColumns,
  ({ db }, { after, limit }) =>
    db
      .selectFrom('invoiceLines as line')
      .innerJoin('invoices', 'invoices.id', 'line.invoiceId')
      .innerJoin('products', 'products.id', 'line.productId')
      .leftJoin('vendors', 'vendors.id', 'line.vendorId')
      .select(invoiceLineColumns)
      .where('line.id', '>', after)
      .orderBy('line.id')
      .limit(limit)
      .execute(),
  { price: 'money', discount: 'discount', total: 'money' },
);

const paymentColumns = [
  ...(['payments.id', 'payments.invoiceId', 'invoices.number as invoiceNumber', 'payments.date'] as const),
  ...(['payments.amount', 'payments.note', 'payments.externalKey'] as const),
] as const;

export const payments = csvList(
  'payments',
  paymentColumns,
  ({ db }, { after, limit }) =>
    db
      .selectFrom('payments')
      .innerJoin('invoices', 'invoices.id', 'payments.invoiceId')
      .select(paymentColumns)
      .where('payments.id', '>', after)
      .orderBy('payments.id')
      .limit(limit)
      .execute(),
  { amount: 'money' },
);
