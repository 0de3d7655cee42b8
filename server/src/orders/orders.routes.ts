import * as contract from '@printrail/contract/orders';
import { type Route, reads, writes } from '../studio/route.ts';
import { createAllOrders, createInvoiceOrders } from './create-orders.ts';
import { addOrder, getOrder, previewInvoiceOrders } from './orders.operations.ts';

export const ordersRoutes: readonly Route[] = [
  reads(contract.getOrder, getOrder),
  reads(contract.previewInvoiceOrders, previewInvoiceOrders),
  writes(contract.createInvoiceOrders, createInvoiceOrders),
  writes(contract.createAllOrders, createAllOrders, { alone: true }),
  writes(contract.addOrder, addOrder),
];
