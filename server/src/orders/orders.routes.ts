import * as orderCreation from '@printrail/contract/order-creation';
import { updateOrderLines as updateLinesEndpoint } from '@printrail/contract/order-lines';
import * as contract from '@printrail/contract/orders';
import * as reorders from '@printrail/contract/reorders';
import { type Route, reads, writes } from '../studio/route.ts';
import { createAllOrders, createInvoiceOrders } from './create-orders.ts';
import { updateOrderLines } from './edit-lines.ts';
import { addOrder, getOrder, previewInvoiceOrders } from './orders.operations.ts';
import { reorderOrder } from './reorder.ts';
import {
  addReorderReason,
  deleteReorderReason,
  listReorderReasons,
  updateReorderReason,
} from './reorder-reasons.operations.ts';

export const ordersRoutes: readonly Route[] = [
  reads(contract.getOrder, getOrder),
  reads(orderCreation.previewInvoiceOrders, previewInvoiceOrders),
  writes(orderCreation.createInvoiceOrders, createInvoiceOrders),
  writes(orderCreation.createAllOrders, createAllOrders, { alone: true }),
  writes(orderCreation.addOrder, addOrder),
  writes(updateLinesEndpoint, updateOrderLines),
  writes(reorders.reorderOrder, reorderOrder),
  reads(reorders.listReorderReasons, listReorderReasons),
  writes(reorders.addReorderReason, addReorderReason),
  writes(reorders.updateReorderReason, updateReorderReason),
  writes(reorders.deleteReorderReason, deleteReorderReason),
];
