import type { ProductionOrder } from '@printrail/contract/orders';

/** "PO-20481 · Print order · Ferreira, Ana"; without a client, whom it was ordered from. */
export function titleOf({ number, typeName, clientName, vendorName }: ProductionOrder): string {
  return [number, typeName, clientName ?? vendorName].join(' · ');
}
