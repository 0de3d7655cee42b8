import type { Reading } from '../studio/change.ts';
import type { AboutRecords } from './merge-values.ts';
import { webhookBody } from './webhook-signature.rules.ts';

/** The body of the webhook that tells of something that happened to an order or invoice, with the statuses it went from and to. */
export function eventBody({ now }: Reading, type: string, records: AboutRecords): string {
  const { order, previousStatus, invoice, client, vendor } = records;
  const data = {
    ...(order ? { productionOrder: orderOf(order, previousStatus) } : {}),
    ...(invoice ? { invoice: invoiceOf(invoice) } : {}),
    ...(client ? { client: { id: client.id, name: client.name } } : {}),
    ...(vendor ? { vendor: { id: vendor.id, name: vendor.name } } : {}),
  };
  return webhookBody({ type, at: now, data });
}

function orderOf(order: NonNullable<AboutRecords['order']>, fromStatus: AboutRecords['previousStatus']) {
  const { id, number, typeId, typeName, statusId, statusName, dueDate, state } = order;
  const toStatus = { id: statusId, name: statusName };
  return { id, number, type: { id: typeId, name: typeName }, fromStatus, toStatus, dueDate, state };
}

function invoiceOf({ id, number, deliveryDate, statusId, statusName }: NonNullable<AboutRecords['invoice']>) {
  return { id, number, deliveryDate, status: { id: statusId, name: statusName } };
}
