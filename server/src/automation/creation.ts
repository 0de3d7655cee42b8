import type { InvoiceChanged } from '../invoices/invoices.events.ts';
import { createOrders } from '../orders/create-orders.ts';
import { type LeftToOrder, leftToOrder } from '../orders/to-order.queries.ts';
import type { Change } from '../studio/change.ts';
import { callsForOrders } from './creation.rules.ts';
import { notify } from './notices.ts';

const mostNamed = 5;

/**
 * Creates the production orders of invoices, or offers to, when the event happens that the studio chose. What cannot be
 * ordered by itself (no vendor, a number to type, no type) is told and left; the change that led here stands.
 */
export async function createOrdersByItself(change: Change, happened: readonly InvoiceChanged[]): Promise<void> {
  if (change.through === 'automation' || change.through === 'import' || change.through === 'sample') return;
  const { orderCreation } = change.preferences;
  const called = happened.filter((each) => callsForOrders(orderCreation, each));
  for (const invoiceId of new Set(called.map((each) => each.invoiceId))) {
    const { groups, withoutVendor } = await leftToOrder(change, [invoiceId]);
    if (groups.length + withoutVendor.length === 0) continue;
    const { number } = await change.tx
      .selectFrom('invoices')
      .select('number')
      .where('id', '=', invoiceId)
      .executeTakeFirstOrThrow();
    if (orderCreation.how === 'offered') {
      const vendors = groups.map(({ vendor }) => vendor.name).join(', ');
      await notify(
        change,
        'orders_offered',
        `Invoice ${number} can be ordered now${vendors && ` from ${vendors}`}.`,
        invoiceId,
      );
    } else {
      await createAndTell(change, { id: invoiceId, number }, groups, withoutVendor);
    }
  }
}

type WithoutVendor = { productName: string; quantity: number };

async function createAndTell(
  change: Change,
  invoice: { id: number; number: string },
  groups: readonly LeftToOrder[],
  withoutVendor: readonly WithoutVendor[],
): Promise<void> {
  const ready = groups.filter(({ vendor }) => hindranceOf(vendor) === undefined);
  let created = 0;
  for (const { vendor } of ready) {
    const { ids } = await createOrders({ ...change, through: 'automation' }, [invoice.id], { vendorId: vendor.id });
    created += ids.length;
  }
  const left = [
    ...groups.flatMap(({ vendor }) => hindranceOf(vendor) ?? []),
    ...withoutVendor.slice(0, mostNamed).map((line) => `${line.quantity} × ${line.productName} has no vendor`),
  ];
  const orders = `${created} production ${created === 1 ? 'order' : 'orders'}`;
  const text = `Invoice ${invoice.number}: ${orders} created.${left.length > 0 ? ` Not ordered: ${left.join('; ')}.` : ''}`;
  await notify(change, 'orders_created', text, invoice.id);
}

function hindranceOf(vendor: LeftToOrder['vendor']): string | undefined {
  if (!vendor.isActive) return `${vendor.name} is inactive`;
  if (vendor.orderNumbers === 'typed') return `${vendor.name} wants its order numbers typed by hand`;
  if (vendor.defaultTypeId === null) return `${vendor.name} has no default type`;
  return undefined;
}
