import { createInvoiceOrders, previewInvoiceOrders } from '@printrail/contract/order-creation';
import { getOrder } from '@printrail/contract/orders';
import { expect, test } from 'vitest';
import { givenInvoice, givenProduct, givenVendor } from '../testing/givens.ts';
import { studio } from '../testing/studio.ts';

const most = 99_999_999_999;

test('a line that would cost more than is kept of money costs the most that is', async () => {
  const s = await studio();
  const { id: preferredVendorId } = await givenVendor(s);
  const product = await givenProduct(s, { preferredVendorId, cost: most, price: 1 });
  const invoice = await givenInvoice(s, { lines: [{ productId: product.id, quantity: 3 }] });
  const { vendors } = await s.call(previewInvoiceOrders, { params: { id: invoice.id } });
  expect(vendors).toMatchObject([{ lines: [{ invoiceQuantity: 3, cost: most }] }]);
  const { created } = await s.call(createInvoiceOrders, { params: { id: invoice.id }, body: {} });
  const order = await s.call(getOrder, { params: { id: created[0]?.id ?? 0 } });
  expect(order.lines).toMatchObject([{ quantity: 3, cost: most }]);
});
