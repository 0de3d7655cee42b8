import { CalendarError } from '../calendar/business-days.rules.ts';
import { initialOf } from '../cycles/cycle.rules.ts';
import { type Cycles, cyclesOf } from '../cycles/cycles.queries.ts';
import { dueDateOf } from '../cycles/due-date.rules.ts';
import type { InvoiceChanged } from '../invoices/invoices.events.ts';
import { createOrders } from '../orders/create-orders.ts';
import { type InvoiceToOrder, invoicesToOrder, type LeftToOrder, leftToOrder } from '../orders/to-order.queries.ts';
import type { Change } from '../studio/change.ts';
import { enumerated, isFollowed } from './automation.rules.ts';
import { callsForOrders } from './creation.rules.ts';
import { type NewNotice, notify } from './notices.ts';

const mostNamed = 5;

/**
 * Creates the production orders of invoices, or offers to, when the event happens that the studio chose. What cannot be
 * ordered by itself (no vendor, a number to type, no type) is told and left; the change that led here stands.
 */
export async function createOrdersByItself(change: Change, happened: readonly InvoiceChanged[]): Promise<void> {
  if (!isFollowed(change.through)) return;
  const { orderCreation } = change.preferences;
  const called = happened.filter((each) => callsForOrders(orderCreation, each));
  const invoiceIds = [...new Set(called.map((each) => each.invoiceId))];
  if (invoiceIds.length === 0) return;
  const left = await leftToOrder(change, invoiceIds);
  const notices: NewNotice[] = [];
  for (const [invoiceId, invoice] of await invoicesToOrder(change, invoiceIds)) {
    const groups = left.groups.filter((group) => group.invoiceId === invoiceId);
    const withoutVendor = left.withoutVendor.filter((line) => line.invoiceId === invoiceId);
    if (groups.length + withoutVendor.length === 0) continue;
    notices.push(
      orderCreation.how === 'offered'
        ? offerOf(invoice, groups)
        : await createAndTell(change, invoice, groups, withoutVendor),
    );
  }
  await notify(change, notices);
}

function offerOf({ id, number }: InvoiceToOrder, groups: readonly LeftToOrder[]): NewNotice {
  const vendors = enumerated(
    groups.map(({ vendor }) => vendor.name),
    mostNamed,
  );
  const text = `Invoice ${number} can be ordered now${vendors && ` from ${vendors}`}.`;
  return { kind: 'orders_offered', text, invoiceId: id };
}

async function createAndTell(
  change: Change,
  invoice: InvoiceToOrder,
  groups: readonly LeftToOrder[],
  withoutVendor: readonly { productName: string; quantity: number }[],
): Promise<NewNotice> {
  const cycles = await cyclesOf(change);
  const left: string[] = [];
  let created = 0;
  for (const { vendor } of groups) {
    const hindrance = hindranceOf(change, cycles, vendor, invoice);
    if (hindrance !== undefined) left.push(hindrance);
    else {
      const { ids } = await createOrders({ ...change, through: 'automation' }, [invoice.id], { vendorId: vendor.id });
      created += ids.length;
    }
  }
  left.push(...withoutVendor.map((line) => `${line.quantity} × ${line.productName} has no vendor`));
  const orders = `${created || 'no'} production ${created === 1 ? 'order' : 'orders'}`;
  const rest = left.length > 0 ? ` Not ordered: ${enumerated(left, mostNamed)}.` : '';
  return {
    kind: 'orders_created',
    text: `Invoice ${invoice.number}: ${orders} created.${rest}`,
    invoiceId: invoice.id,
  };
}

/** What would refuse an order, said beforehand. */
function hindranceOf(
  { calendar, preferences, today }: Change,
  cycles: Cycles,
  { name, isActive, orderNumbers, defaultTypeId }: LeftToOrder['vendor'],
  { deliveryDate }: InvoiceToOrder,
): string | undefined {
  if (!isActive) return `${name} is inactive`;
  if (orderNumbers === 'typed') return `${name} wants its order numbers typed by hand`;
  if (defaultTypeId === null) return `${name} has no default type`;
  const cycle = cycles.byType.get(defaultTypeId);
  if (!cycle?.type.isActive) return `the type of ${name}, ${cycle?.type.name}, is inactive`;
  const { dueDateMethod: method, backwardCounts } = preferences;
  const entry = { cycle, status: initialOf(cycle), entryDate: today, deliveryDate, daysLeft: null };
  try {
    dueDateOf({ calendar, method, backwardCounts, today }, entry);
    return undefined;
  } catch (error) {
    if (error instanceof CalendarError) return `the order from ${name} has no due date (${error.message})`;
    throw error;
  }
}
