import type { Endpoint } from '@printrail/contract/endpoint';
import * as contract from '@printrail/contract/exports';
import type { FileContent } from '@printrail/contract/fields';
import { handles, type Route } from '../studio/route.ts';
import { type CsvList, csvFile } from './csv-file.ts';
import * as production from './production-lists.ts';
import * as sales from './sales-lists.ts';
import * as studio from './studio-lists.ts';

export const exportsRoutes: readonly Route[] = [
  exports(contract.exportClients, sales.clients),
  exports(contract.exportSessions, sales.sessions),
  exports(contract.exportVendors, sales.vendors),
  exports(contract.exportProducts, sales.products),
  exports(contract.exportInvoices, sales.invoices),
  exports(contract.exportInvoiceLines, sales.invoiceLines),
  exports(contract.exportPayments, sales.payments),
  exports(contract.exportOrders, production.productionOrders),
  exports(contract.exportOrderLines, production.orderLines),
  exports(contract.exportOrderHistory, production.orderHistory),
  exports(contract.exportStatuses, studio.productionStatuses),
  exports(contract.exportInvoiceStatuses, studio.invoiceStatuses),
  exports(contract.exportReorderReasons, studio.reorderReasons),
  exports(contract.exportClosures, studio.closures),
  exports(contract.exportDepartments, studio.departments),
  exports(contract.exportUsers, studio.users),
  exports(contract.exportApiKeys, studio.apiKeys),
  exports(contract.exportAudit, studio.audit),
];

// biome-ignore lint/suspicious/noExplicitAny: lists of every filter are exported alike
type AnyExport = Endpoint<never, any, never, any>;

// biome-ignore lint/suspicious/noExplicitAny: an endpoint's query is the filter of its list
function exports(endpoint: AnyExport, list: CsvList<any>): Route {
  return handles(endpoint, (call, { query }) => csvFile(call, list, query as object) as Promise<FileContent>);
}
