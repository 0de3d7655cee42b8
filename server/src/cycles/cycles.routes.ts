import * as contract from '@printrail/contract/cycles';
import * as invoiceContract from '@printrail/contract/invoice-statuses';
import { type Route, reads, writes } from '../studio/route.ts';
import {
  addInvoiceStatus,
  deleteInvoiceStatus,
  listInvoiceStatuses,
  updateInvoiceStatus,
} from './invoice-statuses.operations.ts';
import { addStatus, deleteStatus, orderStatuses, updateStatus } from './statuses.operations.ts';
import { addType, deleteType, listTypes, updateType } from './types.operations.ts';

export const cyclesRoutes: readonly Route[] = [
  reads(contract.listTypes, listTypes),
  writes(contract.addType, addType),
  writes(contract.updateType, updateType),
  writes(contract.deleteType, deleteType),
  writes(contract.addStatus, addStatus),
  writes(contract.updateStatus, updateStatus),
  writes(contract.orderStatuses, orderStatuses),
  writes(contract.deleteStatus, deleteStatus),
  reads(invoiceContract.listInvoiceStatuses, listInvoiceStatuses),
  writes(invoiceContract.addInvoiceStatus, addInvoiceStatus),
  writes(invoiceContract.updateInvoiceStatus, updateInvoiceStatus),
  writes(invoiceContract.deleteInvoiceStatus, deleteInvoiceStatus),
];
