import {
  addProduct,
  addVendor,
  type Product,
  type ProductInput,
  type Vendor,
  type VendorInput,
} from '@printrail/contract/catalog';
import { addClient } from '@printrail/contract/clients';
import { addType, listTypes, type ProductionStatus, type ProductionType } from '@printrail/contract/cycles';
import type { InputOf } from '@printrail/contract/endpoint';
import { addInvoice, type Invoice, type InvoiceInput } from '@printrail/contract/invoices';
import { addOrder, createInvoiceOrders } from '@printrail/contract/order-creation';
import type { OrderSummary, ProductionOrder } from '@printrail/contract/orders';
import { addDepartment } from '@printrail/contract/people';
import { folded } from '../platform/folding.ts';
import type { TestStudio } from './studio.ts';

let count = 0;

/** A name no other record of the test has. */
export function another(name: string): string {
  count += 1;
  return `${name} ${count}`;
}

export async function givenClient(s: TestStudio, name = another('Client')): Promise<number> {
  return (await s.call(addClient, { body: { name } })).id;
}

/** A user who never signs in, so that no password is hashed. */
export async function givenUser(s: TestStudio, name = another('User'), isActive = true): Promise<number> {
  const email = `${folded(name).replaceAll(' ', '.')}@studio.example`;
  const values = {
    ...{ name, nameKey: folded(name), email, emailKey: email, passwordHash: '', isOwner: false, isActive },
    ...{ rights: '{}', createdAt: 0 },
  };
  const user = await s.studio.database.write((tx) =>
    tx.insertInto('users').values(values).returning('id').executeTakeFirstOrThrow(),
  );
  return user.id;
}

export async function givenDepartment(s: TestStudio, name = another('Department')): Promise<number> {
  return (await s.call(addDepartment, { body: { name } })).id;
}

export async function typeNamed(s: TestStudio, name: string): Promise<ProductionType> {
  const { items } = await s.call(listTypes);
  const type = items.find((each) => each.name === name);
  if (!type) throw new Error(`There is no type ${name}.`);
  return type;
}

type Step = InputOf<typeof addType>['body']['statuses'][number];

/** A type with the statuses named: the first is initial, the last that is no side status final. */
export async function givenType(
  s: TestStudio,
  statuses: readonly Step[],
  name = another('Type'),
): Promise<ProductionType> {
  return s.call(addType, { body: { name, kind: 'generic', statuses: [...statuses] } });
}

export function statusNamed(type: ProductionType, name: string): ProductionStatus {
  const status = type.statuses.find((each) => each.name === name);
  if (!status) throw new Error(`${type.name} has no status ${name}.`);
  return status;
}

/** A vendor whose orders are of the first sample type, Print order, unless told. */
export async function givenVendor(s: TestStudio, input: Partial<VendorInput> = {}): Promise<Vendor> {
  const defaultTypeId = (await typeNamed(s, 'Print order')).id;
  return s.call(addVendor, { body: { name: another('Lab'), defaultTypeId, ...input } });
}

export async function givenProduct(s: TestStudio, input: Partial<ProductInput> = {}): Promise<Product> {
  return s.call(addProduct, { body: { name: another('Print'), price: 1_000, cost: 300, ...input } });
}

/** An invoice of a client of its own, unless told. */
export async function givenInvoice(s: TestStudio, input: Partial<InvoiceInput> = {}): Promise<Invoice> {
  return s.call(addInvoice, { body: { clientId: input.clientId ?? (await givenClient(s)), ...input } });
}

type OrderInput = InputOf<typeof addOrder>['body'];

/** An order without an invoice, by a vendor of its own unless told. */
export async function givenOrder(s: TestStudio, input: Partial<OrderInput> = {}): Promise<ProductionOrder> {
  return s.call(addOrder, { body: { vendorId: input.vendorId ?? (await givenVendor(s)).id, ...input } });
}

/** An order of an invoice of its own, which has an approximate delivery date. */
export async function givenOrderFor(
  s: TestStudio,
  { deliveryDate, orderDate, vendor }: { deliveryDate: string | null; orderDate?: string; vendor: Vendor },
): Promise<OrderSummary> {
  const product = await givenProduct(s, { preferredVendorId: vendor.id });
  const lines = [{ productId: product.id, quantity: 1 }];
  const invoice = await givenInvoice(s, { date: '2020-01-01', deliveryDate, lines });
  const body = orderDate === undefined ? {} : { orderDate };
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body });
  const [order] = created;
  if (!order) throw new Error('No order was created.');
  return order;
}
