import * as api from '@printrail/contract/invoices';
import * as payments from '@printrail/contract/payments';
import { type Route, reads, writes } from '../studio/route.ts';
import { changeInvoiceStatus } from './change-invoice-status.ts';
import { deleteInvoice, listInvoices, showInvoice } from './invoices.operations.ts';
import { addPayment, deletePayment } from './payments.operations.ts';
import { addInvoice, updateInvoice } from './write-invoice.ts';

export const invoicesRoutes: readonly Route[] = [
  reads(api.listInvoices, listInvoices),
  writes(api.addInvoice, addInvoice),
  reads(api.getInvoice, showInvoice),
  writes(api.updateInvoice, updateInvoice),
  writes(api.changeInvoiceStatus, changeInvoiceStatus),
  writes(api.deleteInvoice, deleteInvoice),
  writes(payments.addPayment, addPayment),
  writes(payments.deletePayment, deletePayment),
];
