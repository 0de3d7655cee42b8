import { getOrder, type ProductionOrder } from '@printrail/contract/orders';
import { givenOrder, givenVendor } from './givens.ts';
import type { TestStudio } from './studio.ts';

/** An order of each type, all by one vendor. */
export async function givenOrders(
  s: TestStudio,
  typeIds: readonly number[],
  orderDate?: string,
): Promise<ProductionOrder[]> {
  const { id: vendorId } = await givenVendor(s);
  const orders: ProductionOrder[] = [];
  for (const typeId of typeIds)
    orders.push(await givenOrder(s, { vendorId, typeId, ...(orderDate ? { orderDate } : {}) }));
  return orders;
}

/** The names of the statuses the orders are in. */
export async function placesOf(s: TestStudio, orders: readonly { id: number }[]): Promise<string[]> {
  const found = await Promise.all(orders.map(({ id }) => s.call(getOrder, { params: { id } })));
  return found.map(({ statusName }) => statusName);
}
