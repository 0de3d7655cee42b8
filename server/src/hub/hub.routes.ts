import * as contract from '@printrail/contract/hub';
import * as counts from '@printrail/contract/hub-counts';
import { Refusal } from '../platform/refusal.ts';
import type { Reading } from '../studio/change.ts';
import { type Route, reads } from '../studio/route.ts';
import { countOrders, countOrdersByDay, findOrder } from './counts.operations.ts';
import { listOrders } from './hub.operations.ts';

export const hubRoutes: readonly Route[] = [
  reads(contract.listOrders, (reading, { query }) => listOrders(reading, query)),
  reads(contract.listClientOrders, async (reading, { params, query }) => {
    await expectRecord(reading, 'clients', params.id);
    return listOrders(reading, { state: 'all', ...query, clientId: params.id });
  }),
  reads(contract.listSessionOrders, async (reading, { params, query }) => {
    await expectRecord(reading, 'sessions', params.id);
    return listOrders(reading, { state: 'all', ...query, sessionId: params.id });
  }),
  reads(contract.listInvoiceOrders, async (reading, { params, query }) => {
    await expectRecord(reading, 'invoices', params.id);
    return listOrders(reading, { state: 'all', ...query, invoiceId: params.id });
  }),
  reads(counts.countOrders, countOrders),
  reads(counts.countOrdersByDay, countOrdersByDay),
  reads(counts.findOrder, findOrder),
];

const missing = { clients: 'client.not_found', sessions: 'session.not_found', invoices: 'invoice.not_found' } as const;

async function expectRecord({ db }: Reading, table: keyof typeof missing, id: number): Promise<void> {
  const found = await db.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
  if (!found) throw new Refusal(missing[table], { id });
}
