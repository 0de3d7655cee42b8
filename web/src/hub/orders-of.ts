import { listOrders } from '@printrail/contract/hub';
import type { HubFilter } from '@printrail/contract/hub-filter';
import { call } from '../api.ts';
import type { Seen, Selection } from './use-selection.ts';

/** The selected orders one by one; those of a whole filter are asked for, at most 500 of them. */
export async function ordersOf(selection: Selection, filter: HubFilter): Promise<readonly Seen[]> {
  if (!selection.isAll) return selection.picked;
  return (await call(listOrders, { query: { ...filter, limit: 500, totals: false } })).items;
}
